"""Who holds which measure, and whose it is: a school's own, one from above, or everybody's."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from plancheck.crossing.sameness import Classes
from plancheck.crossing.sketches import Sketch
from plancheck.plan import Level

__all__ = ["COMMON", "TABLES", "Holders", "Standings", "Whose"]

COMMON: Final = 5  # schools from which on a measure is common property, whoever wrote it first
TABLES: Final = """
CREATE TABLE held (class INTEGER, plan INTEGER, at INTEGER);
CREATE TABLE holder (class INTEGER, plan INTEGER, at INTEGER, PRIMARY KEY (class, plan)) WITHOUT ROWID;
"""
_MOST_OF: Final = 3  # schools, and more than half of a territory's or of the run's: a pattern of a small district
_RANKS: Final = {Level.REGIONAL: 2, Level.MUNICIPAL: 1}
_GIVEN: Final = 3  # the rank of what stands above all plans
# What is known of a class, in one byte: the highest rank that it comes from, whether it is common property among
# plans of rank 0, 1 and 2, whether several plans hold it, and whether several schools' plans do.
_ABOVE, _COMMON, _SHARED, _BETWEEN = 0b11, 0b100, 0b100000, 0b1000000


class Whose:
    """Whose each plan is, in a few bytes: its rank, the first plan of the same school, a number for its territory."""

    def __init__(self, heads: Sequence[Sketch], versions: Iterable[Sequence[int]]) -> None:
        self.school = array("I", range(len(heads)))
        for group in versions:
            for at in group:
                self.school[at] = group[0]
        self.rank = bytearray(0 if head.level is None else _RANKS.get(head.level, 0) for head in heads)
        numbers: dict[str, int] = {}
        self.territory = array("I")
        for head in heads:
            self.territory.append(numbers.setdefault(head.territory, len(numbers) + 1) if head.territory else 0)
        first = [at for at, school in enumerate(self.school) if at == school]
        self._whole = Counter(self.rank[at] for at in first)
        self._of_territory = Counter((self.rank[at], self.territory[at]) for at in first)

    def common_among(self, plans: Sequence[int]) -> int:
        """The ranks among which what these plans hold is common property: so many have it that nobody can say who
        copied. A bit each, for schools are compared with schools."""
        found = 0
        for rank in {self.rank[at] for at in plans}:
            schools = {self.school[at] for at in plans if self.rank[at] == rank}
            near = Counter(self.territory[at] for at in schools)
            if (
                len(schools) >= COMMON
                or _most(len(schools), self._whole[rank])
                or any(place and _most(met, self._of_territory[rank, place]) for place, met in near.items())
            ):
                found |= _COMMON << rank
        return found


def _most(number: int, whole: int) -> bool:
    return number >= _MOST_OF and 2 * number > whole


class Holders:
    """What is known of the classes of measures, and which plans hold those that several hold. `base` has the `TABLES`,
    empty; plans from the number of `whose` on are what is given to all."""

    def __init__(self, base: sqlite3.Connection, classes: Classes, whose: Whose) -> None:
        self._base, self._classes, self._whose = base, classes, whose
        self._known = bytearray(len(classes))
        base.executemany("INSERT INTO held VALUES (?, ?, ?)", self._of_plans())
        rows = base.execute("SELECT class, plan, max(at) FROM held GROUP BY class, plan ORDER BY class, plan")
        for number, same in groupby(rows, key=itemgetter(0)):
            self._note(number, same)
        base.execute("DROP TABLE held")

    def _of_plans(self) -> Iterator[tuple[int, int, int]]:
        for number, plan, at in self._classes.every():
            if plan < len(self._whose.rank):
                yield number, plan, at
            else:
                self._known[number] |= _GIVEN

    def _note(self, number: int, rows: Iterable[tuple[int, int, int]]) -> None:
        """What is to be known of a class, by the plans that hold it, where there are several."""
        plans, ats = array("I"), array("I")
        for _, plan, at in rows:
            plans.append(plan)
            ats.append(at)
        if len(plans) < 2:
            return
        self._base.executemany(
            "INSERT INTO holder VALUES (?, ?, ?)", ((number, plan, at) for plan, at in zip(plans, ats, strict=True))
        )
        above = max(self._known[number] & _ABOVE, *(self._whose.rank[plan] for plan in plans))
        school = self._whose.school
        between = _BETWEEN * any(school[plan] != school[plans[0]] for plan in plans)
        self._known[number] = above | self._whose.common_among(plans) | _SHARED | between

    def of(self, number: int) -> Iterator[tuple[int, int]]:
        """The plans that hold a class which several hold, each with its place there; the last of several."""
        yield from self._base.execute("SELECT plan, at FROM holder WHERE class = ? ORDER BY plan", (number,))

    def plans(self, number: int) -> array[int]:
        """The same without the places."""
        return array("I", (plan for plan, _ in self.of(number)))

    def is_given(self, number: int, rank: int) -> bool:
        """Whether plans of this rank have the class from above."""
        return (self._known[number] & _ABOVE) > rank

    def is_common(self, number: int, rank: int) -> bool:
        """Whether the class is common property among plans of this rank, and not from above."""
        return bool(self._known[number] & _COMMON << rank) and not self.is_given(number, rank)

    def is_own(self, number: int, rank: int) -> bool:
        return not self.is_given(number, rank) and not self.is_common(number, rank)

    def between_schools(self, plan: int) -> dict[int, int]:
        """The classes of a plan's measures that are its own and that other schools' plans hold, with their places."""
        rank = self._whose.rank[plan]
        return {
            number: at
            for at, number in enumerate(self._classes.of(plan))
            if number >= 0 and self._known[number] & _BETWEEN and self.is_own(number, rank)
        }

    def of_schools(self) -> Iterator[int]:
        """The classes that are common property of schools, and from nowhere above."""
        for number, known in enumerate(self._known):
            if known & _SHARED and known & _COMMON and not known & _ABOVE:
                yield number


class Standings:
    """How many of each plan's measures are long enough to compare, from above, and common property; in a few bytes."""

    def __init__(self, classes: Classes, holders: Holders, rank: Sequence[int]) -> None:
        self.comparable, self.given, self.common = array("I"), array("I"), array("I")
        for plan, its in enumerate(rank):
            numbers = [number for number in classes.of(plan) if number >= 0]
            self.comparable.append(len(numbers))
            self.given.append(sum(holders.is_given(number, its) for number in numbers))
            self.common.append(sum(holders.is_common(number, its) for number in numbers))
