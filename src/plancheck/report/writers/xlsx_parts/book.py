"""The workbook under way: its sheets, and the one way a value gets into a cell."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from enum import StrEnum
from io import BytesIO
from typing import Any, Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording
from plancheck.report.writers.xlsx_parts.looks import LOOKS

_MOST: Final = 16_000  # characters of a cell: Excel takes 32 767, and counts some characters twice
MOST_LINKS: Final = 65_000  # of a sheet: Excel takes 65 530
_TIP: Final = 250  # characters of a link's tip: Excel takes 255
_LINE: Final = 15  # points of a line
_CAPITAL: Final = 1.3  # characters that a capital letter takes
_TALLEST: Final = 405  # points of a row: Excel takes 409
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_MADE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # not the day it was made, so that the bytes stay the same


class Tab(StrEnum):
    """The sheets, in the order of their tabs."""

    SUMMARY = "summary"
    MATRIX = "matrix"
    REMARKS = "remarks"
    UNREAD = "unread"
    RULES = "rules"


class Spot(NamedTuple):
    """A cell that a link leads to; row and column from 0."""

    tab: Tab
    row: int
    column: int = 0


class Cell(NamedTuple):
    """What is put into a cell: a text that is never a formula, a number, or nothing; its look; where it leads."""

    value: str | float | None = None
    look: str = "text"
    to: Spot | None = None
    tip: str = ""


class Column(NamedTuple):
    """A column of a table: its heading, and its width in characters."""

    heading: str
    width: float


def tab_name(tab: Tab, words: Wording) -> str:
    """The name on the tab: at most 31 characters and none of []:*?/\\'."""
    names = {
        Tab.SUMMARY: words.say("excel.summary"),
        Tab.MATRIX: words.say("excel.matrix"),
        Tab.REMARKS: words.say("excel.remarks"),
        Tab.UNREAD: words.say("excel.unread"),
        Tab.RULES: words.say("excel.rules"),
    }
    return names[tab]


def cell_text(text: str, most: int = _MOST) -> str:
    """Text on one line that Excel and XML can hold."""
    return one_line(_NO_XML.sub("\ufffd", text), most)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters: words are not torn, capitals are wide."""
    lines, filled = 1, 0.0
    for word in text.split():
        size = len(word) * (_CAPITAL if word.isupper() else 1)
        if filled and filled + 1 + size > width:
            lines, filled = lines + 1, 0.0
        filled += size + (1 if filled else 0)
        if filled > width:  # a word longer than a line
            lines, filled = lines + math.ceil(filled / width) - 1, filled % width
    return lines


class Book:
    """The workbook; `close` writes it into `target`. `workbook` is xlsxwriter's own."""

    def __init__(self, target: BytesIO, words: Wording) -> None:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = Workbook(target, options)
        self.workbook.set_properties({"title": words.say("excel.title"), "author": "plancheck", "created": _MADE})
        self.words = words
        self._sheets: list[Sheet] = []
        self._looks = {name: self.workbook.add_format({**look}) for name, look in LOOKS.items()}

    def add(self, tab: Tab) -> Sheet:
        """An empty sheet that prints on A4, lying."""
        name = tab_name(tab, self.words)
        sheet = Sheet(self, name, self.workbook.add_worksheet(name))
        sheet.page.set_landscape()
        sheet.page.set_paper(9)
        sheet.page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.page.set_footer("&L&A&R&P / &N")
        sheet.page.fit_to_pages(1, 0)
        self._sheets.append(sheet)
        return sheet

    def look(self, name: str) -> Any:
        """The format of that name."""
        return self._looks[name]

    def close(self) -> None:
        """Writes the file; nothing can be added any more."""
        for sheet in self._sheets:
            sheet.fit_rows()
        self.workbook.close()


class Sheet:
    """A sheet under way; `page` is xlsxwriter's own, for how it is shown and printed."""

    def __init__(self, book: Book, name: str, page: Any) -> None:
        self.book, self.name, self.page = book, name, page
        self._links = 0
        self._widths: list[float] = []
        self._lines: dict[int, int] = {}  # how many the fullest cell of a row takes

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Writes a cell; beyond as many links as Excel takes, links are left out and their text stays."""
        value, look = cell.value, self.book.look(cell.look)
        if isinstance(value, str) and LOOKS[cell.look].get("text_wrap") and column < len(self._widths):
            lines = lines_of(value, self._widths[column])
            self._lines[row] = max(lines, self._lines.get(row, 1))
        if value is None or value == "":
            self.page.write_blank(row, column, None, look)
        elif not isinstance(value, str):
            self.page.write_number(row, column, value, look)
        elif cell.to and self._links < MOST_LINKS:
            self._links += 1
            tip = cell_text(cell.tip, _TIP) or None
            self.page.write_url(row, column, self._address(cell.to), look, cell_text(value), tip)
        else:
            self.page.write_string(row, column, cell_text(value), look)

    def say(self, row: int, text: str, look: str) -> None:
        """A line of text that runs on over the cells to its right."""
        self.put(row, 0, Cell(text, look))

    def note(self, row: int, column: int, text: str) -> None:
        """A note that shows when the mouse is over the cell."""
        size = {"x_scale": 2.2, "y_scale": 1.2, "font_size": 9}
        self.page.write_comment(row, column, cell_text(text), {"author": "plancheck", **size})

    def widths(self, columns: Sequence[Column]) -> None:
        """Sets the columns' widths; to be called before what stands in them is written."""
        self._widths = [column.width for column in columns]
        for at, width in enumerate(self._widths):
            self.page.set_column(at, at, width)

    def fit_rows(self) -> None:
        """Gives rows the height their text needs: Excel finds it by itself, LibreOffice does not."""
        for row, lines in self._lines.items():
            if lines > 1:
                self.page.set_row(row, min(lines * _LINE, _TALLEST))

    def table(self, top: int, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], name: str) -> None:
        """A table to filter and sort, its header in row `top`; there must be a row. `name` is unique in the book."""
        last, right = top + len(rows), len(columns) - 1
        header = self.book.look("header")
        headings = [{"header": column.heading, "header_format": header} for column in columns]
        style = {"name": name, "style": None, "columns": headings}
        self.page.add_table(top, 0, last, right, style)
        self.page.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last, right)}"})
        for at, heading in enumerate(columns):
            self.put(top, at, Cell(heading.heading, "header"))
        for at, row in enumerate(rows, top + 1):
            for column, cell in enumerate(row):
                self.put(at, column, cell)

    def _address(self, spot: Spot) -> str:
        return f"internal:'{tab_name(spot.tab, self.book.words)}'!{xl_rowcol_to_cell(spot.row, spot.column)}"
