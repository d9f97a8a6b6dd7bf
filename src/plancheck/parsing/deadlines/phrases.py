"""Phrases that tell recurrence, anchor or duration, written in the lexicon as short patterns of stems.

A pattern is words parted by spaces: `word`, `stem*`, `one|other*`, `<group>` of the lexicon's groups, `#`
a number; `?` at the end makes an element optional, `~3` lets up to three words stand between (never one of
`stops`), `!a|b*` forbids the next word, `!3:a|b*` forbids it among the next three, as far as the first of
`barriers`. The first element is a plain one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from plancheck.plan import Anchor, Recurrence

NUMBER_KEY = "#"
_LETTERS = 2  # by which the words that a phrase needs are looked for first
_MOST_WORDS = 65_536


class Meaning(NamedTuple):
    """What a phrase says, any of a deadline's parts; `lasting` is a duration no recurrence takes back."""

    recurrence: Recurrence | None = None
    anchor: Anchor | None = None
    ongoing: bool = False
    lasting: bool = False


class Words(NamedTuple):
    """What a word may be: one of these, begun with one of these, or a number."""

    exact: frozenset[str]
    stems: tuple[str, ...]
    number: bool

    def has(self, word: str, numbers: frozenset[str]) -> bool:
        if word in self.exact or (self.stems and word.startswith(self.stems)):
            return True
        return self.number and (word.isdecimal() or word in numbers)


_NONE = Words(frozenset(), (), False)


class Element(NamedTuple):
    """A part of a pattern: `word`, `maybe` (one that may be missing), `gap` (up to `most` words) or `not`
    (none of the next `most` words, as far as the first of the barriers)."""

    kind: str
    words: Words
    most: int = 1


@dataclass(frozen=True, eq=False)
class Phrase:
    """One pattern; `keys` are the beginnings a first word may have, `elements` are made when it is first tried.

    `opening` are the letters that a text must begin with, none where that is a number.
    """

    pattern: tuple[str, ...]
    keys: frozenset[str]
    meaning: Meaning
    opening: tuple[str, ...]
    reader: _Reader

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """For each further word that must stand its alternatives' first letters: a text without them is not tried."""
        needs = (frozenset(one[:_LETTERS] for one in self.reader.needed(element)) for element in self.pattern[1:])
        return tuple(need for need in needs if need and min(map(len, need)) == _LETTERS)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(map(self.reader.element, self.pattern))

    def length(self, text: Sequence[str]) -> int | None:
        """How many words the phrase takes at the beginning of a text; None where it does not stand there."""
        return self._taken(0, text, 0)

    def _taken(self, place: int, text: Sequence[str], at: int) -> int | None:
        """The words taken once the elements from `place` on are found from the word `at` on."""
        numbers = self.reader.numbers
        for index in range(place, len(self.elements)):
            kind, words, most = self.elements[index]
            here = at < len(text) and kind != "gap" and words.has(text[at], numbers)
            if kind == "word":
                if not here:
                    return None
                at += 1
            elif kind == "not":
                if self._soon(words, most, text, at):
                    return None
            elif kind == "maybe":
                if here and (taken := self._taken(index + 1, text, at + 1)) is not None:
                    return taken
            else:
                return self._after_gap(index, most, text, at)
        return at

    def _after_gap(self, place: int, most: int, text: Sequence[str], at: int) -> int | None:
        """With as few words between as may be."""
        for end in range(at, at + most + 1):
            if (taken := self._taken(place + 1, text, end)) is not None:
                return taken
            if end + 1 >= len(text) or not text[end] or ";" in text[end] or text[end] in self.reader.stops:
                return None
        return None

    def _soon(self, words: Words, most: int, text: Sequence[str], at: int) -> bool:
        numbers, barriers = self.reader.numbers, self.reader.barriers
        for word in text[at : at + most]:
            if words.has(word, numbers):
                return True
            if not word or barriers.has(word, numbers):
                return False
        return False


class PhraseBook(NamedTuple):
    """All phrases, found by the beginning of their first word."""

    by_key: Mapping[str, tuple[Phrase, ...]]
    exact: frozenset[str]
    stems: tuple[str, ...]
    begun: dict[str, tuple[Phrase, ...]]  # the phrases that words met so far may begin

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any], numbers: Iterable[str]) -> PhraseBook:
        """From the lexicon's `phrases`, `groups`, `stops`, `barriers`; raises ValueError at a bad pattern."""
        reader = _Reader(mapping["groups"], mapping["stops"], mapping["barriers"], list(numbers))
        by_key: dict[str, list[Phrase]] = {}
        for entry in mapping["phrases"]:
            meaning = Meaning(
                recurrence=Recurrence(entry["recurrence"]) if "recurrence" in entry else None,
                anchor=Anchor(entry["anchor"]) if "anchor" in entry else None,
                ongoing=bool(entry.get("ongoing", False)),
                lasting=bool(entry.get("lasting", False)),
            )
            for pattern in entry["say"]:
                phrase = reader.compile(str(pattern).replace("ё", "е"), meaning)
                for key in phrase.keys:
                    by_key.setdefault(key, []).append(phrase)
        return cls(
            by_key={key: tuple(found) for key, found in by_key.items()},
            exact=frozenset(word for word in reader.seen if not word.endswith("*")),
            stems=tuple(sorted(word[:-1] for word in reader.seen if word.endswith("*"))),
            begun={},
        )

    def knows(self, word: str) -> bool:
        """Whether some pattern has the word or a stem of it."""
        return word in self.exact or word.startswith(self.stems)

    def keys_of(self, word: str) -> tuple[str, ...]:
        """The stems of the patterns that the word begins with."""
        return tuple(stem for stem in self.stems if word.startswith(stem))

    def longest(self, text: str, start: int, *, number: bool) -> tuple[int, Meaning] | None:
        """The longest phrase that begins at `start` of the words joined by spaces, and its end."""
        space = text.find(" ", start)
        word = text[start : space if space >= 0 else len(text)]
        begun = self.begun.get(word)
        if begun is None:
            begun = self._begun_by(word)
        if not begun and not number:
            return None
        best: Meaning | None = None
        most = 0
        words = text[start:].split(" ")
        starts = {one[:_LETTERS] for one in words[1:]}
        for phrase in (*begun, *self.by_key.get(NUMBER_KEY, ())) if number else begun:
            for need in phrase.needs:
                if need.isdisjoint(starts):
                    break
            else:
                taken = phrase.length(words)
                if taken and taken > most:
                    best, most = phrase.meaning, taken
        return (start + len(" ".join(words[:most])) + 1, best) if best else None

    def _begun_by(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that a word may begin."""
        found = tuple(p for p in self.by_key.get(word[:2], ()) if not p.opening or word.startswith(p.opening))
        if len(self.begun) < _MOST_WORDS:
            self.begun[word] = found
        return found


class _Reader:
    """Reads patterns into the elements they are made of."""

    def __init__(
        self,
        groups: Mapping[str, Sequence[str]],
        stops: Sequence[str],
        barriers: Sequence[str],
        numbers: list[str],
    ) -> None:
        self.groups, self.stops, self.numbers = groups, frozenset(stops), frozenset(numbers)
        self._read: dict[str, list[str]] = {}
        self.barriers = self._one_of("|".join(barriers))
        self.seen = set(self._alternatives("|".join(barriers)))

    def compile(self, pattern: str, meaning: Meaning) -> Phrase:
        elements = tuple(pattern.split())
        first = elements[0]
        if first[0] in "~!" or first.endswith("?"):
            raise ValueError(f"a phrase begins with a plain word: {pattern!r}")
        for element in elements:
            if element[0] == "~":
                int(element[1:])
            else:
                self.seen.update(word for word in self._words(element) if word != "#")
        keys = frozenset(NUMBER_KEY if word == "#" else word.rstrip("*")[:2] for word in self._alternatives(first))
        return Phrase(elements, keys, meaning, self.needed(first), self)

    def _words(self, element: str) -> list[str]:
        """The words that an element names, to have or to forbid."""
        if element[0] == "!":
            reach, _, words = element[1:].rpartition(":")
            int(reach or 1)
            return self._alternatives(words)
        return self._alternatives(element.removesuffix("?"))

    def needed(self, element: str) -> tuple[str, ...]:
        """The letters of a required element's alternatives; none of one that a number or nothing may fill."""
        words = [] if element[0] in "~!" or element.endswith("?") else self._alternatives(element)
        return () if "#" in words else tuple(dict.fromkeys(word.rstrip("*") for word in words))

    def element(self, element: str) -> Element:
        """One part of a pattern, made ready."""
        if element[0] == "~":
            return Element("gap", _NONE, int(element[1:]))
        if element[0] == "!":
            reach, _, words = element[1:].rpartition(":")
            return Element("not", self._one_of(words), int(reach or 1))
        if element.endswith("?"):
            return Element("maybe", self._one_of(element[:-1]))
        return Element("word", self._one_of(element))

    def _one_of(self, element: str) -> Words:
        words = self._alternatives(element)
        return Words(
            frozenset(word for word in words if word != "#" and not word.endswith("*")),
            tuple(word[:-1] for word in words if word.endswith("*")),
            "#" in words,
        )

    def _alternatives(self, element: str) -> list[str]:
        words = self._read.get(element)
        if words is None:
            words = self._read[element] = []
            for part in element.split("|"):
                if part.startswith("<") and part.endswith(">"):
                    for member in self.groups[part[1:-1]]:
                        words.extend(self._alternatives(str(member).replace("ё", "е")))
                elif part:
                    words.append(part)
                else:
                    raise ValueError(f"an empty alternative in {element!r}")
        return words
