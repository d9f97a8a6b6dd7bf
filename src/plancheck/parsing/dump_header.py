"""Finds, in paragraphs that were a table's cells, the run that was its header."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plancheck.document import Paragraph

NUMBER, MEASURE, DEADLINE, RESPONSIBLE, RESULT, OTHER = (
    "number",
    "measure",
    "deadline",
    "responsible",
    "result",
    "other",
)
_SECTION = "section"
_COLUMNS = frozenset({NUMBER, MEASURE, DEADLINE, RESPONSIBLE, RESULT})
HeaderCode = Callable[[str], str | None]
"""A cell's text -> the code of the column it titles, None where it is no title."""

_CELL_LINES = 4  # lines of one header cell
_WIDEST = 20  # columns
_TITLE_LENGTH = 80
_PLAIN_WORDS = 5  # of a title in a header that is one beyond doubt
_DROPPED = 2  # cells that may be the first section's title instead
_LED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXLІХ]{1,5})\s?[.)]\s*[^\W\d_]")


class HeaderCell(NamedTuple):
    """A column's code, its title as written, the line and the paragraph it begins with."""

    code: str
    title: str
    line: int | None
    start: int


class Header(NamedTuple):
    """The cells of a header, the paragraph it begins with, and the one after it (and its column numbers).

    `counted` says that a row of column numbers confirms how many the cells are.
    """

    cells: tuple[HeaderCell, ...]
    start: int
    stop: int
    counted: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(cell.code for cell in self.cells)

    @property
    def plain(self) -> bool:
        """Whether its titles are such as no sentence of a cell is: short, without digits, begun as titles are."""
        return all(
            len(cell.title.split()) <= _PLAIN_WORDS
            and not any(sign.isdigit() for sign in cell.title)
            and (cell.code == NUMBER or cell.title[:1].isupper())
            for cell in self.cells
        )

    def readings(self) -> list[Header]:
        """This header, and what it is if what it begins or ends with is a title that only looks like a cell."""
        rests = (self.cells[first:] for first in range(1, len(self.cells)))
        shorter = [self._replace(cells=rest, start=rest[0].start) for rest in rests if _names_a_plan(rest)]
        if not self.counted:
            for last in range(len(self.cells) - 1, max(len(self.cells) - _DROPPED, 2) - 1, -1):
                rest = self.cells[:last]
                if _names_a_plan(rest):
                    shorter.append(self._replace(cells=rest, stop=self.cells[last].start))
        return [self, *shorter]


def _names_a_plan(cells: Sequence[HeaderCell]) -> bool:
    """Whether the columns are a plan's: measures, and when or by whom."""
    codes = {cell.code for cell in cells}
    return MEASURE in codes and bool(codes & {DEADLINE, RESPONSIBLE})


def find_headers(paragraphs: Sequence[Paragraph], is_header: HeaderCode) -> list[Header]:
    """Every header in the paragraphs, in order: a measure's title with a deadline's or a responsible's."""
    codes = [is_header(p.text) if len(p.text) <= _TITLE_LENGTH else None for p in paragraphs]
    headers: list[Header] = []
    index = 0
    while index < len(paragraphs):
        header = _header_at(paragraphs, codes, index, is_header) if codes[index] else None
        if header:
            headers.append(header)
            index = header.stop
        else:
            index += 1
    return headers


def gap(paragraphs: Sequence[Paragraph], index: int) -> int:
    """Lines from the end of the paragraph before to this one: 1 where they are adjacent."""
    if index == 0:
        return 1
    before, here = paragraphs[index - 1], paragraphs[index]
    if before.location.line is None or here.location.line is None:
        return 1
    return max(1, here.location.line - before.location.line - before.text.count("\n"))


def _header_at(
    paragraphs: Sequence[Paragraph], codes: Sequence[str | None], start: int, is_header: HeaderCode
) -> Header | None:
    cells: list[HeaderCell] = []
    index = start
    while index < len(paragraphs) and len(cells) < _WIDEST:
        found = _cell_at(paragraphs, codes, index, is_header)
        if found is None:
            break
        cell, stop = found
        if cell.code in (MEASURE, NUMBER, RESULT) and any(cell.code == other.code for other in cells):
            break
        cells.append(cell)
        index = stop
    counted = _with_column_numbers(paragraphs, cells, index)
    if counted:
        cells, index = counted
    header = Header(tuple(_settled(cells)), start, index, counted is not None)
    return header if _names_a_plan(header.cells) else None


def _settled(cells: Sequence[HeaderCell]) -> list[HeaderCell]:
    """Codes beyond the five are `other`; a column of sections holds the measures where no other does."""
    codes = [cell.code for cell in cells]
    if MEASURE not in codes and _SECTION in codes:
        codes[codes.index(_SECTION)] = MEASURE
    return [cell._replace(code=code if code in _COLUMNS else OTHER) for code, cell in zip(codes, cells, strict=True)]


def _cell_at(
    paragraphs: Sequence[Paragraph], codes: Sequence[str | None], index: int, is_header: HeaderCode
) -> tuple[HeaderCell, int] | None:
    """The header cell that begins at the paragraph, over all the lines it has, and the index after."""
    text, code = paragraphs[index].text, codes[index]
    if _LED.match(text):
        return None
    stop = index + 1
    while stop < len(paragraphs) and stop - index < _CELL_LINES and gap(paragraphs, stop) == 1:
        more = paragraphs[stop].text
        if len(text) + len(more) > _TITLE_LENGTH or _is_count(more):
            break
        broken = more[:1].islower() and (codes[stop] is None or codes[stop] == code)
        joined = f"{text} {more}"
        if code is not None and not broken:
            break
        joined_code = is_header(joined)
        if code is not None and joined_code != code:
            break
        text, code = joined, joined_code
        stop += 1
    if code is None:
        return None
    return HeaderCell(code, text, paragraphs[index].location.line, index), stop


def _with_column_numbers(
    paragraphs: Sequence[Paragraph], cells: Sequence[HeaderCell], index: int
) -> tuple[list[HeaderCell], int] | None:
    """The header made whole by the row «1» … «n» under it: titles that no one knows are `other`."""
    unknown: list[HeaderCell] = []
    while index < len(paragraphs) and len(cells) + len(unknown) <= _WIDEST:
        text = paragraphs[index].text
        if _is_count(text):
            break
        if unknown and gap(paragraphs, index) == 1 and text[:1].islower():
            unknown[-1] = unknown[-1]._replace(title=f"{unknown[-1].title} {text}")
        elif len(text) <= _TITLE_LENGTH:
            unknown.append(HeaderCell(OTHER, text, paragraphs[index].location.line, index))
        else:
            return None
        index += 1
    whole = [*cells, *unknown]
    first = 1
    if index < len(paragraphs) and paragraphs[index].text.strip() == "2":
        first = 2  # the first number is glued to the title above it, or lost
    count = len(whole) - first + 1
    numbers = [p.text.strip().rstrip(".") for p in paragraphs[index : index + count]]
    if count < 2 or numbers != [str(number) for number in range(first, len(whole) + 1)]:
        return None
    after = index + count
    if after < len(paragraphs) and paragraphs[after].text.strip() == str(len(whole) + 1):
        return None  # more columns than titles, or the numbers of rows
    return whole, after


def _is_count(text: str) -> bool:
    return text.strip().rstrip(".").isdigit()
