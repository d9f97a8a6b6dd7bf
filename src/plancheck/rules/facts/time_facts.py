"""Facts of time: windows of deadlines, appointments and duties, and the procedures' windows around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypedDict

from plancheck.plan import Mark, Measure, Role, Topic, Window
from plancheck.rules.calendar import Calendar, HeldWindow
from plancheck.rules.facts.reading import Reading, dates_shown, marks_of
from plancheck.rules.facts.wording import shown_day
from plancheck.rules.fields import FactList

__all__ = ["add_time_facts"]

_ALWAYS_PREPARING = frozenset({Topic.OBSERVERS, Topic.OBSERVER_TRAINING, Topic.COORDINATOR})


class _SpanFields(TypedDict):
    has_first: bool
    first: dt.date | None
    has_last: bool
    last: dt.date


class _Span(NamedTuple):
    """First and last day; an open side compares as the beginning or the end of time."""

    first: dt.date | None
    last: dt.date | None

    def fields(self) -> _SpanFields:
        return {
            "has_first": self.first is not None,
            "first": self.first,
            "has_last": self.last is not None,
            "last": self.last or dt.date.max,
        }


def add_time_facts(facts: FactList, reading: Reading, calendar: Calendar) -> None:
    """Adds window, appointment, duty, opening, preparation and analysis facts."""
    for index, measure in enumerate(reading.plan.measures):
        for window in _windows(measure):
            _add_window(facts, reading, index, window)
    _add_appointments(facts, reading, calendar)
    first_due = _first_due(reading.plan.measures)
    for index in range(len(reading.plan.measures)):
        _add_duty(facts, reading, index, earliest=index == first_due)
        _add_preparation(facts, reading, calendar, index)
        _add_analysis(facts, reading, calendar, index)


def _windows(measure: Measure) -> tuple[Window, ...]:
    return measure.deadline.windows if measure.deadline else ()


def _earliest_first(measure: Measure) -> dt.date | None:
    firsts = [first for first, _ in _windows(measure) if first is not None]
    return min(firsts) if firsts and len(firsts) == len(_windows(measure)) else None


def _latest_last(measure: Measure) -> dt.date | None:
    lasts = [last for _, last in _windows(measure) if last is not None]
    return max(lasts) if lasts and len(lasts) == len(_windows(measure)) else None


def _add_window(facts: FactList, reading: Reading, index: int, window: Window) -> None:
    first, last = window
    measure = reading.plan.measures[index]
    texts = {
        **reading.texts(index),
        "deadline_text": measure.deadline.text if measure.deadline else "",
        "dates": dates_shown(first, last),
    }
    is_reversed = first is not None and last is not None and last < first
    facts.add("window", texts, measure=index, reversed=is_reversed, **_Span(first, last).fields())


def _add_appointments(facts: FactList, reading: Reading, calendar: Calendar) -> None:
    plan = reading.plan
    spans = {
        index: _Span(
            _earliest_first(measure),
            min((last for _, last in _windows(measure) if last is not None), default=None),
        )
        for index, measure in enumerate(plan.measures)
        if Topic.COORDINATOR in measure.topics
    }
    earliest = _earliest(reading, spans)
    for index, span in spans.items():
        measure, level = plan.measures[index], plan.level_of(plan.measures[index])
        facts.add(
            "appointment",
            {**reading.texts(index), "starts": shown_day(span.first), "due": shown_day(span.last)},
            measure=index,
            level=level and str(level),
            earliest=index in earliest,
            by_order=marks_of(measure)["by_order"],
            **span.fields(),
        )
        _add_openings(facts, reading, calendar, index)


def _earliest(reading: Reading, spans: Mapping[int, _Span]) -> frozenset[int]:
    """The appointments that no other for a procedure in common is surely before: one for none is for any of them."""
    meant = {index: reading.meant(reading.plan.measures[index]) for index in spans}
    of_all = for_any = dt.date.max
    by_name: dict[str, dt.date] = {}
    for index, span in spans.items():
        last = span.last or dt.date.max
        of_all = min(of_all, last)
        for_any = for_any if meant[index] else min(for_any, last)
        by_name.update((name, min(last, by_name.get(name, last))) for name in meant[index])
    done = {at: min([for_any, *(by_name[name] for name in names)]) if names else of_all for at, names in meant.items()}
    return frozenset(index for index, span in spans.items() if span.first is None or span.first <= done[index])


def _add_openings(facts: FactList, reading: Reading, calendar: Calendar, index: int) -> None:
    """Procedures that no calendar knows are left out, unless the appointment is for nothing else."""
    meant = reading.meant(reading.plan.measures[index])
    for procedure in [name for name in meant if name in calendar.procedures] or meant:
        window = next(iter(calendar.within(procedure, reading.plan.period)), None)
        texts = {
            **reading.texts(index),
            "on": shown_day(window.prepared if window else None),
            "source": window.source if window else "",
        }
        ready = window.prepared if window else dt.date.max
        facts.add("opening", texts, measure=index, procedure=procedure, known=window is not None, ready=ready)


def _duty_done(measure: Measure) -> dt.date | None:
    """The day by which a coordinator must have done the measure; None where it is no such duty, or has no such day."""
    who = measure.responsible
    if who is None or Role.COORDINATOR not in who.roles or Topic.COORDINATOR in measure.topics:
        return None
    return _latest_last(measure)


def _first_due(measures: Sequence[Measure]) -> int | None:
    """The duty that is due first; of several on one day the first in the plan."""
    due = [(last, index) for index, last in enumerate(map(_duty_done, measures)) if last is not None]
    return min(due)[1] if due else None


def _add_duty(facts: FactList, reading: Reading, index: int, *, earliest: bool) -> None:
    last = _duty_done(reading.plan.measures[index])
    if last is not None:
        texts = {**reading.texts(index), "due": shown_day(last)}
        facts.add("duty", texts, measure=index, last=last, earliest=earliest)


class _Coming(NamedTuple):
    """The procedures a measure is about, and the windows found for them."""

    procedures: tuple[str, ...]
    windows: tuple[HeldWindow, ...]

    @property
    def known(self) -> bool:
        return len(self.windows) == len(self.procedures)

    @property
    def judged(self) -> bool:
        """Of several procedures each must be known: one of them may be just ahead or just over."""
        return self.known or len(self.procedures) == 1


def _coming(reading: Reading, calendar: Calendar, measure: Measure, year: int | None) -> _Coming | None:
    procedures = reading.meant(measure)
    if not procedures:
        return None
    found = (_coming_window(reading, calendar, procedure, year) for procedure in procedures)
    coming = _Coming(procedures, tuple(one for one in found if one is not None))
    return coming if coming.judged else None


def _coming_window(reading: Reading, calendar: Calendar, procedure: str, year: int | None) -> HeldWindow | None:
    """The window of the year the text names, else the last one in the plan's period."""
    if year is not None:
        return calendar.of_year(procedure, year)
    return next(reversed(calendar.within(procedure, reading.plan.period)), None)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)


def _add_preparation(facts: FactList, reading: Reading, calendar: Calendar, index: int) -> None:
    measure = reading.plan.measures[index]
    begins = _earliest_first(measure)
    ordering = Topic.ORDER in measure.topics and Mark.HOLDING in measure.marks
    prepares = ordering or bool(_ALWAYS_PREPARING & set(measure.topics))
    if begins is None or not prepares or Mark.LOOKS_BACK in measure.marks:
        return
    coming = _coming(reading, calendar, measure, max(measure.years, default=None))
    if coming is None:
        return
    last = max((one.last for one in coming.windows), default=None)
    facts.add(
        "preparation",
        {**reading.texts(index), "starts": shown_day(begins), "ended": shown_day(last)},
        measure=index,
        procedure=_joined(coming.procedures),
        begins=begins,
        known=coming.known,
        last=last or dt.date.max,
    )


def _add_analysis(facts: FactList, reading: Reading, calendar: Calendar, index: int) -> None:
    measure = reading.plan.measures[index]
    due = _latest_last(measure)
    if due is None or Topic.RESULTS_ANALYSIS not in measure.topics:
        return
    coming = _coming(reading, calendar, measure, min(measure.years, default=None))
    if coming is None:
        return
    first = min((one.first for one in coming.windows), default=None)
    facts.add(
        "analysis",
        {
            **reading.texts(index),
            "due_on": shown_day(due),
            "opens": shown_day(first),
        },
        measure=index,
        procedure=_joined(coming.procedures),
        due=due,
        known=coming.known,
        earlier=_looks_back(measure, due, first),
        first=first,
    )


def _looks_back(measure: Measure, due: dt.date, first: dt.date | None) -> bool:
    """In autumn people look back at last spring; a year that the text names has the last word."""
    if measure.years:
        return max(measure.years) < due.year
    return Mark.LOOKS_BACK in measure.marks or (first is not None and due.year < first.year)
