"""What is kept of a plan to compare it with thousands of others: its head, and a mark for each word of its measures."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeVar

from plancheck.language import words
from plancheck.language.words import Word
from plancheck.plan import Level, Period, Plan
from plancheck.rules.facts.school_names import read_school_name
from plancheck.rules.facts.wording import wording

__all__ = ["Sketch", "sketch_of", "sketch_of_texts"]

_STEM = 4  # letters of a word that stay, whatever its ending
_ENDING = 2  # letters cut from longer ones


@dataclass(frozen=True, slots=True)
class Sketch:
    """A plan without its texts.

    `marks` has a 32-bit mark for each word of its measures that is not the school's own, one measure after another;
    `ends` says where each measure's end. Measures stand at the plan's own indices.
    """

    path: str
    organisation: str | None
    territory: str | None
    level: Level | None
    period: Period | None
    approved: dt.date | None
    marks: array[int]
    ends: array[int]

    def measure(self, at: int) -> array[int]:
        """The marks of one measure's words, in order."""
        return self.marks[self.ends[at - 1] if at else 0 : self.ends[at]]

    def __len__(self) -> int:
        """How many measures it has."""
        return len(self.ends)

    def bare(self) -> Sketch:
        """Its head alone: the sketch without a measure."""
        return replace(self, period=_one(self.period), territory=_one(self.territory), marks=_NOTHING, ends=_NOTHING)

    def packed(self) -> bytes:
        """The same without its path, to be kept or sent."""
        period = self.period and (self.period.start.isoformat(), self.period.end.isoformat())
        approved = self.approved and self.approved.isoformat()
        head = json.dumps([self.organisation, self.territory, self.level, period, approved, len(self.marks)])
        return zlib.compress(b"\n".join((head.encode(), self.marks.tobytes() + self.ends.tobytes())), 1)

    @classmethod
    def unpacked(cls, content: bytes, path: str) -> Sketch:
        """The sketch of the plan of this path."""
        head, _, numbers = zlib.decompress(content).partition(b"\n")
        organisation, territory, level, period, approved, count = json.loads(head)
        every = array("I", numbers)
        return cls(
            path,
            organisation,
            territory,
            level and Level(level),
            period and Period(start=dt.date.fromisoformat(period[0]), end=dt.date.fromisoformat(period[1])),
            approved and dt.date.fromisoformat(approved),
            every[:count],
            every[count:],
        )


_NOTHING = array("I")
_Same = TypeVar("_Same")


@lru_cache(maxsize=4096)
def _one(value: _Same) -> _Same:
    """Of equal values one: thousands of plans are for one time and of a few territories."""
    return value


def sketch_of(plan: Plan) -> Sketch:
    """The sketch of a plan: about five bytes a word."""
    own = _own_words(plan)
    marks, ends = _marked((measure.text for measure in plan.measures), own)
    approved = plan.approval.date if plan.approval else None
    return Sketch(plan.source.path, plan.organisation, plan.territory, plan.level, plan.period, approved, marks, ends)


def sketch_of_texts(texts: Iterable[str]) -> Sketch:
    """Measures that belong to no plan: rows that are offered to all."""
    marks, ends = _marked(texts, frozenset())
    return Sketch("", None, None, None, None, None, marks, ends)


def _marked(texts: Iterable[str], own: frozenset[str]) -> tuple[array[int], array[int]]:
    marks, ends = array("I"), array("I")
    for text in texts:
        marks.extend(_mark(_stem(word.folded)) for word in _shared(words(text), own))
        ends.append(len(marks))
    return marks, ends


def _shared(told: Sequence[Word], own: frozenset[str]) -> Iterable[Word]:
    """The words that another plan could have too: no numbers, initials and names, nothing that is the school's own."""
    sentence = -1
    for word in told:
        begins, sentence = word.sentence != sentence, word.sentence
        if word.text[0].isdigit() or _stem(word.folded) in own or word.folded.startswith(_own_beginnings()):
            continue
        if word.text[0].isupper() and (len(word.text) == 1 or not (begins or word.text.isupper())):
            continue
        yield word


@cache
def _own_beginnings() -> tuple[str, ...]:
    return tuple(wording("copies")["own"])


def _own_words(plan: Plan) -> frozenset[str]:
    """The stems of the school's and the territory's names."""
    name = read_school_name(plan.organisation or "")
    called = [word.written for part in (name.own, name.person, name.settlement, name.district) for word in part]
    called += [word.folded for word in words(plan.territory or "")]
    return frozenset(_stem(word) for word in called)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return word[: max(_STEM, len(word) - _ENDING)]


@lru_cache(maxsize=65536)
def _mark(stem: str) -> int:
    return zlib.crc32(stem.encode("utf-8", "surrogatepass"))
