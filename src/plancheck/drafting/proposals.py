"""What a draft would change in a plan: rows to add, words to add to cells, each with the finding it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plancheck.drafting.judged import Key
from plancheck.plan import Column

__all__ = ["AddedRow", "AddedWords", "Proposals"]


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row to put below the measure `below` (index in the plan as submitted), after rows put there before it.

    `below` is None in a plan without measures. `cells` hold the texts by column, the number's too where the row
    has one; `finding` is what it answers.
    """

    below: int | None
    section: int | None
    cells: Mapping[Column, str]
    finding: Key


@dataclass(frozen=True, slots=True)
class AddedWords:
    """Words to put behind those of a measure's cell. `marked`: the cell was empty, and a person must fill it in."""

    measure: int
    column: Column
    text: str
    finding: Key
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that a draft changes; nothing is ever taken away."""

    rows: tuple[AddedRow, ...] = ()
    words: tuple[AddedWords, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.words)
