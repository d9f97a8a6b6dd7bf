"""Whose plan is whose: plans of one school among many, and the schools of a list that sent none."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from plancheck.crossing.sketches import Sketch
from plancheck.language.normalise import clean, fold
from plancheck.plan import Level, Period
from plancheck.rules.facts.school_names import Likeness, SchoolName, likeness, read_school_name

__all__ = ["TABLES", "Sent", "one_school", "plans_of_one_school", "sent_by"]

TABLES = """
CREATE TABLE named (number INTEGER PRIMARY KEY, key TEXT UNIQUE);
CREATE TABLE called (named INTEGER, plan INTEGER);
"""
_CANDIDATES = 5  # plans named that may be a listed school's
_COMPARED = 1_000_000  # pairs of names that are compared to find candidates


def one_school(one: Sketch, other: Sketch) -> Likeness:
    """Whether two plans are one school's, or one municipality's; UNSURE where a head does not say enough."""
    if _is_school(one) != _is_school(other):
        return Likeness.DIFFERENT
    if not _is_school(one):
        here, there = _place(one.territory), _place(other.territory)
        return Likeness.UNSURE if not (here and there) else Likeness(2 * (here == there))
    if not (one.organisation and other.organisation):
        return Likeness.UNSURE
    found = likeness(read_school_name(one.organisation), read_school_name(other.organisation))
    if found is Likeness.DIFFERENT or _place(one.territory) == _place(other.territory):
        return found
    # Each town has its school No 1; where one of two does not say its town, nobody can tell.
    return Likeness.DIFFERENT if one.territory and other.territory else Likeness.UNSURE


def plans_of_one_school(sketches: Sequence[Sketch], base: sqlite3.Connection) -> Iterator[Sequence[int]]:
    """Groups of plans that are surely one school's and for one time, by position; by number and words, not each
    with each. `base` has the `TABLES`, empty."""
    for at, sketch in enumerate(sketches):
        for key in _keys(sketch):
            told = ascii(key)
            base.execute("INSERT OR IGNORE INTO named (key) VALUES (?)", (told,))
            base.execute("INSERT INTO called SELECT number, ? FROM named WHERE key = ?", (at, told))
    leaders = array("I", range(len(sketches)))
    rows = base.execute("SELECT named, plan FROM called ORDER BY named, plan")
    for _, met in groupby(rows, key=itemgetter(0)):
        first: list[int] = []  # of each school of the bucket
        for _, at in met:
            same = next((other for other in first if _same(sketches[at], sketches[other])), None)
            if same is None:
                first.append(at)
            else:
                leaders[at] = min(leaders[at], leaders[same])
    groups: dict[int, array[int]] = {}
    several = {leader for at, leader in enumerate(leaders) if at != leader}
    for at, leader in enumerate(leaders):
        if leader in several:
            groups.setdefault(leader, array("I")).append(at)
    yield from groups.values()


def _same(one: Sketch, other: Sketch) -> bool:
    return _one_time(one.period, other.period) and one_school(one, other) is Likeness.SAME


def _keys(sketch: Sketch) -> Iterator[tuple[str, ...]]:
    """What two writings of one school's name have in common: its number, else any of its words; and its territory."""
    place = _place(sketch.territory)
    if not _is_school(sketch):
        if place:
            yield sketch.level or "", place
        return
    name = read_school_name(sketch.organisation or "")
    if name.number:
        yield "number", name.number, place
        return
    for word in (*name.own, *name.person, *name.settlement):
        yield "word", min(word.forms), place


def _is_school(sketch: Sketch) -> bool:
    return sketch.level in (Level.SCHOOL, None)


@lru_cache(maxsize=4096)
def _place(territory: str | None) -> str:
    return fold(clean(territory or ""))


def _one_time(one: Period | None, other: Period | None) -> bool:
    """Whether the periods have a day in common; a plan without one may be for the other's time."""
    return one is None or other is None or (one.start <= other.end and other.start <= one.end)


class Sent(NamedTuple):
    """Which plan came from which school of a list, by positions in both.

    `sure` has the plans of each listed school; `unsure` those that may be a school's of which none surely is.
    `unlisted` are schools' plans of which the list surely has no school, `unnamed` those that do not say whose they
    are.
    """

    sure: dict[int, tuple[int, ...]]
    unsure: dict[int, tuple[int, ...]]
    missing: tuple[int, ...]
    unlisted: tuple[int, ...]
    unnamed: tuple[int, ...]


def sent_by(schools: Sequence[str], sketches: Sequence[Sketch]) -> Sent:
    """Who of the listed schools sent a plan. Names are compared as people write them."""
    listed = [read_school_name(school) for school in schools]
    plans = [at for at, sketch in enumerate(sketches) if _is_school(sketch)]
    named = {at: read_school_name(sketches[at].organisation or "") for at in plans if sketches[at].organisation}
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, name in named.items():
        for key in _name_keys(name):
            by_key[key].append(at)
    sure: dict[int, tuple[int, ...]] = {}
    for number, name in enumerate(listed):
        met = dict.fromkeys(at for key in _name_keys(name) for at in by_key.get(key, ()))
        found = tuple(sorted(at for at in met if likeness(name, named[at]) is Likeness.SAME))
        if found:
            sure[number] = found
    taken = {at for found in sure.values() for at in found}
    rest = [at for at in named if at not in taken]
    unsure = dict(_perhaps([number for number in range(len(listed)) if number not in sure], listed, rest, named))
    doubtful = {at for found in unsure.values() for at in found}
    return Sent(
        sure,
        {number: found[:_CANDIDATES] for number, found in unsure.items()},
        tuple(number for number in range(len(listed)) if number not in sure and number not in unsure),
        tuple(at for at in rest if at not in doubtful),
        tuple(at for at in plans if at not in named),
    )


def _name_keys(name: SchoolName) -> Iterator[tuple[str, str]]:
    if name.number:
        yield "number", name.number
    for word in (*name.own, *name.person, *name.settlement):
        yield from (("word", form) for form in word.forms)


def _perhaps(
    numbers: Iterable[int], listed: Sequence[SchoolName], plans: Sequence[int], named: dict[int, SchoolName]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The plans left that may be those of the schools left; of endless lists only the first are looked for."""
    left = _COMPARED
    for number in numbers:
        left -= len(plans)
        if left < 0:
            return
        found = tuple(at for at in plans if likeness(listed[number], named[at]) is Likeness.UNSURE)
        if found:
            yield number, found
