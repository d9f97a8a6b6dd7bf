"""Finds the assessment procedures a text names, as their acronyms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plancheck.language import clean
from plancheck.parsing.stems import any_of


@dataclass(frozen=True, slots=True)
class ProcedureNames:
    """For each acronym the pattern of its acronyms (in their case) and the pattern of its full names.

    `keys` are letters that one of them begins with: a text that holds none is not searched.
    """

    patterns: tuple[tuple[str, tuple[str, ...], re.Pattern[str], re.Pattern[str]], ...]

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> ProcedureNames:
        """From the lexicon of procedures: code → {acronyms, names}."""
        return cls(
            tuple(
                (code, _keys(one), any_of(one["acronyms"], exact_case=True), any_of(one.get("names", ())))
                for code, one in entry["procedures"].items()
            )
        )


def _keys(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """What the acronyms and names begin with, up to the first ending, in small letters."""
    return tuple({str(name).split("*")[0].split()[0].lower() for name in (*entry["acronyms"], *entry.get("names", ()))})


def procedures_in(text: str, names: ProcedureNames) -> tuple[str, ...]:
    """The acronyms of the procedures that the text names, each once, in the order they are first named."""
    text = clean(text).replace("\n", " ")
    first: dict[str, int] = {}
    lowered = text.lower()
    for code, keys, acronyms, full in names.patterns:
        if not any(key in lowered for key in keys):
            continue
        starts = [found.start() for found in (acronyms.search(text), full.search(text)) if found]
        if starts:
            first[code] = min(starts)
    return tuple(sorted(first, key=lambda code: first[code]))


def all_procedures(texts: Sequence[str], names: ProcedureNames) -> tuple[str, ...]:
    """The procedures of several texts, each once, in order."""
    return tuple(dict.fromkeys(code for text in texts for code in procedures_in(text, names)))
