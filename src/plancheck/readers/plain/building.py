"""Raw rows -> `Table`: cells cleaned of markup and given their places, within the limits."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.document import Cell, Row, Table
from plancheck.location import Location
from plancheck.readers.limits import Limits
from plancheck.readers.plain.markup import clean
from plancheck.readers.plain.notation import RawRow, is_dashes


def build_table(raw: Sequence[RawRow], number: int, limits: Limits) -> Table:
    """The table of those rows; `number` is its 1-based place among the file's tables.

    Rows of dashes and rows without any text are left out. Raises UnreadableError over a limit.
    """
    rows: list[Row] = []
    for raw_row in raw:
        texts = [clean(cell.text).text for cell in raw_row]
        if not any(texts) or is_dashes([cell.text for cell in raw_row if cell.text.strip()]):
            continue
        line = raw_row[0].line
        limits.check("cells_in_row", len(raw_row), line)
        limits.check("rows", len(rows) + 1, line)
        limits.check("cell_characters", max(map(len, texts)), line)
        cells = tuple(
            Cell(text, Location(line=cell.line, table=number, row=len(rows) + 1, cell=place), cell.merged)
            for place, (cell, text) in enumerate(zip(raw_row, texts, strict=True), start=1)
        )
        rows.append(Row(cells, Location(line=line, table=number, row=len(rows) + 1)))
    first = rows[0].location.line if rows else None
    return Table(tuple(rows), Location(line=first, table=number))
