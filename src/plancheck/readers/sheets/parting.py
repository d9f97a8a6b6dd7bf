"""Sheets -> blocks: paragraphs and tables with true places, merged cells filled in, hidden ones marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from plancheck.document import Block, Cell, Paragraph, Row, Table
from plancheck.location import Location
from plancheck.readers.limits import Limits
from plancheck.readers.sheets.bands import Band, Line, bands_of
from plancheck.readers.sheets.sheet import Sheet, column_letters

_UNNAMED = re.compile(r"(?:лист|sheet|table|таблица|worksheet)\s*[\d(). ]*", re.IGNORECASE)  # as programs name them
_NAME_LEVEL = 2

Fill = Mapping[int, Mapping[int, tuple[str, str]]]
"""Row number -> place in the row (0-based) of a place under a merged cell -> that cell's text, and the way it came:
`across` or `down`.
"""


def blocks_of(sheets: Sequence[Sheet], limits: Limits) -> tuple[Block, ...]:
    """The blocks of all sheets in order. Where several have tables, a sheet's own name stands above its first.

    Raises UnreadableError over a limit.
    """
    parted = [(sheet, bands_of(sheet)) for sheet in sheets]
    several = sum(not sheet.hidden and any(band.is_table for band in bands) for sheet, bands in parted) > 1
    blocks: list[Block] = []
    tables = cells = 0
    before: frozenset[int] = frozenset()
    for sheet, bands in parted:
        named = several and not sheet.hidden and any(band.is_table for band in bands)
        if named and not _UNNAMED.fullmatch(sheet.name.strip()):
            blocks.append(Paragraph(sheet.name.strip(), Location(sheet=sheet.name), level=_NAME_LEVEL))
        if not sheet.hidden:
            blocks += [Paragraph(text, Location(sheet=sheet.name)) for text in sheet.boxes]
        for band in bands:
            block = _block(sheet, band, before, limits)
            blocks.append(block)
            if isinstance(block, Table):
                tables += 1
                cells += sum(len(row.cells) for row in block.rows)
                limits.check("tables", tables)
                limits.check("cells", cells)
        before |= {column for cells_of_row in sheet.rows.values() for column in cells_of_row}
    limits.check("paragraphs", len(blocks))
    return tuple(blocks)


def _block(sheet: Sheet, band: Band, before: frozenset[int], limits: Limits) -> Block:
    if band.is_table:
        return _table(sheet, band.lines, before, limits)
    line = band.lines[0]
    column, text = next(iter(line.visible.items()))
    limits.check("cell_characters", len(text))
    address = f"{column_letters(column)}{line.number}"
    return Paragraph(text, Location(sheet=sheet.name, row=line.number, cell=column, address=address))


def _table(sheet: Sheet, lines: Sequence[Line], before: frozenset[int], limits: Limits) -> Table:
    """The table of those rows; columns without any text are cut, and keep their numbers."""
    columns = _columns(sheet, lines, before)
    limits.check("rows", len(lines))
    limits.check("cells_in_row", len(columns))
    limits.check("cells", len(lines) * len(columns))
    limits.check("cell_characters", max(len(text) for line in lines for text in line.cells.values()))
    fill = _fill(sheet, lines, columns, limits)
    hidden_columns = sheet.hidden_columns.among(columns)
    named = [(column, column_letters(column), column in hidden_columns) for column in columns]
    hidden_rows = sheet.hidden_rows.among(line.number for line in lines)
    name, made = sheet.name, tuple.__new__
    rows: list[Row] = []
    for line in lines:
        number, texts = line.number, line.cells
        hidden = sheet.hidden or number in hidden_rows
        # the fields in their order: calls by name would take a third of the whole reading
        cells = [
            made(
                Cell,
                (
                    texts.get(column, ""),
                    made(Location, (None, None, None, None, number, column, name, None, f"{letters}{number}", None)),
                    "",
                    hidden or unseen,
                    False,
                ),
            )
            for column, letters, unseen in named
        ]
        for at, (text, merged) in fill.get(number, {}).items() if fill else ():
            cells[at] = cells[at]._replace(text=text, merged=merged)
        rows.append(Row(tuple(cells), Location(sheet=name, row=number)))
    corners = f"{named[0][1]}{lines[0].number}:{named[-1][1]}{lines[-1].number}"
    return Table(tuple(rows), Location(sheet=name, row=lines[0].number, address=corners))


def _columns(sheet: Sheet, lines: Sequence[Line], before: frozenset[int]) -> list[int]:
    """The columns that hold text, and those between them that are blank here and were filled on a sheet `before`:
    a table may go on from sheet to sheet. A column that is blank because cells are merged over it is none.
    """
    filled = {column for line in lines for column in line.cells}
    blank = (set(range(min(filled), max(filled))) & before) - filled
    first, last = lines[0].number, lines[-1].number
    for top, left, bottom, right in sheet.merged if blank else ():
        if top <= last and bottom >= first and (left, right) != (min(filled), max(filled)):
            blank -= set(range(left + 1, right + 1))
    return sorted(filled | blank)


def _fill(sheet: Sheet, lines: Sequence[Line], columns: Sequence[int], limits: Limits) -> Fill:
    """The places of these rows and columns that lie under a merged cell."""
    if not sheet.merged:
        return {}
    fill: dict[int, dict[int, tuple[str, str]]] = {}
    numbers = [line.number for line in lines]
    places = 0
    for top, left, bottom, right in sheet.merged:
        if bottom < numbers[0] or top > numbers[-1]:
            continue
        text = sheet.rows.get(top, {}).get(left, "")
        if not text:
            continue
        covered_rows = [number for number in numbers if top <= number <= bottom]
        covered_columns = [at for at, column in enumerate(columns) if left <= column <= right]
        places += len(covered_rows) * len(covered_columns)
        limits.check("cells", places)
        for row in covered_rows:
            under = fill.setdefault(row, {})
            for at in covered_columns:
                if row != top or columns[at] != left:
                    under[at] = text, "across" if row == top else "down"
    return fill
