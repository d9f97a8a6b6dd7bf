"""Compares the sketches of many plans: what most share, who copied whom, who sent two plans, who sent none."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from plancheck.crossing.patterns import Pattern, patterns
from plancheck.crossing.sameness import same_measures
from plancheck.crossing.schools import Sent, one_school, plans_of_one_school, sent_by
from plancheck.crossing.sketches import Sketch
from plancheck.plan import Level
from plancheck.rules.facts.school_names import Likeness

__all__ = ["COMMON", "ENOUGH", "SHARE", "Copy", "Crossing", "Standing", "crossing"]

ENOUGH: Final = 5  # measures of its own a plan must have to be judged, and that two plans must share
SHARE: Final = 0.5  # of a plan's own measures that are another's, too
COMMON: Final = 5  # schools from which on a measure is common property, whoever wrote it first
_MOST_OF: Final = 3  # schools, and more than half of a territory's or of the run's: a pattern of a small district
_RANK: Final = {Level.REGIONAL: 2, Level.MUNICIPAL: 1}


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


@dataclass(frozen=True, slots=True)
class Crossing:
    """What many plans are to each other; plans are named by position, `sketches` are their heads alone.

    `copies` has for each plan the others that it shares most of its own measures with, the most shared first.
    `versions` are groups of plans of one school for one time. `sent` is None where no list of schools was given.
    """

    sketches: Sequence[Sketch]
    standing: tuple[Standing, ...] = ()
    copies: dict[int, tuple[Copy, ...]] = field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    versions: tuple[tuple[int, ...], ...] = ()
    schools: tuple[str, ...] = ()
    sent: Sent | None = None


def crossing(
    sketches: Sequence[Sketch], *, given: Iterable[Sketch] = (), schools: Sequence[str] | None = None
) -> Crossing:
    """Compares plans of a run in their order.

    `given` are texts that no school copied from another: superior plans, rows that rulesets suggest. `schools` is
    the list of those that should have sent a plan.
    """
    given = tuple(given)
    classes = same_measures(sketches, given)
    sketches = tuple(sketch.bare() for sketch in sketches)
    own, above = classes.first(len(sketches)), classes[len(sketches) :]
    holders = _holders(own)
    from_above = _from_above(sketches, holders, above)
    versions = tuple(plans_of_one_school(sketches))
    school_of = array("I", range(len(sketches)))
    for group in versions:
        for at in group:
            school_of[at] = group[0]
    common = _common(sketches, holders, school_of)

    def known(at: int) -> tuple[list[bool], list[bool]]:
        """Which measures of a plan come from above, and which of the others are common property."""
        numbers, rank = own[at], _rank(sketches[at])
        got = [number >= 0 and from_above.get(number, -1) > rank for number in numbers]
        return got, [number in common[rank] and not one for number, one in zip(numbers, got, strict=True)]

    def standing_of(at: int) -> Standing:
        got, shared = known(at)
        return Standing(sum(number >= 0 for number in own[at]), sum(got), sum(shared))

    @lru_cache(maxsize=1024)
    def left(at: int) -> dict[int, int]:
        """The classes of a plan's measures that others hold and that are its own, with their places in it."""
        every = zip(own[at], *known(at), strict=True)
        return {
            number: index
            for index, (number, one, many) in enumerate(every)
            if number in holders and not one and not many
        }

    standing = tuple(map(standing_of, range(len(sketches))))
    return Crossing(
        sketches,
        standing,
        _copies(sketches, standing, left, holders, school_of),
        patterns({number: holders[number] for number in common.get(0, ()) if number not in from_above}, own),
        versions,
        tuple(schools or ()),
        None if schools is None else sent_by(schools, sketches),
    )


def _rank(sketch: Sketch) -> int:
    return 0 if sketch.level is None else _RANK.get(sketch.level, 0)


def _holders(classes: Sequence[array[int]]) -> dict[int, array[int]]:
    """The plans that hold a class of measures, where there are several."""
    counted = array("I", (0 for _ in range(1 + max((max(numbers, default=-1) for numbers in classes), default=-1))))
    for numbers in classes:
        for number in set(numbers) - {-1}:
            counted[number] += 1
    found: dict[int, array[int]] = {}
    for at, numbers in enumerate(classes):
        for number in sorted(set(numbers) - {-1}):
            if counted[number] > 1:
                found.setdefault(number, array("I")).append(at)
    return found


def _from_above(
    sketches: Sequence[Sketch], holders: dict[int, array[int]], above: Sequence[array[int]]
) -> dict[int, int]:
    """The highest rank that a class of measures comes from: plans below it may have it from there."""
    found = dict.fromkeys((number for numbers in above for number in numbers if number >= 0), 3)
    for number, plans in holders.items():
        rank = max(_rank(sketches[at]) for at in plans)
        if rank:
            found[number] = max(found.get(number, 0), rank)
    return found


def _common(sketches: Sequence[Sketch], holders: dict[int, array[int]], school_of: array[int]) -> dict[int, set[int]]:
    """The classes that so many have that nobody can say who copied: by rank, for schools are compared with schools."""
    whole = Counter(_rank(sketches[at]) for at in set(school_of))
    of_territory = Counter((_rank(sketches[at]), sketches[at].territory) for at in set(school_of))
    found: dict[int, set[int]] = {rank: set() for rank in whole}
    for number, plans in holders.items():
        ranked: dict[int, set[int]] = defaultdict(set)
        for at in plans:
            ranked[_rank(sketches[at])].add(school_of[at])
        for rank, schools in ranked.items():
            near = Counter(sketches[at].territory for at in schools)
            if (
                len(schools) >= COMMON
                or _most(len(schools), whole[rank])
                or any(place and _most(met, of_territory[rank, place]) for place, met in near.items())
            ):
                found[rank].add(number)
    return found


def _most(number: int, whole: int) -> bool:
    return number >= _MOST_OF and 2 * number > whole


def _copies(
    sketches: Sequence[Sketch],
    standing: Sequence[Standing],
    left: Callable[[int], dict[int, int]],
    holders: dict[int, array[int]],
    school_of: array[int],
) -> dict[int, tuple[Copy, ...]]:
    """For each plan those it shares most of its own with; a class has few holders here, so pairs are few, too."""
    found: dict[int, tuple[Copy, ...]] = {}
    # One school may send a thousand versions: what it alone holds is not looked through for each of them.
    between = {number: plans for number, plans in holders.items() if len({school_of[one] for one in plans}) > 1}
    for at in range(len(sketches)):
        if standing[at].own < ENOUGH:
            continue
        met: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, index in left(at).items():
            for other in between.get(number, ()):
                if school_of[other] != school_of[at] and (its := left(other).get(number)) is not None:
                    met[other].append((index, its))
        copies = []
        for other, same in met.items():
            if len(same) < ENOUGH or len(same) < SHARE * standing[at].own:
                continue
            alike = one_school(sketches[at], sketches[other])
            if alike is not Likeness.SAME:
                copies.append(Copy(other, tuple(sorted(same)), alike is Likeness.DIFFERENT))
        if copies:
            found[at] = tuple(sorted(copies, key=lambda copy: (-len(copy.same), copy.other)))
    return found
