"""Finds the measures whose words come near a topic that they do not have, and says what they lack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from plancheck.language import Word, clean, words
from plancheck.parsing.clauses import ClauseWords
from plancheck.parsing.hits import Hit, Stand, topic_hits
from plancheck.parsing.topics import Entry, PhraseBook
from plancheck.plan import Plan

__all__ = ["NearWords", "near_words"]

_RANK: Final = {Stand.VOIDED: 0, Stand.YIELDS: 1, Stand.BEYOND: 2}
_SHARED = 3  # so many topics may have a word in their phrases for it to point to one of them
_FEW = 4  # so few words may fill a place of a phrase for them to be what the phrase is about
_OFTEN = 2  # phrases of a topic that must have the word
_MOST = 5  # measures told of one topic


class NearWords(NamedTuple):
    """A measure (index) that speaks of a topic without having it.

    `said` are its words. Where a phrase of the topic stands in it, `phrase` is that phrase, `stand` and `by` what
    keeps it from speaking; where only a word of the topic does, `phrase` is empty.
    """

    measure: int
    topic: str
    said: str
    phrase: str = ""
    stand: Stand | None = None
    by: str = ""


def near_words(plan: Plan, topics: Collection[str], book: PhraseBook, known: ClauseWords) -> tuple[NearWords, ...]:
    """For each topic the measures that nearly have it, those with a whole phrase first."""
    found: list[NearWords] = []
    texts = [words(clean(measure.text)) for measure in plan.measures]
    for topic in topics:
        lacking = [index for index, measure in enumerate(plan.measures) if topic not in measure.topics]
        whole = [near for index in lacking for near in _by_phrase(index, topic, topic_hits(texts[index], book, known))]
        told = {near.measure for near in whole}
        others = [index for index in lacking if index not in told]
        spoken = [near for index in others for near in _by_word(index, topic, texts[index], book)]
        ranked = sorted(whole, key=lambda near: (_RANK[near.stand] if near.stand else len(_RANK), near.measure))
        found += [*ranked, *spoken][:_MOST]
    return tuple(found)


def _by_phrase(index: int, topic: str, hits: Sequence[Hit]) -> Iterator[NearWords]:
    own = [hit for hit in hits if hit.entry.code == topic and hit.stand in _RANK]
    if own:
        best = min(own, key=lambda hit: _RANK[hit.stand])
        yield NearWords(index, topic, best.said, best.entry.phrase.text, best.stand, best.by)


def _by_word(index: int, topic: str, text: Sequence[Word], book: PhraseBook) -> Iterator[NearWords]:
    telling = _telling(book.entries).get(topic, frozenset())
    said = [word.text for word in text if word.lemmas & telling]
    if said:
        yield NearWords(index, topic, ", ".join(dict.fromkeys(said)))


@lru_cache(maxsize=8)
def _telling(entries: tuple[Entry, ...]) -> Mapping[str, frozenset[str]]:
    """By topic the words (lemmas) that hardly any other topic's phrases have."""
    topics_of: dict[str, set[str]] = defaultdict(set)
    narrow: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for slot in entry.phrase.slots:
            for lemma in slot.lemmas:
                topics_of[lemma].add(entry.code)
            if len(slot.lemmas) <= _FEW and len(entry.phrase.slots) > 1:
                narrow[entry.code].update(slot.lemmas)
    return {
        topic: frozenset(
            lemma for lemma, times in lemmas.items() if times >= _OFTEN and len(topics_of[lemma]) <= _SHARED
        )
        for topic, lemmas in narrow.items()
    }
