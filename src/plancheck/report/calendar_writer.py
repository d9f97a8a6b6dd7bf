"""A plan's deadlines as a calendar (iCalendar, RFC 5545): what is due when, and who answers for it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import icalendar

from plancheck.plan import Anchor, Deadline, Measure, Period, Plan, Recurrence, Window
from plancheck.report.place import row_label
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.rules.calendar import NO_CALENDAR, Calendar

SUMMARY: Final = 120  # characters of a measure's text; the whole stands in the description
_NOT_WORDS = re.compile(r"\W+")
_DAY = dt.timedelta(days=1)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

# The last day of each stretch, since that is what a deadline means; terms and half years are the school's.
_RULES: Final[Mapping[Recurrence, Mapping[str, Any]]] = {
    Recurrence.DAILY: {"freq": "WEEKLY", "byday": _WEEKDAYS[:5]},
    Recurrence.WEEKLY: {"freq": "WEEKLY", "byday": _WEEKDAYS[4:5]},
    Recurrence.MONTHLY: {"freq": "MONTHLY", "bymonthday": -1},
    Recurrence.PER_TERM: {"freq": "YEARLY", "bymonth": [3, 5, 10, 12], "bymonthday": -1},
    Recurrence.QUARTERLY: {"freq": "YEARLY", "bymonth": [3, 6, 9, 12], "bymonthday": -1},
    Recurrence.HALF_YEARLY: {"freq": "YEARLY", "bymonth": [5, 12], "bymonthday": -1},
}


@dataclass(frozen=True, slots=True)
class Due:
    """An entry of the calendar: first and last day, how it comes back (parts of an RRULE), by which source."""

    first: dt.date
    last: dt.date
    rule: Mapping[str, Any] | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class DueCalendar:
    """The file, how many events it has, and the measures (indices) that have none: their deadline names no date."""

    content: bytes
    events: int
    undated: tuple[int, ...]


def due(measure: Measure, period: Period | None, held: Calendar = NO_CALENDAR, lang: str = "ru") -> tuple[Due, ...]:
    """When a measure is due, in the deadline's own order; empty where it names no date.

    A recurrence is bounded by its windows or by the plan's period. «В течение года» is due on the last day. A deadline
    that is tied to a procedure's schedule takes the days of `held` that lie in the period.
    """
    deadline = measure.deadline
    if deadline is None:
        return ()
    rule = _RULES.get(deadline.recurrence) if deadline.recurrence else None
    if rule:
        bounds = [_bounded(window, period) for window in deadline.windows or ((None, None),)]
        found = [one for first, last in bounds if first and last for one in _recurring(rule, first, last)]
        if found:
            return tuple(found)
    if deadline.windows:
        return tuple(one for window in deadline.windows for one in _once(window, deadline, period))
    if deadline.anchor == Anchor.PROCEDURE_SCHEDULE:
        return tuple(
            Due(window.first, window.last, source=one_line(window.source.get(lang) or window.source["ru"]))
            for procedure in measure.procedures
            for window in held.within(procedure, period)
        )
    return ()


def _bounded(window: Window, period: Period | None) -> Window:
    """The window, an open end closed by the plan's period."""
    first, last = window
    return first or (period.start if period else None), last or (period.end if period else None)


def _recurring(rule: Mapping[str, Any], first: dt.date, last: dt.date) -> Iterator[Due]:
    """One entry that begins on the rule's first day in these bounds; none where it has no day there."""
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    begins = next((day for day in days if _falls_on(rule, day)), None)
    if begins is not None:
        yield Due(begins, begins, {**rule, "until": last})


def _falls_on(rule: Mapping[str, Any], day: dt.date) -> bool:
    """Whether one of the rules above has this day."""
    if "byday" in rule:
        return _WEEKDAYS[day.weekday()] in rule["byday"]
    return (day + _DAY).day == 1 and day.month in rule.get("bymonth", range(1, 13))


def _once(window: Window, deadline: Deadline, period: Period | None) -> Iterator[Due]:
    """An open beginning is due on the last day, an open end goes to the period's; what goes on is due at its end."""
    first, last = window
    if last is None and first is not None:
        last = period.end if period and period.end >= first else first
    if last is not None:
        yield Due(last if deadline.ongoing or first is None else first, last)


def plan_calendar(
    plan: Plan, words: Wording, *, now: dt.datetime, held: Calendar = NO_CALENDAR, remind: int | None = None
) -> DueCalendar:
    """The calendar of a plan, all-day events in the plan's order.

    `now` (aware) is the moment it is made, `held` when procedures are held, `remind` the days before a deadline's
    last day on which to remind. An event keeps its UID while the measure's words stay, whatever its dates become, so
    that a calendar that is read in again moves it.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//plancheck//plancheck//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = one_line(plan.organisation or plan.title or safe_path(plan.source.path), SUMMARY)
    calendar.add("x-wr-calname", words.say("calendar.name", title=name))
    undated: list[int] = []
    seen: dict[str, int] = {}
    for index, measure in enumerate(plan.measures):
        entries = due(measure, plan.period, held, words.lang)
        if not entries:
            undated.append(index)
        for entry in entries:
            mark = _mark(plan, measure)
            seen[mark] = seen.get(mark, 0) + 1
            event = _event(plan, measure, entry, words)
            event.add("uid", f"{mark}-{seen[mark]}@plancheck")
            event.add("dtstamp", now.astimezone(dt.UTC))
            if remind is not None:
                event.add_component(_alarm(remind, str(event["summary"])))
            calendar.add_component(event)
    return DueCalendar(calendar.to_ical(), len(calendar.subcomponents), tuple(undated))


def _mark(plan: Plan, measure: Measure) -> str:
    """32 hexadecimal digits of whose plan it is, for which time, and the measure's words."""
    parts = (plan.organisation or "", str(plan.period.start) if plan.period else "", measure.text)
    said = "\n".join(_NOT_WORDS.sub(" ", part.casefold()).strip() for part in parts)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]


def _event(plan: Plan, measure: Measure, entry: Due, words: Wording) -> icalendar.Event:
    event = icalendar.Event()
    label = row_label(measure.number, words)
    text = one_line(measure.text)
    event.add("summary", one_line(" ".join(part for part in (label, text) if part), SUMMARY))
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + _DAY)  # the day after, as the standard counts
    if entry.rule:
        event.add("rrule", dict(entry.rule))
    event.add("description", "\n".join(_description(plan, measure, entry, words)))
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    return event


def _description(plan: Plan, measure: Measure, entry: Due, words: Wording) -> Iterator[str]:
    yield one_line(measure.text)
    for label, text in (
        ("row.responsible", measure.responsible.text if measure.responsible else ""),
        ("row.deadline", measure.deadline.text if measure.deadline else ""),
        ("label.source", entry.source),
        ("row.result", measure.result),
        ("head.file", safe_path(plan.source.path)),
    ):
        said = one_line(text or "")
        if said:
            yield f"{words.say(label)}: {said}"


def _alarm(days: int, summary: str) -> icalendar.Alarm:
    """Counted from the event's end, which is the day after its last one."""
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", dt.timedelta(days=-days - 1), parameters={"related": "END"})
    return alarm
