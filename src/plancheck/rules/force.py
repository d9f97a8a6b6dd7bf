"""The days on which a rule or a value holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Force"]


@dataclass(frozen=True, slots=True)
class Force:
    """From which day and until which a rule or a value holds, both included; None leaves that side open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def is_ahead(self, day: dt.date) -> bool:
        return self.first is not None and day < self.first

    def is_over(self, day: dt.date) -> bool:
        return self.last is not None and day > self.last

    @property
    def bounds(self) -> tuple[dt.date, ...]:
        """The days on which something changes: the first, and the one after the last."""
        first = () if self.first is None else (self.first,)
        ends = self.last is not None and self.last < dt.date.max
        return (*first, self.last + dt.timedelta(days=1)) if ends and self.last else first
