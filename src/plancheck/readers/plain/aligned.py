"""Tables of fixed-width text: columns kept apart by spaces in every line, told only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from plancheck.compiling_late import late_pattern
from plancheck.readers.plain.aligned_rows import Placed, Span, tell_rows
from plancheck.readers.plain.notation import (
    Finding,
    Line,
    RawCell,
    RawRow,
    begins_section,
    goes_on,
    is_page_number,
    is_rule,
    next_filled,
)

_WIDE_SPACE = late_pattern(r" {2,}")
_WIDE_GAP = re.compile(r"\S {2,}(?=\S)")
_FEWEST_LINES = 3
_STAMP_GAP = 4  # spaces between two columns alone, as stamps stand side by side
_WIDEST_LINE = 500  # characters; a longer line is running text
_LEFT = 2  # columns at the left, where titles begin
_GAPLESS = 12  # lines on end in which but one column goes on


def find(lines: Sequence[Line], at: int) -> Finding | None:
    """The aligned table that begins at that line; no rows unless its lines keep to the same columns."""
    if not _gaps(lines[at].text):
        return None
    block, apart, stop = _block(lines, at)
    if not block:  # too long a line, or one of another notation
        return None
    title = _first_cell(block[0])
    again = [index for index, line in enumerate(block) if index and line.number in apart and _first_cell(line) == title]
    rows, taken = _told(block, apart)
    if again and not (rows and len(rows[0]) > _gaps(block[0].text)):
        rows, taken = _told(block[: again[0]], apart)  # two tables, with columns of their own
    if not rows:
        # A line of two pieces alone is a signature, not the header of the table that comes after it.
        lone = len(block) > 1 and block[1].number in apart and _gaps(block[0].text) == 1
        return Finding([], lines.index(block[1], at, stop) if lone else stop)
    return Finding(rows, stop if taken == len(block) else lines.index(block[taken], at, stop))


def _told(block: Sequence[Line], apart: Set[int]) -> tuple[list[RawRow], int]:
    """The rows that the lines make (else none), and how many of the lines they take."""
    spans = _spans(block)
    placed = [Placed(line, _place(line, spans), line.number in apart) for line in block]
    while placed and placed[-1].parts is None and not begins_section(placed[-1].line.text):
        placed.pop()  # running text right under the table
    if len(placed) < _FEWEST_LINES or len(spans) < 2:
        return [], len(block)
    if len(spans) == 2:
        return _stamp(placed, spans), len(placed)
    return tell_rows(placed, spans)


def _first_cell(line: Line) -> str:
    return _WIDE_SPACE.split(line.text.strip(), maxsplit=1)[0]


def _gaps(text: str) -> int:
    if len(text) > _WIDEST_LINE or "\t" in text or "|" in text:
        return 0
    return len(_WIDE_GAP.findall(text.strip()))


def _block(lines: Sequence[Line], at: int) -> tuple[list[Line], set[int], int]:
    """The lines from `at` on while columns go on, over blank lines and the ends of pages.

    With them the numbers of those that blank lines part from the line before, and the index after the last.
    """
    block: list[Line] = []
    apart: set[int] = set()
    index = stop = at
    gapless = 0
    while index < len(lines) and gapless <= _GAPLESS:
        text = lines[index].text
        if not text.strip():
            following = _beyond_blank(lines, index)
            if following is None:
                break
            apart.add(lines[following].number)
            index = following
            continue
        if len(text) > _WIDEST_LINE or "\t" in text or "|" in text:
            break
        if not is_rule(text):
            block.append(lines[index])
            gapless = 0 if _gaps(text) else gapless + 1
        index = stop = index + 1
    return block, apart, stop


def _beyond_blank(lines: Sequence[Line], at: int) -> int | None:
    """The index of the line after blank ones, and after a page's number between such, if columns go on there."""
    index = next_filled(lines, at)
    if index is None:
        return None
    if is_page_number(lines[index].text) and index + 1 < len(lines) and lines[index + 1].blank:
        index = next_filled(lines, index + 1)
        if index is None:
            return None
    elif index > at + 1:
        return None
    return index if any(_gaps(line.text) for line in lines[index : index + 2]) else None


def _spans(block: Sequence[Line]) -> list[Span]:
    """(first, last + 1) character of each column: parted by two or more places blank in lines with gaps."""
    used = bytearray(_WIDEST_LINE + 1)
    for line in block:
        if _gaps(line.text):
            for found in re.finditer(r"\S+", line.text):
                used[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    return [(found.start(), found.end()) for found in re.finditer(rb"\x01(?:\x00?\x01)*", bytes(used))]


def _place(line: Line, spans: Sequence[Span]) -> list[str] | None:
    """The line's text in each column; None where it runs over the space between columns."""
    parts = []
    end = 0
    for index, (left, right) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else len(line.text)
        last = index + 1 == len(spans)
        # A lone line of a narrow column may be longer than those the columns were told by; titles begin at the left.
        may_be_longer = index >= _LEFT or goes_on(line.text[left:limit])
        over = line.text[right:limit].strip() and (not may_be_longer or line.text[limit - 1 : limit].strip())
        if line.text[end:left].strip() or (over and not last):
            return None
        parts.append(line.text[left:limit].strip())
        end = limit
    return parts


def _stamp(placed: Sequence[Placed], spans: Sequence[Span]) -> list[RawRow]:
    """Two columns line by line: stamps side by side; none where the first only marks a list's items."""
    if spans[1][0] - spans[0][1] < _STAMP_GAP or any(one.parts is None for one in placed):
        return []
    rows = [[RawCell(part, one.line.number) for part in one.parts or ()] for one in placed]
    both = sum(all(cell.text for cell in row) for row in rows)
    listed = all(len(row[0].text) < 4 for row in rows)
    return rows if all(cell.text for cell in rows[0]) and both > 1 and not listed else []
