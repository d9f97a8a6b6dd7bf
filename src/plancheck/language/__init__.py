"""Russian words: normalising, lemmas, typos, phrases. Knows no plan and no document."""

from plancheck.language.normalise import clean, fold, unmix
from plancheck.language.phrases import Found, Phrase, PhraseError, PhraseSet
from plancheck.language.rejoin import rejoin
from plancheck.language.words import Word, words

__all__ = [
    "Found",
    "Phrase",
    "PhraseError",
    "PhraseSet",
    "Word",
    "clean",
    "fold",
    "rejoin",
    "unmix",
    "words",
]
