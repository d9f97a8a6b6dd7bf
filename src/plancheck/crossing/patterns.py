"""Which plans follow one pattern: groups of plans that share many of the measures that many have."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from zlib import crc32

__all__ = ["Pattern", "patterns"]

_MEASURES: Final = 5  # fewer are phrases that anybody writes
_PLANS: Final = 3
_HELD: Final = 0.5  # of a pattern's measures that a plan made by it has


class Pattern(NamedTuple):
    """Plans made by one pattern, by position, and how many measures it has; `first` are the places of some of them
    in the first of the plans."""

    plans: tuple[int, ...]
    measures: int
    first: tuple[int, ...]


def patterns(common: Mapping[int, array[int]], classes: Sequence[array[int]]) -> tuple[Pattern, ...]:
    """The patterns among classes of measures that many plans hold (`common`: class -> its plans), the largest first.

    Classes held by about the same plans belong to one pattern: they meet at the plan of the least mark, as in
    MinHash; what chance makes meet there shares no plans, and is dropped.
    """
    met: dict[int, list[int]] = defaultdict(list)
    for number, holders in sorted(common.items()):
        met[min(holders, key=lambda at: (crc32(at.to_bytes(4)), at))].append(number)
    made: list[tuple[set[int], list[int]]] = []
    of_plan: dict[int, set[int]] = defaultdict(set)
    for numbers in sorted(met.values(), key=len, reverse=True):
        plans = _followers(numbers, common)
        overlaps = Counter(pattern for at in plans for pattern in of_plan[at])
        into = next((one for one, n in overlaps.most_common(3) if 2 * n > min(len(plans), len(made[one][0]))), None)
        if into is None:
            into = len(made)
            made.append((set(), []))
        made[into][0].update(plans)
        made[into][1].extend(numbers)
        for at in plans:
            of_plan[at].add(into)
    found = (_pattern(numbers, common, classes) for _, numbers in made)
    return tuple(sorted((one for one in found if one), key=lambda one: (-len(one.plans), one.plans)))


def _followers(numbers: Sequence[int], common: Mapping[int, array[int]]) -> list[int]:
    held = Counter(at for number in numbers for at in common[number])
    return sorted(at for at, n in held.items() if n >= _HELD * len(numbers))


def _pattern(numbers: Sequence[int], common: Mapping[int, array[int]], classes: Sequence[array[int]]) -> Pattern | None:
    plans = _followers(numbers, common)
    if len(numbers) < _MEASURES or len(plans) < _PLANS:
        return None
    wanted = set(numbers)
    first = tuple(at for at, number in enumerate(classes[plans[0]]) if number in wanted)
    return Pattern(tuple(plans), len(numbers), first)
