"""OpenDocument sheets (`.ods`): cells as they are shown, from `content.xml`; repeats are counted, not unrolled."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from plancheck.readers.limits import Limits
from plancheck.readers.package import Package, damaged, encrypted
from plancheck.readers.sheets.ods_cell import box_text, cell_text
from plancheck.readers.sheets.sheet import LAST_COLUMN, LAST_ROW, Range, Sheet, Spans, Workbook

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_HIDDEN = frozenset({"collapse", "filter"})
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_COLUMN, _ROW = f"{_TABLE}table-column", f"{_TABLE}table-row"
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}*"
_SHAPES = f"{_TABLE}shapes"
_GROUPS = frozenset(
    f"{_TABLE}table-{kind}"
    for kind in ("columns", "column-group", "header-columns", "rows", "row-group", "header-rows")
)


def read_ods(content: bytes, limits: Limits) -> Workbook:
    """The sheets of a workbook in the order of their tabs. Raises UnreadableError, and nothing else."""
    package = Package(content, limits)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise encrypted()
    root = package.xml("content.xml")
    if root is None:
        raise damaged()
    styles = {
        style.get(f"{_STYLE}name"): properties.get(f"{_TABLE}display") != "false"
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterchildren(f"{_STYLE}table-properties")
    }
    tables = root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    limits.check("sheets", len(tables))
    sheets = []
    filled = 0
    for table in tables:
        shown = styles.get(table.get(f"{_TABLE}style-name"), True)
        sheet = _Open(table.get(f"{_TABLE}name") or "", not shown)
        _fill(sheet, table, limits, filled)
        filled += sheet.filled
        sheets.append(sheet.closed())
    return Workbook(tuple(sheets), any(name.startswith(("Pictures/", "media/")) for name in package.names))


@dataclass(slots=True)
class _Open:
    """The sheet that is being read; `row` and `column` are the last seen."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    row: int = 0
    column: int = 0
    filled: int = 0
    boxes: list[str] = field(default_factory=list)

    def closed(self) -> Sheet:
        return Sheet(
            self.name,
            self.rows,
            tuple(self.merged),
            self.hidden,
            Spans.of(self.hidden_rows),
            Spans.of(self.hidden_columns),
            tuple(self.boxes),
        )


def _fill(sheet: _Open, element: etree._Element, limits: Limits, before: int, depth: int = 0) -> None:
    """Reads the rows and columns of a sheet or of a group in it; `before` cells are filled on earlier sheets."""
    limits.check("depth", depth)
    for child in element:
        if child.tag == _ROW:
            _row(sheet, child, limits)
            limits.check("cells", before + sheet.filled)
        elif child.tag == _COLUMN:
            _column(sheet, child)
        elif child.tag == _SHAPES:
            sheet.boxes += filter(None, map(box_text, child))
        elif child.tag in _GROUPS:
            _fill(sheet, child, limits, before, depth + 1)


def _column(sheet: _Open, element: etree._Element) -> None:
    count = _count(element.get(f"{_TABLE}number-columns-repeated"), LAST_COLUMN)
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        sheet.hidden_columns.append((sheet.column + 1, sheet.column + count))
    sheet.column = min(sheet.column + count, LAST_COLUMN)


def _row(sheet: _Open, element: etree._Element, limits: Limits) -> None:
    """Adds a row, and its repeats where it holds text."""
    repeats = _count(element.get(f"{_TABLE}number-rows-repeated"), LAST_ROW)
    first = sheet.row + 1
    sheet.row = min(sheet.row + repeats, LAST_ROW)
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        sheet.hidden_rows.append((first, sheet.row))
    cells, merged = _cells(element, first, limits)
    sheet.merged += merged
    sheet.boxes += filter(None, map(box_text, element.iterfind(f"{_CELL}/{_DRAWN}")))
    if cells:
        limits.check("rows", len(sheet.rows) + repeats)
        sheet.rows |= dict.fromkeys(range(first, sheet.row + 1), cells)
        sheet.filled += len(cells) * repeats


def _cells(row: etree._Element, number: int, limits: Limits) -> tuple[dict[int, str], list[Range]]:
    """The filled cells of a row by column, and the ranges merged that begin in it."""
    cells: dict[int, str] = {}
    merged: list[Range] = []
    column = 0
    for cell in row.iterchildren(_CELL, _COVERED):
        repeats = _count(cell.get(f"{_TABLE}number-columns-repeated"), LAST_COLUMN)
        first, column = column + 1, min(column + repeats, LAST_COLUMN)
        if cell.tag == _COVERED:
            continue  # under a merged one: what it holds is not shown
        text = cell_text(cell) if len(cell) or cell.get(f"{_OFFICE}value-type") else ""
        if not text:
            continue
        limits.check("cells_in_row", len(cells) + repeats)
        cells.update(dict.fromkeys(range(first, column + 1), text))
        across = _count(cell.get(f"{_TABLE}number-columns-spanned"), LAST_COLUMN)
        down = _count(cell.get(f"{_TABLE}number-rows-spanned"), LAST_ROW)
        if across > 1 or down > 1:
            merged.append((number, first, number + down - 1, first + across - 1))
    return cells, merged


def _count(text: str | None, most: int) -> int:
    """How often a thing is repeated, or how far it spans: 1 where it is not said or makes no sense."""
    return max(1, min(int(text), most)) if text and text.isdecimal() and len(text) < 10 else 1
