"""Finds the topics of a measure and the other marks of its words, by the lexicons' phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

from plancheck.language import Phrase, PhraseSet, Word
from plancheck.language.looked import Looked
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


class _Speech(NamedTuple):
    """How far a phrase sees, what it speaks for, and the phrases (their places in the set) that void it."""

    reach: Reach
    code: str
    unless: frozenset[int]


class Elsewhere(NamedTuple):
    """Phrases of other affairs («питание»): a clause with one of them has no codes, but where it is `assessed`, too."""

    affairs: tuple[Phrase, ...] = ()
    assessed: tuple[Phrase, ...] = ()


class PhraseBook:
    """A lexicon made ready: all its phrases in one set, its entries by phrase."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        yields: Mapping[str, frozenset[str]],
        both: frozenset[str] = frozenset(),
        elsewhere: Elsewhere = Elsewhere(),  # noqa: B008 - a value
    ) -> None:
        self.entries, self.yields, self.elsewhere = entries, yields, elsewhere
        self.both = both  # codes whose phrases are sought in the result cell too
        own = (p for entry in entries for p in (entry.phrase, *entry.unless))
        self._all = PhraseSet(dict.fromkeys((*own, *elsewhere.affairs, *elsewhere.assessed)))
        indices = {phrase: index for index, phrase in enumerate(self._all.phrases)}
        speaking: dict[int, list[_Speech]] = {}
        for entry in entries:
            speech = _Speech(entry.reach, entry.code, frozenset(map(indices.__getitem__, entry.unless)))
            speaking.setdefault(indices[entry.phrase], []).append(speech)
        self._speaking: Mapping[int, Sequence[_Speech]] = speaking  # by the phrase's place in the set
        self._affairs, self._assessed = (frozenset(map(indices.__getitem__, phrases)) for phrases in elsewhere)

    def find_any(self, text: Sequence[Word]) -> bool:
        """Whether any phrase that tells of an entry is in the text; those that only void do not count."""
        looked = self._all.look(text)
        return any(index in self._speaking and looked.place(index) is not None for index in looked.candidates())

    def codes(self, parts: Sequence[Clause]) -> set[str]:
        """The codes of the entries that hold in one of a text's clauses."""
        found: set[str] = set()
        for part in parts:
            whole = self._all.look(part.whole)
            candidates = whole.candidates()
            if candidates and not self._is_elsewhere(whole, candidates):
                self._speak(part, whole, candidates, found)
        return found

    def _is_elsewhere(self, whole: Looked, candidates: Sequence[int]) -> bool:
        affairs = self._affairs.intersection(candidates)
        return _any_held(whole, affairs) and not _any_held(whole, self._assessed.intersection(candidates))

    def _speak(self, part: Clause, whole: Looked, candidates: Sequence[int], found: set[str]) -> None:
        """Adds the codes of the entries whose phrase a clause holds as far as its reach goes, and nothing voids."""
        seen: Mapping[Reach, Sequence[Word]] = {"anywhere": part.whole, "spoken": part.spoken, "head": part.head}
        present = frozenset(candidates)  # no other phrase is in the text, be it to void another
        looked = {len(part.whole): whole}  # what each reach sees is some of the words that the one before it sees
        for index in candidates:
            for reach, code, unless in self._speaking.get(index, ()):
                if code in found:
                    continue
                words = seen[reach]
                look = looked.get(len(words))
                if look is None:
                    look = looked[len(words)] = self._all.look(words)
                    look.prepare(candidates)
                if look.place(index) is not None and not _any_held(whole, present & unless):
                    found.add(code)


def _any_held(text: Looked, phrases: Iterable[int]) -> bool:
    return any(text.place(index) is not None for index in phrases)


def topics_of(text: Sequence[Word], book: PhraseBook, known: ClauseWords) -> tuple[Topic, ...]:
    """The topics of a measure, in the vocabulary's order."""
    codes = book.codes(clauses(text, known))
    kept = {code for code in codes if not book.yields.get(code, frozenset()) & codes}
    return tuple(topic for code, topic in _TOPICS if code in kept)


def marks_of(text: Sequence[Word], result: Sequence[Word], book: PhraseBook) -> tuple[Mark, ...]:
    """The marks of a measure; those that the lexicon allows are sought in its result too."""
    codes = book.codes(_sentences(text))
    if result:
        codes |= book.codes(_sentences(result)) & book.both
    return tuple(mark for code, mark in _MARKS if code in codes)


def _sentences(text: Sequence[Word]) -> Sequence[Clause]:
    if text and text[0].sentence == text[-1].sentence:  # as most are
        whole = tuple(text)
        return (Clause(whole, whole, whole),)
    parts = (tuple(part) for _, part in groupby(text, key=_SENTENCE))
    return tuple(Clause(part, part, part) for part in parts)
