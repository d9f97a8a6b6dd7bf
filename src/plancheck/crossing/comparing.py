"""Compares the sketches of many plans: what most share, who copied whom, who sent two plans, who sent none."""

from __future__ import annotations

import sqlite3
import weakref
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from plancheck.as_asked import AsAsked
from plancheck.crossing.heads import TABLES as OF_HEADS
from plancheck.crossing.heads import Heads
from plancheck.crossing.holders import COMMON, Holders, Standings, Whose
from plancheck.crossing.holders import TABLES as OF_HOLDERS
from plancheck.crossing.patterns import Pattern, patterns
from plancheck.crossing.sameness import TABLES as OF_MEASURES
from plancheck.crossing.sameness import same_measures
from plancheck.crossing.schools import TABLES as OF_SCHOOLS
from plancheck.crossing.schools import Sent, one_school, plans_of_one_school, sent_by
from plancheck.crossing.sketches import Sketch
from plancheck.rules.facts.school_names import Likeness
from plancheck.temporary_base import temporary_base

__all__ = ["COMMON", "ENOUGH", "SHARE", "Copies", "Copy", "Crossing", "Standing", "crossing"]

ENOUGH: Final = 5  # measures of its own a plan must have to be judged, and that two plans must share
SHARE: Final = 0.5  # of a plan's own measures that are another's, too
_TABLES: Final = f"""
{OF_HEADS}{OF_MEASURES}{OF_HOLDERS}{OF_SCHOOLS}
CREATE TABLE copy (
    plan INTEGER, place INTEGER, other INTEGER, share REAL, sure INTEGER, same BLOB, PRIMARY KEY (plan, place)
) WITHOUT ROWID;
"""


class Copy(NamedTuple):
    """Measures that a plan has in common with another's, and nearly nobody else: pairs (own index, the other's).

    `sure`: the two are different schools'; else nobody can tell whether it is one school's.
    """

    other: int
    same: tuple[tuple[int, int], ...]
    sure: bool


class Standing(NamedTuple):
    """What of a plan is its own: measures that are long enough to compare, those of them that come from a superior
    plan or a row offered to all, those that many schools have, and the rest."""

    comparable: int
    given: int
    common: int

    @property
    def own(self) -> int:
        return self.comparable - self.given - self.common


class Copies(Mapping[int, "tuple[Copy, ...]"]):
    """For each plan that has some the others that it shares most of its own measures with, the most shared first."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def __getitem__(self, plan: int) -> tuple[Copy, ...]:
        rows = self._base.execute("SELECT other, sure, same FROM copy WHERE plan = ? ORDER BY place", (plan,))
        found = tuple(Copy(other, _pairs(same), bool(sure)) for other, sure, same in rows)
        if not found:
            raise KeyError(plan)
        return found

    def __iter__(self) -> Iterator[int]:
        yield from (plan for (plan,) in self._base.execute("SELECT DISTINCT plan FROM copy ORDER BY plan"))

    def __len__(self) -> int:
        counted: int = self._base.execute("SELECT count(DISTINCT plan) FROM copy").fetchone()[0]
        return counted

    def once(self) -> Iterator[tuple[int, Copy]]:
        """Each pair once, told of the plan that has the more of it, the largest shares first."""
        rows = self._base.execute(
            "SELECT plan, other, sure, same FROM copy AS one WHERE NOT EXISTS ("
            "SELECT 1 FROM copy WHERE plan = one.other AND other = one.plan"
            " AND (share > one.share OR share = one.share AND plan < one.plan)"
            ") ORDER BY share DESC, plan, other"
        )
        yield from ((plan, Copy(other, _pairs(same), bool(sure))) for plan, other, sure, same in rows)


def _pairs(same: bytes) -> tuple[tuple[int, int], ...]:
    numbers = array("I", same)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Crossing:
    """What many plans are to each other; plans are named by position, `sketches` are their heads alone.

    `versions` are groups of plans of one school for one time. `sent` is None where no list of schools was given. What
    there is of each plan lies on disk.
    """

    sketches: Sequence[Sketch]
    standing: Sequence[Standing]
    copies: Copies
    patterns: tuple[Pattern, ...] = ()
    versions: tuple[Sequence[int], ...] = ()
    schools: tuple[str, ...] = ()
    sent: Sent | None = None


def crossing(
    sketches: Iterable[Sketch], *, given: Iterable[Sketch] = (), schools: Sequence[str] | None = None
) -> Crossing:
    """Compares plans of a run in their order; they are walked once.

    `given` are texts that no school copied from another: superior plans, rows that rulesets suggest. `schools` is
    the list of those that should have sent a plan.
    """
    base = temporary_base(_TABLES)
    noted = Heads(base)
    weakref.finalize(noted, base.close)
    classes = same_measures(chain(noted.noted(sketches), given), base)
    versions = tuple(plans_of_one_school(noted, base))
    whose = Whose(noted, versions)
    held = Holders(base, classes, whose)
    counted = Standings(classes, held, whose.rank)

    def standing(at: int) -> Standing:
        return Standing(counted.comparable[at], counted.given[at], counted.common[at])

    for at in range(len(noted)):
        if standing(at).own >= ENOUGH:
            found = _copies(at, standing(at).own, noted, whose, held)
            base.executemany("INSERT INTO copy VALUES (?, ?, ?, ?, ?, ?)", found)
    return Crossing(
        noted,
        AsAsked(standing, len(noted)),
        Copies(base),
        patterns(held.of_schools(), held.plans, classes.of, len(noted)),
        versions,
        tuple(schools or ()),
        None if schools is None else sent_by(schools, noted),
    )


_Row = tuple[int, int, int, float, bool, bytes]


def _copies(at: int, own: int, noted: Sequence[Sketch], whose: Whose, held: Holders) -> Iterator[_Row]:
    """Those that a plan shares most of its own with; a class has few holders here, so pairs are few, too."""
    met: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, index in held.between_schools(at).items():
        for other, its in held.of(number):
            if whose.school[other] != whose.school[at] and held.is_own(number, whose.rank[other]):
                met[other].append((index, its))
    alike = ((other, same) for other, same in met.items() if len(same) >= max(ENOUGH, SHARE * own))
    place = 0
    for other, same in sorted(alike, key=lambda one: (-len(one[1]), one[0])):
        likeness = one_school(noted[at], noted[other])
        if likeness is not Likeness.SAME:
            pairs = array("I", chain.from_iterable(sorted(same)))
            yield at, place, other, len(same) / own, likeness is Likeness.DIFFERENT, pairs.tobytes()
            place += 1
