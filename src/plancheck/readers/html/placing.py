"""Rows of an HTML table -> a grid: columns counted as browsers count them over row spans and column spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plancheck.readers.flow.draft import DraftCell, DraftTable
from plancheck.readers.limits import Limits

GROUPS = ("thead", "tbody", "tfoot")
_SPAN_DIGITS = 5


@dataclass(slots=True)
class RowGroup:
    """A head, body or foot; `rows` hold cells whose columns are not told yet (all 0), `down` 0 for «to the end»."""

    kind: str
    rows: list[list[DraftCell]] = field(default_factory=list)


def span(written: str | None) -> int:
    """A rowspan or colspan as a number; 1 for what is none. Browsers read leading digits."""
    digits = (written or "").strip()[:_SPAN_DIGITS]
    while digits and not digits.isdecimal():
        digits = digits[:-1]
    return int(digits) if digits else 1


def placed(groups: Sequence[RowGroup], limits: Limits) -> DraftTable:
    """The table: head first, foot last, spans kept within their own group."""
    table = DraftTable()
    for kind in GROUPS:
        for group in groups:
            if group.kind == kind:
                _place_group(group, limits)
                table.rows += group.rows
    return table


def _place_group(group: RowGroup, limits: Limits) -> None:
    taken: dict[int, int] = {}  # column -> rows, from this one on, that a cell above covers
    for index, row in enumerate(group.rows):
        limits.check("cells_in_row", len(row))
        left = len(group.rows) - index
        column = 0
        below: dict[int, int] = {}
        for cell in row:
            while column in taken:
                column += 1
            cell.column = column
            cell.across = max(1, min(cell.across, limits.cells_in_row))
            cell.down = left if cell.down == 0 else min(cell.down, left)
            for place in range(column, column + cell.across):
                below[place] = cell.down
            column += cell.across
        taken = {place: rows - 1 for place, rows in (taken | below).items() if rows > 1}
