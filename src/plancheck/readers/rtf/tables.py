"""Rows of an RTF table, each with its own cell edges -> one grid; cells merged across and down."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from plancheck.readers.flow.draft import Draft, DraftCell, DraftParagraph, DraftTable

Merging = Literal["", "first", "on"]
_NARROW = 100  # twips: edges of different rows so near are one; Word moves them when rows are dragged about
_UNKNOWN = 1_000  # twips: the width of a cell whose edge is not given


@dataclass(frozen=True, slots=True)
class Edge:
    """What a row's definition says of one cell: its right edge in twips, and how it is merged."""

    right: int
    across: Merging = ""
    down: Merging = ""


@dataclass(slots=True)
class RowDefinition:
    """`\\trowd` and what follows it."""

    left: int = 0
    edges: list[Edge] = field(default_factory=list)
    across: Merging = ""  # of the cell whose edge is to come
    down: Merging = ""


@dataclass(slots=True)
class ReadRow:
    """A row that was read: its left edge, the edges of its cells, and what the cells hold."""

    left: int
    edges: Sequence[Edge]
    contents: list[list[Draft]]


@dataclass(slots=True)
class _Wide:
    """A cell between two edges."""

    left: int
    right: int
    down: Merging
    content: list[Draft]


def gridded(rows: Sequence[ReadRow]) -> DraftTable:
    """The table: columns are told by the edges of all its rows."""
    measured = [_measured(row) for row in rows]
    starts = _columns({edge for row in measured for cell in row for edge in (cell.left, cell.right)})
    table = DraftTable()
    open_above: dict[int, tuple[int, DraftCell]] = {}
    for index, row in enumerate(measured):
        cells: list[DraftCell] = []
        still_open: dict[int, tuple[int, DraftCell]] = {}
        taken = 0
        for wide in row:
            column = max(taken, bisect_right(starts, wide.left) - 1)
            taken = max(column + 1, bisect_right(starts, wide.right) - 1)
            above = open_above.get(column)
            if wide.down == "on" and above is not None and not _has_words(wide.content):
                above[1].down = index - above[0] + 1
                still_open[column] = above
                continue
            cell = DraftCell(column, taken - column, 1, content=wide.content)
            cells.append(cell)
            if wide.down:
                still_open[column] = (index, cell)
        open_above = still_open
        table.rows.append(cells)
    return table


def _measured(row: ReadRow) -> list[_Wide]:
    """The cells of a row with both edges, those merged across taken together."""
    cells: list[_Wide] = []
    left = row.left
    contents = row.contents
    while row.edges and len(contents) > len(row.edges) and not _has_words(contents[-1]):
        contents = contents[:-1]  # LibreOffice ends cells behind a nested table that its row does not have
    for place, content in enumerate(contents):
        edge = row.edges[place] if place < len(row.edges) else Edge(left + _UNKNOWN)
        right = max(edge.right, left + _NARROW + 1)
        if edge.across == "on" and cells:
            cells[-1].right = right
            cells[-1].content += content
        else:
            cells.append(_Wide(left, right, edge.down, content))
        left = right
    return cells


def _columns(edges: set[int]) -> list[int]:
    """Where columns begin: the first of each group of edges that are nearly one."""
    starts: list[int] = []
    for edge in sorted(edges):
        if not starts or edge - starts[-1] > _NARROW:
            starts.append(edge)
    return starts


def _has_words(content: Sequence[Draft]) -> bool:
    return any(not isinstance(draft, DraftParagraph) or draft.text for draft in content)
