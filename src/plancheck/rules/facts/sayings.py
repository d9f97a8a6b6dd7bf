"""What a text says, as words that can be compared; and whether two texts say the same.

Two texts are one where all that either has more than the other are light words («организация»),
or the means, ground or aim of the same deed at its end. What differs in year, class, subject or audience
differs in a number or in a word that is not light, and stays two. Distances of strings alone cannot tell.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from plancheck.keeping import kept
from plancheck.language.morphology import edition, grammemes, known, lemmas
from plancheck.language.normalise import clean
from plancheck.language.words import folded_words
from plancheck.rules.facts.wording import wording

__all__ = ["LEAST_COMMON", "Outline", "Saying", "families", "is_light", "outline", "same", "saying", "told_apart"]

_FUNCTION = frozenset({"PREP", "CONJ", "PRCL"})
LEAST_COMMON = 4  # fewer content words in common prove nothing, unless all are
_IN_ORDER = 0.6  # share of words in the same order
_SHARED = 0.6  # share of content words in common
_TYPO_LENGTH = 6


class Saying(NamedTuple):
    """A text's content words in order, in dictionary form.

    `weighty` are those that name deed, subject and audience; `shorter` is the content without its last part.
    """

    content: tuple[str, ...]
    weighty: frozenset[str]
    shorter: tuple[tuple[str, ...], ...] = ()


@cache
def _light() -> frozenset[str]:
    return frozenset(_even(word) for word in wording("repeats")["light"])


@cache
def _tails() -> Mapping[str, list[list[str]]]:
    """The openings of a last part, by their first word."""
    by_first: dict[str, list[list[str]]] = {}
    for tail in wording("repeats")["tails"]:
        by_first.setdefault(tail.split()[0], []).append(tail.split())
    return by_first


@cache
def _synonyms() -> Mapping[str, str]:
    groups: list[list[str]] = wording("repeats")["synonyms"]
    return {_lemma(word): _lemma(group[0]) for group in groups for word in group}


@lru_cache(maxsize=65536)
def _lemma(word: str) -> str:
    """One dictionary form of a word, the same for most of its forms."""
    return _of_own_words().get(word) or _looked_up(word)


def _looked_up(word: str) -> str:
    return min(lemmas(word), default=word)


@cache
def _of_own_words() -> Mapping[str, str]:
    """The dictionary forms of the wording file's words, kept from run to run: the dictionary takes long to load."""
    said = wording("repeats")
    own = sorted({*said["light"], *said["apart"], said["class"], *chain.from_iterable(said["synonyms"])})
    made_from = hashlib.sha256("\n".join([edition(), *own]).encode()).hexdigest()
    forms: dict[str, str] = kept("repeats-forms", made_from, lambda: {word: _looked_up(word) for word in own})
    return forms


@lru_cache(maxsize=65536)
def _even(word: str) -> str:
    return _synonyms().get(_lemma(word), _lemma(word))


def is_light(word: str) -> bool:
    """Whether a word (as `Saying` holds it) names no deed, subject or audience of its own."""
    return word in _light()


@cache
def _telling() -> frozenset[str]:
    return frozenset(wording("repeats")["telling"])


@lru_cache(maxsize=65536)
def _is_function(word: str) -> bool:
    """By its likeliest reading: «о» and «и» are rare nouns too."""
    return word not in _telling() and bool(_FUNCTION & grammemes(word)[0])


def saying(text: str) -> Saying:
    """The comparable words of a text."""
    found = folded_words(clean(text))
    content = _content(found)
    shorter = (_content(found[:cut]) for cut in _cuts(found))
    enough = tuple(one for one in shorter if LEAST_COMMON < len(one) < len(content))
    return Saying(content, frozenset(content) - _light(), enough)


def _content(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(_compared, found)))


@lru_cache(maxsize=65536)
def _compared(word: str) -> str:
    """The word as texts are compared by it; "" of one that is not."""
    if word.isdigit():
        return word
    return "" if _is_function(word) else _even(word)


def _cuts(found: list[str]) -> list[int]:
    """Where the means, the ground or the aim begins."""
    tails = _tails()
    if tails.keys().isdisjoint(found):
        return []
    opening = [at for at, word in enumerate(found) if at and word in tails]
    return [at for at in opening if any(found[at : at + len(tail)] == tail for tail in tails[found[at]])]


@lru_cache(maxsize=1024)
def told_apart(heading: str) -> frozenset[str]:
    """The years, classes, subjects and audiences in a heading; its own number is none of them."""
    content = saying(heading).content
    apart = frozenset(_even(word) for word in wording("repeats")["apart"])
    years_only = _even(wording("repeats")["class"]) not in content
    return frozenset(
        word for word in content if word in apart or (word.isdigit() and (not years_only or len(word) == 4))
    )


def same(one: Saying, other: Saying) -> bool:
    """Whether two texts say the same. Symmetric; true of any text with itself that has a word."""
    if not one.content or not other.content:
        return False
    if one.content == other.content:
        return True
    pairs = [(one.content, other.content)]
    pairs += [(cut, other.content) for cut in one.shorter]
    pairs += [(one.content, cut) for cut in other.shorter]
    return any(_nearly(*pair) for pair in pairs)


class Outline(NamedTuple):
    """What two texts that nearly say the same have in common: `key` is equal, and enough of the `words` are.

    `words` are those that weigh; one that stands again is there again, with a number.
    """

    key: tuple[object, ...]
    words: frozenset[object]


def outline(content: tuple[str, ...], kin: Mapping[str, str] | None) -> Outline:
    """The outline of a text: by the families of its words, where these are given, else by their number."""
    light = _light()
    weighty = [word for word in content if word not in light]
    key = _numbers(weighty) if kin is None else tuple(sorted(kin[word] for word in weighty))
    told: frozenset[object] = frozenset(weighty)
    if len(told) < len(weighty):
        told |= {(word, again) for word, times in Counter(weighty).items() for again in range(1, times)}
    return Outline(key, told)


def families(vocabulary: Iterable[str]) -> Mapping[str, str]:
    """A name for each word, the same for all that `_twins` may take for one; found without comparing each with each.

    Words with a dictionary form in common are of one family, and so are words that differ in one letter.
    """
    parents: dict[str, str] = {}

    def head(word: str) -> str:
        while parents.setdefault(word, word) != word:
            parents[word] = word = parents[parents[word]]
        return word

    met: dict[str, str] = {}
    for word in dict.fromkeys(vocabulary):
        for sign in _signs(word):
            parents[head(word)] = head(met.setdefault(sign, word))
    return {word: head(word) for word in list(parents)}


def _signs(word: str) -> Iterator[str]:
    """Signs of which any two twins have one in common: forms, and what is left of a longer word without a letter."""
    yield f"={word}"
    if word.isdigit():
        return
    yield from (f"={form}" for form in lemmas(word))
    if len(word) >= _TYPO_LENGTH:
        yield f"-{word}"
        yield from (f"-{word[:at]}{word[at + 1 :]}" for at in range(1, len(word)))


def _nearly(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    light = _light()
    if _numbers([word for word in one if word not in light]) != _numbers([word for word in other if word not in light]):
        return False  # tells most pairs apart, and is quick
    more, less = Counter(one) - Counter(other), Counter(other) - Counter(one)
    common = Counter(one) & Counter(other)
    weighty = sum(times for word, times in common.items() if not is_light(word))
    if weighty < LEAST_COMMON or common.total() < _SHARED * max(len(one), len(other)):
        return False
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - takes time, and most plans say all things once

    if Indel.normalized_similarity(one, other) < _IN_ORDER:
        return False
    odd = _without_typos(
        [word for word in more.elements() if not is_light(word)],
        [word for word in less.elements() if not is_light(word)],
    )
    return not odd


def _numbers(weighty: list[str]) -> tuple[object, ...]:
    """How many words there are, and which of them are numbers: a number has no twin, any other word has one."""
    return len(weighty), *sorted(filter(str.isdigit, weighty))


def _without_typos(more: list[str], less: list[str]) -> list[str]:
    """The words of either list that no word of the other is a slip or another form of."""
    left = list(less)
    unmatched = []
    for word in more:
        twin = next((one for one in left if _twins(word, one)), None)
        if twin is None:
            unmatched.append(word)
        else:
            left.remove(twin)
    return [*unmatched, *left]


@lru_cache(maxsize=65536)
def _twins(one: str, other: str) -> bool:
    """Two forms of a word, or a word and its misspelling: one letter, and one of them in no dictionary."""
    if one.isdigit() or other.isdigit():
        return False
    if lemmas(one) & lemmas(other):
        return True
    if min(len(one), len(other)) < _TYPO_LENGTH or one[0] != other[0] or (known(one) and known(other)):
        return False
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - as above

    return Levenshtein.distance(one, other, score_cutoff=1) <= 1
