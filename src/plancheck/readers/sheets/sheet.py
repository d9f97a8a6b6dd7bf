"""One sheet of a workbook as its format's reader saw it: filled cells, merged ranges, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from plancheck.remark import Remark

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells; 1-based, inclusive."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of the largest sheet there is; OpenDocument's is as large

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile(r" *(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]) *")


@dataclass(frozen=True, slots=True)
class Spans:
    """Numbers of rows or columns, held as 1-based inclusive pairs: a file hides a million rows in one word."""

    pairs: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Spans:
        """The pairs in order, those that touch or overlap as one."""
        joined: list[tuple[int, int]] = []
        for first, last in sorted(pairs):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(last, joined[-1][1])
            else:
                joined.append((first, last))
        return cls(tuple(joined))

    def among(self, numbers: Iterable[int]) -> frozenset[int]:
        """Those of the numbers that lie within; `numbers` ascend."""
        if not self.pairs:
            return frozenset()
        found, at = [], 0
        for number in numbers:
            while at < len(self.pairs) and self.pairs[at][1] < number:
                at += 1
            if at == len(self.pairs):
                break
            if self.pairs[at][0] <= number:
                found.append(number)
        return frozenset(found)


class Sheet(NamedTuple):
    """`rows`: row number -> column number -> text, 1-based, ascending, of cells that hold text alone.

    `boxes`: the texts of boxes that float over the cells.
    """

    name: str
    rows: Mapping[int, Mapping[int, str]]
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    hidden_rows: Spans = Spans()
    hidden_columns: Spans = Spans()
    boxes: tuple[str, ...] = ()


class Workbook(NamedTuple):
    """The sheets in the order of their tabs, whether the file holds pictures, and what is to be said of the reading."""

    sheets: tuple[Sheet, ...]
    pictures: bool = False
    remarks: tuple[Remark, ...] = ()


def clean_text(text: str) -> str:
    """The text of a cell without control characters and soft hyphens; a tab is a space, any line end `\\n`."""
    if text.isprintable():
        return text.strip()
    text = _CONTROLS.sub("", text.replace("\t", " "))
    return _LINE_ENDS.sub("\n", text).strip()


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
