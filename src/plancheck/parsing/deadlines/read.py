"""Puts together what a deadline cell says into the five parts of a `Deadline`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from plancheck.parsing.deadlines.grammar import Said, Stretch, said
from plancheck.parsing.deadlines.lex import tokens
from plancheck.parsing.deadlines.phrases import Meaning
from plancheck.parsing.deadlines.spans import Closed, Span, in_year, settled
from plancheck.parsing.deadlines.words import DeadlineWords
from plancheck.plan import Anchor, Deadline, Period, Recurrence, Window

ANY_YEAR = Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31))  # some deadlines only speak within a period


def read_deadline(text: str, period: Period | None, words: DeadlineWords) -> Deadline:
    """Reads a cell as the vocabulary defines («Deadline»); never raises, whatever the text.

    A month or day without a year takes the year of `period` it fits into, and `inferred` says so; in a period
    of several years it takes the first of them, with «ежегодно» each. Without a period no year is guessed:
    such a window is left out. Impossible dates and dates of documents («приказ № 5 от …») give nothing. Of
    several anchors the first counts, a bare length of time («до 2 недель») the least.
    """
    spoken = _without_years_of_procedures(said(tokens(text, words), words, period))
    meanings = [each for each in spoken if isinstance(each, Meaning)]
    recurrence = _first_recurrence(meanings)
    stretches = _with_shared_years([each for each in spoken if isinstance(each, Stretch)], recurrence, period)
    windows: list[Window] = []
    inferred = False
    for stretch in stretches:
        every = recurrence is Recurrence.YEARLY
        for window in settled(stretch.span, period, every=every):
            bounded = _bounded(window, stretch)
            inferred = inferred or stretch.span.inferred or stretch.span.open_year
            if bounded not in windows:
                windows.append(bounded)
    return Deadline(
        text=text,
        windows=tuple(windows),
        recurrence=recurrence,
        anchor=_anchor(meanings),
        ongoing=_ongoing(spoken, recurrence),
        inferred=inferred,
    )


def _without_years_of_procedures(spoken: list[Said]) -> list[Said]:
    """«в день проведения ВПР в 2024 году» names the procedure's year, not a window."""
    tied = (Anchor.PROCEDURE_SCHEDULE, Anchor.PROCEDURE_RESULTS)
    kept: list[Said] = []
    for place, each in enumerate(spoken):
        before = spoken[place - 1] if place else None
        year = isinstance(each, Stretch) and each.only_years and each.bound == "closed" and not each.throughout
        if not (year and isinstance(before, Meaning) and before.anchor in tied):
            kept.append(each)
    return kept


def _first_recurrence(meanings: Sequence[Meaning]) -> Recurrence | None:
    """A stated frequency goes before «регулярно»."""
    found = [meaning.recurrence for meaning in meanings if meaning.recurrence]
    return next((each for each in found if each is not Recurrence.REGULAR), found[0] if found else None)


def _anchor(meanings: Sequence[Meaning]) -> Anchor | None:
    found = [meaning.anchor for meaning in meanings if meaning.anchor]
    return next((each for each in found if each is not Anchor.RELATIVE), found[0] if found else None)


def _ongoing(spoken: Sequence[Said], recurrence: Recurrence | None) -> bool:
    if any(isinstance(each, Meaning) and each.lasting for each in spoken):
        return True
    if recurrence:
        return False
    return any(_lasts(each) for each in spoken)


def _lasts(each: Said) -> bool:
    match each:
        case Stretch():
            return each.throughout
        case Meaning():
            return each.ongoing
    return True


def _with_shared_years(stretches: list[Stretch], recurrence: Recurrence | None, period: Period | None) -> list[Stretch]:
    """A year written once for several: «октябрь, ноябрь 2021», «2024 год: март», «май, ежегодно с 2023»."""
    dated = [each for each in stretches if not each.only_years]
    if recurrence is Recurrence.YEARLY and dated:
        since = next((s.span.first for s in stretches if s.only_years and s.bound == "since"), None)
        if since is not None:
            return [_dated(each, since) for each in dated]
    stretches = _headed(stretches)
    shared: list[Stretch] = []
    for stretch in reversed(stretches):
        span = stretch.span
        if span.open_year and shared and (year := _year_before(span, shared[-1].span, period)) is not None:
            stretch = stretch._replace(span=in_year(span, year))  # noqa: PLW2901 - the dated one goes on
        shared.append(stretch)
    shared.reverse()
    for place, stretch in enumerate(shared[1:], start=1):
        if stretch.span.open_year and (span_after := _year_after(stretch.span, shared[place - 1].span, period)):
            shared[place] = stretch._replace(span=span_after)
    return [_until_too(each, before) for each, before in zip(shared, [None, *shared], strict=False)]


def _headed(stretches: list[Stretch]) -> list[Stretch]:
    """A year that opens the cell dates what follows it."""
    if len(stretches) < 2 or not stretches[0].only_years or stretches[0].bound != "closed":
        return stretches
    head, *rest = stretches
    year, single = head.span.first, head.span.first == head.span.last
    if head.throughout or year is None or not single or not all(each.span.open_year for each in rest):
        return stretches
    return [_dated(each, year) for each in rest]


def _dated(stretch: Stretch, year: int) -> Stretch:
    return (
        stretch._replace(span=in_year(stretch.span, year + stretch.span.turns)) if stretch.span.open_year else stretch
    )


def _year_before(span: Span, after: Span, period: Period | None) -> int | None:
    """The year of a stretch from the dated one after it; one less where New Year parts them."""
    year = after.first
    if after.inferred or year is None:
        return None
    if span.start <= after.start:
        return year + span.turns
    here = settled(in_year(span, year + span.turns), period, every=False)
    inside = period is not None and bool(here) and period.start <= here[0][0] <= period.end
    return year + span.turns - (0 if inside else 1)


def _year_after(span: Span, before: Span, period: Period | None) -> Span | None:
    """The next such stretch after a dated one, where no period says otherwise."""
    if before.inferred or before.last is None:
        return None
    year = before.last + (0 if span.start >= before.start else 1)
    dated = in_year(span, year + span.turns)._replace(inferred=True)
    if period is None:
        return dated
    windows = settled(dated, period, every=False)
    return dated if windows and period.start <= windows[0][0] <= period.end else None


def _until_too(stretch: Stretch, before: Stretch | None) -> Stretch:
    """«до 15 марта и 15 мая»: the second day is a last day as well."""
    if before is None or not before.next_in_list or not before.span.exact or before.bound not in ("until", "through"):
        return stretch
    single = stretch.span.exact and stretch.span.start == stretch.span.end and not stretch.ranged
    return stretch._replace(bound=before.bound) if single and stretch.bound == "closed" else stretch


def _bounded(window: Closed, stretch: Stretch) -> Window:
    """The window as its small words bound it."""
    first, last = window
    match stretch.bound:
        case "closed":
            return first, last
        case "since":
            return first, None
        case "after":
            whole = not (stretch.span.exact or stretch.span.inferred)
            return last + dt.timedelta(days=int(whole)), None
    return None, _last_day(first, last, stretch)


def _last_day(first: dt.date, last: dt.date, stretch: Stretch) -> dt.date:
    """Of «до …»: the day itself, the eve of a month, the first day of a beginning; «по …» is to the end."""
    span = stretch.span
    if stretch.bound == "through" or span.exact or span.edge == "end":
        return last
    if span.edge == "start":
        return first
    if span.edge == "middle":
        return first + (last - first) // 2
    return last if span.inferred else first - dt.timedelta(days=1)
