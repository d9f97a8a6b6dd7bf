"""Builds PDF files for tests with fpdf2: lines of text and tables, ruled in many ways, torn by pages."""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import fontpkg_pt_serif
import pypdfium2
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fpdf import FPDF, FontFace
from fpdf.enums import TextMode

__all__ = ["FontFace", "Habits", "Line", "Merged", "Ruled", "made_pdf", "russian_font"]

_FONT = "Serif"
_PAD = 4.5


def russian_font(*, bold: bool = False) -> Path:
    """A TrueType font with Cyrillic letters, from the development dependency fontpkg-pt-serif."""
    return fontpkg_pt_serif.ROOT / "files" / f"PT_Serif-Web-{'Bold' if bold else 'Regular'}.ttf"


@cache
def _light_font(*, bold: bool) -> Path:
    """The font's Russian and Latin letters alone, without hints: a quarter of the size, and quick to embed."""
    folder = Path(tempfile.mkdtemp(prefix="plancheck-font-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    font = TTFont(russian_font(bold=bold), recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x180), *range(0x400, 0x460), *range(0x2010, 0x2030), 0x2116, 0x2022])
    subsetter.subset(font)
    path = folder / russian_font(bold=bold).name
    font.save(path)
    font.close()
    return path


@dataclass(frozen=True)
class Habits:
    """How a file is made: lengths in points. `rules` is one of lines, boxes, fills, doubled, dashed, level, none."""

    rules: str = "lines"
    size: float = 10
    landscape: bool = False
    quarter: int = 0  # /Rotate of the pages, whose text is drawn turned the other way so that it is seen upright
    turned: int = 0  # /Rotate of the pages, seen turned
    torn: bool = True  # rows may go on over a page's end
    closed: bool = True  # a row so torn is closed by a rule
    header_again: bool = True
    numbered_pages: bool = True
    running_head: str = ""
    hyphen_after: int = 0  # words that do not fit are hyphenated once so many letters fit; 0 never
    invisible: bool = False
    password: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph: `align` is L, C, R; `x` sets it in; `gap` is the white above; `tab` begins a second column."""

    text: str
    align: str = "L"
    bold: bool = False
    x: float = 0
    gap: float = 4
    beside: str = ""


@dataclass(frozen=True)
class Merged:
    """A cell over several places; those it covers are given as None."""

    text: str
    across: int = 1
    down: int = 1


Given = str | Merged | None


@dataclass(frozen=True)
class Ruled:
    """A table: rows of cells and the widths of its columns in points (stretched to the page)."""

    rows: Sequence[Sequence[Given]]
    widths: Sequence[float]
    headers: int = 1


@dataclass
class _Maker:
    habits: Habits
    pdf: FPDF
    y: float = 0.0
    left: float = 56.0
    right: float = 0.0
    bottom: float = 0.0
    step: float = 0.0
    begun: bool = False  # the page has just begun within a table

    def page(self) -> None:
        self.pdf.add_page()
        if self.habits.quarter:
            w, h = self.pdf.w, self.pdf.h
            turned = {90: (0, 1, -1, 0, h, 0), 180: (-1, 0, 0, -1, w, h), 270: (0, -1, 1, 0, 0, w)}
            self.pdf._out("{} {} {} {} {} {} cm".format(*turned[self.habits.quarter]))
        self.y = 56.0
        self.right, self.bottom = self.pdf.w - 40.0, self.pdf.h - 56.0
        if self.habits.running_head:
            self.text(self.left, 36, self.habits.running_head)
        if self.habits.numbered_pages:
            self.text(self.pdf.w / 2, self.pdf.h - 24, str(self.pdf.page))

    def text(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        self.pdf.set_font(_FONT, "B" if bold else "", self.habits.size)
        if text:
            self.pdf.text(x, y, text)

    def width(self, text: str, *, bold: bool = False) -> float:
        self.pdf.set_font(_FONT, "B" if bold else "", self.habits.size)
        return self.pdf.get_string_width(text)

    def wrapped(self, text: str, width: float, *, bold: bool = False) -> list[str]:
        lines = []
        for paragraph in text.split("\n"):
            line = ""
            for word in paragraph.split(" "):
                longer = f"{line} {word}" if line else word
                if self.width(longer, bold=bold) <= width:
                    line = longer
                    continue
                head = self.hyphenated(line, word, width) if line else ""
                if line:
                    lines.append(f"{line} {head}-" if head else line)
                *full, line = self.broken(word[len(head) :], width, bold=bold)
                lines += full
            lines.append(line)
        return lines

    def broken(self, line: str, width: float, *, bold: bool) -> list[str]:
        """A word longer than its cell is broken where it is full, as Word does: behind a hyphen if there is one."""
        pieces = []
        while len(line) > 1 and self.width(line, bold=bold) > width:
            at = max(1, next(at for at in range(1, len(line) + 1) if self.width(line[:at], bold=bold) > width) - 1)
            at = line.rfind("-", 0, at) + 1 or at
            pieces.append(line[:at])
            line = line[at:]
        return [*pieces, line]

    def hyphenated(self, line: str, word: str, width: float) -> str:
        least = self.habits.hyphen_after
        if not least or not word.isalpha() or len(word) < 2 * least:
            return ""
        fitting = [at for at in range(least, len(word) - 1) if self.width(f"{line} {word[:at]}-") <= width]
        vowels = [at for at in fitting if word[at - 1] in "аеиоуыэюя" and word[at + 1 : at + 2] not in ("ь", "ъ")]
        return word[: vowels[-1]] if vowels else ""

    def line(self, line: Line) -> None:
        self.y += line.gap
        column = (self.right - self.left) / 2 - 20 if line.beside else self.right - self.left - line.x
        left = self.wrapped(line.text, column, bold=line.bold)
        beside = self.wrapped(line.beside, column) if line.beside else []
        for at in range(max(len(left), len(beside))):
            if self.y + self.step > self.bottom:
                self.page()
            self.y += self.step
            if at < len(left):
                room = column - self.width(left[at], bold=line.bold)
                shift = {"L": 0.0, "C": room / 2, "R": room}[line.align]
                self.text(self.left + line.x + shift, self.y, left[at], bold=line.bold)
            if at < len(beside):
                self.text(self.left + column + 40, self.y, beside[at])

    def table(self, table: Ruled) -> None:
        scale = (self.right - self.left) / sum(table.widths)
        xs = [self.left]
        for width in table.widths:
            xs.append(xs[-1] + width * scale)
        self.rows(table.rows, xs, table.headers)

    def rows(self, rows: Sequence[Sequence[Given]], xs: Sequence[float], headers: int) -> None:
        texts: dict[tuple[int, int], list[str]] = {}
        spans: dict[tuple[int, int], Merged] = {}
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    merged = cell if isinstance(cell, Merged) else Merged(cell)
                    spans[r, c] = merged
                    texts[r, c] = self.wrapped(
                        merged.text, xs[c + merged.across] - xs[c] - 2 * _PAD, bold=r < headers or merged.across > 1
                    )
        heights = [1] * len(rows)
        for (r, c), merged in sorted(spans.items(), key=lambda one: one[1].down):
            lacking = len(texts[r, c]) - sum(heights[r : r + merged.down])
            heights[r + merged.down - 1] += max(0, lacking)
        head = sum(height * self.step + 2 * _PAD for height in heights[:headers])
        self.y += 6
        drawn: dict[tuple[int, int], int] = {}
        for r, height in enumerate(heights):
            left = height
            if self.y + self.step * (1 if self.habits.torn else height) + 2 * _PAD > self.bottom:
                self.break_page(rows, xs, headers, head, r)
            begin = self.y
            self.y += _PAD
            for slot in range(height):
                if self.y + self.step + _PAD > self.bottom:
                    self.sides(r, begin, self.y + _PAD, spans, xs, first=left == height, last=False)
                    self.break_page(rows, xs, headers, head, r)
                    begin, left = self.y, height - slot
                    self.y += _PAD
                self.y += self.step
                for (top_row, c), merged in spans.items():
                    if top_row <= r < top_row + merged.down:
                        at = drawn.get((top_row, c), 0)
                        drawn[top_row, c] = at + 1
                        if at < len(texts[top_row, c]):
                            bold = top_row < headers or merged.across > 1
                            self.text(xs[c] + _PAD, self.y - 0.2 * self.step, texts[top_row, c][at], bold=bold)
            self.y += _PAD
            self.sides(r, begin, self.y, spans, xs, first=left == height, last=True)

    def break_page(
        self, rows: Sequence[Sequence[Given]], xs: Sequence[float], headers: int, head: float, row: int
    ) -> None:
        self.page()
        self.begun = True
        if self.habits.header_again and headers and row >= headers and head < self.bottom / 3:
            self.rows(rows[:headers], xs, headers)

    def sides(
        self,
        row: int,
        top: float,
        bottom: float,
        spans: dict[tuple[int, int], Merged],
        xs: Sequence[float],
        *,
        first: bool,
        last: bool,
    ) -> None:
        """The rules around the cells of one row's piece on this page."""
        page_end = bottom + self.step + 2 * _PAD > self.bottom
        for (r, c), merged in spans.items():
            if not r <= row < r + merged.down:
                continue
            left, right = xs[c], xs[c + merged.across]
            over = (first and row == r) or (self.habits.closed and (not first or self.begun))
            under = (last and row == r + merged.down - 1) or (self.habits.closed and (not last or page_end))
            self.box(left, top, right, bottom, over=over, under=under)
        self.begun = False

    def box(self, left: float, top: float, right: float, bottom: float, *, over: bool, under: bool) -> None:
        rules, pdf = self.habits.rules, self.pdf
        if rules == "none":
            return
        if rules == "boxes" and over and under:
            pdf.rect(left, top, right - left, bottom - top)
            return
        edges = [(left, top, right, top)] * over + [(left, bottom, right, bottom)] * under
        if rules != "level":
            edges += [(left, top, left, bottom), (right, top, right, bottom)]
        for x0, y0, x1, y1 in edges:
            if rules == "fills":
                pdf.rect(x0 - 0.24, y0 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, style="F")
            elif rules == "dashed":
                pdf.set_dash_pattern(dash=3, gap=2)
                pdf.line(x0, y0, x1, y1)
            else:
                pdf.line(x0, y0, x1, y1)
                if rules == "doubled":
                    pdf.line(x0 + 1.5 * (x0 == x1), y0 + 1.5 * (y0 == y1), x1 + 1.5 * (x0 == x1), y1 + 1.5 * (y0 == y1))


def made_pdf(blocks: Sequence[Line | Ruled], habits: Habits | None = None) -> bytes:
    """The bytes of a PDF that holds the blocks one under the other, on A4."""
    habits = habits or Habits()
    pdf = FPDF(orientation="L" if habits.landscape else "P", unit="pt", format="A4")
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.set_auto_page_break(False)
    pdf.set_line_width(0.5)
    pdf.add_font(_FONT, "", _light_font(bold=False))
    pdf.add_font(_FONT, "B", _light_font(bold=True))
    if habits.invisible:
        pdf.text_mode = TextMode.INVISIBLE
    if habits.password:
        pdf.set_encryption(owner_password=habits.password, user_password=habits.password)
    maker = _Maker(habits, pdf, step=habits.size * 1.25)
    maker.page()
    for block in blocks:
        if isinstance(block, Line):
            maker.line(block)
        else:
            maker.table(block)
            maker.y += 6
    content = bytes(pdf.output())
    for font in pdf.fonts.values():
        font.ttfont.close()
    return _rotated(content, habits) if habits.quarter or habits.turned else content


def _rotated(content: bytes, habits: Habits) -> bytes:
    document = pypdfium2.PdfDocument(content)
    for page in document:
        if habits.quarter in {90, 270}:
            page.set_mediabox(0, 0, page.get_height(), page.get_width())
        page.set_rotation(habits.quarter or habits.turned)
        page.close()
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()
