"""A deadline drawn: the bars, marks and arrows that stand for its days on a scale of months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plancheck.plan import Anchor, Deadline, Period
from plancheck.report.writers.html_parts.span import Span
from plancheck.rules.calendar import HeldWindow

_THIN: Final = 0.8  # percent: a single day stays visible


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn piece, in percent of the width; `kind`: days, until, since, tied, results, repeated, before, after.

    `until` and `since` are open at one end: the day itself is a mark.
    """

    kind: str
    x: str
    width: str
    end: str


def percent(share: float) -> str:
    """«12.5%», as SVG has it."""
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def piece(kind: str, span: Span, first: dt.date, last: dt.date) -> Bar | None:
    """The part of these days that is on the scale; None where there is none."""
    begin, end = max(span.share(first), 0.0), min(span.share(last) + 100 / ((span.last - span.first).days + 1), 100.0)
    if begin >= 100 or end <= 0:
        return None
    width = max(end - begin, _THIN)
    begin = min(begin, 100 - width)
    return Bar(kind, percent(begin), percent(width), percent(begin + width))


def bars(
    deadline: Deadline, procedures: Sequence[str], span: Span, held: Sequence[HeldWindow], period: Period | None
) -> Iterator[Bar]:
    """The bars of a deadline; `procedures` are those its measure names, `held` the windows on the scale."""
    for first, last in deadline.windows:
        yield from _window(first, last, span, "repeated" if deadline.recurrence else "days")
    if deadline.windows:
        return
    whole = period or Period(start=span.first, end=span.last)
    if deadline.recurrence or deadline.ongoing:
        yield from _drawn(piece("repeated" if deadline.recurrence else "days", span, whole.start, whole.end))
    if deadline.anchor in (Anchor.PROCEDURE_SCHEDULE, Anchor.PROCEDURE_RESULTS):
        for window in (one for one in held if not procedures or one.procedure in procedures):
            if deadline.anchor == Anchor.PROCEDURE_SCHEDULE:
                yield from _drawn(piece("tied", span, window.first, window.last))
            else:
                yield from _drawn(piece("results", span, window.last, window.last))


def _drawn(bar: Bar | None) -> Iterator[Bar]:
    if bar is not None:
        yield bar


def _window(first: dt.date | None, last: dt.date | None, span: Span, kind: str) -> Iterator[Bar]:
    """A window's bar; an arrow at the edge for one that lies beyond the scale."""
    begin, end = first or last, last or first
    if begin is None or end is None:
        return
    begin, end = min(begin, end), max(begin, end)  # a reversed window is shown, too
    if end < span.first:
        yield Bar("before", "0%", "0%", "0%")
    elif begin > span.last:
        yield Bar("after", "100%", "0%", "100%")
    elif first is None:
        yield from _drawn(piece("until", span, span.first, end))
    elif last is None:
        yield from _drawn(piece("since", span, begin, span.last))
    else:
        yield from _drawn(piece(kind, span, begin, end))
