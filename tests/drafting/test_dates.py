"""Proposed dates follow the procedure's window, else the plan's period."""

from __future__ import annotations

import datetime as dt

import pytest

from plancheck.drafting.dates import proposed_deadlines
from plancheck.plan import Measure, Period, Plan, Topic
from plancheck.rules.calendar import NO_CALENDAR, Calendar, HeldWindow

HELD = Calendar((HeldWindow("ВПР", 2026, dt.date(2026, 4, 20), dt.date(2026, 5, 20), None, {}),))
YEAR = Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31))
PLAN = Plan(period=YEAR, held_procedures=("ВПР",))


@pytest.mark.parametrize(
    ("topics", "first"),
    [
        ((Topic.ORDER,), "до 06.04.2026"),
        ((Topic.OBSERVERS,), "с 20.04.2026 по 20.05.2026"),
        ((Topic.OBSERVERS, Topic.ORDER), "с 20.04.2026 по 20.05.2026"),
        ((Topic.RESULTS_ANALYSIS,), "до 19.06.2026"),
        ((Topic.TRAINING,), "до 31.05.2026"),
        ((), "до 31.05.2026"),
    ],
)
def test_the_likeliest_date_comes_first(topics: tuple[Topic, ...], first: str) -> None:
    found = list(proposed_deadlines(PLAN, Measure(text="а", topics=topics), HELD))
    assert found[0] == first
    assert found[-2:] == ["до 31.05.2026", "до 31.08.2026"]


def test_without_a_window_the_period_alone_tells() -> None:
    found = list(proposed_deadlines(PLAN, Measure(text="а", topics=(Topic.ORDER,)), NO_CALENDAR))
    assert found == ["до 31.05.2026", "до 31.08.2026"]


def test_a_calendar_year_ends_with_its_last_day() -> None:
    plan = Plan(period=Period(start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31)))
    assert list(proposed_deadlines(plan, Measure(text="а"), HELD)) == ["до 31.12.2026"] * 2


def test_without_a_period_nothing_is_proposed() -> None:
    assert list(proposed_deadlines(Plan(), Measure(text="а"), HELD)) == []
