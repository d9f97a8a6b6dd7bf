"""Finds the assessment procedures a text names, as their acronyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.language import clean
from plancheck.parsing.stems import Pattern, Sieve, any_of


class ProcedureNames(NamedTuple):
    """For each code the patterns of its acronyms (in their case) and of its full names."""

    each: tuple[tuple[str, Pattern], ...]
    sieve: Sieve[int]  # tells their places in `each`

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> ProcedureNames:
        """From the lexicon of procedures: code → {acronyms, names}."""
        each = tuple(
            (code, pattern)
            for code, one in entry["procedures"].items()
            for phrases, exact_case in ((one["acronyms"], True), (one.get("names", ()), False))
            for pattern in (any_of([phrase], exact_case=exact_case) for phrase in phrases)
        )
        return cls(each, Sieve.of((place, pattern) for place, (_, pattern) in enumerate(each)))


def procedures_in(text: str, names: ProcedureNames) -> tuple[str, ...]:
    """The acronyms of the procedures that the text names, each once, in the order they are first named."""
    return procedures_in_line(clean(text).replace("\n", " "), names) if text else ()


def procedures_in_line(text: str, names: ProcedureNames) -> tuple[str, ...]:
    """The same, of a text that is clean and one line."""
    first: dict[str, int] = {}
    for code, pattern in map(names.each.__getitem__, sorted(names.sieve.keys_in(text))):
        found = pattern.compiled.search(text)
        if found and found.start() <= first.get(code, found.start()):
            first[code] = found.start()
    return tuple(sorted(first, key=lambda code: first[code]))


def all_procedures(texts: Sequence[str], names: ProcedureNames) -> tuple[str, ...]:
    """The procedures of several texts, each once, in order."""
    return tuple(dict.fromkeys(code for text in texts for code in procedures_in(text, names)))
