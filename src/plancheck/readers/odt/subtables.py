"""Cells that old OpenOffice split by a table inside them: the grid is made finer, so that there is one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from plancheck.readers.flow.draft import DraftCell, DraftTable


def opened(table: DraftTable, split: Mapping[int, DraftTable]) -> DraftTable:
    """The table with every split cell (by its `id`) replaced by the cells of its sub table."""
    rows = table.cells()
    heights = [max((_height(split, cell) for cell in row), default=1) for row in rows]
    width = max((cell.column + cell.across for row in rows for cell in row), default=0)
    widths = [1] * width
    for row in rows:
        for cell in row:
            inner = split.get(id(cell))
            if inner is not None:
                last = cell.column + cell.across - 1
                widths[last] = max(widths[last], _width(inner) - cell.across + 1)
    tops, lefts = _offsets(heights), _offsets(widths)
    result: list[list[DraftCell]] = [[] for _ in range(tops[-1])]
    for index, row in enumerate(rows):
        for cell in row:
            left, right = lefts[cell.column], lefts[cell.column + cell.across]
            bottom = tops[min(index + cell.down, len(heights))]
            inner = split.get(id(cell))
            if inner is None:
                placed = replace(cell, column=left, across=right - left, down=bottom - tops[index])
                result[tops[index]].append(placed)
                continue
            _spread(inner, result, (tops[index], left, bottom, right), hidden=cell.hidden)
    return DraftTable([*result])


def _spread(inner: DraftTable, into: list[list[DraftCell]], box: tuple[int, int, int, int], *, hidden: bool) -> None:
    """Puts the cells of a sub table into its box (top, left, bottom, right); its last row and column fill the rest."""
    top, left, bottom, right = box
    for offset, row in enumerate(inner.cells()):
        at = top + offset
        for each in row:
            ends_row = each.column + each.across >= _width(inner)
            ends_table = offset + each.down >= len(inner.rows)
            across = right - left - each.column if ends_row else each.across
            down = bottom - at if ends_table else each.down
            at_place = replace(each, column=left + each.column, across=across, down=down, hidden=hidden or each.hidden)
            into[at].append(at_place)


def _height(split: Mapping[int, DraftTable], cell: DraftCell) -> int:
    inner = split.get(id(cell))
    return 1 if inner is None else max(1, len(inner.rows))


def _width(table: DraftTable) -> int:
    return max((cell.column + cell.across for row in table.cells() for cell in row), default=1)


def _offsets(sizes: Sequence[int]) -> list[int]:
    return [0, *accumulate(sizes)]
