"""The months that a timeline shows, and where a day stands in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from plancheck.plan import Period

MOST: Final = 36  # months: beyond, a single misread year would squeeze all others into a corner
BESIDE: Final = 6  # months shown before and after the plan's period, where a deadline stands there


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months, from the first day of one to the last of another."""

    first: dt.date
    last: dt.date

    @property
    def months(self) -> tuple[dt.date, ...]:
        """The first days of the months."""
        count = _number(self.last) - _number(self.first) + 1
        return tuple(_month(_number(self.first) + at) for at in range(count))

    def share(self, day: dt.date) -> float:
        """Where a day begins, in percent of the whole width; outside of 0–100 for a day outside."""
        return 100 * (day - self.first).days / ((self.last - self.first).days + 1)


def _number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def _whole(first: int, last: int) -> Span:
    last = min(last, first + MOST - 1)
    return Span(_month(first), _month(last + 1) - dt.timedelta(days=1))


def span_of(period: Period | None, days: Iterable[dt.date]) -> Span | None:
    """The plan's period with the days just beside it; without a period all days; None where there is nothing."""
    numbers: Sequence[int] = [_number(day) for day in days if dt.MINYEAR < day.year < dt.MAXYEAR]
    if period is not None and period.start.year > dt.MINYEAR and period.end.year < dt.MAXYEAR:
        start, end = _number(period.start), _number(period.end)
        near = [number for number in numbers if start - BESIDE <= number <= end + BESIDE]
        return _whole(min([start, *near]), max([end, *near]))
    return _whole(min(numbers), max(numbers)) if numbers else None
