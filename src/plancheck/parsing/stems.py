"""Turns a lexicon's short phrases («учебн* год*», «уч. г.») into patterns over plain text.

For places where single characters count (dates, stamps, blanks); topics and roles use language.phrases.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Generic, TypeVar

from plancheck.language import fold

_LETTER = r"[^\W\d_]"
_LETTER_OR_DIGIT = r"[^\W_]"
_RUN = re.compile(rf"(?<!{_LETTER})(?<!\*)({_LETTER}+)(\*?)")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_END = sys.maxsize
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Pattern:
    """A regular expression over a lexicon's words, with the methods of `re.Pattern`, compiled when it is needed.

    A plan needs few of the lexicon's patterns: a text is not searched that has none of the `begins`
    (`beginnings` of which each match has one) or none of the `signs` (characters of which each match has one).
    """

    source: str
    flags: int = 0
    begins: tuple[str, ...] = ()
    signs: str = ""

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)

    def may_be_in(self, text: str) -> bool:
        """False where the text surely holds no match."""
        if self.signs and not any(sign in text for sign in self.signs):
            return False
        if not self.begins:
            return True
        spaced = _spaced(text)
        for begin in self.begins:  # noqa: SIM110  # a plain loop: this is asked of every pattern for every text
            if begin in spaced:
                return True
        return False

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self._compiled.search(text, start, end) if self.may_be_in(text) else None

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self._compiled.match(text, start, end) if self.may_be_in(text) else None

    def fullmatch(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self._compiled.fullmatch(text, start, end) if self.may_be_in(text) else None

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text, start, end) if self.may_be_in(text) else iter(())

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self._compiled.sub(by, text) if self.may_be_in(text) else text


@dataclass(frozen=True, eq=False)
class Sieve(Generic[_Key]):
    """Tells which of many patterns a text may hold, by the beginnings of its words, each looked at once."""

    always: frozenset[_Key]  # of patterns that may begin in any way
    by_letters: Mapping[str, tuple[tuple[str, _Key], ...]]  # by the first two letters: a beginning and its key

    @classmethod
    def of(cls, patterns: Iterable[tuple[_Key, Pattern]]) -> Sieve[_Key]:
        """From patterns and the keys they are to be told by; several patterns may have one key."""
        always: set[_Key] = set()
        by_letters: dict[str, dict[tuple[str, _Key], None]] = {}
        for key, pattern in patterns:
            if not pattern.begins or any(len(begin) < 3 for begin in pattern.begins):
                always.add(key)
                continue
            for begin in pattern.begins:
                by_letters.setdefault(begin[1:3], {})[begin[1:], key] = None
        return cls(frozenset(always), {letters: tuple(found) for letters, found in by_letters.items()})

    def keys_in(self, text: str) -> set[_Key]:
        """The keys of the patterns that may be in the text."""
        found = set(self.always)
        by_letters = self.by_letters
        for word in _parted(text):
            for begin, key in by_letters.get(word[:2], ()):
                if word.startswith(begin):
                    found.add(key)
        return found


@lru_cache(maxsize=64)
def _parted(text: str) -> tuple[str, ...]:
    """The text's different runs of letters, folded, with a space behind each."""
    return tuple(f"{run} " for run in set(_spaced(text).split()))


@lru_cache(maxsize=64)
def _spaced(text: str) -> str:
    """The text's runs of letters, folded, with a space around each."""
    return f" {_NO_LETTERS.sub(' ', fold(text))} "


def beginnings(phrases: Iterable[str]) -> tuple[str, ...]:
    """For `Pattern.begins`: the longest word of each phrase, as « соответствии » or, of a stem, « муниципальн».

    Nothing where a phrase has no such word: its pattern is sought everywhere.
    """
    found: dict[str, None] = {}
    for phrase in map(str, phrases):
        runs = _RUN.findall(fold(phrase))
        if not runs:
            return ()
        run, rest = max(runs, key=lambda one: len(one[0]))
        found[f" {run}" if rest else f" {run} "] = None
    return tuple(one for one in found if not any(one != other and one.startswith(other) for other in found))


def _of_phrase(phrase: str) -> str:
    pieces: list[str] = []
    for token in phrase.split():
        if pieces:
            pieces.append(r"\s*" if pieces[-1].endswith(r"\.") else r"\s+")
        escaped = re.escape(token).replace(r"\*", r"[^\W\d_]*")
        pieces.append(re.sub("[её]", "[её]", re.sub("[ЕЁ]", "[ЕЁ]", escaped)))
    after = f"(?!{_LETTER_OR_DIGIT if phrase[-1:].isdigit() else _LETTER})"
    return "".join(pieces) + ("" if phrase.endswith((".", "*")) else after)


def _before(phrase: str) -> str:
    return f"(?<!{_LETTER_OR_DIGIT if phrase[:1].isdigit() else _LETTER})"


def alternation(phrases: Iterable[str]) -> str:
    """Source of a pattern that matches any of the phrases as whole words, longest first.

    `*` stands for any ending (letters only), a blank for any white space (after a full stop it may
    be missing). A digit may touch a word: «2023г.» holds «г.».
    """
    ordered = sorted(map(str, phrases), key=len, reverse=True)
    alike = (  # what may not stand before is said once for all that ask it: a third of the pattern
        f"{before}(?:{'|'.join(map(_of_phrase, those))})" for before, those in groupby(ordered, _before)
    )
    return f"(?:{'|'.join(alike)})"


def any_of(phrases: Iterable[str], *, exact_case: bool = False) -> Pattern:
    """An alternation, case-blind unless `exact_case`; of no phrases: one that never matches."""
    listed = list(phrases)
    if not listed:
        return Pattern(r"(?!)")
    return Pattern(alternation(listed), 0 if exact_case else re.IGNORECASE, beginnings(listed))
