"""Excel 2003's XML, which accounting programs still write under `.xls` and `.xml`: values as they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from lxml.etree import _Element

from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged, parse_xml
from plancheck.readers.sheets.number_formats import PLAIN, NumberFormat, read_format, shown
from plancheck.readers.sheets.sheet import LAST_COLUMN, LAST_ROW, Range, Sheet, Spans, Workbook, clean_text

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "Short Date": "dd.mm.yyyy"}
_NAMED |= {"General Date": "dd.mm.yyyy h:mm", "Short Time": "h:mm", "Long Time": "h:mm:ss", "Medium Date": "d-mmm-yy"}


def read_xml2003(content: bytes, limits: Limits) -> Workbook:
    """The sheets of a workbook in the order of their tabs. Raises UnreadableError, and nothing else."""
    root = parse_xml(content, limits)
    pages = root.findall(f"{_SHEET}Worksheet")
    if not pages:
        raise damaged()
    limits.check("sheets", len(pages))
    forms = {
        style.get(f"{_SHEET}ID"): read_format(_NAMED.get(code, code))
        for style in root.iterfind(f"{_SHEET}Styles/{_SHEET}Style")
        for code in (look.get(f"{_SHEET}Format") or "" for look in style.iterfind(f"{_SHEET}NumberFormat"))
    }
    sheets = [_sheet(page, forms, limits) for page in pages]
    limits.check("cells", sum(len(cells) for sheet in sheets for cells in sheet.rows.values()))
    return Workbook(tuple(sheets))


def _sheet(page: _Element, forms: Mapping[str | None, NumberFormat], limits: Limits) -> Sheet:
    rows: dict[int, dict[int, str]] = {}
    merged: list[Range] = []
    hidden_rows: list[tuple[int, int]] = []
    number = 0
    for row in page.iterfind(f"{_SHEET}Table/{_SHEET}Row"):
        number = _whole(row, "Index", number + 1, LAST_ROW)
        last = min(number + _whole(row, "Span", 0, LAST_ROW), LAST_ROW)
        if row.get(f"{_SHEET}Hidden") == "1":
            hidden_rows.append((number, last))
        column = 0
        cells: dict[int, str] = {}
        for cell in row.iterfind(f"{_SHEET}Cell"):
            column = _whole(cell, "Index", column + 1, LAST_COLUMN)
            across, down = _whole(cell, "MergeAcross", 0, LAST_COLUMN), _whole(cell, "MergeDown", 0, LAST_ROW)
            text = _text(cell, forms.get(cell.get(f"{_SHEET}StyleID"), PLAIN))
            if text:
                cells[column] = text
                limits.check("cells_in_row", len(cells))
            if text and (across or down):
                merged.append((number, column, number + down, column + across))
            column += across
        if cells:
            rows.setdefault(number, {}).update(cells)
            limits.check("rows", len(rows))
        number = last
    ordered = {number: dict(sorted(cells.items())) for number, cells in sorted(rows.items())}
    shown_as = page.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible") or ""
    return Sheet(
        page.get(f"{_SHEET}Name") or "",
        ordered,
        tuple(merged),
        shown_as in {"SheetHidden", "SheetVeryHidden"},
        Spans.of(hidden_rows),
        Spans.of(_hidden_columns(page)),
    )


def _hidden_columns(page: _Element) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    number = 0
    for column in page.iterfind(f"{_SHEET}Table/{_SHEET}Column"):
        first = _whole(column, "Index", number + 1, LAST_COLUMN)
        number = min(first + _whole(column, "Span", 0, LAST_COLUMN), LAST_COLUMN)
        if column.get(f"{_SHEET}Hidden") == "1":
            found.append((first, number))
    return found


def _text(cell: _Element, form: NumberFormat) -> str:
    value = cell.find(f"{_SHEET}Data")
    if value is None:
        return ""
    text = "".join(str(part) for part in value.itertext())
    kind = value.get(f"{_SHEET}Type")
    try:
        if kind == "Number":
            return shown(float(text), form)
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text)
            return shown(moment if moment.year > 1900 else moment.time(), form)
    except ValueError:
        return ""
    if kind == "Boolean":
        return shown(text == "1")
    return "" if kind == "Error" else clean_text(text)


def _whole(element: _Element, name: str, otherwise: int, most: int) -> int:
    """A whole number of an attribute, no greater than `most`; `otherwise` where there is none, or no number."""
    written = element.get(f"{_SHEET}{name}") or ""
    return min(int(written), most) if written.isdecimal() and len(written) < 9 else otherwise
