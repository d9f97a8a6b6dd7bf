"""OpenDocument tables -> drafts: repeated rows and cells, covered cells, hidden rows, cells split by a sub table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from plancheck.readers.flow.draft import Draft, DraftCell, DraftParagraph, DraftTable, PlainRow
from plancheck.readers.limits import Limits
from plancheck.readers.odt.names import TABLE, TEXT, whole
from plancheck.readers.odt.subtables import opened

Plain = Callable[[Element], str | DraftParagraph | None]
ReadInside = Callable[[Element, list[Draft], int], None]
_ROW, _CELL, _COVERED, _COLUMN = (
    f"{TABLE}{name}" for name in ("table-row", "table-cell", "covered-table-cell", "table-column")
)
_PARAGRAPH = f"{TEXT}p"
_CELLS = frozenset((_CELL, _COVERED))
_ROW_GROUPS = frozenset(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
_COLUMN_GROUPS = frozenset(f"{TABLE}{name}" for name in ("table-header-columns", "table-columns", "table-column-group"))
_REPEATED, _ACROSS, _DOWN = (
    f"{TABLE}number-{name}" for name in ("columns-repeated", "columns-spanned", "rows-spanned")
)
_ROWS_REPEATED, _VISIBILITY = f"{TABLE}number-rows-repeated", f"{TABLE}visibility"
_CELL_KEYS, _ROW_KEYS = frozenset((_REPEATED, _ACROSS, _DOWN)), frozenset((_ROWS_REPEATED, _VISIBILITY))
_UNSEEN = frozenset(("collapse", "filter"))
_SUB_TABLE = f"{TABLE}is-sub-table"


class TableReader:
    """Reads the tables of one document; `read_inside` reads the blocks of a cell, `plain` a paragraph of text alone."""

    def __init__(self, limits: Limits, read_inside: ReadInside, plain: Plain) -> None:
        self._limits, self._read_inside, self._plain = limits, read_inside, plain
        self._count = 0  # of rows and cells that tables hold so far: a repeat of few bytes may ask for millions

    def read(self, element: Element, depth: int) -> DraftTable:
        """The draft of a `table:table`. Raises UnreadableError where its rows or cells go over the limits."""
        table = DraftTable()
        unseen = _hidden_columns(element, self._limits)
        split: dict[int, DraftTable] = {}
        for row in _within(element, _ROW, _ROW_GROUPS, self._limits):
            texts = None if unseen or depth > self._limits.depth else self._plain_row(row)
            if texts is not None:
                self._count += len(texts) + 1
                table.rows.append(PlainRow(texts))
                continue
            cells = self._cells(row, unseen, split, depth)
            times = max(1, whole(row, _ROWS_REPEATED))
            self._limits.check("rows", len(table.rows) + times)
            self._count += (len(cells) + 1) * times
            self._limits.check("cells", self._count)
            table.rows.append(cells)
            table.rows += [[_copy(cell) for cell in cells] for _ in range(times - 1)]
        return opened(table, split) if split else table

    def _plain_row(self, row: Element) -> list[str] | None:
        """The texts of the cells of a row where each is one place, and holds one plain paragraph, as most rows' do."""
        if len(row) > self._limits.cells_in_row or not _ROW_KEYS.isdisjoint(row.keys()):
            return None
        texts = []
        for cell in row:
            if len(cell) != 1 or cell.tag != _CELL or not _CELL_KEYS.isdisjoint(cell.keys()):
                return None
            inside = cell[0]
            text = self._plain(inside) if inside.tag == _PARAGRAPH and not len(inside) else None
            if not isinstance(text, str):
                return None
            texts.append(text)
        return texts

    def _cells(self, row: Element, unseen: set[int], split: dict[int, DraftTable], depth: int) -> list[DraftCell]:
        """The cells that begin in a row; `split` is given the sub table of each that is divided by one."""
        cells: list[DraftCell] = []
        column = 0
        row_hidden = row.get(_VISIBILITY) in _UNSEEN
        plain = self._plain if depth <= self._limits.depth else None
        for element in row:
            tag = element.tag
            if tag not in _CELLS:
                continue
            times = across = down = 1
            if not _CELL_KEYS.isdisjoint(element.keys()):
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
            column += times
        self._limits.check("cells_in_row", len(cells))
        return cells


def _within(element: Element, wanted: str, groups: frozenset[str], limits: Limits) -> Iterator[Element]:
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


def _hidden_columns(element: Element, limits: Limits) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in _within(element, _COLUMN, _COLUMN_GROUPS, limits):
        times = whole(column, _REPEATED)
        if column.get(_VISIBILITY) in _UNSEEN:
            hidden |= set(range(at, min(at + times, limits.cells_in_row)))
        at += times
    return hidden


def _copy(cell: DraftCell, column: int | None = None) -> DraftCell:
    """A repeated cell: one of its own, with the same content."""
    return replace(cell, column=cell.column if column is None else column)
