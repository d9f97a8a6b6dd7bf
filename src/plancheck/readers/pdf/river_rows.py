"""The lines of a table without upright rules -> its rows: by level rules, numbers, wider gaps, or one line each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from plancheck.readers.pdf.lines import Line, cell_text
from plancheck.readers.pdf.parts import PartRow, Place, glued
from plancheck.readers.pdf.stretches import apart_from
from plancheck.readers.pdf.strokes import Rule
from plancheck.readers.pdf.words import Word

_SPANNED = 0.8  # the share of the table's width that a rule between rows takes
_NUMBER = re.compile(r"(?:№\s*)?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")

Interval = tuple[float, float]
Cells = Sequence[Sequence[Sequence[Word]]]


class Told:
    """A table's lines, the borders between the columns at each, which lines run over them, and each page's rules.

    `alone`: the lines that stand by themselves at the left.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        crossed: Sequence[bool],
        borders: Sequence[tuple[float, ...]],
        rules: Mapping[int, Sequence[Rule]],
        alone: Sequence[bool] = (),
    ) -> None:
        self.lines, self.crossed, self.borders, self.rules = lines, crossed, borders, rules
        self.alone = alone or [False] * len(lines)
        self.columns = len(borders[0]) - 1
        self.cells: Cells = [_in_columns(line, xs) for line, xs in zip(lines, borders, strict=True)]
        self._fills: dict[tuple[float, ...], list[Interval]] = {}

    def starts(self, begins: Sequence[bool]) -> list[int]:
        """The indexes of lines that begin a row; a line over the columns is a row with those like it right below."""
        crossed = self.crossed
        return [at for at, begin in enumerate(begins) if not at or begin or crossed[at] != crossed[at - 1]]

    def gaps(self) -> list[bool]:
        """Whether each line stands further below the one above than lines of one cell do; a page's first does not."""
        apart = apart_from(self.lines)
        return [
            False,
            *(
                above.page == below.page and below.bottom - above.bottom > apart > 0
                for above, below in pairwise(self.lines)
            ),
        ]

    def fills(self, xs: tuple[float, ...]) -> list[Interval]:
        """From where to where the text of each column goes: how wide it may be is not drawn anywhere."""
        known = self._fills.get(xs)
        if known is None:
            known = self._fills[xs] = [self._filled(xs, column) for column in range(self.columns)]
        return known

    def _filled(self, xs: tuple[float, ...], column: int) -> Interval:
        lines = zip(self.cells, self.crossed, self.borders, strict=True)
        words = [word for cell, over, borders in lines if borders == xs and not over for word in cell[column]]
        left, right = (word.left for word in words), (word.right for word in words)
        return min(left, default=xs[column]), max(right, default=xs[-1])


def rows_of(told: Told) -> list[PartRow]:
    """The lines gathered into rows: by rules, by the numbers at the left, by wider gaps, one line each; else none."""
    starts: list[int] = []
    for way in (_by_rules, _by_numbers, _by_gaps, _line_by_line):
        starts = way(told)
        if starts:
            break
    if not starts:
        return []
    stops = [*starts[1:], len(told.lines)]
    return [_row(told, start, stop) for start, stop in zip(starts, stops, strict=True)]


def _in_columns(line: Line, xs: Sequence[float]) -> list[list[Word]]:
    found: list[list[Word]] = [[] for _ in range(len(xs) - 1)]
    for word in line.words:
        found[bisect_right(xs, (word.left + word.right) / 2, 1, len(found)) - 1].append(word)
    return found


def _by_rules(told: Told) -> list[int]:
    width = told.borders[0][-1] - told.borders[0][0]
    begins = [False]
    for above, line in pairwise(told.lines):
        if above.page != line.page:
            begins.append(True)
            continue
        between = [
            rule
            for rule in told.rules.get(line.page, ())
            if above.bottom - 0.3 * above.size <= rule[0] <= line.bottom - 0.5 * line.size
        ]
        begins.append(sum(stop - start for _, start, stop in between) >= _SPANNED * width)
    if sum(begins) < 2 or 4 * sum(begins) < len(told.lines) - sum(told.crossed) - 12:
        return []
    return told.starts(begins)


def _by_numbers(told: Told) -> list[int]:
    cells, crossed = told.cells, told.crossed
    begins = [
        not over and bool(cell[0]) and bool(_NUMBER.fullmatch("".join(word.text for word in cell[0])))
        for cell, over in zip(cells, crossed, strict=True)
    ]
    numbered = [at for at, begin in enumerate(begins) if begin]
    others = [at for at, cell in enumerate(cells) if cell[0] and not crossed[at] and not begins[at]]
    if len(numbered) < 2 or sum(at > numbered[0] for at in others) > len(numbered) / 4:
        return []
    if any(not any(cells[at][1:]) for at in numbered):
        return []  # numbers in the middle of their rows
    gaps, first = told.gaps(), _first_of_page(told)
    if all(gaps[at] or first[at] for at in numbered):  # rows stand apart: so do those without a number
        begins = [begin or gap for begin, gap in zip(begins, gaps, strict=True)]
    return told.starts(begins)


def _by_gaps(told: Told) -> list[int]:
    gaps = told.gaps()
    if not any(gaps):
        return []
    starts = told.starts([gap or first for gap, first in zip(gaps, _first_of_page(told), strict=True)])
    if len(starts) < 3:
        return []
    full = 0
    for start, stop in zip(starts, [*starts[1:], len(told.lines)], strict=True):
        filled = sum(any(told.cells[at][column] for at in range(start, stop)) for column in range(told.columns))
        full += told.crossed[start] or told.alone[start] or 2 * filled > told.columns
    return starts if full >= 0.8 * len(starts) else []


def _first_of_page(told: Told) -> list[bool]:
    return [False, *(above.page != below.page for above, below in pairwise(told.lines))]


def _line_by_line(told: Told) -> list[int]:
    whole = sum(over or all(cell) for cell, over in zip(told.cells, told.crossed, strict=True))
    return list(range(len(told.lines))) if whole >= 0.9 * len(told.lines) else []


def _row(told: Told, start: int, stop: int) -> PartRow:
    lines, cells, xs = told.lines[start:stop], told.cells[start:stop], told.borders[start]
    page = lines[0].page
    here = [line for line in lines if line.page == page]
    top, bottom = min(line.top for line in here), max(line.bottom for line in here)
    box = xs[0], top, xs[-1], bottom
    if told.crossed[start]:
        text = cell_text([word for line in lines for word in line.words], xs[0], xs[-1])
        group = object()
        return PartRow([Place(text, box, "across" if at else "", group) for at in range(len(xs) - 1)], page, box)
    places = []
    for column, (left, right) in enumerate(pairwise(xs)):
        text, fill = "", told.fills(xs)[column]
        for each in dict.fromkeys(line.page for line in lines):
            words = [
                word for line, cell in zip(lines, cells, strict=True) if line.page == each for word in cell[column]
            ]
            text = glued(text, cell_text(words, fill[0], fill[1], 0.0))
        places.append(Place(text, (left, top, right, bottom), "", object()))
    return PartRow(places, page, box)
