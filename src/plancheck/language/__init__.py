"""Russian words: normalising, lemmas, typos, phrases. Knows no plan and no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.language.normalise import clean, fold, unmix
from plancheck.language.rejoin import rejoin, rejoin_doubtful
from plancheck.language.words import Word, words
from plancheck.loading_late import late

if TYPE_CHECKING:
    from plancheck.language.phrase_lists import PhraseLists
    from plancheck.language.phrases import Found, Phrase, PhraseError, PhraseSet

__all__ = [
    "Found",
    "Phrase",
    "PhraseError",
    "PhraseLists",
    "PhraseSet",
    "Word",
    "clean",
    "fold",
    "rejoin",
    "rejoin_doubtful",
    "unmix",
    "words",
]

__getattr__ = late(
    __name__,
    {
        "plancheck.language.phrase_lists": ("PhraseLists",),
        "plancheck.language.phrases": ("Found", "Phrase", "PhraseError", "PhraseSet"),
    },
)
