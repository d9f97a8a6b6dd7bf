"""Words -> lines by their baselines, and the text of a cell: wrapped lines joined, its own paragraphs kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from plancheck.location import Rectangle
from plancheck.readers.pdf.words import DOWN, HYPHEN, LEFT, RIGHT, UP, Word

_SAME_LINE = 0.5  # of the font's size: baselines no further apart are one
_SPACE = 0.15  # of the font's size: words further apart have a space between them
_USUAL_SPACE = 0.25
_SLACK = 2.0  # points that a line must have left for the next word to be said to have had room
_APART = 1.55  # of the font's size between baselines, where one and a quarter is usual
_PADDING = 12.0  # points at most between a cell's border and its text

_ODD = re.compile(
    "[\x00-\x1e\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ue000-\uf8ff\ufb00-\ufb06\ufeff\ufffd-\uffff]"
)
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_LIGATURES |= {"\ufb05": "st", "\ufb06": "st", HYPHEN: "-", "\ufffe": "-"}
_BULLETS = frozenset("\uf0b7\uf0a7\uf0a8\uf0d8\uf0fc\uf02d\uf076\uf071")  # of the fonts Symbol and Wingdings
_YEAR_BEGUN = re.compile(r"\d\.\d{1,2}\.(\d{1,3})$")
_POINT = re.compile(r"\d{1,2}\)\s+\w")  # of a list within a cell
_DIGITS = re.compile(r"\d+")
TORN = "\x1f"  # a word may have been torn here without a hyphen, since it is as wide as its cell
HYPHENS = (HYPHEN, "\ufffe", "-", "\u2010", "\xad")
_CLOSING = frozenset(",.;:)»!?")  # no space stands before these
_ATTACHING = "–—/\u2011"  # a line may break behind these, where no space is
_ATTACHED = re.compile(rf"\w[{_ATTACHING}]$")

_MADE = tuple.__new__
_bottom, _left = attrgetter("bottom"), attrgetter("left")


class Line(NamedTuple):
    """Words on one baseline from left to right, and the box around them in points; `page` is 1-based."""

    words: list[Word]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    page: int = 0
    bold: bool = False

    @property
    def text(self) -> str:
        """The words with the spaces that stand between them."""
        return spelled(self.words)

    @property
    def box(self) -> Rectangle:
        return self.left, self.top, self.right, self.bottom


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines from the top down."""
    found: list[Line] = []
    group: list[Word] = []
    base = reach = 0.0
    for word in sorted(words, key=_bottom):
        if group:
            if not word.bottom - base > reach:  # nor where it is no number
                group.append(word)
                continue
            found.append(line_of(group))
        group = [word]
        base, reach = word.bottom, _SAME_LINE * word.size
    if group:
        found.append(line_of(group))
    return found


def line_of(words: Sequence[Word]) -> Line:
    """One line of these words."""
    if len(words) == 1:
        # the fields in their order, here and below: by name it takes three times as long
        return _MADE(Line, (list(words), *words[0][1:6], 0, False))
    ordered = sorted(words, key=_left)
    first = ordered[0]
    if len(ordered) == 2:
        last = ordered[1]
        top, right = min(first.top, last.top), max(first.right, last.right)
        bottom, size = max(first.bottom, last.bottom), max(first.size, last.size)
        return _MADE(Line, (ordered, first.left, top, right, bottom, size, 0, False))
    return Line(
        ordered,
        first.left,
        min([word.top for word in ordered]),
        max([word.right for word in ordered]),
        max([word.bottom for word in ordered]),
        max([word.size for word in ordered]),
    )


def spelled(words: Sequence[Word]) -> str:
    """The words of one line as text."""
    if len(words) == 1:
        return words[0].text
    parts = [words[0].text]
    before = words[0]
    for word in words[1:]:
        near = word.left - before.right < _SPACE * word.size
        if not near or (word.spaced and not word.glued and word.start > before.start):
            parts.append(" ")
        parts.append(word.text)
        before = word
    return "".join(parts)


def cell_text(words: Sequence[Word], left: float, right: float, padding: float = 2.0) -> str:
    """The text of a cell between those borders: lines that were wrapped joined, others kept by newlines."""
    if not words:
        return ""
    if len(words) == 1:
        return clean(words[0].text)
    for word in words:
        if word.way != RIGHT:
            words, left, right = _turned(words, left, right)
            break
    return clean(joined(lines_of(words), right - left - 2 * min(padding, _PADDING)))


def joined(lines: Sequence[Line], width: float) -> str:
    """The text of lines that had `width` points to fill."""
    parts: list[str] = []
    before: Line | None = None
    text = ""
    for line in lines:
        following = spelled(line.words)
        if before is not None:
            mark = between(before, text, line, following, width)
            parts.append(mark)
        parts.append(following)
        before, text = line, following
    return "".join(parts)


def between(before: Line, text: str, line: Line, following: str, width: float) -> str:
    """What stands between two lines: nothing, a space, a newline where the first did not have to end, or `TORN`."""
    last, first = text[-1:], following[0]
    if last in HYPHENS:
        return "\n"  # whoever knows words tells whether the hyphen is the word's own
    attached = first in _CLOSING or (last in _ATTACHING and _ATTACHED.search(text))
    counts = first.isdigit()
    if attached or (counts and last.isdigit() and _tears_year(text, following)):
        return ""
    if counts and _POINT.match(following):
        return "\n"
    if had_room(before, line, width) or line.bottom - before.bottom > _APART * max(line.size, before.size):
        return "\n"
    numbers = counts and last.isdigit() and following.isdigit() and len(following) < 3
    if " " not in text and (numbers or (last.isalpha() and first.islower())):
        letter = (before.right - before.left) / len(text)
        if before.right - before.left + 1.7 * letter > width:
            return "" if numbers else TORN
    return " "


def _tears_year(text: str, following: str) -> bool:
    """Whether a line ends within a date's year («20.04.202» and «6 …»)."""
    year, rest = _YEAR_BEGUN.search(text), _DIGITS.match(following)
    return year is not None and rest is not None and len(year[1]) + len(rest[0]) == 4


def had_room(before: Line, line: Line, width: float) -> bool:
    """Whether the first word of a line would have fitted on the one before, so that a paragraph ends there."""
    first = line.words[0]
    wide = first.head or first.right - first.left
    return before.right - before.left + _USUAL_SPACE * before.size + wide <= width - _SLACK


def clean(text: str) -> str:
    """The text without signs that are not text; ligatures spelled, bullets of symbol fonts made «•»."""
    if _ODD.search(text):
        text = _ODD.sub(_plain, text)
    return text.strip()


def _plain(odd: re.Match[str]) -> str:
    sign = odd[0]
    if sign == "\n":
        return sign
    return "•" if sign in _BULLETS else _LIGATURES.get(sign, "")


def _turned(words: Sequence[Word], left: float, right: float) -> tuple[list[Word], float, float]:
    """Words that mostly run up, down or upside down, as if the page were turned to read them."""
    ways = [word.way for word in words]
    way = max((RIGHT, UP, DOWN, LEFT), key=ways.count)
    if way == RIGHT:
        return list(words), left, right
    turned = [turned_word(word, way) for word in words]
    low, high = min(word.left for word in turned), max(word.right for word in turned)
    return turned, low, high + 2 * _PADDING  # how far it might have gone is not known; it is short


def turned_word(word: Word, way: int) -> Word:
    """The word's box as it is once the page is turned so that text that ran `way` runs to the right."""
    left, top, right, bottom = word.left, word.top, word.right, word.bottom
    if way == UP:
        left, top, right, bottom = -word.bottom, word.left, -word.top, word.right
    elif way == DOWN:
        left, top, right, bottom = word.top, -word.right, word.bottom, -word.left
    elif way == LEFT:
        left, top, right, bottom = -word.right, -word.bottom, -word.left, -word.top
    return word._replace(left=left, top=top, right=right, bottom=bottom, way=RIGHT if word.way == way else word.way)
