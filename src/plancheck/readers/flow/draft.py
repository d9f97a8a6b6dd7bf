"""A flowing document before its places are told: paragraphs, and tables whose cells hold paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class DraftParagraph(NamedTuple):
    """A paragraph as written. `text` may be empty: it is counted then, and left out."""

    text: str
    level: int = 0
    emphasised: bool = False


@dataclass(slots=True)
class DraftCell:
    """A cell at a grid column (0-based), the columns and rows it reaches over, and what it holds.

    Most hold one paragraph that is not emphasised: `text` is all of it then, and `content` stays empty.
    """

    column: int
    across: int = 1
    down: int = 1
    hidden: bool = False
    content: Sequence[Draft] = ()
    text: str | None = None

    def held(self) -> Sequence[Draft]:
        """What it holds in order."""
        return self.content if self.text is None else [DraftParagraph(self.text)]


class PlainRow(NamedTuple):
    """A row whose cells stand one in each column and hold a paragraph each, as most do: their texts are all of it."""

    texts: Sequence[str]


@dataclass(slots=True)
class DraftTable:
    """Rows in the order they are shown; a row holds only the cells that begin in it."""

    rows: list[list[DraftCell] | PlainRow] = field(default_factory=list)

    def cells(self) -> list[list[DraftCell]]:
        """Its rows, the plain ones as others."""
        return [
            [DraftCell(at, text=text) for at, text in enumerate(row.texts)] if isinstance(row, PlainRow) else row
            for row in self.rows
        ]


Draft = DraftParagraph | DraftTable
