"""Excel 5–2003 workbooks (`.xls`), by xlrd: it tells hidden rows and columns, and lays out nothing that is empty.

calamine tells neither there, and a hostile `.xls` makes it ask for more memory than there is, which ends the program.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlrd
from xlrd.book import Book
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as OldSheet

from plancheck.errors import UnreadableError
from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged, encrypted
from plancheck.readers.sheets.number_formats import PLAIN, NumberFormat, read_format, shown, shown_days
from plancheck.readers.sheets.sheet import Sheet, Spans, Workbook
from plancheck.remark import Remark

_PICTURE_STORE = b"\x01\xf0"  # the record of a drawing's pictures (OfficeArtBStoreContainer), after its version
_HIDING_UNKNOWN = Remark(
    "Оформление файла повреждено: скрытые строки и столбцы, если они есть, прочитаны как видимые.",
    "The file's styles are damaged: hidden rows and columns, if there are any, were read as visible ones.",
)


def read_xls(content: bytes, limits: Limits) -> Workbook:
    """The sheets of a workbook in the order of their tabs. Raises UnreadableError, and nothing else."""
    remarks: tuple[Remark, ...] = ()
    try:
        sheets = _sheets(content, limits, formatted=True)
    except UnreadableError:
        raise
    except Exception as error:  # xlrd trusts the numbers it finds in a file
        if "encrypted" in str(error).lower():
            raise encrypted() from error
        sheets, remarks = _unformatted(content, limits), (_HIDING_UNKNOWN,)
    pictures = b"\x0f\x00" + _PICTURE_STORE in content or b"\x1f\x00" + _PICTURE_STORE in content
    return Workbook(sheets, pictures, remarks)


def _unformatted(content: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets once more, without the styles: a program that writes odd styles writes sound values."""
    try:
        return _sheets(content, limits, formatted=False)
    except UnreadableError:
        raise
    except Exception as error:
        raise damaged() from error


def _sheets(content: bytes, limits: Limits, *, formatted: bool) -> tuple[Sheet, ...]:
    book = xlrd.open_workbook(
        file_contents=content, logfile=io.StringIO(), formatting_info=formatted, on_demand=True, ragged_rows=True
    )
    limits.check("sheets", book.nsheets)
    forms = [read_format(book.format_map[style.format_key].format_str or "") for style in book.xf_list if formatted]
    sheets = []
    filled = 0
    for place in range(book.nsheets):
        sheet = _sheet(book.sheet_by_index(place), book, forms)
        book.unload_sheet(place)
        filled += sum(map(len, sheet.rows.values()))
        limits.check("cells", filled)
        sheets.append(sheet)
    return tuple(sheets)


def _sheet(old: OldSheet, book: Book, forms: Sequence[NumberFormat]) -> Sheet:
    rows: dict[int, dict[int, str]] = {}
    for row in range(old.nrows):
        cells = {}
        for column, cell in enumerate(old.row(row), start=1):
            text = _text(cell, book, forms)
            if text:
                cells[column] = text
        if cells:
            rows[row + 1] = cells
    return Sheet(
        old.name,
        rows,
        tuple((top + 1, left + 1, below, beyond) for top, below, left, beyond in old.merged_cells),
        old.visibility != 0,
        Spans.of((row + 1, row + 1) for row, about in old.rowinfo_map.items() if about.hidden),
        Spans.of((column + 1, column + 1) for column, about in old.colinfo_map.items() if about.hidden),
    )


def _text(cell: Cell, book: Book, forms: Sequence[NumberFormat]) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return shown(cell.value)
    style = cell.xf_index
    form = forms[style] if style is not None and style < len(forms) else PLAIN
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return shown(cell.value, form)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown_days(float(cell.value), form, since_1904=book.datemode == 1)
    return ""
