"""Finds which word of a vocabulary a mistyped word was meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.language.morphology import known

_ENDING = 3  # letters of a Russian word that inflection may change


class Vocabulary:
    """The lemmas a lexicon uses, searched by likeness: one slip from 7 letters, two from 10 (Damerau–Levenshtein).

    Only words the dictionary does not know are ever repaired: «объективный» and «необъективный»,
    both known, are two slips apart and must stay two words.
    """

    def __init__(self, lemmas: Iterable[str]) -> None:
        self._stems: dict[str, set[str]] = {}
        for lemma in lemmas:
            if len(lemma) >= 7:
                self._stems.setdefault(lemma[: max(len(lemma) - _ENDING, 5)], set()).add(lemma)

    def meant(self, word: str) -> frozenset[str]:
        """The lemmas the word may be a slip of; empty for known, short or unlike words."""
        if len(word) < 7 or not word.isalpha() or known(word):
            return frozenset()
        near = [stem for stem in self._stems if _may_begin(stem, word)]
        if not near:
            return frozenset()
        from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415  # most plans have no typo

        best = 3
        found: set[str] = set()
        for stem in near:
            for cut in (len(stem), len(stem) - 1, len(stem) + 1):
                slips = DamerauLevenshtein.distance(stem, word[:cut], score_cutoff=2)
                if slips > _allowed(stem) or slips > best:
                    continue
                if slips < best:
                    best, found = slips, set()
                found |= self._stems[stem]
        return frozenset(found)


def _may_begin(stem: str, word: str) -> bool:
    """False where the word surely begins otherwise: a slip spoils one letter of the stem and moves the rest by one."""
    if not -1 <= len(word) - len(stem) <= _ENDING + 4:
        return False
    left = reach = _allowed(stem)
    for at, letter in enumerate(stem):
        if letter not in word[max(at - reach, 0) : at + reach + 1]:
            left -= 1
            if left < 0:
                return False
    return True


def _allowed(stem: str) -> int:
    """How many slips a stem is forgiven."""
    return 2 if len(stem) >= 9 else 1
