"""The calendar of procedures: its days, and what a wrong file is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plancheck.errors import RulesetError
from plancheck.plan import Period
from plancheck.resources import shipped_rulesets
from plancheck.rules.calendar import NO_CALENDAR, load_calendar

SHIPPED = load_calendar(shipped_rulesets() / "calendars" / "procedures.yaml")
WINDOWS = [  # year, first day, last day, prepared by
    (2021, "2021-03-15", "2021-05-21", "2021-03-15"),
    (2022, "2022-09-19", "2022-10-24", "2022-09-19"),
    (2023, "2023-03-15", "2023-05-20", "2023-02-03"),
    (2024, "2024-03-19", "2024-05-17", "2024-02-09"),
    (2025, "2025-04-11", "2025-05-16", "2025-04-11"),
    (2026, "2026-04-20", "2026-05-20", "2026-04-20"),
]
ROW = "{year: 2024, first: 2024-03-19, last: 2024-05-17, source: приказ}"


def school_year(start: int) -> Period:
    return Period(start=dt.date(start, 9, 1), end=dt.date(start + 1, 8, 31))


def written(folder: Path, text: str) -> Path:
    file = folder / "calendar.yaml"
    file.write_text(text, "utf-8")
    return file


def with_row(row: str) -> str:
    return f"schema: plancheck.calendar/1\nprocedures:\n  ВПР:\n    windows:\n      - {row}\n"


@pytest.mark.parametrize(("year", "first", "last", "prepared"), WINDOWS)
def test_the_shipped_calendar_knows_every_year(year: int, first: str, last: str, prepared: str) -> None:
    window = SHIPPED.of_year("ВПР", year)
    assert window is not None
    days = (window.first.isoformat(), window.last.isoformat(), window.prepared.isoformat())
    assert days == (first, last, prepared)
    assert window.source["ru"]
    assert window.source["en"]


@pytest.mark.parametrize(("start", "years"), [(2021, []), (2022, [2022, 2023]), (2023, [2024]), (2030, [])])
def test_windows_are_found_within_a_school_year_in_order(start: int, years: list[int]) -> None:
    assert [one.year for one in SHIPPED.within("ВПР", school_year(start))] == years


def test_without_a_period_or_an_entry_there_is_no_window() -> None:
    assert SHIPPED.within("ВПР", None) == ()
    assert SHIPPED.within("ОГЭ", school_year(2023)) == ()
    assert SHIPPED.of_year("ВПР", 1999) is None
    assert NO_CALENDAR.procedures == frozenset()


def test_a_window_that_began_before_the_period_lies_in_it_too() -> None:
    from_april = Period(start=dt.date(2024, 4, 1), end=dt.date(2024, 12, 31))
    assert [one.year for one in SHIPPED.within("ВПР", from_april)] == [2024]


def test_a_reviewers_own_calendar_may_give_its_source_in_one_language(tmp_path: Path) -> None:
    window = load_calendar(written(tmp_path, with_row(ROW))).of_year("ВПР", 2024)
    assert window is not None
    assert window.source == {"ru": "приказ", "en": "приказ"}


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    file = written(tmp_path, with_row(ROW))
    assert load_calendar(file).procedures == {"ВПР"}
    written(tmp_path, with_row(ROW).replace("ВПР", "региональная работа"))
    assert load_calendar(file).procedures == {"региональная работа"}


@pytest.mark.parametrize(
    ("row", "line", "said"),
    [
        ("{year: 2024, first: 2024-03-19, last: 2024-05-17}", 5, "a window has year"),
        ("{year: 2024, first: 2024-03-19, last: 2024-05-17, source: а, grade: 4}", 5, "nothing else"),
        ("{year: 2024, first: 19.03.2024, last: 2024-05-17, source: а}", 5, "YEAR-MONTH-DAY"),
        ("{year: 2024, first: 2024-05-17, last: 2024-03-19, source: а}", 5, "begins before it ends"),
        ("{year: 2023, first: 2024-03-19, last: 2024-05-17, source: а}", 5, "the year it is listed under"),
        ("{year: 2024, first: 2024-03-19, last: 2024-05-17, ready: 2024-04-01, source: а}", 5, "preparation"),
        ("{year: 2024, first: 2024-03-19, last: 2024-05-17, source: {en: only}}", 5, "a source is"),
        ("{year: 2024, first: 2024-03-19, last: 2024-05-17, source: {ru: 1}}", 5, "a source is"),
        ("just words", 5, "a window has year"),
    ],
)
def test_a_wrong_row_is_refused_at_its_line(tmp_path: Path, row: str, line: int, said: str) -> None:
    with pytest.raises(RulesetError) as caught:
        load_calendar(written(tmp_path, with_row(row)))
    (problem,) = caught.value.problems
    assert problem.line == line
    assert said in problem.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema: plancheck.calendar/2\n", "schema"),
        ("- a list\n", "schema"),
        ("schema: plancheck.calendar/1\nprocedures: []\n", "procedures"),
        ("schema: plancheck.calendar/1\nprocedures: {ВПР: []}\n", "windows"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RulesetError, match=said):
        load_calendar(written(tmp_path, text))


def test_all_faults_of_a_calendar_are_shown_at_once(tmp_path: Path) -> None:
    text = with_row("{year: 2024}") + "      - {year: 2025}\n"
    with pytest.raises(RulesetError) as caught:
        load_calendar(written(tmp_path, text))
    assert [problem.line for problem in caught.value.problems] == [5, 6]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesetError, match="nowhere"):
        load_calendar(tmp_path / "nowhere.yaml")
