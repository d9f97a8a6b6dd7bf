"""OpenDocument tables -> drafts: repeated rows and cells, covered cells, hidden rows, cells split by a sub table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml.etree import _Element

from plancheck.readers.flow.draft import Draft, DraftCell, DraftParagraph, DraftTable
from plancheck.readers.limits import Limits
from plancheck.readers.odt.names import TABLE, TEXT, whole
from plancheck.readers.odt.subtables import opened

Plain = Callable[[_Element], str | DraftParagraph | None]
ReadInside = Callable[[_Element, list[Draft], int], None]
_ROW, _CELL, _COVERED, _COLUMN = (
    f"{TABLE}{name}" for name in ("table-row", "table-cell", "covered-table-cell", "table-column")
)
_USUAL = ["string"]  # the one attribute that most cells have: its type
_CELLS = frozenset((_CELL, _COVERED))
_PARAGRAPH = f"{TEXT}p"
_ROW_GROUPS = frozenset(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
_COLUMN_GROUPS = frozenset(f"{TABLE}{name}" for name in ("table-header-columns", "table-columns", "table-column-group"))
_REPEATED, _ACROSS, _DOWN = (
    f"{TABLE}number-{name}" for name in ("columns-repeated", "columns-spanned", "rows-spanned")
)
_UNSEEN = frozenset(("collapse", "filter"))
_SUB_TABLE = f"{TABLE}is-sub-table"


class TableReader:
    """Reads the tables of one document; `read_inside` reads the blocks of a cell, `plain` a paragraph of text alone."""

    def __init__(self, limits: Limits, read_inside: ReadInside, plain: Plain) -> None:
        self._limits, self._read_inside, self._plain = limits, read_inside, plain
        self._count = 0  # of rows and cells that tables hold so far: a repeat of few bytes may ask for millions

    def read(self, element: _Element, depth: int) -> DraftTable:
        """The draft of a `table:table`. Raises UnreadableError where its rows or cells go over the limits."""
        table = DraftTable()
        unseen = _hidden_columns(element, self._limits)
        split: dict[int, DraftTable] = {}
        for row in _within(element, _ROW, _ROW_GROUPS, self._limits):
            cells = self._cells(row, unseen, split, depth)
            times = max(1, whole(row, f"{TABLE}number-rows-repeated"))
            self._limits.check("rows", len(table.rows) + times)
            self._count += (len(cells) + 1) * times
            self._limits.check("cells", self._count)
            table.rows.append(cells)
            table.rows += [[_copy(cell) for cell in cells] for _ in range(times - 1)]
        return opened(table, split) if split else table

    def _cells(self, row: _Element, unseen: set[int], split: dict[int, DraftTable], depth: int) -> list[DraftCell]:
        """The cells that begin in a row; `split` is given the sub table of each that is divided by one."""
        cells: list[DraftCell] = []
        column = 0
        row_hidden = row.get(f"{TABLE}visibility") in _UNSEEN
        most = self._limits.cells_in_row
        plain = self._plain if depth <= self._limits.depth else None
        for element in row:
            tag = element.tag
            if tag not in _CELLS:
                continue
            times = across = down = 1
            values: list[str] = element.values()  # type: ignore[assignment]  # to ask for each by its name takes three times as long
            if values and values != _USUAL and any(map(str.isdecimal, values)):
                times, across, down = (max(1, whole(element, name)) for name in (_REPEATED, _ACROSS, _DOWN))
            if tag == _CELL:
                text = None
                if plain and len(element) == 1:
                    only = element[0]
                    if only.tag == _PARAGRAPH and not len(only):
                        text = plain(only)
                if isinstance(text, str):
                    cell = DraftCell(column, across, down, row_hidden or column in unseen, (), text)
                else:
                    content: list[Draft] = [] if text is None else [text]
                    if text is None:
                        self._read_inside(element, content, depth)
                    cell = DraftCell(column, across, down, row_hidden or column in unseen, content)
                    inner = content[0] if len(content) == 1 else None
                    if isinstance(inner, DraftTable) and element[0].get(_SUB_TABLE) == "true":
                        split[id(cell)] = inner
                cells.append(cell)
                if times > 1 and id(cell) not in split and (cell.content or cell.text is not None):
                    self._limits.check("cells_in_row", len(cells) + times - 1)
                    cells += [_copy(cell, place) for place in range(column + 1, column + times)]
                if len(cells) > most:
                    self._limits.check("cells_in_row", len(cells))
            column += times
        return cells


def _within(element: _Element, wanted: str, groups: frozenset[str], limits: Limits) -> Iterator[_Element]:
    """The rows or columns of a table, those inside groups as well."""
    waiting = [iter(element)]
    while waiting:
        for child in waiting[-1]:
            if child.tag == wanted:
                yield child
            elif child.tag in groups:
                waiting.append(iter(child))
                limits.check("depth", len(waiting))
                break
        else:
            waiting.pop()


def _hidden_columns(element: _Element, limits: Limits) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in _within(element, _COLUMN, _COLUMN_GROUPS, limits):
        times = whole(column, f"{TABLE}number-columns-repeated")
        if column.get(f"{TABLE}visibility") in _UNSEEN:
            hidden |= set(range(at, min(at + times, limits.cells_in_row)))
        at += times
    return hidden


def _copy(cell: DraftCell, column: int | None = None) -> DraftCell:
    """A repeated cell: one of its own, with the same content."""
    return replace(cell, column=cell.column if column is None else column)
