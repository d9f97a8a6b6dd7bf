"""What the dictionary says of words, told by one process to another: who was told need not load it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plancheck.language.morphology import Reading, grammemes, heard, lemmas
from plancheck.language.normalise import clean
from plancheck.language.words import words

__all__ = ["MOST_WORDS", "hear", "told"]

MOST_WORDS = 4_000  # a plan has some hundreds; who hears of a word too few looks it up

Told = dict[str, list[list[Any]]]


def told(texts: Iterable[str]) -> Told:
    """The words of texts, as they are compared, each with its dictionary forms and the grammemes of its readings."""
    found: Told = {}
    for text in texts:
        for word in (one.folded for one in words(clean(text)) if not one.folded.isdigit()):
            if word not in found and len(found) < MOST_WORDS:
                found[word] = [sorted(lemmas(word)), [sorted(reading) for reading in grammemes(word)]]
    return found


def hear(said: Mapping[str, Any]) -> None:
    """Remembers what `told` gave in another process. Raises ValueError or TypeError where it is no such thing."""
    heard.update({str(word): _reading(*parts) for word, parts in dict(said).items()})


def _reading(forms: Iterable[str], readings: Iterable[Iterable[str]]) -> Reading:
    return Reading(frozenset(map(str, forms)), tuple(frozenset(map(str, one)) for one in readings))
