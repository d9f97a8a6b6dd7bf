"""Tells in a measure's text what is done (the heads of its clauses) from what it is about or for (their tails)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from plancheck.language import PhraseLists, Word
from plancheck.language.morphology import may_be


class Clause(NamedTuple):
    """The words of one clause as far as each reach goes.

    `head`: what is done. `spoken`: with what is only spoken of, and what participles and «который» add.
    `whole`: with what it is for, what it relies on, brackets and quoted titles.
    """

    head: tuple[Word, ...]
    spoken: tuple[Word, ...]
    whole: tuple[Word, ...]


class ClauseWords(NamedTuple):
    """The words that begin a clause, that begin its tail, and that speak (so that all after is their subject)."""

    actions: frozenset[str]
    marks: PhraseLists  # `tails`, that begin a clause's tail, and `talks`, that speak
    joins: frozenset[str]
    relatives: frozenset[str]
    places: frozenset[str]  # prepositions of place
    bearers: frozenset[str]  # acts: the quoted title after one is part of what is done


_TAILS, _TALKS = "tails", "talks"
_BREAKS = (",", "-", "–", "—", "•", ":")
_QUOTES = '«“"'
_OPENING = frozenset(f"({_QUOTES}")
_TITLES = ("nomn", "INFN", "VERB", "PREP", "CONJ", "ADVB", "PRED", "PRCL", "NUMR")  # what titles begin with
_CASES = ("gent", "datv", "accs", "ablt", "loct")
_NONE: frozenset[int] = frozenset()
_TO_NEXT = 2  # words between two talks that stand together: «совещание и обучающий семинар»


def clauses(text: Sequence[Word], known: ClauseWords) -> tuple[Clause, ...]:
    """The clauses of a text, in order.

    A new clause begins with a sentence, and at an action in its dictionary form («…, проведение …») after a
    comma, dash or «и», if the clause before it already has an object of its own.
    """
    starts = _starts(text, known)
    found: list[Clause] = []
    listing = False  # whether a list goes on of what only is spoken of («Педсовет: - о …; - об …»)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        clause = _clause(tuple(text[start:end]), known)
        listing = bool(found) and _is_item(text[start]) and (listing or _speaks(found[-1], known))
        found.append(clause._replace(head=()) if listing else clause)
    return tuple(found)


def _speaks(clause: Clause, known: ClauseWords) -> bool:
    return bool(clause.head) and _TALKS in known.marks.find(clause.head)


def _is_item(word: Word) -> bool:
    return any(mark in word.gap for mark in ("-", "•", ":"))


def _clause(whole: tuple[Word, ...], known: ClauseWords) -> Clause:
    gaps = "".join([word.gap for word in whole])
    marks = known.marks.find(whole)
    tails = [min(at) for at in marks.get(_TAILS, ())]
    tail = min((at for at in tails if at), default=len(whole))
    talk = _talk_end(whole, marks.get(_TALKS, ()), known)
    aside = _asides(whole, known) if not _OPENING.isdisjoint(gaps) else _NONE
    if 0 in tails:
        aside |= _opening(whole, known)
    added = _added(whole, known) if "," in gaps else _NONE
    spoken = _without(aside, whole[:tail])
    head = _without(aside | added, whole[: min(tail, talk)]) if added or talk < tail else spoken
    return Clause(head, spoken, whole)


def _without(left_out: frozenset[int], words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(word for at, word in enumerate(words) if at not in left_out) if left_out else words


def _talk_end(whole: Sequence[Word], talks: Sequence[Sequence[int]], known: ClauseWords) -> int:
    """Where what is only spoken of begins: after the first talk, and those that «и» or a comma adds to it.

    A meeting that only says where («… на педсовете») opens nothing.
    """
    end = 0
    for first, last in sorted([(min(at), max(at)) for at in talks]):
        if first and whole[first - 1].folded in known.places:
            continue
        near = end <= first <= end + _TO_NEXT
        if not end or (near and ("," in whole[end].gap or whole[end].folded in known.joins)):
            end = last + 1
    return end or len(whole)


def _asides(whole: Sequence[Word], known: ClauseWords) -> frozenset[int]:
    """The words in brackets, and in quoted titles that no act («приказ «О …»») bears."""
    found: set[int] = set()
    closing = ""
    for index, word in enumerate(whole):
        if not word.gap:  # as before most words
            if closing:
                found.add(index)
            continue
        if closing and any(mark in word.gap for mark in closing):
            closing = ""
        if not closing and index:
            if "(" in word.gap.rpartition(")")[2]:
                closing = ")"
            elif any(mark in word.gap for mark in _QUOTES) and _is_title(whole, index, known):
                closing = '»”"'
        if closing:
            found.add(index)
    return frozenset(found)


def _is_title(whole: Sequence[Word], index: int, known: ClauseWords) -> bool:
    word = whole[index]
    if word.text.isupper() or not word.text[:1].isupper() or _is_name(word) or _is_declined(word):
        return False
    return not whole[index - 1].lemmas & known.bearers


def _is_declined(word: Word) -> bool:
    """Whether a word stands in a case that no title begins with: «работа «Горячей линии»» names the line itself."""
    return not any(may_be(word.folded, kind) for kind in _TITLES) and any(may_be(word.folded, case) for case in _CASES)


def _opening(whole: Sequence[Word], known: ClauseWords) -> frozenset[int]:
    """The words before the deed where a clause begins with its ground («В соответствии с … обеспечить …»)."""
    deeds = (i for i, word in enumerate(whole) if i and (word.folded in known.actions or may_be(word.folded, "INFN")))
    return frozenset(range(next(deeds, 0)))


def _added(whole: Sequence[Word], known: ClauseWords) -> frozenset[int]:
    """The words of clauses that a participle or a relative word opens after a comma, up to the next comma."""
    marks = [at for at, word in enumerate(whole) if "," in word.gap or "-" in word.gap]
    found: set[int] = set()
    for at, end in zip(marks, [*marks[1:], len(whole)], strict=True):
        if at and "," in whole[at].gap and _adds(whole, at, known):
            found.update(range(at, end))
    return frozenset(found)


def _adds(whole: Sequence[Word], index: int, known: ClauseWords) -> bool:
    for word in whole[index : index + 3]:
        if not known.relatives.isdisjoint(word.lemmas):
            return True
    return may_be(whole[index].folded, "PRTF")


def _starts(text: Sequence[Word], known: ClauseWords) -> list[int]:
    starts: list[int] = []
    depth, sentence = 0, -1
    for index, word in enumerate(text):
        if word.sentence != sentence:
            sentence = word.sentence
            starts.append(index)
            depth = max(0, _opened(word.gap))
            continue
        if word.gap:
            depth = max(0, depth + _opened(word.gap))
        if depth == 0 and word.folded in known.actions and _broken(text, index, known):
            since = [w for w in text[starts[-1] : index] if w.folded not in known.joins]
            if any(w.folded not in known.actions for w in since):
                starts.append(index)
    return starts


def _broken(text: Sequence[Word], index: int, known: ClauseWords) -> bool:
    gap = text[index].gap
    return any(mark in gap for mark in _BREAKS) or text[index - 1].folded in known.joins


@lru_cache(maxsize=1024)
def _opened(gap: str) -> int:
    return sum((c in "(«[“") - (c in ")»]”") for c in gap)


def _is_name(word: Word) -> bool:
    return may_be(word.folded, "Geox") or may_be(word.folded, "Surn")
