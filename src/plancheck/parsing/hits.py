"""Tells which entries of the lexicons of topics and marks a text meets or nearly meets, and what stood in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from plancheck.language import PhraseSet, Word
from plancheck.parsing.clauses import Clause, ClauseWords, clauses
from plancheck.parsing.topics import Elsewhere, Entry, PhraseBook

__all__ = ["Hit", "Stand", "entry_paths", "hits_of", "topic_hits"]


class Stand(StrEnum):
    """What became of an entry whose words stand in a text."""

    GIVEN = "given"  # it gives its code
    VOIDED = "voided"  # another phrase in the clause takes it back (`unless`)
    BEYOND = "beyond"  # the words are there, but not where the entry looks: not what is done
    YIELDS = "yields"  # a more telling code is found (`yields_to`)


class Hit(NamedTuple):
    """An entry, by its place among the book's, that a text meets or nearly meets.

    `said` are the text's words that meet it; `by` is the phrase that voids it or the code that it yields to.
    """

    place: int
    entry: Entry
    stand: Stand
    said: str
    by: str = ""


@lru_cache(maxsize=8)
def _phrases(entries: tuple[Entry, ...], elsewhere: Elsewhere) -> PhraseSet:
    own = (one for entry in entries for one in (entry.phrase, *entry.unless))
    return PhraseSet(dict.fromkeys((*own, *elsewhere.affairs, *elsewhere.assessed)))


def topic_hits(text: Sequence[Word], book: PhraseBook, known: ClauseWords) -> tuple[Hit, ...]:
    """Each entry of a lexicon of topics whose words a measure's text has, clause by clause."""
    return hits_of(clauses(text, known), book)


def hits_of(parts: Sequence[Clause], book: PhraseBook) -> tuple[Hit, ...]:
    """Each entry whose words stand in one of the clauses; what gives its code goes before what does not."""
    best: dict[int, Hit] = {}
    for part in parts:
        for hit in _in_clause(part, book):
            known = best.get(hit.place)
            if known is None or (hit.stand is Stand.GIVEN and known.stand is not Stand.GIVEN):
                best[hit.place] = hit
    given = {hit.entry.code for hit in best.values() if hit.stand is Stand.GIVEN}
    return tuple(_yielding(best[place], given, book) for place in sorted(best))


def _in_clause(part: Clause, book: PhraseBook) -> Iterator[Hit]:
    phrases = _phrases(book.entries, book.elsewhere)
    seen = {"anywhere": part.whole, "spoken": part.spoken, "head": part.head}
    found = {reach: {hit.phrase: hit.at for hit in phrases.find(words)} for reach, words in seen.items()}
    whole = found["anywhere"]
    affair = next((one for one in book.elsewhere.affairs if one in whole), None)
    if affair is not None and any(one in whole for one in book.elsewhere.assessed):
        affair = None
    for index, entry in enumerate(book.entries):
        at = whole.get(entry.phrase)
        if at is None:
            continue
        said = _said(part.whole, at)
        void = affair or next((one for one in entry.unless if one in whole), None)
        if entry.phrase not in found[entry.reach]:
            yield Hit(index, entry, Stand.BEYOND, said)
        elif void is not None:
            yield Hit(index, entry, Stand.VOIDED, _said(seen[entry.reach], found[entry.reach][entry.phrase]), void.text)
        else:
            yield Hit(index, entry, Stand.GIVEN, _said(seen[entry.reach], found[entry.reach][entry.phrase]))


def _said(words: Sequence[Word], at: Sequence[int]) -> str:
    """The words that were met, «…» where others stand between."""
    shown = []
    for place, index in enumerate(at):
        if place and index != at[place - 1] + 1:
            shown.append("…")
        shown.append(words[index].text)
    return " ".join(shown)


def _yielding(hit: Hit, given: set[str], book: PhraseBook) -> Hit:
    stronger = book.yields.get(hit.entry.code, frozenset()) & given
    if hit.stand is not Stand.GIVEN or not stronger:
        return hit
    return hit._replace(stand=Stand.YIELDS, by=min(stronger))


def entry_paths(value: object, root: str) -> tuple[tuple[str | int, ...], ...]:
    """Where each entry of a book stands in its lexicon's file, in the order of the book's entries."""
    codes = value.get(root) if isinstance(value, dict) else None
    return tuple(
        (root, code, kind, index)
        for code, entry in (codes.items() if isinstance(codes, dict) else ())
        for kind in ("phrases", "spoken", "anywhere")
        for index, _ in enumerate(entry.get(kind) or ())
    )
