"""A file is opened, read and understood, or said not to be."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from plancheck import UnreadableError, read_plan
from plancheck.opening import content_of
from plancheck.readers import DEFAULT_LIMITS

SCHOOL = Path(__file__).parent / "plan_texts" / "school.txt"


def test_limits_can_be_handed_in() -> None:
    assert read_plan(SCHOOL, limits=replace(DEFAULT_LIMITS, lines=100)).measures
    with pytest.raises(UnreadableError, match="строк текста"):
        read_plan(SCHOOL, limits=replace(DEFAULT_LIMITS, lines=2))
    with pytest.raises(UnreadableError, match="байт в файле"):
        read_plan(SCHOOL, limits=replace(DEFAULT_LIMITS, file_bytes=10))


def test_what_is_nested_beyond_the_interpreter_is_refused_as_too_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*given: object) -> None:
        endless(*given)

    monkeypatch.setattr("plancheck.intake.understand", endless)
    with pytest.raises(UnreadableError, match="слишком глубоко") as caught:
        read_plan(SCHOOL)
    assert "nested too deeply" in caught.value.text("en")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_a_device_without_end_is_read_no_further_than_the_limit() -> None:
    with pytest.raises(UnreadableError, match="20 000 000"):
        content_of(Path("/dev/zero"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_that_the_system_does_not_take_is_a_refusal() -> None:
    with pytest.raises(UnreadableError, match="не открывается"):
        content_of(Path("a" * 5_000))
