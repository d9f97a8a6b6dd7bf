"""Tables whose cells are parted by `|` on a line of its own; two such bars, or a blank line, part the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plancheck.readers.plain.notation import Finding, Line, RawCell, RawRow, next_filled
from plancheck.readers.plain.pouring import (
    LONGEST_CELL,
    WIDEST,
    column_numbers,
    led_by_numbers,
    number_steps,
    rows_from_numbers,
)

_FEWEST_CELLS = 4
_ALIKE = 0.8  # the share of rows that must have one number of cells


class _Parted(NamedTuple):
    """The cells in order, the bars found after each (0: the file ends), and the index after the last."""

    cells: list[RawCell]
    bars: list[int]
    stop: int


def find(lines: Sequence[Line], at: int) -> Finding | None:
    """The table between lone bars that begins at that line; no rows where their length cannot be told."""
    if lines[at].text.strip() != "|":
        return _between(lines, at)
    parted = _part(lines, at)
    if len(parted.cells) < _FEWEST_CELLS:
        return Finding([], parted.stop)
    texts = [cell.text for cell in parted.cells[:2_000]]
    header = next((index + 1 for index, bars in enumerate(parted.bars) if bars > 1), None)
    for width in (header, column_numbers(texts), number_steps(texts)):
        if width is None or not 1 < width <= WIDEST:
            continue
        slots = _slots(parted)
        for rows in (_even_rows(slots, width), rows_from_numbers(slots, width)):
            if len(rows) > 1 and led_by_numbers(rows):
                return Finding(rows, parted.stop)
    return Finding([], parted.stop)


def _between(lines: Sequence[Line], at: int) -> Finding | None:
    """A table without outer bars: rows are runs of adjacent lines, and nearly all have as many cells."""
    if "|" in lines[at].text or at + 1 >= len(lines) or lines[at + 1].text.strip() != "|":
        return None
    rows: list[RawRow] = []
    odd = 0
    index: int | None = at
    stop = at
    while index is not None and odd <= 2 + (1 - _ALIKE) * len(rows):
        row: list[list[Line]] = [[]]
        while index < len(lines) and not lines[index].blank and len(row) <= WIDEST:
            if lines[index].text.strip() == "|":
                row.append([])
            else:
                row[-1].append(lines[index])
            index += 1
        if not 1 < len(row) <= WIDEST:
            break
        rows.append([_cell(cell, lines[index - 1].number) for cell in row])
        odd += len(row) != len(rows[0])
        stop = index
        index = next_filled(lines, index)
    if len(rows) - odd < 2 or odd > (1 - _ALIKE) * len(rows):
        return Finding([], at + 1)
    return Finding(rows, stop)


def _cell(held: Sequence[Line], otherwise: int) -> RawCell:
    return RawCell("\n".join(line.text for line in held), held[0].number if held else otherwise)


def _part(lines: Sequence[Line], at: int) -> _Parted:
    cells: list[RawCell] = []
    bars: list[int] = []
    slots = since_pair = first_row = 0  # places for cells so far; cells since two bars on end; in the first row
    index = stop = at
    while index < len(lines):
        text = lines[index].text.strip()
        if text == "|":
            if bars:
                bars[-1] += 1
                slots += 1
                if bars[-1] == 2:
                    first_row, since_pair = first_row or len(cells), 0
            index = stop = index + 1
        elif not text:
            index += 1
        else:
            end = _end_of_cell(lines, index)
            whole_row = bool(first_row) and (since_pair == first_row or slots % (first_row + 1) == first_row)
            ended = end is not None and end < len(lines)
            apart = lines[index - 1].blank
            if end is None or (whole_row and (apart or not ended)) or (apart and not ended):
                break
            filled = [line for line in lines[index:end] if not line.blank]
            cells.append(_cell(filled, lines[index].number))
            bars.append(0)
            since_pair += 1
            index = stop = end
    return _Parted(cells, bars, stop)


def _end_of_cell(lines: Sequence[Line], at: int) -> int | None:
    """The index of the bar that ends the cell, or of the file's end; None where other text follows."""
    for index in range(at, min(at + LONGEST_CELL, len(lines))):
        text = lines[index].text.strip()
        if text == "|":
            return index
        if "|" in text or text.startswith("#"):
            return None
    return len(lines) if at + LONGEST_CELL >= len(lines) else None


def _slots(parted: _Parted) -> list[RawCell]:
    """The cells, with an empty one for each bar more than one between them."""
    slots: list[RawCell] = []
    for cell, bars in zip(parted.cells, parted.bars, strict=True):
        slots.append(cell)
        slots += [RawCell("", cell.line)] * (min(bars, 2 * WIDEST) - 1)
    return slots


def _even_rows(slots: Sequence[RawCell], width: int) -> list[RawRow]:
    """Rows of `width` cells, with a place between rows if bars are doubled there; empty where that fails."""
    doubled = len(slots) > width and not slots[width].text
    period = width + 1 if doubled else width
    if doubled and any(slots[place].text for place in range(width, len(slots), period)):
        return []
    rows = [list(slots[start : start + width]) for start in range(0, len(slots), period)]
    return [row for row in rows if any(cell.text for cell in row)]
