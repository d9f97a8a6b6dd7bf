"""The scale of months and what is drawn on it."""

from __future__ import annotations

import datetime as dt

import pytest

from plancheck.plan import Anchor, Deadline, Measure, Period, Plan, Recurrence
from plancheck.report.wording import wording
from plancheck.report.writers.html_parts.anchors import Anchors
from plancheck.report.writers.html_parts.bars import Bar, bars
from plancheck.report.writers.html_parts.rows import Rows
from plancheck.report.writers.html_parts.span import MOST, Span, span_of
from plancheck.report.writers.html_parts.timeline import Timeline, timeline
from plancheck.rules.calendar import NO_CALENDAR, Calendar, HeldWindow

DAY = dt.date.fromisoformat
YEAR = Period(start=DAY("2023-09-01"), end=DAY("2024-08-31"))
SPAN = Span(DAY("2024-01-01"), DAY("2024-04-09"))  # a hundred days: a day is a percent
VPR = HeldWindow("ВПР", 2024, DAY("2024-02-10"), DAY("2024-02-19"), None, {"ru": "приказ", "en": "an order"})
CALENDAR = Calendar((VPR,))


def drawn(deadline: Deadline, *procedures: str, period: Period | None = None) -> list[Bar]:
    return list(bars(deadline, procedures, SPAN, CALENDAR.windows, period))


def line_of(plan: Plan, calendar: Calendar = NO_CALENDAR) -> Timeline | None:
    return timeline(Rows(plan, Anchors(1), wording("ru")), calendar, frozenset())


@pytest.mark.parametrize(
    ("period", "days", "first", "last"),
    [
        (YEAR, [], "2023-09-01", "2024-08-31"),
        (YEAR, ["2024-10-05"], "2023-09-01", "2024-10-31"),
        (YEAR, ["2023-03-05"], "2023-03-01", "2024-08-31"),
        (YEAR, ["2032-10-05", "1999-01-01"], "2023-09-01", "2024-08-31"),
        (None, ["2024-02-10", "2023-11-30"], "2023-11-01", "2024-02-29"),
        (None, ["2020-01-10", "2039-11-30"], "2020-01-01", "2022-12-31"),
        (None, ["0001-01-01", "2024-02-10", "9999-12-31"], "2024-02-01", "2024-02-29"),
    ],
)
def test_the_scale_is_the_period_and_what_lies_beside_it(
    period: Period | None, days: list[str], first: str, last: str
) -> None:
    assert span_of(period, map(DAY, days)) == Span(DAY(first), DAY(last))


def test_without_period_or_days_there_is_no_scale() -> None:
    assert span_of(None, []) is None
    assert line_of(Plan(measures=(Measure(text="Совещание"),))) is None


def test_a_long_period_is_cut_to_what_can_be_read() -> None:
    long = span_of(Period(start=DAY("2020-01-01"), end=DAY("2029-12-31")), [])
    assert long is not None
    assert len(long.months) == MOST


@pytest.mark.parametrize(
    ("first", "last", "bar"),
    [
        ("2024-01-11", "2024-01-20", Bar("days", "10%", "10%", "20%")),
        ("2024-01-11", "2024-01-11", Bar("days", "10%", "1%", "11%")),
        ("2023-12-01", "2024-01-10", Bar("days", "0%", "10%", "10%")),
        ("2024-04-01", "2024-12-31", Bar("days", "91%", "9%", "100%")),
        ("2024-01-20", "2024-01-11", Bar("days", "10%", "10%", "20%")),
        (None, "2024-01-20", Bar("until", "0%", "20%", "20%")),
        ("2024-01-11", None, Bar("since", "10%", "90%", "100%")),
        (None, "2023-05-01", Bar("before", "0%", "0%", "0%")),
        ("2025-05-01", None, Bar("after", "100%", "0%", "100%")),
    ],
)
def test_a_window_is_drawn_by_its_days(first: str | None, last: str | None, bar: Bar) -> None:
    window = (DAY(first) if first else None, DAY(last) if last else None)
    assert drawn(Deadline(windows=(window,))) == [bar]


def test_each_window_of_a_deadline_is_drawn() -> None:
    windows = ((DAY("2024-01-01"), DAY("2024-01-10")), (DAY("2024-04-01"), DAY("2024-04-09")))
    assert [bar.x for bar in drawn(Deadline(windows=windows))] == ["0%", "91%"]


def test_a_recurrence_is_drawn_as_such_over_its_window_or_the_period() -> None:
    window = (DAY("2024-01-01"), DAY("2024-01-10"))
    assert drawn(Deadline(windows=(window,), recurrence=Recurrence.MONTHLY)) == [Bar("repeated", "0%", "10%", "10%")]
    assert drawn(Deadline(recurrence=Recurrence.MONTHLY), period=YEAR) == [Bar("repeated", "0%", "100%", "100%")]


def test_what_goes_on_without_days_fills_the_scale() -> None:
    assert drawn(Deadline(ongoing=True)) == [Bar("days", "0%", "100%", "100%")]


def test_a_deadline_tied_to_a_procedure_is_drawn_over_its_window() -> None:
    tied = Deadline(anchor=Anchor.PROCEDURE_SCHEDULE)
    assert drawn(tied, "ВПР") == drawn(tied) == [Bar("tied", "40%", "10%", "50%")]
    assert drawn(tied, "ОГЭ") == []


def test_what_follows_the_results_is_marked_at_the_end_of_the_procedure() -> None:
    assert drawn(Deadline(anchor=Anchor.PROCEDURE_RESULTS), "ВПР") == [Bar("results", "49%", "1%", "50%")]


@pytest.mark.parametrize("deadline", [Deadline(text="когда-нибудь"), Deadline(anchor=Anchor.AS_NEEDED)])
def test_what_has_no_day_is_not_drawn(deadline: Deadline) -> None:
    assert drawn(deadline) == []


def test_windows_of_the_procedures_a_plan_names_are_shown_and_no_others() -> None:
    named = Plan(period=YEAR, measures=(Measure(text="Провести ВПР", procedures=("ВПР",)),))
    other = Plan(period=YEAR, procedures=("ОГЭ",), measures=(Measure(text="Провести ОГЭ"),))
    shown, nothing = line_of(named, CALENDAR), line_of(other, CALENDAR)
    assert shown is not None
    assert nothing is not None
    assert [(one.name, one.days, one.source) for one in shown.held] == [("ВПР", "10.02.2024 – 19.02.2024", "приказ")]
    assert nothing.held == ()


def test_months_are_named_as_many_as_fit_and_years_where_they_begin() -> None:
    year = line_of(Plan(period=YEAR, measures=(Measure(text="Совещание"),)))
    long = line_of(
        Plan(period=Period(start=DAY("2023-01-01"), end=DAY("2024-12-31")), measures=(Measure(text="Совещание"),))
    )
    assert year is not None
    assert long is not None
    assert [month.label for month in year.months][:3] == ["сен", "окт", "ноя"]
    assert [month.label for month in long.months][:4] == ["янв", "", "мар", ""]
    assert [month.year for month in year.months if month.new_year] == [2023, 2024]
