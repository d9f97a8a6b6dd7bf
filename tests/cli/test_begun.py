"""The first file is begun before it is asked for, once, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.cli.begun import begun
from plancheck.lexicons import NO_AMENDMENTS, Amendment, Amendments
from plancheck.plan import Plan

ADDED = Amendments((Amendment("topics", ("topics", "order", "phrases"), '"слово"', adds=True),))


class Reading:
    """Reads nothing, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[Path | bytes, str, Amendments]] = []

    def begin(self, source: Path | bytes, name: str, lexicons: Amendments, /) -> Callable[[], Plan]:
        self.asked.append((source, name, lexicons))
        plan = Plan(title=f"{len(self.asked)}")
        return lambda: plan


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text("План")
    return path


def test_a_file_is_begun_at_once_and_read_once(file: Path) -> None:
    reading = Reading()
    begin = begun(str(file), reading.begin)
    assert reading.asked == [(file, str(file), NO_AMENDMENTS)]
    assert begin(file, str(file), NO_AMENDMENTS)().title == "1"
    assert begin(file, str(file), NO_AMENDMENTS)().title == "2", "named twice, it is read twice"


def test_what_is_asked_otherwise_is_begun_then(file: Path) -> None:
    reading = Reading()
    begin = begun(str(file), reading.begin)
    assert begin(file, str(file), ADDED)().title == "2"
    assert begin(b"", "-", NO_AMENDMENTS)().title == "3"
    assert begin(file, str(file), NO_AMENDMENTS)().title == "1"


@pytest.mark.parametrize("name", ["-", "absent.txt", ".", "a\0b"])
def test_nothing_is_begun_of_what_is_no_file(name: str) -> None:
    reading = Reading()
    assert begun(name, reading.begin) == reading.begin
    assert not reading.asked
