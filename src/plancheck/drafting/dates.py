"""Dates proposed for a deadline that cannot be checked: by the procedure's window, else by the plan's period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from plancheck.plan import Measure, Period, Plan, Topic
from plancheck.rules.calendar import Calendar, HeldWindow

__all__ = ["proposed_deadlines"]

_BEFORE: Final = frozenset(
    {
        Topic.ORDER, Topic.LOCAL_ACTS, Topic.COORDINATOR, Topic.SCHEDULE, Topic.ACCOUNTABILITY, Topic.PLAN,
        Topic.OBSERVER_TRAINING, Topic.COLLEGIAL_MARKING, Topic.PREPARATION,
    }
)  # fmt: skip
_DURING: Final = frozenset({Topic.OBSERVERS, Topic.VIDEO, Topic.SECURITY, Topic.CONFLICT_OF_INTEREST, Topic.HOTLINE})
_AFTER: Final = frozenset({Topic.RESULTS_ANALYSIS, Topic.RECHECK, Topic.RISK_WORK, Topic.RISK_IDENTIFICATION})
_AHEAD: Final = dt.timedelta(days=14)  # before the procedure, so that there is time to mend what is not ready
_BEHIND: Final = dt.timedelta(days=30)  # after it: results come within two to four weeks
_AUGUST: Final = 8


def proposed_deadlines(plan: Plan, measure: Measure, calendar: Calendar) -> Iterator[str]:
    """Deadlines in a plan's own words («до 29.05.2026»), the likeliest first; none where the plan has no period."""
    period = plan.period
    if period is None:
        return
    topics = set(measure.topics)
    windows = _windows(plan, measure, period, calendar)
    if windows:
        first, last = windows[0], max(window.last for window in windows)
        if topics & _DURING:
            yield f"с {_day(first.first)} по {_day(last)}"
        elif topics & _AFTER:
            yield f"до {_day(min(last + _BEHIND, period.end))}"
        elif topics & _BEFORE:
            yield f"до {_day(max(period.start, first.prepared - _AHEAD))}"
    yield f"до {_day(_working_end(period))}"
    yield f"до {_day(period.end)}"


def _windows(plan: Plan, measure: Measure, period: Period, calendar: Calendar) -> list[HeldWindow]:
    """The windows, by first day, of the procedures that the measure means: those it names, else those of the plan."""
    names = measure.procedures or plan.held_procedures or plan.procedures
    found = [window for name in dict.fromkeys(names) for window in calendar.within(name, period)]
    return sorted(found, key=lambda window: window.first)


def _working_end(period: Period) -> dt.date:
    """The last day of lessons where the period is a school year, else its own last day."""
    if period.end.month == _AUGUST:
        return max(period.start, dt.date(period.end.year, 5, 31))
    return period.end


def _day(day: dt.date) -> str:
    return day.strftime("%d.%m.%Y")
