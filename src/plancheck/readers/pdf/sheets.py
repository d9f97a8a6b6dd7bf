"""A PDF opened and each of its pages taken apart: words inside ruled tables, lines outside, pictures."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from plancheck.location import Rectangle
from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged, encrypted
from plancheck.readers.pdf.lattice import Lattice, find_lattices
from plancheck.readers.pdf.lines import Line, line_of, lines_of, turned_word
from plancheck.readers.pdf.strokes import Rule, read_strokes
from plancheck.readers.pdf.turning import Turn
from plancheck.readers.pdf.words import DOWN, LEFT, RIGHT, UP, Letters, Whole, Word

PDFIUM = threading.Lock()  # PDFium is not safe to call from two threads at once
_END = 4_096  # bytes at the end of a file in which its closing mark stands
_SAMPLE = 50  # words of a page whose first letters are asked for
_MOSTLY = 0.6  # the share of words that run the same way on a page that is to be turned
_PICTURED = 0.1  # the share of a page that its pictures cover where they are its content
_DRAWN = 150  # paths on a page without words: letters drawn as shapes
_BLEED = 1.5  # points by which a word may stand over a border


class _Tenths(dict[float, float]):
    """Places on a page rounded to tenths of a point: the cells of a table share their few borders."""

    def __missing__(self, place: float) -> float:
        found = self[place] = round(place, 1)
        return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page (`number` is 1-based), in points from its top left corner; read as if turned where text runs `way`.

    `tables`: ruled tables and the words inside. `lines`: what stands outside. `rules`: level rules of no table.
    `letters` are the characters told, `nameless` those drawn that are none; `sampled` of the words were asked for,
    and `unmapped` of them had no Unicode.
    """

    number: int
    width: float
    height: float
    way: int
    tables: tuple[tuple[Lattice, list[Word]], ...]
    lines: list[Line]
    rules: tuple[Rule, ...]
    letters: int
    nameless: int
    pictured: bool
    sampled: int
    unmapped: int
    _tenths: _Tenths = field(default_factory=_Tenths, repr=False, compare=False)

    @property
    def extent(self) -> tuple[float, float]:
        """How wide and high the page is as it is read."""
        return (self.height, self.width) if self.way in {UP, DOWN} else (self.width, self.height)

    def shown(self, box: Rectangle) -> Rectangle:
        """A box as the page is shown, rounded to tenths of a point."""
        left, top, right, bottom = box
        if self.way == UP:
            left, top, right, bottom = top, self.height - right, bottom, self.height - left
        elif self.way == DOWN:
            left, top, right, bottom = self.width - bottom, left, self.width - top, right
        elif self.way == LEFT:
            left, top, right, bottom = self.width - right, self.height - bottom, self.width - left, self.height - top
        tenths = self._tenths
        return tenths[left], tenths[top], tenths[right], tenths[bottom]


def read_sheets(content: bytes, limits: Limits) -> list[Sheet]:
    """The pages of a PDF in order.

    Raises UnreadableError where it is broken, cut off, under a password, or over a limit.
    """
    if b"startxref" not in content[-_END:]:
        raise damaged()  # cut off: the pages that are left are not the plan
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
            raise (encrypted() if locked else damaged()) from error
        try:
            count = len(document)
            limits.check("pages", count)
            if count < 1:
                raise damaged()
            return [_sheet(document.raw, index, limits) for index in range(count)]
        finally:
            document.close()


def _sheet(document: Any, index: int, limits: Limits) -> Sheet:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise damaged()
    try:
        turn = Turn(page)
        letters = Letters(page, turn, limits)
        try:
            return _taken_apart(page, turn, letters, index + 1, limits)
        finally:
            letters.close()
    finally:
        pdfium.FPDF_ClosePage(page)


def _taken_apart(page: Any, turn: Turn, letters: Letters, number: int, limits: Limits) -> Sheet:
    strokes = read_strokes(page, turn, limits)
    level, upright = strokes.level, strokes.upright
    lattices = find_lattices(level, upright)
    words = _on_page(letters.words(_in_one_column(lattices)), turn)
    way = _way(words)
    if way != RIGHT:
        words = [_moved(turned_word(word, way), way, turn) for word in _on_page(letters.words(), turn)]
        level, upright = _turned_rules(level, upright, way, turn)
        lattices = find_lattices(level, upright)
    inside, outside = shared_out(words, lattices)
    held = [
        (lattice, _cut(inner, lattice, letters, whole=way == RIGHT))
        for lattice, inner in zip(lattices, inside, strict=True)
        if inner
    ]
    lines = _lines(outside, number, letters)
    sample = words[:: max(1, len(words) // _SAMPLE)]
    pictured = strokes.pictured > _PICTURED * turn.width * turn.height or (not words and strokes.paths > _DRAWN)
    rules = tuple(_outside(level, lattices))
    characters = sum(len(word.text) for word in words)
    failed = letters.unmapped(sample)
    return Sheet(
        number,
        turn.width,
        turn.height,
        way,
        tuple(held),
        lines,
        rules,
        characters,
        letters.nameless,
        pictured,
        len(sample),
        failed,
    )


def _outside(level: Sequence[Rule], lattices: Sequence[Lattice]) -> Sequence[Rule]:
    """The level rules that begin in no table."""
    for lattice in lattices:
        left, right, top, bottom = lattice.xs[0], lattice.xs[-1], lattice.ys[0], lattice.ys[-1]
        level = [rule for rule in level if not (left <= rule[1] <= right and top <= rule[0] <= bottom)]
    return level


def _on_page(words: Sequence[Word], turn: Turn) -> list[Word]:
    width, height = 2 * turn.width, turn.height
    return [word for word in words if 0 <= word.left + word.right <= width and 0 <= word.bottom <= height]


def _in_one_column(lattices: Sequence[Lattice]) -> Whole | None:
    """Tells whether a stretch of text stands in a table and over none of its upright borders."""
    if not lattices:
        return None

    grids = [(lattice.xs, lattice.ys[0], lattice.ys[-1], lattice.xs[0], lattice.xs[-1]) for lattice in lattices]
    if len(grids) == 1:
        xs, top, bottom, first, last = grids[0]

        def whole_here(left: float, right: float, y: float) -> bool:
            here = top <= y <= bottom and first <= left and right <= last
            return here and bisect_right(xs, left + _BLEED) == bisect_right(xs, right - _BLEED)

        return whole_here

    def whole(left: float, right: float, y: float) -> bool:
        for xs, top, bottom, first, last in grids:
            if top <= y <= bottom and first <= left and right <= last:
                return bisect_right(xs, left + _BLEED) == bisect_right(xs, right - _BLEED)
        return False

    return whole


def _way(words: Sequence[Word]) -> int:
    """Where the text of the page runs: mostly to the right; otherwise the page is read as if turned."""
    turned = [word.way for word in words if word.way != RIGHT]
    if len(turned) <= _MOSTLY * len(words):
        return RIGHT
    return max((UP, DOWN, LEFT), key=turned.count)


def _moved(word: Word, way: int, turn: Turn) -> Word:
    """A turned word put where all places are positive again."""
    across = {UP: turn.height, DOWN: 0.0, LEFT: turn.width}[way]
    down = {UP: 0.0, DOWN: turn.width, LEFT: turn.height}[way]
    return word._replace(
        left=word.left + across, right=word.right + across, top=word.top + down, bottom=word.bottom + down
    )


def _turned_rules(
    level: Sequence[Rule], upright: Sequence[Rule], way: int, turn: Turn
) -> tuple[list[Rule], list[Rule]]:
    """The rules where `_moved` puts the words between them."""
    width, height = turn.width, turn.height
    if way == UP:
        return [(x, height - low, height - high) for x, high, low in upright], [(height - y, a, b) for y, a, b in level]
    if way == DOWN:
        return [(width - x, a, b) for x, a, b in upright], [(y, width - b, width - a) for y, a, b in level]
    return (
        [(height - y, width - b, width - a) for y, a, b in level],
        [(width - x, height - b, height - a) for x, a, b in upright],
    )


def shared_out(words: Sequence[Word], lattices: Sequence[Lattice]) -> tuple[list[list[Word]], list[Word]]:
    """The words inside each of the tables, and those outside."""
    inside: list[list[Word]] = [[] for _ in lattices]
    if not lattices:
        return inside, list(words)
    outside: list[Word] = []
    if len(lattices) == 1:
        (left, *_, right), (top, *_, bottom) = lattices[0].xs, lattices[0].ys
        for word in words:
            here = top <= (word.top + word.bottom) / 2 <= bottom and left <= (word.left + word.right) / 2 <= right
            (inside[0] if here else outside).append(word)
        return inside, outside
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        for lattice, held in zip(lattices, inside, strict=True):
            if lattice.ys[0] <= y <= lattice.ys[-1] and lattice.xs[0] <= x <= lattice.xs[-1]:
                held.append(word)
                break
        else:
            outside.append(word)
    return inside, outside


def _cut(words: list[Word], lattice: Lattice, letters: Letters, *, whole: bool) -> list[Word]:
    """The words with those that stand over a border cut at it; in a merged cell the pieces are glued again."""
    xs = lattice.xs
    found: list[Word] = []
    for word in words:
        if word.head:  # several words in one column
            found.append(word)
            continue
        first, last = bisect_right(xs, word.left + _BLEED), bisect_right(xs, word.right - _BLEED)
        if whole and first < last and word.way == RIGHT and lattice.parts(xs[first:last], (word.top + word.bottom) / 2):
            found += letters.cut(word, xs[first:last])
        else:
            found.append(word)
    return found


def _lines(words: Sequence[Word], number: int, letters: Letters) -> list[Line]:
    """The lines outside tables; text that runs another way than the page is put after the others."""
    lines = lines_of(word for word in words if word.way == RIGHT)
    for way in (UP, DOWN, LEFT):
        aside = [word for word in words if word.way == way]
        if aside:
            turned = lines_of(turned_word(word, way) for word in aside)
            ordered = [
                word._replace(spaced=word.spaced or not at) for line in turned for at, word in enumerate(line.words)
            ]
            lines.append(line_of(aside)._replace(words=ordered))
    return [
        line._replace(page=number, bold=letters.bold(line.words[0]) and letters.bold(line.words[-1])) for line in lines
    ]
