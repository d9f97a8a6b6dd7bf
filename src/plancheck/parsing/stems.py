"""Turns a lexicon's short phrases («учебн* год*», «уч. г.») into patterns over plain text.

For places where single characters count (dates, stamps, blanks); topics and roles use language.phrases.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from plancheck.language import fold

_LETTER = r"[^\W\d_]"
_LETTER_OR_DIGIT = r"[^\W_]"
_LETTERS = re.compile(rf"({_LETTER}+)(.?)", re.DOTALL)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_END = sys.maxsize


@dataclass(frozen=True)
class Pattern:
    """A regular expression over a lexicon's words, with the methods of `re.Pattern`, compiled when it is needed.

    A plan needs few of the lexicon's patterns. `begins`, if any, are `beginnings` of which each match has one:
    a text that has none is not searched.
    """

    source: str
    flags: int = 0
    begins: tuple[str, ...] = ()

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)

    def may_be_in(self, text: str) -> bool:
        """False where the text surely holds no match."""
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


@lru_cache(maxsize=64)
def _spaced(text: str) -> str:
    """The text's runs of letters, folded, with a space around each."""
    return f" {_NO_LETTERS.sub(' ', fold(text))} "


def beginnings(phrases: Iterable[str]) -> tuple[str, ...]:
    """For `Pattern.begins`: the first letters of each phrase, as « г » (a whole word) or « муниципальн».

    Nothing where a phrase has no letters or begins with any: such patterns are sought everywhere.
    """
    found: dict[str, None] = {}
    for phrase in map(str, phrases):
        run = _LETTERS.search(fold(phrase))
        if run is None or phrase[: run.start()].endswith("*"):
            return ()
        found[f" {run[1]}" if run[2] == "*" else f" {run[1]} "] = None
    return tuple(one for one in found if not any(one != other and one.startswith(other) for other in found))


def _of_phrase(phrase: str) -> str:
    pieces: list[str] = []
    for token in phrase.split():
        if pieces:
            pieces.append(r"\s*" if pieces[-1].endswith(r"\.") else r"\s+")
        escaped = re.escape(token).replace(r"\*", r"[^\W\d_]*")
        pieces.append(re.sub("[её]", "[её]", re.sub("[ЕЁ]", "[ЕЁ]", escaped)))
    before = f"(?<!{_LETTER_OR_DIGIT if phrase[:1].isdigit() else _LETTER})"
    after = f"(?!{_LETTER_OR_DIGIT if phrase[-1:].isdigit() else _LETTER})"
    return before + "".join(pieces) + ("" if phrase.endswith((".", "*")) else after)


def alternation(phrases: Iterable[str]) -> str:
    """Source of a pattern that matches any of the phrases as whole words, longest first.

    `*` stands for any ending (letters only), a blank for any white space (after a full stop it may
    be missing). A digit may touch a word: «2023г.» holds «г.».
    """
    ordered = sorted(map(str, phrases), key=len, reverse=True)
    return f"(?:{'|'.join(_of_phrase(phrase) for phrase in ordered)})"


def any_of(phrases: Iterable[str], *, exact_case: bool = False) -> Pattern:
    """An alternation, case-blind unless `exact_case`; of no phrases: one that never matches."""
    listed = list(phrases)
    if not listed:
        return Pattern(r"(?!)")
    return Pattern(alternation(listed), 0 if exact_case else re.IGNORECASE, beginnings(listed))
