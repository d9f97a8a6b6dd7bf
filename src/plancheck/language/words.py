"""Splits text into words with their places, sentences and lemmas."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plancheck.language.morphology import lemmas
from plancheck.language.normalise import fold, unmix

_WORD = re.compile(  # what stands before it, and the word
    r"([^A-Za-zА-Яа-яЁё0-9]*+)([A-Za-zА-Яа-яЁё]++(?:[-\u2010\u2011][A-Za-zА-Яа-яЁё]++)*+|[0-9]++)"
)
_BLANKS = re.compile(r"[^\S\n]+")
_STOPS = frozenset(".;!?\n•")
_ABBREVIATED = re.compile(r"[А-Яа-яё]{1,4}")


class Word(NamedTuple):
    """One word or number: as written, folded (ё, case, look-alikes), its place, and the sentence it stands in.

    `gap` is the punctuation before it («» where only a space stands); `lemmas` are found when asked.
    """

    text: str
    folded: str
    start: int
    end: int
    sentence: int
    gap: str

    @property
    def lemmas(self) -> frozenset[str]:
        return lemmas(self.folded)


def words(text: str) -> tuple[Word, ...]:
    """The words and numbers of the text, in order; `sentence` grows at «.», «;», line ends and bullets.

    A full stop ends no sentence before a lower-case word («зам. директора»), nor after a short word before a
    number («п. 3»), nor after one of two letters («г. Энск»).
    """
    found: list[Word] = []
    sentence = end = 0
    made = tuple.__new__  # the same as Word(…), in a third of the time: this is done for all words of all texts
    for gap, token in _WORD.findall(text):  # one stands right behind the other: each letter is in one of them
        start = end + len(gap)
        end = start + len(token)
        if gap == " ":
            gap = ""  # noqa: PLW2901
        elif gap:
            gap = _marks(gap)  # noqa: PLW2901
            if gap and not _STOPS.isdisjoint(gap) and not _runs_on(found, gap, token):
                sentence += 1
        found.append(made(Word, (token, _folded(token), start, end, sentence, gap)))
    return tuple(found)


def folded_words(text: str) -> list[str]:
    """The words and numbers of the text, folded, where nothing else of them is asked."""
    return [_folded(token) for _, token in _WORD.findall(text)]


@lru_cache(maxsize=1024)
def _marks(gap: str) -> str:
    """What stands between two words without its blanks."""
    return _BLANKS.sub("", gap)


@lru_cache(maxsize=65536)
def _folded(token: str) -> str:
    return fold(unmix(token))


def _runs_on(found: list[Word], gap: str, token: str) -> bool:
    """Whether a stop is only an abbreviation's: «зам. директора», «п. 3», «г. Энск», «Зам.директора»."""
    if "\n" in gap and not _STOPS.intersection(gap.replace("\n", "")):
        return not token[0].isupper() and not token[0].isdigit()
    if not found or gap != ".":
        return False
    if token[0].islower():
        return True
    short = bool(_ABBREVIATED.fullmatch(found[-1].text)) or found[-1].text.isdigit()
    return short and (token[0].isdigit() or len(found[-1].text) <= 2)
