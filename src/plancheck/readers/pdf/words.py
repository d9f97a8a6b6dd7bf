"""The words of a PDF page with their boxes, as PDFium tells them; the page's own turn already undone."""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from plancheck.readers.limits import Limits
from plancheck.readers.pdf.calls import Box, address, boxes_of, unmapped
from plancheck.readers.pdf.turning import Turn

RIGHT, UP, DOWN, LEFT = 0, 1, 2, 3
HYPHEN = "\x02"  # what PDFium gives for a hyphen at the end of a line, whether the word's own or not

_LINE = re.compile(
    "[^\x00-\x20\x7f\ufffe\u2028\u2029](?:[^\x00-\x1f\x7f\ufffe\u2028\u2029]*[^\x00-\x20\x7f\ufffe\u2028\u2029])?[\x02\ufffe]?"
)
_WORD = re.compile("[^\x00-\x20\x7f\ufffe\u2028\u2029]+[\x02\ufffe]?")
_ACCENTED, _LETTER = re.compile("[\xc0-\xff]"), re.compile(r"[^\W\d_]")
_NAMELESS = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff]")
_SURE = 20  # such letters on a page
_MEANT = {
    sign: byte.decode("cp1251")
    for byte in (bytes([code]) for code in range(0x80, 0x100) if code != 0x98)
    for sign in {byte[0], ord(byte.decode("cp1252", "replace"))} - {0xFFFD}
    if byte[0] >= 0xA0 or sign >= 0x100
}
_BREAK = frozenset("\r\n")
_DEFAULT_SIZE = 10.0
_STEEP = 0.3  # of the font's size: letters of one word that differ so in height do not run to the right
_LEAST_SIZE = 0.5  # points; text so small is measured in another way than its font says
_LARGE = 20.0  # points: text of such a size may be a watermark across the page
_SLANT = 0.2  # sine of the angle from which text is neither level nor upright


class Word(NamedTuple):
    """A run of characters without a space; the box is in points from the top left corner of the page as shown.

    `size` is the font's; `spaced`: a space stands before it in the file; `glued`: a word cut at a rule goes on
    here; `way`: where the text runs to; `start`: PDFium's number of the first character; `head`: how wide the first of
    several words is, where they are given as one (0 where it is one).
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    spaced: bool
    glued: bool
    way: int
    start: int
    head: float = 0.0


_start = attrgetter("start")
Whole = Callable[[float, float, float], bool]
"""Told of a stretch of text from where to where it goes, and at what height."""


class Letters:
    """The characters of one page, open in PDFium; close it when done."""

    def __init__(self, page: Any, turn: Turn, limits: Limits) -> None:
        self._page = pdfium.FPDFText_LoadPage(page)
        self._place = address(self._page)
        self._turn = turn
        self._sizes: dict[float, float] = {}  # of fonts, by how high their letters are said to be
        self.count = max(0, pdfium.FPDFText_CountChars(self._page))
        if self.count > limits.page_characters:
            self.close()
            limits.check("page_characters", self.count)

    def close(self) -> None:
        """Gives the page's text back to PDFium."""
        pdfium.FPDFText_ClosePage(self._page)

    @cached_property
    def text(self) -> str:
        """One character for each of PDFium's, so that places in the text are PDFium's numbers."""
        if not self.count:
            return ""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        given = pdfium.FPDFText_GetText(self._page, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * max(0, given - 1)].decode("utf-16-le", "replace")
        if len(text) != self.count:
            codes = (pdfium.FPDFText_GetUnicode(self._page, at) for at in range(self.count))
            text = "".join(chr(min(code, 0x10FFFF)) for code in codes)
        return _in_cyrillic(text)

    def words(self, whole: Whole | None = None) -> list[Word]:
        """The page's words in the order of the file.

        A stretch of a line in whose box `whole` says there is nothing to be told apart is given as one word, its
        spaces inside: asking PDFium for each word's box is what takes the time.
        """
        text, found = self.text, list[Word]()
        if whole is None or self._turn.quarter:
            self._add(found, [match.span() for match in _WORD.finditer(text)])
            return found
        spans = [match.span() for match in _LINE.finditer(text)]
        gaps = [text.find(" ", first, stop) for first, stop in spans]
        begins, ends = self._ends(spans)
        heads = iter(boxes_of(self._place, [gap - 1 for gap in gaps if gap > 0]))
        left, top, size_of, made = self._turn.left, self._turn.top, self._sizes.get, tuple.__new__
        parted: list[tuple[int, int]] = []
        for (first, stop), gap, (edge, high, _, low), (_, _, end, base) in zip(spans, gaps, begins, ends, strict=True):
            start, right, above, below = edge - left, end - left, top - high, top - low
            head = next(heads)[2] - left - start if gap > 0 else 0.0
            tall = round(high - low, 1)
            size = size_of(tall)
            if not size and parted:  # some word before may be as high
                self._add(found, parted)
                parted = []
                size = size_of(tall)
            if (
                size
                and size < _LARGE
                and right > start
                and abs(base - low) < _STEEP * size
                and (gap < 0 or whole(start, right, (above + below) / 2))
            ):
                spaced = first > 0 and text[first - 1] not in _BREAK
                # the fields in their order: calls by name would take as long as PDFium does
                word = text[first:stop], start, above, right, below, size, spaced, False, RIGHT, first, head
                found.append(made(Word, word))
                continue
            parted += [match.span() for match in _WORD.finditer(text, first, stop)]
            if not size:
                self._add(found, parted)
                parted = []
        self._add(found, parted)
        found.sort(key=_start)
        return found

    def _ends(self, spans: Sequence[tuple[int, int]]) -> tuple[Sequence[Box], Sequence[Box]]:
        """The boxes of the first characters and of the last ones."""
        places = [first for first, _ in spans]
        places += [stop - 1 for _, stop in spans]
        boxes = boxes_of(self._place, places)
        return boxes[: len(spans)], boxes[len(spans) :]

    def _add(self, found: list[Word], spans: Sequence[tuple[int, int]]) -> None:
        sizes, text, made = self._sizes, self.text, tuple.__new__
        left, top = self._turn.left, self._turn.top
        plain = self._turn.quarter == 0
        begins, ends = self._ends(spans)
        for (first, stop), (start, high, own, low), (_, _, beyond, base) in zip(spans, begins, ends, strict=True):
            tall = round(high - low, 1)
            size = sizes.get(tall) or sizes.setdefault(tall, self._size(first))
            turned = not plain or tall <= 0.0 or size > _LARGE or own < start
            end = own
            if stop - first > 1 and not turned:
                end = max(beyond, start + 0.1)
                turned = abs(base - low) > _STEEP * size
            if turned:
                word = self._turned(text[first:stop], first, stop, text)
                if word is not None:
                    found.append(word)
                continue
            spaced = first > 0 and text[first - 1] not in _BREAK
            box = start - left, top - high, end - left, top - low
            found.append(made(Word, (text[first:stop], *box, size, spaced, False, RIGHT, first, 0.0)))

    def _size(self, index: int) -> float:
        """The size of a character's font on the page, in points."""
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self._page, index, matrix):
            return _DEFAULT_SIZE
        size: float = math.hypot(matrix.a, matrix.b) * pdfium.FPDFText_GetFontSize(self._page, index)
        return size if _LEAST_SIZE < size < math.inf else _DEFAULT_SIZE

    def _turned(self, word: str, first: int, stop: int, text: str) -> Word | None:
        """A word whose text or page is turned: its box by the origins and boxes of its first and last characters."""
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self._page, first, matrix):
            return None
        along = math.hypot(matrix.a, matrix.b)
        if min(abs(matrix.a), abs(matrix.b)) > _SLANT * along:
            return None  # a watermark
        size = self._size(first)
        x, y = ctypes.c_double(), ctypes.c_double()
        if not pdfium.FPDFText_GetCharOrigin(self._page, first, x, y):
            return None
        point = self._turn.point
        start = point(x.value, y.value)
        beyond = point(x.value + matrix.a, y.value + matrix.b)
        way = _way(beyond[0] - start[0], beyond[1] - start[1])
        corners = [start]
        box = [ctypes.c_double() for _ in range(4)]
        for index in {first, stop - 1}:
            if pdfium.FPDFText_GetCharBox(self._page, index, *map(ctypes.byref, box)):
                edge, right, bottom, top = (value.value for value in box)
                corners += [point(edge, bottom), point(right, top)]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        bounds = min(xs), min(ys), max(xs), max(ys)
        above, below = 0.8 * size, 0.2 * size  # a line of text is as high as its font, whatever its letters
        if way in {RIGHT, LEFT}:
            bounds = bounds[0], start[1] - above, bounds[2], start[1] + below
        elif way == UP:
            bounds = start[0] - above, bounds[1], start[0] + below, bounds[3]
        else:
            bounds = start[0] - below, bounds[1], start[0] + above, bounds[3]
        return Word(word, *bounds, size, first > 0 and text[first - 1] not in _BREAK, False, way, first)

    def cut(self, word: Word, borders: Sequence[float]) -> list[Word]:
        """The word cut at borders (x) where another piece of the file's text begins beyond one; else kept whole.

        Text that is one piece in the file and runs over a border is too long for its cell: its box ends there.
        """
        box = [ctypes.c_double() for _ in range(4)]
        pieces: list[list[Any]] = []  # place in the word, left, right, places among the borders and of the text object
        for at in range(len(word.text)):
            if not pdfium.FPDFText_GetCharBox(self._page, word.start + at, *map(ctypes.byref, box)):
                continue
            a = self._turn.point(box[0].value, box[2].value)[0]
            b = self._turn.point(box[1].value, box[3].value)[0]
            left, right = min(a, b), max(a, b)
            here = bisect_left(borders, (left + right) / 2)
            thing = ctypes.cast(pdfium.FPDFText_GetTextObject(self._page, word.start + at), ctypes.c_void_p).value
            if not pieces or (pieces[-1][4] != thing and pieces[-1][3] != here):
                pieces.append([at, left, right, here, thing])
            else:
                pieces[-1][2], pieces[-1][4] = max(right, pieces[-1][2]), thing
        if not pieces:
            return [word]
        stops = [*(piece[0] for piece in pieces[1:]), len(word.text)]
        ends = [*borders, word.right]
        return [
            word._replace(
                text=word.text[at:stop],
                left=left,
                right=min(right, ends[here]),
                spaced=word.spaced and not order,
                glued=order > 0,
                start=word.start + at,
            )
            for order, ((at, left, right, here, _), stop) in enumerate(zip(pieces, stops, strict=True))
        ]

    def bold(self, word: Word) -> bool:
        """Whether the word's font is a bold one, by its weight or its name."""
        if pdfium.FPDFText_GetFontWeight(self._page, word.start) >= 600:
            return True
        name = ctypes.create_string_buffer(128)
        length = pdfium.FPDFText_GetFontInfo(self._page, word.start, name, 128, None)
        return 0 < length <= 128 and any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy"))

    @property
    def nameless(self) -> int:
        """How many characters are drawn for which the font gives nothing, or nothing that is a character."""
        return len(_NAMELESS.findall(self.text))

    def unmapped(self, words: Sequence[Word]) -> int:
        """How many of the words begin with a character that the font gives no Unicode for."""
        return unmapped(self._place, [word.start for word in words])


def _way(x: float, y: float) -> int:
    if abs(y) > abs(x):
        return UP if y < 0 else DOWN
    return RIGHT if x >= 0 else LEFT


def _in_cyrillic(text: str) -> str:
    """The text; where its font calls Russian letters by the Latin ones in their places, the letters meant."""
    accented = len(_ACCENTED.findall(text))
    if accented < _SURE or accented < len(_LETTER.findall(text)) / 2:
        return text
    return text.translate(_MEANT)
