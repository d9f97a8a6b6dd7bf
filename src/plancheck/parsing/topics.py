"""Finds the topics of a measure and the other marks of its words, by the lexicons' phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

from plancheck.language import Phrase, PhraseSet, Word
from plancheck.language.phrases import Looked
from plancheck.parsing.clauses import Clause, ClauseWords, clauses
from plancheck.plan import Mark, Topic

Reach = Literal["head", "spoken", "anywhere"]

_TOPICS = tuple((topic.value, topic) for topic in Topic)
_MARKS = tuple((mark.value, mark) for mark in Mark)
_SENTENCE = attrgetter("sentence")


class Entry(NamedTuple):
    """One phrase of a lexicon with what it speaks for, how far it sees, and what voids it."""

    code: str
    phrase: Phrase
    reach: Reach = "head"
    unless: tuple[Phrase, ...] = ()


class PhraseBook:
    """A lexicon made ready: all its phrases in one set, its entries by phrase."""

    def __init__(
        self, entries: tuple[Entry, ...], yields: Mapping[str, frozenset[str]], both: frozenset[str] = frozenset()
    ) -> None:
        self.entries, self.yields = entries, yields
        self.both = both  # codes whose phrases are sought in the result cell too
        self._all = PhraseSet(dict.fromkeys(p for entry in entries for p in (entry.phrase, *entry.unless)))
        indices = {phrase: index for index, phrase in enumerate(self._all.phrases)}
        speaking: dict[Reach, dict[int, tuple[int, ...]]] = {"head": {}, "spoken": {}, "anywhere": {}}
        for place, entry in enumerate(entries):
            own, index = speaking[entry.reach], indices[entry.phrase]
            own[index] = (*own.get(index, ()), place)
        self._indices: Mapping[Phrase, int] = indices  # of phrases in the set
        self._speaking: Mapping[Reach, Mapping[int, tuple[int, ...]]] = speaking  # phrase → the places of its entries

    def find_any(self, text: Sequence[Word]) -> bool:
        """Whether any phrase of the book is in the text."""
        looked = self._all.look(text)
        return next(looked.found(looked.candidates()), None) is not None

    def find(self, parts: Sequence[Clause]) -> dict[str, Entry]:
        """The first entry of each code that holds in one of the text's clauses."""
        found: dict[str, Entry] = {}
        for part in parts:
            whole = self._all.look(part.whole)
            for entry in map(self.entries.__getitem__, self._said(part, whole)):
                if entry.code not in found and not self._voided(entry, whole):
                    found[entry.code] = entry
        return found

    def _said(self, part: Clause, whole: Looked) -> list[int]:
        """The places of the entries whose phrase a clause holds as far as its reach goes."""
        candidates = whole.candidates()
        if not candidates:
            return []
        seen: Mapping[Reach, Sequence[Word]] = {"anywhere": part.whole, "spoken": part.spoken, "head": part.head}
        looked = {len(part.whole): whole}  # what each reach sees is some of the words that the one before it sees
        said: list[int] = []
        for reach, words in seen.items():
            places = self._speaking[reach]
            sought = [index for index in candidates if index in places]
            if not sought or not words:
                continue
            if len(words) not in looked:
                looked[len(words)] = self._all.look(words)
            for hit in looked[len(words)].found(sought):
                said += places[self._indices[hit.phrase]]
        return sorted(said)

    def _voided(self, entry: Entry, whole: Looked) -> bool:
        return next(whole.found(map(self._indices.__getitem__, entry.unless)), None) is not None


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
    parts = (tuple(part) for _, part in groupby(text, key=_SENTENCE))
    return tuple(Clause(part, part, part) for part in parts)
