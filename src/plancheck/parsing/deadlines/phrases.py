"""Phrases that tell recurrence, anchor or duration, written in the lexicon as short patterns of stems.

A pattern is words parted by spaces: `word`, `stem*`, `one|other*`, `<group>` of the lexicon's groups, `#`
a number; `?` at the end makes an element optional, `~3` lets up to three words stand between (never one of
`stops`), `!a|b*` forbids the next word, `!3:a|b*` forbids it among the next three, as far as the first of
`barriers`. The first element is a plain one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from plancheck.plan import Anchor, Recurrence

NUMBER_KEY = "#"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says, any of a deadline's parts; `lasting` is a duration no recurrence takes back."""

    recurrence: Recurrence | None = None
    anchor: Anchor | None = None
    ongoing: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """One pattern, compiled when first tried; `keys` are the beginnings a first word may have.

    `needs`: for each further word that must stand, its alternatives' letters: a text without them is not tried.
    """

    source: str
    keys: frozenset[str]
    meaning: Meaning
    needs: tuple[tuple[str, ...], ...]

    def match(self, text: str, start: int) -> re.Match[str] | None:
        for letters in self.needs:
            for one in letters:
                if text.find(one, start) >= 0:
                    break
            else:
                return None
        return _compiled(self.source).match(text, start)


@dataclass(frozen=True, eq=False)
class PhraseBook:
    """All phrases, found by the beginning of their first word."""

    by_key: Mapping[str, tuple[Phrase, ...]]
    exact: frozenset[str]
    stems: tuple[str, ...]

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any], numbers: Iterable[str]) -> PhraseBook:
        """From the lexicon's `phrases`, `groups`, `stops`, `barriers`; raises ValueError at a bad pattern."""
        writer = _Writer(mapping["groups"], mapping["stops"], mapping["barriers"], list(numbers))
        by_key: dict[str, list[Phrase]] = {}
        for entry in mapping["phrases"]:
            meaning = Meaning(
                recurrence=Recurrence(entry["recurrence"]) if "recurrence" in entry else None,
                anchor=Anchor(entry["anchor"]) if "anchor" in entry else None,
                ongoing=bool(entry.get("ongoing", False)),
                lasting=bool(entry.get("lasting", False)),
            )
            for pattern in entry["say"]:
                phrase = writer.compile(str(pattern).replace("ё", "е"), meaning)
                for key in phrase.keys:
                    by_key.setdefault(key, []).append(phrase)
        return cls(
            by_key={key: tuple(found) for key, found in by_key.items()},
            exact=frozenset(word for word in writer.seen if not word.endswith("*")),
            stems=tuple(sorted(word[:-1] for word in writer.seen if word.endswith("*"))),
        )

    def knows(self, word: str) -> bool:
        """Whether some pattern has the word or a stem of it."""
        return word in self.exact or word.startswith(self.stems)

    def keys_of(self, word: str) -> tuple[str, ...]:
        """The stems of the patterns that the word begins with."""
        return tuple(stem for stem in self.stems if word.startswith(stem))

    def longest(self, text: str, start: int, *, number: bool) -> tuple[int, Meaning] | None:
        """The longest phrase that begins at `start` of the words joined by spaces, and its end."""
        space = text.find(" ", start, start + 3)
        keys = [text[start : min(start + 2, space if space >= 0 else len(text))]]
        if number:
            keys.append(NUMBER_KEY)
        best: tuple[int, Meaning] | None = None
        for key in keys:
            for phrase in self.by_key.get(key, ()):
                match = phrase.match(text, start)
                if match and (best is None or match.end() > best[0]):
                    best = match.end(), phrase.meaning
        return best


@lru_cache(maxsize=1024)
def _compiled(source: str) -> re.Pattern[str]:
    """Compiling all patterns takes longer than reading a plan, and a plan needs few of them."""
    return re.compile(source)


class _Writer:
    """Turns patterns into regular expressions over words joined by single spaces."""

    def __init__(
        self,
        groups: Mapping[str, Sequence[str]],
        stops: Sequence[str],
        barriers: Sequence[str],
        numbers: list[str],
    ) -> None:
        self.groups = groups
        self.seen: set[str] = set()
        self.number = rf"(?:\d+|{'|'.join(map(re.escape, sorted(numbers)))})"
        self.gap = rf"(?:(?!(?:{'|'.join(map(re.escape, stops))}) )[^ ;]+ )"
        self.step = rf"(?:(?!{self._any('|'.join(barriers))})[^ ]+ )"

    def compile(self, pattern: str, meaning: Meaning) -> Phrase:
        first, *_ = elements = pattern.split()
        if first[0] in "~!" or first.endswith("?"):
            raise ValueError(f"a phrase begins with a plain word: {pattern!r}")
        keys = frozenset(NUMBER_KEY if word == "#" else word.rstrip("*")[:2] for word in self._alternatives(first))
        expression = "".join(self._element(element) for element in elements)
        return Phrase(expression, keys, meaning, tuple(filter(None, map(self._needed, elements))))

    def _needed(self, element: str) -> tuple[str, ...]:
        """The letters of a required element's alternatives; none of one that a number or nothing may fill."""
        words = [] if element[0] in "~!" or element.endswith("?") else self._alternatives(element)
        return () if "#" in words else tuple(dict.fromkeys(word.rstrip("*") for word in words))

    def _element(self, element: str) -> str:
        if element[0] == "~":
            return f"{self.gap}{{0,{int(element[1:])}}}?"
        if element[0] == "!":
            reach, _, words = element[1:].rpartition(":")
            return rf"(?!{self.step}{{0,{int(reach or 1) - 1}}}{self._any(words)})"
        if element.endswith("?"):
            return f"(?:{self._any(element[:-1])})?"
        return self._any(element)

    def _any(self, element: str) -> str:
        parts = []
        for word in self._alternatives(element):
            if word == "#":
                parts.append(self.number)
                continue
            self.seen.add(word)
            parts.append(re.escape(word[:-1]) + "[^ ]*" if word.endswith("*") else re.escape(word))
        return rf"(?:{'|'.join(parts)})(?: |$)"

    def _alternatives(self, element: str) -> list[str]:
        words: list[str] = []
        for part in element.split("|"):
            if part.startswith("<") and part.endswith(">"):
                for member in self.groups[part[1:-1]]:
                    words.extend(self._alternatives(str(member).replace("ё", "е")))
            elif part:
                words.append(part)
            else:
                raise ValueError(f"an empty alternative in {element!r}")
        return words
