"""What one page holds of a table: its rows and cells, before pages are joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plancheck.location import Rectangle
from plancheck.readers.limits import Limits
from plancheck.readers.pdf.lattice import Lattice, spans_of
from plancheck.readers.pdf.lines import cell_text
from plancheck.readers.pdf.words import Word

_LEAST_PADDING, _MOST_PADDING = 0.5, 12.0  # points between a border and the text inside


class Place(NamedTuple):
    """One place of a table's grid. Places of one merged cell share a `group` (any one object) and a text."""

    text: str
    box: Rectangle
    merged: str
    group: object


class PartRow(NamedTuple):
    """A row on its page (1-based), from the left border to the right one."""

    places: list[Place]
    page: int
    box: Rectangle

    def texts(self) -> tuple[str, ...]:
        return tuple(" ".join(place.text.split()) for place in self.places)


@dataclass(slots=True)
class Part:
    """The rows of a table that stand on one page; `open_top`, `open_bottom` as in `Lattice`."""

    page: int
    xs: tuple[float, ...]
    rows: list[PartRow]
    box: Rectangle
    open_top: bool = False
    open_bottom: bool = False


def glued(text: str, rest: str) -> str:
    """A text and what the next page holds of it."""
    if not text or not rest:
        return text or rest
    return f"{text}\n{rest}" if text.endswith(("-", "\u2010")) else f"{text} {rest}"


def ruled_part(lattice: Lattice, words: Sequence[Word], page: int, xs: Sequence[float], limits: Limits) -> Part:
    """The cells that a lattice cuts, filled with the words that stand in them; `xs` as in `spans_of`."""
    limits.check("rows", len(lattice.ys) - 1)
    limits.check("cells_in_row", len(xs) - 1)
    spans = spans_of(lattice, xs)
    rows, columns = len(lattice.ys) - 1, len(xs) - 1
    owner = [[0] * columns for _ in range(rows)]
    for index, (top, left, bottom, right) in enumerate(spans):
        for row in range(top, bottom):
            owner[row][left:right] = [index] * (right - left)
    held: list[list[Word]] = [[] for _ in spans]
    ys = lattice.ys
    for word in words:
        row = bisect_right(ys, (word.top + word.bottom) / 2, 1, rows)
        column = bisect_right(xs, (word.left + word.right) / 2, 1, columns)
        held[owner[row - 1][column - 1]].append(word)
    padding = [_MOST_PADDING] * columns
    for (_, left, _, right), inside in zip(spans, held, strict=True):
        if right == left + 1:
            for word in inside:
                if word.left - xs[left] < padding[left]:
                    padding[left] = max(word.left - xs[left], _LEAST_PADDING)
    texts = [
        cell_text(held[index], xs[left], xs[right], padding[left]) for index, (_, left, _, right) in enumerate(spans)
    ]
    return _part(lattice, spans, texts, page, tuple(xs))


def _part(
    lattice: Lattice, spans: Sequence[tuple[int, int, int, int]], texts: Sequence[str], page: int, xs: tuple[float, ...]
) -> Part:
    ys, made = lattice.ys, tuple.__new__
    grid: list[list[Place | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for (top, left, bottom, right), text in zip(spans, texts, strict=True):
        box = xs[left], ys[top], xs[right], ys[bottom]
        group = object()
        for row in range(top, bottom):
            for column in range(left, right):
                merged = "down" if row > top else "across" if column > left else ""
                grid[row][column] = made(Place, (text, box, merged, group))
    rows = [
        PartRow([place for place in line if place is not None], page, (xs[0], ys[at], xs[-1], ys[at + 1]))
        for at, line in enumerate(grid)
        if not at or _is_row(line)
    ]
    return Part(page, xs, rows, (xs[0], ys[0], xs[-1], ys[-1]), lattice.open_top, lattice.open_bottom)


def _is_row(line: Sequence[Place | None]) -> bool:
    """A grid line that closes no cell (an underlining that met a border) begins no row."""
    return any(place is not None and place.merged != "down" for place in line)
