"""Finds the assessment procedures a text names, as their acronyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plancheck.language import clean
from plancheck.parsing.stems import NEVER, Pattern, Sieve, any_of


@dataclass(frozen=True, slots=True)
class ProcedureNames:
    """For each acronym the pattern of its acronyms (in their case) and the pattern of its full names."""

    patterns: tuple[tuple[str, Pattern, Pattern], ...]
    each: tuple[tuple[str, Pattern], ...] = field(init=False)  # the same, one by one
    sieve: Sieve[int] = field(init=False)  # tells their places in `each`

    def __post_init__(self) -> None:
        each = tuple((code, one) for code, *names in self.patterns for one in names if one is not NEVER)
        object.__setattr__(self, "each", each)
        object.__setattr__(self, "sieve", Sieve.of((place, one) for place, (_, one) in enumerate(each)))

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> ProcedureNames:
        """From the lexicon of procedures: code → {acronyms, names}."""
        return cls(
            tuple(
                (code, any_of(one["acronyms"], exact_case=True), any_of(one.get("names", ())))
                for code, one in entry["procedures"].items()
            )
        )


def procedures_in(text: str, names: ProcedureNames) -> tuple[str, ...]:
    """The acronyms of the procedures that the text names, each once, in the order they are first named."""
    text = clean(text).replace("\n", " ")
    first: dict[str, int] = {}
    for code, pattern in map(names.each.__getitem__, sorted(names.sieve.keys_in(text))):
        found = pattern.search(text)
        if found and found.start() <= first.get(code, found.start()):
            first[code] = found.start()
    return tuple(sorted(first, key=lambda code: first[code]))


def all_procedures(texts: Sequence[str], names: ProcedureNames) -> tuple[str, ...]:
    """The procedures of several texts, each once, in order."""
    return tuple(dict.fromkeys(code for text in texts for code in procedures_in(text, names)))
