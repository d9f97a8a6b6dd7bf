"""Which measures of many plans say the same: found by MinHash, confirmed word by word, never each with each."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Final

from rapidfuzz.distance import Indel

from plancheck.crossing.sketches import Sketch

__all__ = ["LEAST_WORDS", "TABLES", "Classes", "same_measures"]

LEAST_WORDS: Final = 4  # a shorter measure is a phrase that anybody writes
TABLES: Final = """
CREATE TABLE text (number INTEGER PRIMARY KEY, marks BLOB);
CREATE TABLE exact (digest INTEGER PRIMARY KEY, text INTEGER);
CREATE TABLE band (band INTEGER, key INTEGER, text INTEGER);
CREATE TABLE measure (plan INTEGER, at INTEGER, text INTEGER, PRIMARY KEY (plan, at)) WITHOUT ROWID;
"""
_NEARLY: Final = 0.8  # of the words of both, in their order, that must be the same
_BANDS: Final = 4
_IN_BAND: Final = 2  # minima that must agree in a band: of texts that share 2/3 of their words 9 of 10 pairs meet
_LOOKED_AT: Final = 12  # different texts of a bucket that a further one is compared with
_PRIME: Final = (1 << 61) - 1


class Classes:
    """The class of each measure: equal numbers say the same; -1 is too short to tell.

    Texts that are word for word the same have one number in the base; `leaders` has the class of each.
    """

    def __init__(self, base: sqlite3.Connection, sizes: array[int], leaders: array[int]) -> None:
        self._base, self._sizes, self._leaders = base, sizes, leaders

    def __len__(self) -> int:
        """The number that is above that of every class."""
        return len(self._leaders)

    def of(self, plan: int) -> array[int]:
        """The classes of a plan's measures, in their order."""
        numbers = array("i", [-1]) * self._sizes[plan]
        for at, text in self._base.execute("SELECT at, text FROM measure WHERE plan = ?", (plan,)):
            numbers[at] = self._leaders[text]
        return numbers

    def every(self) -> Iterator[tuple[int, int, int]]:
        """Class, plan and place of each measure that has a class, plan by plan."""
        for plan, at, text in self._base.execute("SELECT plan, at, text FROM measure ORDER BY plan, at"):
            yield self._leaders[text], plan, at


def same_measures(sketches: Iterable[Sketch], base: sqlite3.Connection) -> Classes:
    """The classes of all measures of the sketches, which are walked once. `base` has the `TABLES`, empty.

    Time grows with the number of measures, and the sorting of them; of each different text four bytes are held.
    """
    sizes = array("I")
    texts = 0
    for plan, sketch in enumerate(sketches):
        sizes.append(len(sketch))
        for at in range(len(sketch)):
            told = sketch.measure(at)
            if len(told) < LEAST_WORDS:
                continue
            number = _number(told, texts, base)
            texts += number == texts
            base.execute("INSERT INTO measure VALUES (?, ?, ?)", (plan, at, number))
    return Classes(base, sizes, _joined(texts, base))


def _number(told: array[int], following: int, base: sqlite3.Connection) -> int:
    """The number of a text: that of the same words met before, else the one that follows."""
    marks = told.tobytes()
    digest = int.from_bytes(hashlib.blake2b(marks, digest_size=8).digest(), signed=True)
    known = base.execute("SELECT text FROM exact WHERE digest = ?", (digest,)).fetchone()
    if known:
        number: int = known[0]
        return number
    base.execute("INSERT INTO exact VALUES (?, ?)", (digest, following))
    base.execute("INSERT INTO text VALUES (?, ?)", (following, marks))
    keys = ((band, key, following) for band, key in enumerate(_keys(told)))
    base.executemany("INSERT INTO band VALUES (?, ?, ?)", keys)
    return following


def _joined(texts: int, base: sqlite3.Connection) -> array[int]:
    """For each text the number of the first one that says the same or nearly so."""
    leaders = array("I", range(texts))

    def leader(at: int) -> int:
        while leaders[at] != at:
            leaders[at] = at = leaders[leaders[at]]
        return at

    def text(number: int) -> array[int]:
        return array("I", base.execute("SELECT marks FROM text WHERE number = ?", (number,)).fetchone()[0])

    for band in range(_BANDS):
        rows = base.execute("SELECT key, text FROM band WHERE band = ? ORDER BY key, text", (band,))
        for _, bucket in groupby(rows, key=itemgetter(0)):
            for one, other in _alike((number for _, number in bucket), text):
                first, second = sorted((leader(one), leader(other)))
                leaders[second] = first
    for number in range(texts):
        leaders[number] = leader(number)
    return leaders


def _alike(bucket: Iterator[int], text: Callable[[int], array[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of a bucket that are nearly the same, each text with one of those shortly before it."""
    first, second = next(bucket), next(bucket, None)
    if second is None:
        return
    before: deque[tuple[int, array[int]]] = deque(maxlen=_LOOKED_AT)
    for number in chain((first, second), bucket):
        told = text(number)
        for other, its in before:
            if Indel.normalized_similarity(told, its, score_cutoff=_NEARLY) >= _NEARLY:
                yield other, number
                break
        before.append((number, told))


def _keys(text: array[int]) -> Iterator[int]:
    """What texts of about the same words have in common in each band: the least of their words' marks, twice over."""
    minima = tuple(map(min, zip(*map(_marks, set(text)), strict=True)))
    return (hash(minima[at : at + _IN_BAND]) for at in range(0, len(minima), _IN_BAND))


@lru_cache(maxsize=4096)
def _marks(word: int) -> array[int]:
    """A word's marks, each made by another shuffling of all words."""
    return array("Q", ((word * by + plus) % _PRIME for by, plus in _shufflings()))


@cache
def _shufflings() -> tuple[tuple[int, int], ...]:
    chance = random.Random(3)  # the same in every run: no outcome may depend on chance
    return tuple((chance.randrange(1, _PRIME), chance.randrange(_PRIME)) for _ in range(_BANDS * _IN_BAND))
