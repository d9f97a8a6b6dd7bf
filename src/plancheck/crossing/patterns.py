"""Which plans follow one pattern: groups of plans that share many of the measures that many have."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Final, NamedTuple
from zlib import crc32

__all__ = ["Pattern", "patterns"]

_MEASURES: Final = 5  # fewer are phrases that anybody writes
_PLANS: Final = 3
_HELD: Final = 0.5  # of a pattern's measures that a plan made by it has

Holders = Callable[[int], Sequence[int]]
"""The plans that hold a class of measures, by position."""


class Pattern(NamedTuple):
    """Plans made by one pattern, by position, and how many measures it has; `first` are the places of some of them
    in the first of the plans."""

    plans: Sequence[int]
    measures: int
    first: tuple[int, ...]


@dataclass(slots=True)
class _Made:
    """Classes that are one pattern's so far; `plans` has a bit for each plan that follows it."""

    plans: int = 0
    classes: array[int] = field(default_factory=lambda: array("I"))


def patterns(
    common: Iterable[int], holders: Holders, classes_of: Callable[[int], Sequence[int]], plans: int
) -> tuple[Pattern, ...]:
    """The patterns among classes of measures that many of so many plans hold, the largest first.

    Classes held by about the same plans belong to one pattern: they meet at the plan of the least mark, as in
    MinHash; what chance makes meet there shares no plans, and is dropped.
    """
    met: dict[int, array[int]] = {}
    for number in common:
        at = min(holders(number), key=lambda one: (crc32(one.to_bytes(4)), one))
        met.setdefault(at, array("I")).append(number)
    made: list[_Made] = []
    for numbers in sorted(met.values(), key=len, reverse=True):
        own = _bits(_followers(numbers, holders, plans))
        overlaps = [(own & one.plans).bit_count() for one in made]
        most = nlargest(3, range(len(made)), key=overlaps.__getitem__)
        fitting = (one for one in most if 2 * overlaps[one] > min(own.bit_count(), made[one].plans.bit_count()))
        into = next(fitting, None)
        if into is None:
            into = len(made)
            made.append(_Made())
        made[into].plans |= own
        made[into].classes.extend(numbers)
    found = (_pattern(one.classes, holders, classes_of, plans) for one in made)
    return tuple(sorted((one for one in found if one), key=lambda one: (-len(one.plans), one.plans)))


def _bits(plans: Iterable[int]) -> int:
    return sum(1 << at for at in plans)


def _followers(numbers: Sequence[int], holders: Holders, plans: int) -> array[int]:
    """The plans that have half of these classes."""
    held = array("I", [0]) * plans
    for number in numbers:
        for at in holders(number):
            held[at] += 1
    return array("I", (at for at, n in enumerate(held) if n and n >= _HELD * len(numbers)))


def _pattern(
    numbers: Sequence[int], holders: Holders, classes_of: Callable[[int], Sequence[int]], plans: int
) -> Pattern | None:
    followers = _followers(numbers, holders, plans)
    if len(numbers) < _MEASURES or len(followers) < _PLANS:
        return None
    wanted = set(numbers)
    first = tuple(at for at, number in enumerate(classes_of(followers[0])) if number in wanted)
    return Pattern(followers, len(numbers), first)
