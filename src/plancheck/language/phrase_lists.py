"""Several named lists of phrases sought together: a text's words are looked up once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plancheck.language.phrases import Phrase, PhraseSet
from plancheck.language.words import Word

__all__ = ["PhraseLists"]

Place = tuple[int, ...]  # the words that a phrase takes


class PhraseLists:
    """Lists of phrases by name; `names` in the order given."""

    def __init__(self, lists: Mapping[str, Iterable[Phrase]]) -> None:
        listed = [(name, phrase) for name, phrases in lists.items() for phrase in phrases]
        self.names = tuple(lists)
        self._of = tuple(name for name, _ in listed)
        self._all = PhraseSet(phrase for _, phrase in listed)

    def find(self, text: Sequence[Word]) -> Mapping[str, Sequence[Place]]:
        """By the name of a list the first place of each of its phrases that the words hold; no name without any."""
        looked = self._all.look(text)
        found: dict[str, list[Place]] = {}
        for index in looked.candidates():
            at = looked.place(index)
            if at is not None:
                found.setdefault(self._of[index], []).append(at)
        return found
