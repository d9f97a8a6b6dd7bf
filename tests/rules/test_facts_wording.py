"""Words that facts are shown with: filled in each language, refused where the file is another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plancheck.errors import RulesetError
from plancheck.rules.facts import wording as module
from plancheck.rules.facts.reading import dates_shown
from plancheck.rules.facts.wording import fill, shown_day, wording


def test_placeholders_are_filled_in_each_language() -> None:
    day = shown_day(dt.date(2024, 2, 9))
    assert fill("dates", "until", last=day) == {"ru": "до 09.02.2024", "en": "until 2024-02-09"}
    assert fill("labels", "numbered", number="3") == {"ru": "п. 3", "en": "item 3"}


def test_a_day_that_is_not_known_is_said_to_be_so() -> None:
    assert shown_day(None) == dates_shown(None, None) == {"ru": "дата не указана", "en": "no date given"}


def test_a_file_of_another_shape_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "trial.yaml").write_text("schema: something/1\n", "utf-8")
    monkeypatch.setattr(module, "shipped_rulesets", lambda: tmp_path)
    with pytest.raises(RulesetError, match=r"plancheck\.wording/1"):
        wording("trial")


def test_a_window_of_one_day_is_shown_as_that_day() -> None:
    day = dt.date(2025, 8, 25)
    assert dates_shown(day, day) == {"ru": "25.08.2025", "en": "2025-08-25"}
