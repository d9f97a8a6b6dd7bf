"""The plan's deadlines on a scale of months, with the windows of the procedures it speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plancheck.plan import Period, Plan
from plancheck.report.plan_text import deadline_reading
from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording
from plancheck.report.writers.html_parts.anchors import Link
from plancheck.report.writers.html_parts.bars import Bar, bars, percent, piece
from plancheck.report.writers.html_parts.rows import Rows
from plancheck.report.writers.html_parts.span import Span, span_of
from plancheck.rules.calendar import Calendar, HeldWindow

TEXT: Final = 70  # characters of a measure shown beside its bar
LABELS: Final = 14  # month names that fit on the scale


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


def timeline(rows: Rows, calendar: Calendar, at_fault: Collection[int]) -> Timeline | None:
    """None where no deadline has a day and the plan no period; `at_fault` are rows whose deadline is."""
    plan, words = rows.plan, rows.words
    span = span_of(plan.period, _days(plan))
    if span is None or not plan.measures:
        return None
    shown = Period(start=span.first, end=span.last)
    named = set(plan.procedures) | set(plan.held_procedures) | {one for row in plan.measures for one in row.procedures}
    held = [one for one in calendar.windows if one.procedure in named and one.meets(shown)]
    return Timeline(
        title=words.say("html.span", first=words.day(span.first), last=words.day(span.last)),
        months=tuple(_months(span, words)),
        period=piece("days", span, plan.period.start, plan.period.end) if plan.period else None,
        held=tuple(_held(one, span, words) for one in held),
        lines=tuple(_line(index, rows, span, held, index in at_fault) for index in range(len(plan.measures))),
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
        yield Month(percent(span.share(month)), name, month.year, new)


def _held(window: HeldWindow, span: Span, words: Wording) -> Held:
    bar = piece("days", span, window.first, window.last)
    assert bar is not None  # only windows that meet the scale are asked for
    days = words.say("deadline.window", first=words.day(window.first), last=words.day(window.last))
    return Held(window.procedure, days, window.source.get(words.lang, window.source["ru"]), bar)


def _line(index: int, rows: Rows, span: Span, held: Sequence[HeldWindow], fault: bool) -> Line:
    measure = rows.plan.measures[index]
    deadline = measure.deadline
    return Line(
        link=rows.link(index),
        text=one_line(measure.text, TEXT),
        reading=deadline_reading(deadline, rows.words) if deadline else rows.words.say("row.empty"),
        bars=tuple(bars(deadline, measure.procedures, span, held, rows.plan.period)) if deadline else (),
        fault=fault,
    )
