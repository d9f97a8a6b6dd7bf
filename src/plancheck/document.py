"""The neutral page a reader hands over: paragraphs, headings and tables, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from plancheck.location import Location
from plancheck.remark import Remark

__all__ = ["TEAR", "Block", "Cell", "Document", "Location", "Paragraph", "Row", "Source", "Table"]


@dataclass(frozen=True, slots=True)
class Source:
    """The file as submitted: its path as given, its format («txt», «docx» …), the SHA-256 of its bytes."""

    path: str
    format: str
    sha256: str


TEAR = "\u200b\n"
"""Stands in a cell between what may be two parts of one word, or two words: whoever knows words tells."""


class Paragraph(NamedTuple):
    """A piece of running text. `level` is 1–6 for a heading, 0 for plain text. `text` may hold newlines."""

    text: str
    location: Location
    level: int = 0
    emphasised: bool = False


class Cell(NamedTuple):
    """One cell; `text` is clean of markup, may hold newlines between its own paragraphs.

    `merged` says that this is the filled-in copy of a cell merged over this place: `"down"` or `"across"`.
    `hidden`: the file does not show it (a hidden row, column or sheet). `doubtful`: recognised with little certainty.
    """

    text: str
    location: Location
    merged: str = ""
    hidden: bool = False
    doubtful: bool = False


class Row(NamedTuple):
    cells: tuple[Cell, ...]
    location: Location

    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in order; rows may differ in length. `rebuilt` says that cells were told by guess (one cell a line)."""

    rows: tuple[Row, ...]
    location: Location
    rebuilt: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file as its reader saw it: its blocks in reading order, and remarks on the reading itself.

    `recognised`: the text was told from a picture and may hold wrong letters.
    """

    source: Source
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = field(default=())
    recognised: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    def texts(self) -> Iterator[tuple[str, Location]]:
        """Every piece of text with its place, in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text, block.location
            else:
                for row in block.rows:
                    for cell in row.cells:
                        yield cell.text, cell.location
