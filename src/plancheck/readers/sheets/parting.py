"""Sheets -> blocks: paragraphs and tables with true places, merged cells filled in, hidden ones marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle, repeat

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
    for left, (sheet, bands) in zip(range(len(parted))[::-1], parted, strict=True):
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
                cells += len(block.rows) * len(block.rows[0].cells)
                limits.check("tables", tables)
                limits.check("cells", cells)
        if left:
            before = before.union(*sheet.rows.values())
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
    texts = [text(column, "") for text in [line.cells.get for line in lines] for column in columns]
    limits.check("cell_characters", max(map(len, texts)))
    fill = _fill(sheet, lines, columns, limits)
    numbers = [line.number for line in lines]
    hidden_columns, hidden_rows = sheet.hidden_columns.among(columns), sheet.hidden_rows.among(numbers)
    hidden: Iterable[bool] = repeat(sheet.hidden)
    if hidden_columns or hidden_rows:
        hidden = [
            sheet.hidden or row in hidden_rows or column in hidden_columns for row in numbers for column in columns
        ]
    letters, name, width = list(map(column_letters, columns)), sheet.name, len(columns)
    # all cells at once, their fields in order: a call by name for each would take a third of the whole reading
    located = _located(
        [number for number in numbers for _ in columns],
        cycle(columns),
        name,
        [column + number for number in map(str, numbers) for column in letters],
    )
    cells = list(map(tuple.__new__, repeat(Cell), zip(texts, located, repeat(""), hidden, repeat(False))))
    for at, number in enumerate(numbers) if fill else ():
        for place, (text, merged) in fill.get(number, {}).items():
            _, where, _, unseen, _ = cells[at * width + place]
            cells[at * width + place] = Cell(text, where, merged, unseen)
    in_rows = zip(*(iter(cells),) * width, strict=True)
    places = _located(numbers, repeat(None), name, repeat(None))
    rows = map(tuple.__new__, repeat(Row), zip(in_rows, places, strict=True))
    corners = f"{letters[0]}{numbers[0]}:{letters[-1]}{numbers[-1]}"
    return Table(tuple(rows), Location(sheet=name, row=numbers[0], address=corners))


def _located(
    rows: Iterable[int], columns: Iterable[int | None], sheet: str, addresses: Iterable[str | None]
) -> Iterator[Location]:
    none = repeat(None)
    places = zip(none, none, none, none, rows, columns, repeat(sheet), none, addresses, none)
    return map(tuple.__new__, repeat(Location), places)


def _columns(sheet: Sheet, lines: Sequence[Line], before: frozenset[int]) -> list[int]:
    """The columns that hold text, and those between them that are blank here and were filled on a sheet `before`:
    a table may go on from sheet to sheet. A column that is blank because cells are merged over it is none.
    """
    filled = set[int]().union(*[line.cells for line in lines])
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
        covered_rows = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        covered_columns = range(bisect_left(columns, left), bisect_right(columns, right))
        places += len(covered_rows) * len(covered_columns)
        limits.check("cells", places)
        for row in covered_rows:
            under = fill.setdefault(row, {})
            for at in covered_columns:
                if row != top or columns[at] != left:
                    under[at] = text, "across" if row == top else "down"
    return fill
