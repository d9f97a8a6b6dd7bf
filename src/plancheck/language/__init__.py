"""Russian words: normalising, lemmas, typos, phrases. Knows no plan and no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.language.normalise import clean, fold, unmix
from plancheck.language.rejoin import rejoin, rejoin_doubtful
from plancheck.language.words import Word, words
from plancheck.loading_late import late

if TYPE_CHECKING:
    from plancheck.language.phrases import Found, Phrase, PhraseError, PhraseSet

__all__ = [
    "Found",
    "Phrase",
    "PhraseError",
    "PhraseSet",
    "Word",
    "clean",
    "fold",
    "rejoin",
    "rejoin_doubtful",
    "unmix",
    "words",
]

__getattr__ = late(__name__, {"plancheck.language.phrases": ("Found", "Phrase", "PhraseError", "PhraseSet")})
