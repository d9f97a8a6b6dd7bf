"""The plan's deadlines on a scale of months, with the windows of the procedures it speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plancheck.plan import Anchor, Deadline, Period, Plan
from plancheck.report.plan_text import deadline_reading
from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording
from plancheck.report.writers.html_parts.anchors import Link
from plancheck.report.writers.html_parts.rows import Rows
from plancheck.report.writers.html_parts.span import Span, span_of
from plancheck.rules.calendar import Calendar, HeldWindow

TEXT: Final = 70  # characters of a measure shown beside its bar
LABELS: Final = 14  # month names that fit on the scale
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


@dataclass(frozen=True, slots=True)
class Line:
    """A measure's line: its row, its words, its deadline as read, and the bars."""

    link: Link
    text: str
    reading: str
    bars: tuple[Bar, ...]
    fault: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A procedure's window on the scale, with its days and the act that sets them."""

    name: str
    days: str
    source: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class Month:
    """A month's line on the scale; unnamed where names would run into one another."""

    x: str
    label: str
    year: int
    new_year: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """`period` is the plan's period as a bar."""

    title: str
    months: tuple[Month, ...]
    period: Bar | None
    held: tuple[Held, ...]
    lines: tuple[Line, ...]


def timeline(rows: Rows, words: Wording, calendar: Calendar, at_fault: Collection[int]) -> Timeline | None:
    """None where no deadline has a day and the plan no period; `at_fault` are rows whose deadline is."""
    plan = rows.plan
    span = span_of(plan.period, _days(plan))
    if span is None or not plan.measures:
        return None
    shown = Period(start=span.first, end=span.last)
    named = set(plan.procedures) | set(plan.held_procedures) | {one for row in plan.measures for one in row.procedures}
    held = [one for one in calendar.windows if one.procedure in named and one.meets(shown)]
    return Timeline(
        title=words.say("html.span", first=words.day(span.first), last=words.day(span.last)),
        months=tuple(_months(span, words)),
        period=_piece("days", span, plan.period.start, plan.period.end) if plan.period else None,
        held=tuple(_held(one, span, words) for one in held),
        lines=tuple(_line(index, rows, words, span, held, index in at_fault) for index in range(len(plan.measures))),
    )


def _days(plan: Plan) -> Iterator[dt.date]:
    for measure in plan.measures:
        for window in measure.deadline.windows if measure.deadline else ():
            yield from (day for day in window if day is not None)


def _months(span: Span, words: Wording) -> Iterator[Month]:
    names = words.say("html.months").split()
    months = span.months
    step = -(-len(months) // LABELS)
    for at, month in enumerate(months):
        name = names[month.month - 1] if at % step == 0 else ""
        new = at == 0 or month.month == 1
        yield Month(_percent(span.share(month)), name, month.year, new)


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def _piece(kind: str, span: Span, first: dt.date, last: dt.date) -> Bar | None:
    """The part of these days that is on the scale; None where there is none."""
    begin, end = max(span.share(first), 0.0), min(span.share(last) + 100 / ((span.last - span.first).days + 1), 100.0)
    if begin >= 100 or end <= 0:
        return None
    width = max(end - begin, _THIN)
    begin = min(begin, 100 - width)
    return Bar(kind, _percent(begin), _percent(width), _percent(begin + width))


def _held(window: HeldWindow, span: Span, words: Wording) -> Held:
    bar = _piece("days", span, window.first, window.last)
    assert bar is not None  # only windows that meet the scale are asked for
    days = words.say("deadline.window", first=words.day(window.first), last=words.day(window.last))
    return Held(window.procedure, days, window.source.get(words.lang, window.source["ru"]), bar)


def _line(index: int, rows: Rows, words: Wording, span: Span, held: Sequence[HeldWindow], fault: bool) -> Line:
    measure = rows.plan.measures[index]
    deadline = measure.deadline
    return Line(
        link=rows.link(index),
        text=one_line(measure.text, TEXT),
        reading=deadline_reading(deadline, words) if deadline else words.say("row.empty"),
        bars=tuple(_bars(deadline, measure.procedures, span, held, rows.plan.period)) if deadline else (),
        fault=fault,
    )


def _bars(
    deadline: Deadline, procedures: Sequence[str], span: Span, held: Sequence[HeldWindow], period: Period | None
) -> Iterator[Bar]:
    for first, last in deadline.windows:
        yield from _window(first, last, span, "repeated" if deadline.recurrence else "days")
    if deadline.windows:
        return
    whole = period or Period(start=span.first, end=span.last)
    if deadline.recurrence or deadline.ongoing:
        yield from _drawn(_piece("repeated" if deadline.recurrence else "days", span, whole.start, whole.end))
    if deadline.anchor in (Anchor.PROCEDURE_SCHEDULE, Anchor.PROCEDURE_RESULTS):
        tied = [one for one in held if one.procedure in procedures] or held
        for window in tied:
            if deadline.anchor == Anchor.PROCEDURE_SCHEDULE:
                yield from _drawn(_piece("tied", span, window.first, window.last))
            else:
                yield from _drawn(_piece("results", span, window.last, window.last))


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
        yield from _drawn(_piece("until", span, span.first, end))
    elif last is None:
        yield from _drawn(_piece("since", span, begin, span.last))
    else:
        yield from _drawn(_piece(kind, span, begin, end))
