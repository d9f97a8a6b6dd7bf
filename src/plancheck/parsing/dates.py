"""Finds full calendar dates in text, as stamps and orders write them: «31» 08. 2020 г., 22 февраля 2024."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.parsing.signs import OPENED, SHUTS
from plancheck.parsing.stems import Pattern, alternation, any_of, beginnings

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_NUMERIC = Pattern(
    r"(?P<day>\d(?<![\d.,/].)\d?)\s?(?P<sep>[./])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<year>\d{4}|\d{2})(?!\d|[./]\d)",
    signs="./",
)
_DIGIT = re.compile(r"\d")
_ISO = Pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)", signs="-")


class FoundDate(NamedTuple):
    """A date and where it stands: `[start, end)` in the text."""

    day: dt.date
    start: int
    end: int


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


class Months(NamedTuple):
    """The names of the twelve months; `source` is a pattern's source for any of them, `begins` its beginnings."""

    patterns: tuple[Pattern, ...]
    source: str
    begins: tuple[str, ...]
    worded: tuple[Pattern, ...]

    @classmethod
    def named(cls, names: Sequence[Sequence[str]]) -> Months:
        """From twelve lists of forms («мая», «феврал*»), January first."""
        source = alternation(form for forms in names for form in forms)
        begins = beginnings(form for forms in names for form in forms)
        month = rf"(?P<month>{source}|\d{{1,2}}(?!\d))"
        quoted = Pattern(
            rf"{OPENED}\s*_*\s*(?P<day>\d{{1,2}})\s*_*\s*{SHUTS}[\s._]*{month}[\s._]*{_YEAR}",
            re.IGNORECASE,
            signs='«"“„',
        )
        filled = Pattern(rf"(?<!\d)(?P<day>\d{{1,2}})_+{month}_+{_YEAR}", re.IGNORECASE, signs="_")
        plain = Pattern(
            rf"(?<![\d.])(?P<day>\d{{1,2}})[\s_]{{1,9}}(?P<month>{source})[\s_.]{{0,9}}{_YEAR}",
            re.IGNORECASE,
            begins,
        )
        each = tuple(any_of(forms) for forms in names)
        return cls(each, source, begins, (quoted, filled, plain, _NUMERIC, _ISO))

    def number(self, word: str) -> int | None:
        """1–12 of a month's name or number."""
        if word.isdigit():
            return int(word)
        matches = (place for place, one in enumerate(self.patterns, 1) if one.fullmatch(word))
        return next(matches, None)

    def dates_in(self, text: str) -> tuple[FoundDate, ...]:
        """Every full date of the text, in order; of overlapping ones the earlier form wins."""
        if not _DIGIT.search(text):
            return ()
        found: list[FoundDate] = []
        covered: set[int] = set()
        for pattern in self.worded:
            for match in pattern.finditer(text):
                span = range(match.start(), match.end())
                if not covered.isdisjoint(span):
                    continue
                year = int(match["year"])
                month = self.number(match["month"])
                day = day_of(year + 2000 if year < 100 else year, month, int(match["day"])) if month else None
                if day:
                    found.append(FoundDate(day, span.start, span.stop))
                    covered.update(span)
        return tuple(sorted(found, key=lambda one: one.start))
