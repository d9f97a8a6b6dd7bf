"""Takes out of a document what its file does not show: hidden rows, columns and sheets are not judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plancheck.document import Block, Cell, Location, Row, Table
from plancheck.language import clean
from plancheck.plan import Skipped, SkipReason


def shown(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Skipped, ...]]:
    """The blocks without their hidden cells, and what was left out: a whole row, a column, or a whole table."""
    kept: list[Block] = []
    left: list[Skipped] = []
    for block in blocks:
        if not isinstance(block, Table) or not any(cell.hidden for row in block.rows for cell in row.cells):
            kept.append(block)
            continue
        rows = tuple(_visible(row) for row in block.rows)
        left += _left_out(block)
        if any(row.cells for row in rows):
            kept.append(replace(block, rows=tuple(row for row in rows if row.cells)))
    return tuple(kept), tuple(left)


def _visible(row: Row) -> Row:
    return row._replace(cells=tuple(cell for cell in row.cells if not cell.hidden))


def _left_out(table: Table) -> list[Skipped]:
    """Hidden rows one by one, hidden columns by their first filled cell; a table hidden as a whole is one."""
    if all(cell.hidden for row in table.rows for cell in row.cells):
        first = next((row for row in table.rows if any(cell.text for cell in row.cells)), table.rows[0])
        return [_skipped(first.cells, table.location)]
    rows = [row for row in table.rows if row.cells and all(cell.hidden for cell in row.cells)]
    found = [_skipped(row.cells, row.location) for row in rows if any(cell.text for cell in row.cells)]
    columns: dict[int, Cell] = {}
    for row in table.rows:
        if all(cell.hidden for cell in row.cells):
            continue
        for place, cell in enumerate(row.cells):
            if cell.hidden and cell.text:
                columns.setdefault(place, cell)
    return found + [_skipped((cell,), cell.location) for cell in columns.values()]


def _skipped(cells: Sequence[Cell], location: Location) -> Skipped:
    texts = dict.fromkeys(clean(cell.text) for cell in cells)
    return Skipped(what=" | ".join(filter(None, texts)), why=SkipReason.HIDDEN, location=location)
