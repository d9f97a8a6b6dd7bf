"""Puts the lines of fixed-width columns together into rows: by numbers, by blank lines, or by how words are wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.readers.plain.notation import (
    Line,
    RawCell,
    RawRow,
    begins_section,
    goes_on,
    is_row_number,
    may_follow,
)

Span = tuple[int, int]
"""(first, last + 1) character of a column."""

_WIDE = late_pattern(r"\S {2,}\S")
_DEEPER = 2  # characters by which a title's line begins right of its column
_FEWEST_PARTED = 3  # rows that blank lines part
_LONGEST_ROW = 4  # lines of such rows at an average
_NUMBERED = 2  # rows with numbers, for a table to be taken as numbered


class Placed(NamedTuple):
    """A line, its text in each column (None where it runs over the space between two), whether after a blank line."""

    line: Line
    parts: list[str] | None
    apart: bool


def tell_rows(placed: Sequence[Placed], spans: Sequence[Span]) -> tuple[list[RawRow], int]:
    """The rows that the lines surely make (else none), and how many of the lines they take."""
    numbers = [one.parts[0] for one in placed if one.parts and is_row_number(one.parts[0])]
    if len(numbers) >= _NUMBERED:
        run_on = sum(may_follow(before, after) or before == after for before, after in pairwise(numbers))
        if run_on * 10 < 9 * (len(numbers) - 1):
            return [], len(placed)
        begun = [bool(one.parts and is_row_number(one.parts[0])) for one in placed]
        rows = _numbered(placed, spans, begun)
    else:
        taken = _without_signature(placed, len(spans))
        placed = placed[:taken]
        told = _parted_by_blanks(placed, spans) or _parted_by_wrapping(placed)
        rows = _gathered(placed, spans, told) if told else []
    whole = [row for row in rows if len(row) > 1]
    full = sum(sum(bool(cell.text) for cell in row) >= len(spans) - 1 for row in whole)
    return (rows if full * 10 >= 9 * len(whole) else []), len(placed)


def _numbered(placed: Sequence[Placed], spans: Sequence[Span], begun: Sequence[bool]) -> list[RawRow]:
    """Rows begun by their numbers; lines above the first are the header; none where a first cell is a stray."""
    first = begun.index(True)
    header_end = next((index for index in range(1, first) if _is_title(placed, index, spans, begun)), first)
    starts = [index == 0 or start for index, start in enumerate(begun)]
    for index, one in enumerate(placed):
        stray = one.parts is not None and one.parts[0] and not begun[index]
        if stray and index > header_end and not _is_title(placed, index, spans, begun):
            return []
    return _gathered(placed, spans, starts)


def _without_signature(placed: Sequence[Placed], width: int) -> int:
    """The number of lines without the last, if blank lines part it and it fills half of the columns or less."""
    last = placed[-1]
    lone = last.apart and last.parts is not None and 2 * sum(map(bool, last.parts)) <= width
    return len(placed) - 1 if lone else len(placed)


def _parted_by_blanks(placed: Sequence[Placed], spans: Sequence[Span]) -> list[bool] | None:
    """Where blank lines part the rows: each line after one begins a row with its first cell filled."""
    starts = [index == 0 or one.apart for index, one in enumerate(placed)]
    if sum(starts) < _FEWEST_PARTED or _LONGEST_ROW * sum(starts) < len(starts):
        return None
    for one, start in zip(placed, starts, strict=True):
        if start and (one.parts is None or not one.parts[0] or goes_on(one.parts[0])):
            return None
        if start and one.parts and sum(map(bool, one.parts)) < len(spans) - 1:
            return None
        if not start and one.parts and all(one.parts) and not any(map(goes_on, one.parts)):
            return None  # as full as a first line: two rows may stand without a blank line between
    return starts


def _parted_by_wrapping(placed: Sequence[Placed]) -> list[bool] | None:
    """Where words tell: a line begins a row if a word of it had room above, or a cell goes on that had ended.

    None where a line might as well be the rest of the one above.
    """
    parts = [one.parts for one in placed if one.parts is not None]
    if len(parts) < len(placed):
        return None
    if all(map(all, parts)):
        low = [goes_on(line[0]) for line in parts[1:]]
        return [True] * len(parts) if all(low) or not any(low) else None
    widths = [max(map(len, column)) for column in zip(*parts, strict=True)]
    starts = [True]
    for above, here in pairwise(parts):
        if not here[0] or goes_on(here[0]):
            starts.append(False)
            continue
        roomy = any(
            before and after and len(before) + 1 + len(after.split()[0]) <= width
            for before, after, width in zip(above, here, widths, strict=True)
        )
        resumed = any(after and not before for before, after in zip(above, here, strict=True))
        if not (roomy or resumed) or sum(map(bool, here)) < len(here) - 1:
            return None
        starts.append(True)
    body = [index for index, start in enumerate(starts) if start][1:]
    if any(one.apart for one in placed[body[0] + 1 if body else 1 :]):
        return None  # a blank line may stand under the header; another parts what is no longer this table
    return starts


def _gathered(placed: Sequence[Placed], spans: Sequence[Span], starts: Sequence[bool]) -> list[RawRow]:
    """The rows that begin at those lines, titles over a whole row among them; none where a line fits neither."""
    rows: list[RawRow] = []
    for index, one in enumerate(placed):
        if not starts[index] and _is_title(placed, index, spans, starts):
            rows.append([RawCell(one.line.text.strip(), one.line.number)])
        elif one.parts is None:
            if not rows or len(rows[-1]) > 1:
                return []
            rows[-1] = [_joined(rows[-1][0], one.line.text.strip(), one.line)]
        elif starts[index] or not rows:
            rows.append([RawCell(text, one.line.number) for text in one.parts])
        elif len(rows[-1]) == 1:
            return []
        else:
            rows[-1] = [_joined(cell, text, one.line) for cell, text in zip(rows[-1], one.parts, strict=True)]
    return rows


def _is_title(placed: Sequence[Placed], index: int, spans: Sequence[Span], starts: Sequence[bool]) -> bool:
    """Whether a line is a section's title: without columns, right above a row, and begun as titles are."""
    one = placed[index]
    text = one.line.text.strip()
    below = index + 1
    while below < len(placed) and not starts[below] and placed[below].parts is None:
        below += 1  # the rest of the title
    if _WIDE.search(text) or goes_on(text) or (below < len(placed) and not starts[below]):
        return False
    if one.parts is None:
        return below < len(placed) or begins_section(text)
    filled = [place for place, part in enumerate(one.parts) if part]
    if len(filled) != 1 or below >= len(placed):
        return False
    indent = len(one.line.text) - len(one.line.text.lstrip())
    deeper = filled[0] < 2 and indent >= spans[filled[0]][0] + _DEEPER
    return deeper or begins_section(text)


def _joined(cell: RawCell, text: str, line: Line) -> RawCell:
    if not text:
        return cell
    return cell._replace(text=f"{cell.text}\n{text}") if cell.text else RawCell(text, line.number)
