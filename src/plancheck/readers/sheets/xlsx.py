"""Excel's `.xlsx` and `.xlsm`: cells as they are shown; macros, formulas and links are not looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from plancheck.readers.limits import Limits
from plancheck.readers.package import Package, damaged, forbidden
from plancheck.readers.reading import Reading
from plancheck.readers.sheets import reading_of
from plancheck.readers.sheets.number_formats import shown, shown_days
from plancheck.readers.sheets.sheet import LAST_COLUMN, LAST_ROW, Sheet, Workbook, column_number
from plancheck.readers.sheets.xlsx_cells import Written, plain, shared_texts, written_cells
from plancheck.readers.sheets.xlsx_parts import Styles, book_of, boxes_of, hidden_in, merged_in

_XML = (".xml", ".rels")
_BESIDE = ("docProps/app.xml", "docProps/core.xml", "docProps/custom.xml", "xl/theme/theme")  # of no cell's text
_READINGS = 5  # times that each byte of a sheet's XML is looked at, at most

Rows = dict[int, dict[int, str]]
Said = Callable[[str, str, str, str], str]
"""(style, kind, value, text of its own) -> the text of a cell as it is shown; "" for a blank one."""


def read(content: bytes, limits: Limits) -> Reading:
    """The blocks of a workbook that is known to be one of Excel's. Raises UnreadableError, and nothing else."""
    return reading_of(read_xlsx(content, limits), limits)


def read_xlsx(content: bytes, limits: Limits) -> Workbook:
    """The sheets of a workbook in the order of their tabs. Raises UnreadableError, and nothing else."""
    package = Package(content, limits)
    parts = _guarded(package, limits)
    book = book_of(parts, package.names, limits)
    limits.check("sheets", len(book.tabs))
    texts = shared_texts(parts.get(book.texts, b""), limits)
    styles = Styles(parts.get(book.styles, b""), limits)
    boxed = any("drawings/" in name and b"txBody" in part for name, part in parts.items())
    sheets = []
    for tab in book.tabs:
        part = parts[tab.part] if tab.part in parts else _guarded_part(package, tab.part)
        rows = _rows(part, texts, styles, limits, since_1904=book.since_1904)
        boxes = boxes_of(package, tab.part) if boxed else ()
        sheets.append(Sheet(tab.name, rows, merged_in(part), tab.hidden, *hidden_in(part), boxes))
    return Workbook(tuple(sheets), any(name.startswith("xl/media/") for name in package.names))


def _guarded(package: Package, limits: Limits) -> Mapping[str, bytes]:
    """The XML parts by name; a part that is none by its name may be a sheet all the same: a link is enough."""
    parts = {}
    for name in package.names:
        if name.startswith(_BESIDE):
            _guard(package.start(name))  # a sheet that lies there all the same is read when it is asked for
        elif name.lower().endswith(_XML):
            parts[name] = _guarded_part(package, name)
    limits.check("unpacked_bytes", sum(map(len, parts.values())) * _READINGS)
    return parts


def _guarded_part(package: Package, name: str) -> bytes:
    """A part; refused where it has a DOCTYPE, or is in a charset that no office program uses."""
    return _guard(package.read(name) or b"")


def _guard(part: bytes) -> bytes:
    if b"\x00" in part:
        raise damaged()
    if b"!" in part and b"<!DOCTYPE" in part.upper():
        raise forbidden()
    return part


def _rows(part: bytes, texts: Mapping[int, str], styles: Styles, limits: Limits, *, since_1904: bool) -> Rows:
    """Row -> column -> text, of the cells that hold text, 1-based, ascending."""

    def said(style: str, kind: str, value: str, own: str) -> str:
        if kind == "s":
            return _shared(texts, value)
        return _text(kind, value or own, style, styles, since_1904=since_1904) if value or own else ""

    cells = written_cells(part, limits)
    rows = _in_order(cells, texts, said) if isinstance(cells, list) and len(cells) <= limits.cells else None
    return _in_any_order(cells, said, limits) if rows is None else rows


def _shared(texts: Mapping[int, str], value: str) -> str:
    try:
        return texts[int(value)]
    except (KeyError, ValueError):
        raise damaged() from None


def _in_order(cells: Sequence[Written], texts: Mapping[int, str], said: Said) -> Rows | None:
    """The rows of cells that ascend, as nearly all sheets' do; None where they do not, or go beyond a sheet's end."""
    column_of = {name: column_number(name) for name in {cell[0] for cell in cells}}
    if max(column_of.values(), default=0) > LAST_COLUMN:
        return None
    rows: Rows = {}
    filled: dict[int, str] = {}
    at, row, last = "", 0, 0
    try:
        for letters, number, style, kind, value, own in cells:
            if number != at:
                before, at, row, last = row, number, int(number), 0
                if row <= before:
                    return None
                filled = rows[row] = {}
            column = column_of[letters]
            if column <= last:
                return None
            last = column
            if kind == "s":
                text = texts[int(value)]
            elif value or own:
                text = said(style, kind, value, own)
            else:
                continue
            if text:
                filled[column] = text
    except (KeyError, ValueError):  # a number of no shared text
        raise damaged() from None
    if row > LAST_ROW:
        return None
    return rows if all(rows.values()) else {row: filled for row, filled in rows.items() if filled}


def _in_any_order(cells: Iterable[Written], said: Said, limits: Limits) -> Rows:
    rows: Rows = {}
    held: dict[int, str] = {}
    columns: dict[str, int] = {}
    at, row, filled = "", 0, 0
    for letters, number, style, kind, value, own in cells:
        if not (value or own or kind == "s"):
            continue
        text = said(style, kind, value, own)
        if number != at:
            filled += len(held)
            limits.check("cells", filled)
            at, row = number, int(number)
            held = rows.setdefault(row, {})
        column = columns.get(letters) or columns.setdefault(letters, column_number(letters))
        if text:
            held[column] = text
    limits.check("cells", filled + len(held))
    if max(rows, default=0) > LAST_ROW or max(columns.values(), default=0) > LAST_COLUMN:
        raise damaged()
    return {row: dict(sorted(held.items())) for row, held in sorted(rows.items()) if held}


def _text(kind: str, value: str, style: str, styles: Styles, *, since_1904: bool) -> str:
    """The value of a cell that shares none, as it is shown; "" for an error's, and for what is none of its kind."""
    if kind in ("str", "inlineStr"):
        return plain(value)
    try:
        if kind in ("", "n"):
            number, form = float(value), styles.form(style)
            return shown_days(number, form, since_1904=since_1904) if form.dated else shown(number, form)
        if kind == "d":
            return shown(dt.datetime.fromisoformat(value), styles.form(style))
    except ValueError:
        return ""
    return shown(value in ("1", "true")) if kind == "b" else ""
