"""Tables poured out cell after cell, each cell ended by ` |`; `text | ||||` is a title over a whole row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.readers.plain.notation import Finding, Line, RawCell, RawRow, is_rule, next_filled
from plancheck.readers.plain.pouring import (
    LONGEST_CELL,
    WIDEST,
    column_numbers,
    led_by_numbers,
    number_steps,
    rows_from_numbers,
)

_FEWEST_CELLS = 4


class _Poured(NamedTuple):
    """A cell; `trail` counts the empty cells that more bars right after its own bar stand for.

    `title` is true where those bars stand apart from it; `torn` where a blank line follows.
    """

    cell: RawCell
    trail: int
    title: bool
    torn: bool
    after: int


def find(lines: Sequence[Line], at: int) -> Finding | None:
    """The table of ended cells that begins at that line; no rows where their length cannot be told."""
    text = lines[at].text.strip()
    if not text.endswith("|") or text.startswith("|"):
        return None
    poured = _pour(lines, at)
    stop = poured[-1].after
    if len(poured) < _FEWEST_CELLS:
        return Finding([], stop)
    even = _torn_evenly(poured)
    width = _width(poured, even)
    if width is None:
        return Finding([], stop)
    rows = _rows(poured, width, torn_ends=even == width)
    if not led_by_numbers(rows):
        rows = rows_from_numbers(_flat(poured), width)
        if not led_by_numbers(rows):
            return Finding([], stop)
    rest = _unfinished(lines, stop) if len(rows[-1]) < width else []
    if rest:
        rows[-1].append(RawCell("\n".join(line.text for line in rest), rest[0].number))
    return Finding(rows, stop + len(rest))


def _pour(lines: Sequence[Line], at: int) -> list[_Poured]:
    poured: list[_Poured] = []
    start: int | None = at
    while start is not None:
        end = _end_of_cell(lines, start)
        if end is None:
            break
        whole = "\n".join(line.text for line in lines[start : end + 1]).rstrip()
        bare = whole.rstrip("| \t")
        bars = whole[len(bare) :]
        torn = end + 1 >= len(lines) or lines[end + 1].blank
        *inner, last = bare.split("|")
        poured += [_Poured(RawCell(text, lines[start].number), 0, False, False, end + 1) for text in inner]
        cell = RawCell(last, lines[start].number)
        poured.append(_Poured(cell, bars.count("|") - 1, "| |" in bars, torn, end + 1))
        start = next_filled(lines, end + 1)
    return poured


def _end_of_cell(lines: Sequence[Line], start: int) -> int | None:
    """The index of the line whose bar ends the cell that begins at `start`; None where it is no cell."""
    for index in range(start, min(start + LONGEST_CELL, len(lines))):
        text = lines[index].text.strip()
        if text.endswith("|") and (index == start or not text.startswith("|")):
            return index
        if not text or text.startswith(("|", "#")) or is_rule(text):
            return None
    return None


def _width(poured: Sequence[_Poured], even: int | None) -> int | None:
    """The number of columns: by a row of column numbers, titles over whole rows, blank lines, row numbers."""
    texts = [one.cell.text for one in poured[:2_000]]
    titles = Counter(one.trail + 1 for one in poured if one.title).most_common(1)
    return column_numbers(texts) or (titles[0][0] if titles else None) or even or number_steps(texts)


def _torn_evenly(poured: Sequence[_Poured]) -> int | None:
    """The length of the groups of cells that blank lines part, if four of five are alike."""
    lengths: Counter[int] = Counter()
    begin = 0
    for index, one in enumerate(poured):
        if one.torn:
            lengths[sum(each.trail + 1 for each in poured[begin : index + 1])] += 1
            begin = index + 1
    if not lengths or begin == 0:
        return None
    likely, times = lengths.most_common(1)[0]
    alike = times > 1 and times * 5 >= 4 * sum(lengths.values())
    return likely if 1 < likely <= WIDEST and alike else None


def _rows(poured: Sequence[_Poured], width: int, torn_ends: bool) -> list[RawRow]:
    rows: list[RawRow] = [[]]
    for one in poured:
        row = rows[-1]
        row.append(one.cell)
        row += [RawCell("", one.cell.line)] * min(one.trail, max(width - len(row), 0))
        # More bars on end close a row of a many-storeyed header, though it is shorter than the rows below.
        if len(row) >= width or one.trail > 1 or (torn_ends and one.torn):
            rows.append([])
    return rows if rows[-1] else rows[:-1]


def _flat(poured: Sequence[_Poured]) -> list[RawCell]:
    return [cell for one in poured for cell in (one.cell, *[RawCell("", one.cell.line)] * min(one.trail, WIDEST))]


def _unfinished(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines of a last cell that the file breaks off before its bar."""
    rest: list[Line] = []
    for line in lines[at : at + LONGEST_CELL]:
        if line.blank:
            break
        rest.append(line)
    ended = at + len(rest) >= len(lines) or all(line.blank for line in lines[at + len(rest) : at + 200])
    return rest if ended and not any("|" in line.text for line in rest) else []
