"""Which measures of many plans say the same: found by MinHash, confirmed word by word, never each with each."""

from __future__ import annotations

import random
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import Final, overload

from rapidfuzz.distance import Indel

from plancheck.crossing.sketches import Sketch

__all__ = ["LEAST_WORDS", "Classes", "same_measures"]

LEAST_WORDS: Final = 4  # a shorter measure is a phrase that anybody writes
_NEARLY: Final = 0.8  # of the words of both, in their order, that must be the same
_BANDS: Final = 4
_IN_BAND: Final = 2  # minima that must agree in a band: of texts that share 2/3 of their words 9 of 10 pairs meet
_LOOKED_AT: Final = 12  # different texts of a bucket that a further one is compared with
_SORTED: Final = 40_000  # keys sorted at a time: more take more memory and no less time
_PRIME: Final = (1 << 61) - 1


class Classes(Sequence["array[int]"]):
    """Of each plan the classes of its measures, in their order; all of them in one row of numbers."""

    def __init__(self, numbers: array[int], ends: array[int]) -> None:
        self._numbers, self._ends = numbers, ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> array[int]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[array[int]]: ...
    def __getitem__(self, at: int | slice) -> array[int] | Sequence[array[int]]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._numbers[self._ends[at - 1] if at else 0 : self._ends[at]]

    def first(self, count: int) -> Classes:
        """Those of the first plans."""
        return Classes(self._numbers, self._ends[:count])


def same_measures(sketches: Sequence[Sketch], given: Sequence[Sketch] = ()) -> Classes:
    """For each sketch, then for each given, the class of each of its measures: equal numbers say the same; -1 is too
    short to tell.

    `sketches` may be read from disk as they are asked for: they are walked in order, and looked up again where texts
    are nearly the same. Time grows with the number of measures (and the sorting of them); memory is some 50 bytes a
    measure.
    """
    plans, ats = array("I"), array("I")
    ends = array("I")
    for plan, sketch in enumerate(chain(sketches, given)):
        long = [at for at in range(len(sketch)) if len(sketch.measure(at)) >= LEAST_WORDS]
        plans.extend(plan for _ in long)
        ats.extend(long)
        ends.append(len(sketch) + (ends[-1] if ends else 0))

    def text(number: int) -> array[int]:
        plan = plans[number]
        return (sketches[plan] if plan < len(sketches) else given[plan - len(sketches)]).measure(ats[number])

    classes = array("i", [-1]) * (ends[-1] if ends else 0)
    for number, leader in enumerate(_joined(len(plans), text)):
        plan = plans[number]
        classes[(ends[plan - 1] if plan else 0) + ats[number]] = leader
    return Classes(classes, ends)


def _joined(number_of: int, text: Callable[[int], array[int]]) -> array[int]:
    """For each text the number of the first one that says the same or nearly so."""
    leaders = array("i", range(number_of))

    def leader(at: int) -> int:
        while leaders[at] != at:
            leaders[at] = at = leaders[leaders[at]]
        return at

    def join(one: int, other: int) -> None:
        first, second = sorted((leader(one), leader(other)))
        leaders[second] = first

    for bucket in _buckets(array("q", (hash(text(at).tobytes()) for at in range(number_of))), range(number_of)):
        for at in bucket[1:]:
            join(bucket[0], at)
    distinct = array("I", (at for at in range(number_of) if leaders[at] == at))
    for band in range(_BANDS):  # one after the other, so that the keys of one alone are held
        for bucket in _buckets(array("q", (_key(text(at), band) for at in distinct)), distinct):
            for one, other in _alike(bucket, text):
                join(one, other)
    return array("i", map(leader, range(number_of)))


def _buckets(keys: array[int], numbers: Sequence[int]) -> Iterator[list[int]]:
    """The numbers whose keys are equal, where there is more than one, in their order; sorted a part at a time."""
    parts = 1 + len(keys) // _SORTED
    for part in range(parts):
        own = range(len(keys)) if parts == 1 else [at for at, key in enumerate(keys) if key % parts == part]
        for _, same in groupby(sorted(own, key=keys.__getitem__), key=keys.__getitem__):
            bucket = [numbers[at] for at in same]
            if len(bucket) > 1:
                yield bucket


def _alike(bucket: Sequence[int], text: Callable[[int], array[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of a bucket that are nearly the same, each text with one of those shortly before it."""
    before: deque[tuple[int, array[int]]] = deque(maxlen=_LOOKED_AT)
    for at in bucket:
        told = text(at)
        for other, its in before:
            if Indel.normalized_similarity(told, its, score_cutoff=_NEARLY) >= _NEARLY:
                yield other, at
                break
        before.append((at, told))


def _key(text: array[int], band: int) -> int:
    """What texts of about the same words have in common in a band: the least of their words' marks, twice over."""
    minima = tuple(map(min, zip(*(_marks(word)[band] for word in set(text)), strict=True)))
    return hash(minima)


@lru_cache(maxsize=8192)
def _marks(word: int) -> tuple[tuple[int, ...], ...]:
    """A word's marks in each band, each made by another shuffling of all words."""
    return tuple(
        tuple((word * by + plus) % _PRIME for by, plus in _shufflings()[band * _IN_BAND : (band + 1) * _IN_BAND])
        for band in range(_BANDS)
    )


@cache
def _shufflings() -> tuple[tuple[int, int], ...]:
    chance = random.Random(3)  # the same in every run: no outcome may depend on chance
    return tuple((chance.randrange(1, _PRIME), chance.randrange(_PRIME)) for _ in range(_BANDS * _IN_BAND))
