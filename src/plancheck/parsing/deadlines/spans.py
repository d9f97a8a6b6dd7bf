"""Stretches of the calendar whose year may still be open, and how the plan's period settles it."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import NamedTuple

from plancheck.parsing.deadlines.words import MonthDay
from plancheck.plan import Period

FIRST_MONTH_OF_SCHOOL_YEAR = 9
YEARS_AHEAD = 20  # a period longer than that is a slip, not a plan

Closed = tuple[dt.date, dt.date]


class Span(NamedTuple):
    """From one month and day to another, with the years where the cell writes them.

    `edge` is start, middle or end where only that part of something longer was named; `exact` is true of
    days.
    """

    start: MonthDay
    end: MonthDay
    first: int | None = None
    last: int | None = None
    exact: bool = False
    edge: str = ""
    inferred: bool = False

    @property
    def open_year(self) -> bool:
        return self.first is None and self.last is None

    @property
    def turns(self) -> int:
        """1 where the span runs over New Year. Days turned round within one month are a slip to report."""
        return int(self.start[0] > self.end[0])


def in_year(span: Span, year: int) -> Span:
    """The span with a year written after it: of its end, where it runs over New Year."""
    return span._replace(first=year - span.turns, last=year)


def in_school_year(span: Span, year: int) -> Span:
    """The span in the school year that begins in `year`."""

    def settle(month: int) -> int:
        return year if month >= FIRST_MONTH_OF_SCHOOL_YEAR else year + 1

    first = settle(span.start[0])
    return span._replace(first=first, last=max(first, settle(span.end[0])))


def joined(left: Span, right: Span) -> Span:
    """From the start of one to the end of the other; a year written at one end serves both."""
    both = Span(left.start, right.end, left.first, right.last, left.exact and right.exact, right.edge)
    both = both._replace(inferred=left.inferred or right.inferred)
    if both.first is None and both.last is not None:
        return both._replace(first=both.last - both.turns)
    if both.last is None and both.first is not None:
        return both._replace(last=both.first + both.turns)
    return both


def of_period(period: Period) -> Span:
    """The plan's whole period."""
    start, end = period.start, period.end
    return Span((start.month, start.day), (end.month, end.day), start.year, end.year, inferred=True)


def is_calendar(period: Period | None) -> bool:
    """Whether the period is made of calendar years, not school years."""
    return period is not None and (period.start.month, period.end.month) == (1, 12)


def settled(span: Span, period: Period | None, *, every: bool) -> list[Closed]:
    """The windows of a span: one, none where the date cannot be, or no year follows from anything.

    An open year is the period's: where the span fits into it; else, in a school year, where most of it lies
    in the period, and in calendar years where it begins there; else the nearest. In a period of several years
    that is the first of them, or with `every` (a yearly event) each.
    """
    if not span.open_year:
        window = _dated(span, span.first, span.last)
        return [window] if window else []
    if period is None:
        return []
    years = range(period.start.year - 1, min(period.end.year, period.start.year + YEARS_AHEAD) + 2)
    windows = [window for year in years if (window := _dated(span, year, year + span.turns))]
    if not any(each[0].year in range(period.start.year, period.end.year + 1) for each in windows):
        return []  # 29 February of a plan without a leap year
    inside = [each for each in windows if period.start <= min(each) and max(each) <= period.end]
    if inside:
        return inside if every else inside[:1]
    if is_calendar(period):
        windows = [each for each in windows if period.start <= each[0] <= period.end] or windows
    return [max(windows, key=lambda each: _shared(each, period))] if windows else []


def _shared(window: Closed, period: Period) -> tuple[int, int]:
    """Months of the window in the period, else the nearness to it in days; ties go to the earlier."""
    first, last = max(window[0], period.start), min(window[1], period.end)
    if first > last:
        return 0, (last - first).days
    return (last.year - first.year) * 12 + last.month - first.month + 1, 0


def _dated(span: Span, first: int | None, last: int | None) -> Closed | None:
    if first is None or last is None:
        return None
    start, end = day_of(first, span.start), day_of(last, span.end)
    return (start, end) if start and end else None


def day_of(year: int, month_day: MonthDay) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    month, day = month_day
    if not 1 <= month <= 12 or not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    length = monthrange(year, month)[1]
    return dt.date(year, month, day if day > 0 else length + day) if day <= length else None
