"""Reads the period a plan serves from its title, its order or its introduction."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plancheck.language import clean
from plancheck.parsing.dates import day_of
from plancheck.parsing.period_words import SINGLE, PeriodWords
from plancheck.plan import Level, Period

_LONGEST = 30  # years; «2013–2030» is a programme, «1941–2023» is not
_FOR, _IN, _BARE, _PASSING = (
    4,
    3,
    2,
    1,
)  # how surely a phrase names the period: «на …», «в …», …, «по итогам …»


class Candidate(NamedTuple):
    """A period some words name, and how surely they name the plan's own."""

    rank: int
    period: Period
    start: int
    end: int


def read_period(
    sources: Sequence[tuple[str, int]],
    level: Level | None,
    words: PeriodWords,
    *,
    since: dt.date | None = None,
) -> Period | None:
    """The plan's period: of the first source that names one, the phrase that names it most surely.

    `sources` are texts, the most trusted first, each with the least rank it must reach (1 in passing …
    4 «на …»); `since` is the day of approval, which begins a period known only by its end.
    """
    for text, least in sources:
        named = [one for one in periods_in(text, level, words, since=since) if one.rank >= least]
        if named:
            return max(named, key=lambda one: (one.rank, -one.start)).period
    return None


def periods_in(
    text: str, level: Level | None, words: PeriodWords, *, since: dt.date | None = None
) -> tuple[Candidate, ...]:
    """Every period the text names; days of documents and their numbers are none."""
    text = clean(text).replace("\n", " ")
    found: list[Candidate] = []
    text = _take(text, _day_spans(text, words), found, words)
    text = _without(text, ((one.start, one.end) for one in words.months.dates_in(text)))
    for reader in (_parts, _month_spans):
        text = _take(text, reader(text, level, words), found, words)
    text = _take(text, _pairs(text, level, words), found, words, joining=True)
    text = _take(text, _untils(text, since, words), found, words)
    _take(text, _singles(text, words), found, words, joining=True)
    return tuple(sorted(found, key=lambda one: one.start))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans blanked out, every other character in its place."""
    kept, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        first = max(start, at)
        kept += [text[at:first], "_" * (end - first)]
        at = end
    return "".join([*kept, text[at:]])


def _take(
    text: str,
    named: Iterable[tuple[Period, int, int]],
    found: list[Candidate],
    words: PeriodWords,
    joining: bool = False,
) -> str:
    """Ranks what was named, adds it to the found, blanks it out; `joining`: a list of years is one period."""
    spans = list(named)
    merged: list[tuple[Period, int, int]] = []
    for one in spans:
        if joining and merged and words.joins.fullmatch(text, merged[-1][2], one[1]):
            merged.append(_both(merged.pop(), one))
        else:
            merged.append(one)
    found += [Candidate(_rank(text, start, words), period, start, end) for period, start, end in merged]
    return _without(text, ((start, end) for _, start, end in spans))


def _both(first: tuple[Period, int, int], second: tuple[Period, int, int]) -> tuple[Period, int, int]:
    start, end = min(first[0].start, second[0].start), max(first[0].end, second[0].end)
    return Period(start=start, end=end), first[1], second[2]


def _rank(text: str, start: int, words: PeriodWords) -> int:
    before = text[max(0, start - 40) : start]
    if words.aim.search(before):
        return _FOR
    if words.results.search(text[max(0, start - 90) : start]):
        return _PASSING
    return _IN if words.inside.search(before) else _BARE


def _day_spans(text: str, words: PeriodWords) -> Iterator[tuple[Period, int, int]]:
    dates = words.months.dates_in(text)
    used = -1
    for place, last in enumerate(dates):
        first = dates[place - 1] if place else None
        if first and place - 1 > used and words.through.fullmatch(text, first.end, last.start):
            if first.day <= last.day:
                used = place
                yield Period(start=first.day, end=last.day), first.start, last.end
            continue
        opening = words.day_span.search(text, max(0, last.start - 40), last.start)
        if opening:
            month = int(opening["mm"]) if opening["mm"] else words.months.number(opening["m"])
            year = last.day.year - (month is not None and (month, int(opening["d"])) > (last.day.month, last.day.day))
            start = day_of(year, month, int(opening["d"])) if month else None
            if start:
                yield Period(start=start, end=last.day), opening.start(), last.end


def _school(a: int, b: int) -> Period:
    return Period(start=dt.date(a, 9, 1), end=dt.date(b, 8, 31))


def _calendar(a: int, b: int) -> Period:
    return Period(start=dt.date(a, 1, 1), end=dt.date(b, 12, 31))


def _years(match: re.Match[str]) -> tuple[int, int]:
    a, b = int(match["a"]), int(match["b"])
    a += 2000 if a < 100 else 0
    return a, b + a // 100 * 100 if b < 100 else b


def _pairs(text: str, level: Level | None, words: PeriodWords) -> Iterator[tuple[Period, int, int]]:
    """Years joined by a dash; in a list («2022-2023 и 2023-2024 учебные годы») the last one's word counts."""
    matches = [one for pattern in (words.pair, words.short_pair) for one in pattern.finditer(text)]
    matches.sort(key=lambda one: one.start())
    following: re.Match[str] | None = None
    school_after = False
    read: list[tuple[Period, int, int]] = []
    for match in reversed(matches):
        a, b = _years(match)
        inherited = bool(following and school_after and words.joins.fullmatch(text, match.end(), following.start()))
        school = (
            bool(match["school"]) or inherited or bool(words.before_school_year.search(text[: match.start()][-25:]))
        )
        following, school_after = match, school
        if not a < b <= a + _LONGEST or (len(match["b"]) == 2 and not (school or "/" in match.group() or b == a + 1)):
            continue
        one_year = b == a + 1 and (
            level is Level.SCHOOL
            or "/" in match.group()
            or not match["year"]
            or bool(words.singular.fullmatch(match["year"]))
        )
        read.append((_school(a, b) if school or one_year else _calendar(a, b), match.start(), match.end()))
    return iter(reversed(read))


def _month_spans(text: str, level: Level | None, words: PeriodWords) -> Iterator[tuple[Period, int, int]]:
    for match in words.month_span.finditer(text):
        first, last = words.months.number(match["m"]), words.months.number(match["n"])
        if first and last:
            end = int(match["b"])
            start = int(match["a"]) if match["a"] else end - (first > last)
            if (start, first) <= (end, last):
                yield _months(start, first, end, last), match.start(), match.end()
    spans = [one.span() for one in words.month_span.finditer(text)]
    for match in words.one_month.finditer(text):
        month = words.months.number(match["m"])
        overlaps = any(start < match.end() and match.start() < end for start, end in spans)
        if month and not overlaps and words.aim.search(text[max(0, match.start() - 40) : match.start()]):
            yield _months(int(match["a"]), month, int(match["a"]), month), match.start(), match.end()


def _months(a: int, first: int, b: int, last: int) -> Period:
    return Period(start=dt.date(a, first, 1), end=dt.date(b, last, monthrange(b, last)[1]))


def _parts(text: str, level: Level | None, words: PeriodWords) -> Iterator[tuple[Period, int, int]]:
    """Half-years, quarters and school terms with the year right after or right before them."""
    for match in words.part.finditer(text):
        number = next((n for n, one in enumerate(words.ordinals, 1) if one.fullmatch(match["n"])), 0)
        unit = next(code for code, one in words.units.items() if one.fullmatch(match["unit"]))
        after = re.compile(r"\s*[,(]?\s*").match(text, match.end())
        place = after.end() if after else match.end()
        year = words.pair.match(text, place) or words.single.match(text, place)
        start, end = match.start(), year.end() if year else 0
        if not year:
            earlier = list(words.pair.finditer(text, max(0, start - 45), start))
            if not earlier or text[earlier[-1].end() : start].strip(" ,(") != "":
                continue
            year = earlier[-1]
            start, end = year.start(), match.end()
        groups = year.groupdict()
        pair = _years(year) if groups.get("b") else None
        period = _part(unit, number, pair, int(groups["a"]))
        if period:
            yield period, start, end


def _part(unit: str, number: int, pair: tuple[int, int] | None, year: int) -> Period | None:
    """The conventional dates of the school calendar; of a calendar year where no pair of years stands."""
    if pair is None:
        size = 6 if unit == "half" else 3
        first = (number - 1) * size + 1
        return _months(year, first, year, first + size - 1) if unit != "term" and 0 < first <= 13 - size else None
    a, b = pair
    school = {
        "half": [(a, 9, a, 12), (b, 1, b, 5)],
        "term": [(a, 9, a, 10), (a, 11, a, 12), (b, 1, b, 3), (b, 4, b, 5)],
        "quarter": [(b, 1, b, 3), (b, 4, b, 6), (a, 7, a, 9), (a, 10, a, 12)],
    }[unit]
    return _months(*school[number - 1]) if 0 < number <= len(school) else None


def _untils(text: str, since: dt.date | None, words: PeriodWords) -> Iterator[tuple[Period, int, int]]:
    """«На период до 2025 года» begins on the day of approval; where that is not known, nothing is said."""
    for match in words.until.finditer(text):
        last = dt.date(int(match["b"]), 12, 31)
        if since and since <= last:
            yield Period(start=since, end=last), match.start(), match.end()


def _singles(text: str, words: PeriodWords) -> Iterator[tuple[Period, int, int]]:
    """One year; one that dates a procedure's results, or is glued to its name («ВПР 2024»), is none."""
    for match in words.single.finditer(text):
        before = text[: match.start()][-90:]
        aimed = bool(words.aim.search(before[-40:]))
        inside = bool(words.inside.search(before[-40:]))
        listed = bool(re.search(rf"{SINGLE}\s*(?:,|\w)\s*$", before))
        if words.up_to.search(before[-40:]) or (not aimed and words.results.search(before)):
            continue
        glued = re.search(r"(?:[A-ZА-ЯЁ]{2,}[\d-]*|[-№])\s*$", before)
        if not (aimed or inside or listed) and (
            glued or not (match["year"] or match["school"] or _ends(text, match.end()))
        ):
            continue
        yield _calendar(int(match["a"]), int(match["a"])), match.start(), match.end()


def _ends(text: str, place: int) -> bool:
    return not text[place : place + 20].strip(' .»")')
