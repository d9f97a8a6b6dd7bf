"""A document as a PDF with a text layer, by fpdf2 alone: tables drawn line by line, as Word prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from fpdf import FPDF

from plancheck.document import Document, Paragraph, Table
from rendering.merging import Piece, pieces

_MARGIN, _LINE, _INSET = 15.0, 4.4, 1.9  # mm: page's edge, a line's height, a cell's text from its border
_SIZE = 9  # points


@dataclass(frozen=True)
class PdfHabits:
    landscape: bool = False
    unruled: bool = False  # no lines around cells: columns are told by the gaps between them
    torn_rows: bool = False  # a row goes on where the page ends; else it moves to the next page
    repeated_header: bool = False
    page_numbers: bool = False
    running_head: bool = False
    boxes: bool = False  # a rectangle around each cell; else lines from edge to edge
    shaded_header: bool = False


def write_pdf(document: Document, habits: PdfHabits) -> bytes:
    """The bytes of the PDF, A4; a cell merged down is written once, a cell merged across over its columns."""
    return _Press(habits).print(document)


@dataclass(frozen=True)
class _Box:
    """A cell of a row as laid out: its left edge, width, the lines of its text; `open_above`: merged from above."""

    left: float
    width: float
    lines: tuple[str, ...]
    open_above: bool = False
    open_below: bool = False


class _Sheet(FPDF):
    def __init__(self, habits: PdfHabits) -> None:
        super().__init__("landscape" if habits.landscape else "portrait", "mm", "A4")
        self.habits = habits
        fonts = files("fontpkg_pt_serif") / "files"
        self.add_font("plain", "", str(fonts / "PT_Serif-Web-Regular.ttf"))
        self.add_font("plain", "B", str(fonts / "PT_Serif-Web-Bold.ttf"))
        self.set_auto_page_break(False)
        self.set_margin(_MARGIN)

    def header(self) -> None:
        if self.habits.running_head:
            self.set_font("plain", "", 7)
            self.text(_MARGIN, 9, "План школы, учебный год")

    def footer(self) -> None:
        if self.habits.page_numbers:
            self.set_font("plain", "", 8)
            self.text(self.w / 2, self.h - 7, str(self.page_no()))


class _Press:
    def __init__(self, habits: PdfHabits) -> None:
        self.habits = habits
        self.pdf = _Sheet(habits)
        self.pdf.add_page()
        self.at = _MARGIN  # how far down the page is filled

    @property
    def bottom(self) -> float:
        return self.pdf.h - _MARGIN

    def print(self, document: Document) -> bytes:
        for block in document.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif len(block.rows[0].cells) == 2:
                self._beside(block)
            else:
                self._table(block)
        return bytes(self.pdf.output())

    def _paragraph(self, block: Paragraph) -> None:
        for line in self._wrapped(block.text, self.pdf.epw, bold=block.emphasised):
            self._room(_LINE)
            self._write(_MARGIN, line, bold=block.emphasised)
            self.at += _LINE
        self.at += 1.5

    def _beside(self, table: Table) -> None:
        """A table without lines that lays out a stamp: its last column at the right."""
        for row in table.rows:
            for line in self._wrapped(row.cells[-1].text, self.pdf.epw / 2, bold=False):
                self._write(_MARGIN + self.pdf.epw * 0.55, line)
                self.at += _LINE
        self.at += 4

    def _table(self, table: Table) -> None:
        self.at += 2
        edges = self._edges(table)
        header: list[_Box] = []
        for place, (_, cells) in enumerate(pieces(table)):
            boxes = [self._box(cell, table, place, edges) for cell in cells]
            header = header or boxes
            self._row(boxes, header if place else [])
        self.at += 3

    def _edges(self, table: Table) -> list[float]:
        """The columns' left edges and the last one's right: columns of numbers are narrow, of measures wide."""
        widths = []
        for column in range(len(table.rows[0].cells)):
            longest = max(len(row.cells[column].text) for row in table.rows if row.cells[column].merged != "across")
            lone = [row.cells[column].text for row in table.rows if len({cell.text for cell in row.cells}) > 2]
            widths.append(14.0 if max(map(len, lone), default=longest) <= 6 else 30.0 + min(60, longest) / 3)
        share = self.pdf.epw / sum(widths)
        found = [_MARGIN]
        for width in widths:
            found.append(found[-1] + width * share)
        return found

    def _box(self, cell: Piece, table: Table, place: int, edges: Sequence[float]) -> _Box:
        left, right = edges[cell.column], edges[cell.column + cell.across]
        below = table.rows[place + 1].cells[cell.column].merged if place + 1 < len(table.rows) else ""
        text = "" if cell.covered else cell.text
        lines = tuple(self._wrapped(text, right - left - 2 * _INSET, bold=False))
        return _Box(left, right - left, lines, cell.covered, below == "down")

    def _row(self, boxes: Sequence[_Box], header: Sequence[_Box]) -> None:
        """One row; it moves to the next page where it does not fit, or is torn there."""
        rest = [list(box.lines) for box in boxes]
        height = max(1, *map(len, rest))
        room = int((self.bottom - self.at - 2 * _INSET) / _LINE)
        if height > room and (not self.habits.torn_rows or room < 2):
            self._next_page(header)
            room = int((self.bottom - self.at - 2 * _INSET) / _LINE)
        torn = False
        while True:
            piece = [lines[:room] for lines in rest]
            rest = [lines[room:] for lines in rest]
            self._print_row(boxes, piece, shaded=not header and self.habits.shaded_header, torn=torn)
            if not any(rest):
                return
            torn = True
            self._next_page(header)
            room = int((self.bottom - self.at - 2 * _INSET) / _LINE)

    def _next_page(self, header: Sequence[_Box]) -> None:
        self.pdf.add_page()
        self.at = _MARGIN
        if header and self.habits.repeated_header:
            self._print_row(header, [list(box.lines) for box in header], shaded=self.habits.shaded_header)

    def _print_row(
        self, boxes: Sequence[_Box], lines: Sequence[Sequence[str]], *, shaded: bool, torn: bool = False
    ) -> None:
        top = self.at
        height = max(1, *map(len, lines)) * _LINE + 2 * _INSET
        if shaded and not self.habits.unruled:
            self.pdf.set_fill_color(225)
            self.pdf.rect(boxes[0].left, top, boxes[-1].left + boxes[-1].width - boxes[0].left, height, "F")
        for box, texts in zip(boxes, lines, strict=True):
            self.at = top + _INSET
            for text in texts:
                self._write(box.left + _INSET, text)
                self.at += _LINE
            if not self.habits.unruled:
                self._border(box, top, height)
        self.at = top + height

    def _border(self, box: _Box, top: float, height: float) -> None:
        right, under = box.left + box.width, top + height
        if self.habits.boxes and not (box.open_above or box.open_below):
            self.pdf.rect(box.left, top, box.width, height)
            return
        self.pdf.line(box.left, top, box.left, under)
        self.pdf.line(right, top, right, under)
        if not box.open_above or top <= _MARGIN:
            self.pdf.line(box.left, top, right, top)
        if not box.open_below or under > self.bottom - _LINE:
            self.pdf.line(box.left, under, right, under)

    def _write(self, left: float, text: str, *, bold: bool = False) -> None:
        self.pdf.set_font("plain", "B" if bold else "", _SIZE)
        self.pdf.text(left, self.at + _LINE * 0.75, text)

    def _room(self, height: float) -> None:
        if self.at + height > self.bottom:
            self.pdf.add_page()
            self.at = _MARGIN

    def _wrapped(self, text: str, width: float, *, bold: bool) -> Iterator[str]:
        """The lines a text takes in that width: broken at spaces and behind hyphens, as Word breaks them."""
        self.pdf.set_font("plain", "B" if bold else "", _SIZE)
        for paragraph in text.split("\n") if text else []:
            line = ""
            for word in paragraph.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b"):
                if line and self._measured(line + word) > width:
                    yield line.rstrip()
                    line = ""
                line += word
                while self._measured(line) > width:  # a word wider than its cell is broken anywhere
                    fits = next(end for end in range(len(line), 0, -1) if self._measured(line[:end]) <= width)
                    yield line[:fits]
                    line = line[fits:]
            yield line.rstrip()

    def _measured(self, text: str) -> float:
        return float(self.pdf.get_string_width(text.rstrip()))
