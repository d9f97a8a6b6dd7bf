"""Finds the topics of a measure and the other marks of its words, by the lexicons' phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple

from plancheck.language import Phrase, PhraseSet, Word
from plancheck.parsing.clauses import Clause, ClauseWords, clauses
from plancheck.plan import Mark, Topic

Reach = Literal["head", "spoken", "anywhere"]

_TOPICS = tuple((topic.value, topic) for topic in Topic)
_MARKS = tuple((mark.value, mark) for mark in Mark)


class Entry(NamedTuple):
    """One phrase of a lexicon with what it speaks for, how far it sees, and what voids it."""

    code: str
    phrase: Phrase
    reach: Reach = "head"
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """A lexicon made ready: all its phrases in one set, its entries by phrase."""

    entries: tuple[Entry, ...]
    yields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    both: frozenset[str] = frozenset()  # codes whose phrases are sought in the result cell too
    _all: PhraseSet = field(init=False)
    _speaking: Mapping[Phrase, tuple[int, ...]] = field(init=False)  # the places of the entries that a phrase has

    def __post_init__(self) -> None:
        phrases = dict.fromkeys(p for entry in self.entries for p in (entry.phrase, *entry.unless))
        places: dict[Phrase, list[int]] = {}
        for place, entry in enumerate(self.entries):
            places.setdefault(entry.phrase, []).append(place)
        object.__setattr__(self, "_all", PhraseSet(phrases))
        object.__setattr__(self, "_speaking", {phrase: tuple(at) for phrase, at in places.items()})

    def find_any(self, text: Sequence[Word]) -> bool:
        """Whether any phrase of the book is in the text."""
        return bool(self._all.find(text))

    def find(self, parts: Sequence[Clause]) -> dict[str, Entry]:
        """The first entry of each code that holds in one of the text's clauses."""
        found: dict[str, Entry] = {}
        for part in parts:
            seen = self._seen(part)
            said = sorted(place for phrase in set().union(*seen.values()) for place in self._speaking.get(phrase, ()))
            for entry in map(self.entries.__getitem__, said):
                if entry.phrase in seen[entry.reach] and not seen["anywhere"].intersection(entry.unless):
                    found.setdefault(entry.code, entry)
        return found

    def _seen(self, part: Clause) -> dict[str, set[Phrase]]:
        """The phrases in a clause as far as each reach goes."""
        by_length = {len(one): one for one in (part.whole, part.spoken, part.head)}  # each is a part of the one before
        found = self._all.find_each(*by_length.values())
        seen = dict(zip(by_length, ({hit.phrase for hit in those} for those in found), strict=True))
        return {"head": seen[len(part.head)], "spoken": seen[len(part.spoken)], "anywhere": seen[len(part.whole)]}


def topics_of(text: Sequence[Word], book: PhraseBook, known: ClauseWords) -> tuple[Topic, ...]:
    """The topics of a measure, in the vocabulary's order."""
    codes = set(book.find(clauses(text, known)))
    kept = {code for code in codes if not book.yields.get(code, frozenset()) & codes}
    return tuple(topic for code, topic in _TOPICS if code in kept)


def marks_of(text: Sequence[Word], result: Sequence[Word], book: PhraseBook) -> tuple[Mark, ...]:
    """The marks of a measure; those that the lexicon allows are sought in its result too."""
    codes = set(book.find(_sentences(text)))
    if result:
        codes |= set(book.find(_sentences(result))) & book.both
    return tuple(mark for code, mark in _MARKS if code in codes)


def _sentences(text: Sequence[Word]) -> tuple[Clause, ...]:
    parts = (tuple(part) for _, part in groupby(text, key=lambda word: word.sentence))
    return tuple(Clause(part, part, part) for part in parts)
