"""What the table notations of text share: numbered lines, raw rows, and the shape of a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plancheck.compiling_late import late_pattern


class Line(NamedTuple):
    """A line of the file without its line end; `number` is 1-based. A page break leaves an empty line."""

    text: str
    number: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


class RawCell(NamedTuple):
    """A cell as it stands in the source, markup and all; `merged` as in `document.Cell`."""

    text: str
    line: int
    merged: str = ""


RawRow = list[RawCell]


class Finding(NamedTuple):
    """A table's rows, and the index of the first line after it.

    Without rows it says that none of this notation's tables begins before `stop`.
    """

    rows: list[RawRow]
    stop: int


Notation = Callable[[Sequence[Line], int], Finding | None]
"""(lines, index) -> the table that begins at that line, or None."""

_RULE = re.compile(r"[\s|+:=\-\u2013\u2014\u2500\u2501\u2550]*")
_DASH = late_pattern(r"[-=\u2013\u2014\u2500\u2501\u2550]")
_ROW_NUMBER = re.compile(r"(?:[#N]\s*|№\s*)?\d{1,3}(?:\s?\.\s?\d{1,3}){0,4}\s?[.)]?")
_SECTION_START = re.compile(
    # a number, or a word and a number, with a stop
    r"(?:[^\W\d_]{3,}\s+)?(?:\d{1,2}(?:\.\d{1,2})*|(?:[IVXL]|(?>[ІХ])){1,6})[.)]\s*\S|#|\*\*"
)
_GOES_ON = late_pattern(r"[a-zа-яё,;:.)\]»\-\u2013\u2014•·]")
_PAGE_NUMBER = late_pattern(r"[-\u2013\u2014]?\s*\d{1,4}\s*[-\u2013\u2014]?")


def is_rule(text: str) -> bool:
    """Whether the line is drawn with dashes (two or more) and bars alone: no content, a rule."""
    return _RULE.fullmatch(text) is not None and len(_DASH.findall(text)) > 1


def is_dashes(cells: Sequence[str]) -> bool:
    """Whether every cell of a row of two or more is dashes alone: the line under a header, or at the end."""
    return len(cells) > 1 and all(_RULE.fullmatch(cell) and _DASH.search(cell) for cell in cells)


def is_row_number(text: str) -> bool:
    """Whether the text is nothing but the number of a row: «7», «7.», «1.2.», «№ 3»; in bold too."""
    bare = text.replace("*", "").replace("\\", "").strip()
    return 0 < len(bare) < 20 and _ROW_NUMBER.fullmatch(bare) is not None


def may_follow(before: str, number: str) -> bool:
    """Whether a row's number may come after another: up by one to three at some depth, or from 1 again."""
    first, second = ([int(part) for part in re.findall(r"\d+", text)] for text in (before, number))
    if not first or not second or second[-1] == 1:
        return True
    depth = len(second) - 1
    return len(first) > depth and first[:depth] == second[:depth] and 0 < second[depth] - first[depth] <= 3


def begins_section(text: str) -> bool:
    """Whether the line begins like a heading: a number with its words, a mark of heading or bold."""
    return _SECTION_START.match(text.lstrip()) is not None


def goes_on(text: str) -> bool:
    """Whether the line begins as only the rest of a sentence or a list's item does."""
    return _GOES_ON.match(text.lstrip()) is not None


def is_page_number(text: str) -> bool:
    """Whether the line is a page's number: «3», «- 3 -»."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def next_filled(lines: Sequence[Line], at: int, within: int = 12) -> int | None:
    """The index of the first line from `at` that is not blank; None where there is none that near."""
    for index in range(at, min(at + within, len(lines))):
        if not lines[index].blank:
            return index
    return None
