"""A row's cells as they are to be written: how many columns and rows each takes, and which places it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancheck.document import Row, Table


@dataclass(frozen=True)
class Piece:
    """A cell to be written: its text, the 0-based column it begins in, its extent; `covered`: merged from above."""

    text: str
    column: int
    across: int = 1
    down: int = 1
    covered: bool = False


def pieces(table: Table) -> Iterator[tuple[Row, list[Piece]]]:
    """Each row with its cells; those covered from above are there, of extent 1 × 1, marked as covered."""
    for at, row in enumerate(table.rows):
        found: list[Piece] = []
        for column, cell in enumerate(row.cells):
            if cell.merged == "across":
                continue
            across = _run(row.cells[column + 1 :], "across")
            below = [later.cells[column] for later in table.rows[at + 1 :] if column < len(later.cells)]
            down = 0 if cell.merged else _run(below, "down")
            found.append(Piece(cell.text, column, across + 1, down + 1, bool(cell.merged)))
        yield row, found


def _run(cells: Sequence[object], merged: str) -> int:
    count = 0
    for cell in cells:
        if getattr(cell, "merged", "") != merged:
            break
        count += 1
    return count
