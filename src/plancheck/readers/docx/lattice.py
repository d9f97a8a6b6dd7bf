"""The columns a person sees in a table: the grid of Word without the lines that only a shaky hand drew."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from plancheck.readers.docx.content import GridRow

_SLIVER = 200  # twentieths of a point: no column of text is narrower than a third of a centimetre
_TABLE = 10 * _SLIVER  # a grid said to be narrower than this tells no widths

Places = tuple[tuple[int, int], ...]
"""The first column of each cell of a row and the one after its last, 0-based; equal where it has none."""


def columns_of(rows: Sequence[GridRow], widths: Sequence[int], filled: Collection[tuple[int, int]]) -> list[Places]:
    """The columns that the cells of each row cover, counted among those that a person sees.

    `filled` holds (index of the row, index of the cell) of the cells with text. Rows dragged by hand have their
    lines a little beside those of the others, and Word then makes a column of each gap; such columns are left out.
    """
    lines = [_lines(row) for row in rows]
    lines = _as_most(rows, lines)
    used = sorted({line for row in lines for line in row} | {0})
    narrow = _narrow(used, widths)
    for index, row in enumerate(lines):
        for cell in range(len(row) - 1):
            if (index, cell) in filled:
                first, end = bisect_left(used, row[cell]), bisect_left(used, row[cell + 1])
                if narrow.issuperset(range(first + 1, end + 1)):
                    narrow.discard(end)
    column: dict[int, int] = {}
    last = -1
    for place, line in enumerate(used):
        last += place not in narrow
        column[line] = last
    return [tuple((column[row[cell]], column[row[cell + 1]]) for cell in range(len(row) - 1)) for row in lines]


def _lines(row: GridRow) -> list[int]:
    """The lines of the grid at which the cells of a row begin, and the one where the last ends."""
    return list(accumulate((cell.span for cell in row.cells), initial=row.before))


def _as_most(rows: Sequence[GridRow], lines: Sequence[list[int]]) -> list[list[int]]:
    """Rows of as many cells as most rows have begin their cells where most of those do.

    So many cells in a row are the same columns, wherever their lines were dragged to.
    """
    counts = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    if not counts:
        return list(lines)
    usual = counts.most_common(1)[0][0]
    alike = Counter(tuple(line) for line in lines if len(line) == usual + 1)
    if len(alike) == 1:
        return list(lines)
    model = list(alike.most_common(1)[0][0])
    return [model if len(line) == usual + 1 else line for line in lines]


def _narrow(used: Sequence[int], widths: Sequence[int]) -> set[int]:
    """Indexes of the lines in `used` that stand too close behind the line before them to end a column."""
    reach = list(accumulate(widths, initial=0))
    if used[-1] >= len(reach) or min(widths, default=0) <= 0 or reach[-1] < _TABLE:
        return set()
    return {place for place in range(1, len(used)) if reach[used[place]] - reach[used[place - 1]] < _SLIVER}
