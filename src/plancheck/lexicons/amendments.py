"""What a ruleset adds to the lexicons and takes out of them, as plain values that another process understands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["MOST_ENTRIES", "NO_AMENDMENTS", "Amendment", "Amendments"]

MOST_ENTRIES = 5_000  # of one ruleset with all that it extends: they go to the reading process with every file


@dataclass(frozen=True, slots=True)
class Amendment:
    """One entry added to a list of a lexicon, or taken out of it.

    `path` are the keys of the list within the lexicon's file («topics», «observers», «phrases»), `written` the entry
    in JSON. Line and column are 1-based; where it was said and why makes no amendment another one.
    """

    lexicon: str
    path: tuple[str, ...]
    written: str
    adds: bool
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)
    reason: str = field(default="", compare=False)

    @property
    def entry(self) -> Any:
        """The entry as the lexicon's file would hold it: a text, or a mapping."""
        return json.loads(self.written)

    @property
    def text(self) -> str:
        """The entry's own words."""
        return text_of(self.entry)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Amendments:
    """All amendments in the order in which they are made; equal ones make equal lexicons."""

    each: tuple[Amendment, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.each)

    @property
    def lexicons(self) -> frozenset[str]:
        """The names of the lexicons that are not as they were shipped."""
        return frozenset(one.lexicon for one in self.each)

    def of(self, lexicon: str) -> tuple[Amendment, ...]:
        return tuple(one for one in self.each if one.lexicon == lexicon)

    def told(self) -> list[list[Any]]:
        """As plain JSON: lexicon, path, entry in JSON, whether it is added."""
        return [[one.lexicon, list(one.path), one.written, one.adds] for one in self.each]

    @classmethod
    def heard(cls, told: Iterable[Sequence[Any]]) -> Amendments:
        """Those that another process has told."""
        return cls(tuple(Amendment(lexicon, tuple(path), written, adds) for lexicon, path, written, adds in told))


NO_AMENDMENTS = Amendments()


def written(entry: Any) -> str:
    """An entry in JSON, the same for the same entry."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True)


def text_of(entry: Any) -> str:
    """The words of an entry: of a phrase with conditions the phrase, of a deadline's entry its patterns."""
    if isinstance(entry, dict):
        said = entry.get("phrase", entry.get("say", ""))
        return ", ".join(map(str, said)) if isinstance(said, list) else str(said)
    return str(entry)
