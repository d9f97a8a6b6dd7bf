"""A document as an Excel workbook (.xlsx), by xlsxwriter, with the habits of those who make plans in Excel."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plancheck.document import Block, Document, Table
from rendering.merging import pieces

_DATE = re.compile(r"(\d\d)\.(\d\d)\.(20\d\d)")
_WHOLE = re.compile(r"[1-9]\d{0,2}")


@dataclass(frozen=True)
class XlsxHabits:
    set_off: bool = False  # the plan begins in column C, row 4
    merged_titles: bool = False  # lines above the table are merged over its width
    typed_dates: bool = False  # a cell that is one date holds a date
    typed_numbers: bool = False  # a cell that is one number holds a number
    hidden_column: bool = False  # a column that is hidden, full of remarks, stands behind the first
    other_sheets: bool = False  # sheets before and after the plan that are not it
    a_sheet_a_table: bool = False  # each table with the lines above it on a sheet of its own
    blank_rows: bool = False  # a blank row above the table


def write_xlsx(document: Document, habits: XlsxHabits) -> bytes:
    """The bytes of the .xlsx. A line is a row of one cell; below a table a blank row stands before what follows."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        if habits.other_sheets:
            listed = book.add_worksheet("Список классов")
            for row, text in enumerate(["Класс", "5А", "5Б"]):
                listed.write_string(row, 0, text)
                listed.write_string(row, 1, "Учеников" if row == 0 else "24")
        formats = {
            "date": book.add_format({"num_format": "dd.mm.yyyy"}),
            "wrap": book.add_format({"text_wrap": True}),
            "bold": book.add_format({"bold": True, "text_wrap": True}),
        }
        for number, blocks in enumerate(_sheets(document, habits), 1):
            _write(book.add_worksheet("План" if number == 1 else f"План ({number})"), blocks, habits, formats)
        if habits.other_sheets:
            book.add_worksheet("Лист3")
    return written.getvalue()


def _sheets(document: Document, habits: XlsxHabits) -> list[list[Block]]:
    """The blocks of each sheet: all on one, or a table a sheet, each with the lines that stand above it."""
    if not habits.a_sheet_a_table:
        return [list(document.blocks)]
    sheets: list[list[Block]] = [[]]
    for block in document.blocks:
        if sheets[-1] and isinstance(sheets[-1][-1], Table) and _is_wide(sheets[-1][-1]):
            sheets.append([])
        sheets[-1].append(block)
    return sheets


def _is_wide(block: Table) -> bool:
    return len(block.rows[0].cells) > 2


def _write(sheet: Worksheet, blocks: list[Block], habits: XlsxHabits, formats: dict[str, Format]) -> None:
    row, left = (3, 2) if habits.set_off else (0, 0)
    width = max((len(block.rows[0].cells) for block in blocks if isinstance(block, Table)), default=1)
    # The hidden column stands behind the table's first column; it breaks merging across, so both do not meet.
    hidden = left + 1 if habits.hidden_column and not _merges(blocks) else None

    def place(column: int) -> int:
        return left + column + (hidden is not None and left + column >= hidden)

    for at, block in enumerate(blocks):
        if not isinstance(block, Table):
            if at and isinstance(blocks[at - 1], Table):
                row += 1
            style = formats["bold" if block.emphasised else "wrap"]
            if habits.merged_titles and width > 1 and hidden is None:
                sheet.merge_range(row, left, row, left + width - 1, block.text, style)
            else:
                sheet.write_string(row, left, block.text, style)
            row += 1
            continue
        row += habits.blank_rows and at > 0
        for source, cells in pieces(block):
            for cell in cells:
                if cell.covered:
                    continue
                column = place(cell.column)
                if cell.across > 1 or cell.down > 1:
                    last = (row + cell.down - 1, column + cell.across - 1)
                    sheet.merge_range(row, column, *last, "", formats["wrap"])
                _put(sheet, (row, column), cell.text, habits, formats)
            if hidden is not None:
                sheet.write_string(row, hidden, f"служебная пометка {source.location.row}")
            row += 1
    if hidden is not None:
        sheet.set_column(hidden, hidden, None, None, {"hidden": True})


def _merges(blocks: list[Block]) -> bool:
    tables = (block for block in blocks if isinstance(block, Table))
    return any(cell.merged == "across" for table in tables for row in table.rows for cell in row.cells)


def _put(sheet: Worksheet, place: tuple[int, int], text: str, habits: XlsxHabits, formats: dict[str, Format]) -> None:
    row, column = place
    date = _DATE.fullmatch(text)
    if habits.typed_dates and date:
        day, month, year = map(int, date.groups())
        sheet.write_datetime(row, column, dt.datetime(year, month, day), formats["date"])
    elif habits.typed_numbers and _WHOLE.fullmatch(text):
        sheet.write_number(row, column, int(text))
    elif text:
        sheet.write_string(row, column, text, formats["wrap"])
    else:
        sheet.write_blank(row, column, None, formats["wrap"])
