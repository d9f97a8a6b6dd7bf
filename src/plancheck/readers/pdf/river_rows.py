"""The lines of a table without upright rules -> its rows: by level rules, numbers, wider gaps, or one line each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from plancheck.readers.pdf.lines import Line, cell_text
from plancheck.readers.pdf.parts import PartRow, Place, glued
from plancheck.readers.pdf.strokes import Rule
from plancheck.readers.pdf.words import Word

_ROW_GAP = 1.22  # times the distance between lines, that between rows
_SPANNED = 0.8  # the share of the table's width that a rule between rows takes
_NUMBER = re.compile(r"(?:№\s*)?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")

Interval = tuple[float, float]
Cells = Sequence[Sequence[Sequence[Word]]]


def rows_of(
    lines: Sequence[Line], crossed: Sequence[bool], xs: Sequence[float], rules: Mapping[int, Sequence[Rule]]
) -> list[PartRow]:
    """The lines gathered into rows: by rules, by the numbers at the left, by wider gaps, one line each; else none."""
    cells = [_in_columns(line, xs) for line in lines]
    for told in (_by_rules, _by_numbers, _by_gaps, _line_by_line):
        starts = told(lines, crossed, cells, xs, rules)
        if starts:
            break
    else:
        return []
    fills = [_filled_by(cells, crossed, column, xs) for column in range(len(xs) - 1)]
    rows: list[PartRow] = []
    stops = [*starts[1:], len(lines)]
    for start, stop in zip(starts, stops, strict=True):
        rows.append(_row(lines[start:stop], cells[start:stop], xs, fills, whole=crossed[start]))
    return rows


def _filled_by(cells: Cells, crossed: Sequence[bool], column: int, xs: Sequence[float]) -> Interval:
    """From where to where the text of a column goes: how wide it may be is not drawn anywhere."""
    words = [word for cell, over in zip(cells, crossed, strict=True) if not over for word in cell[column]]
    return min((word.left for word in words), default=xs[column]), max((word.right for word in words), default=xs[-1])


def _in_columns(line: Line, xs: Sequence[float]) -> list[list[Word]]:
    found: list[list[Word]] = [[] for _ in range(len(xs) - 1)]
    for word in line.words:
        place = bisect_right(xs, (word.left + word.right) / 2) - 1
        found[min(max(place, 0), len(found) - 1)].append(word)
    return found


def _starts(begins: Sequence[bool], crossed: Sequence[bool]) -> list[int]:
    """The indexes of lines that begin a row; a line over the columns is a row with those like it right below."""
    found = []
    for at, begin in enumerate(begins):
        if not at or begin or crossed[at] != crossed[at - 1]:
            found.append(at)
    return found


def _by_rules(
    lines: Sequence[Line],
    crossed: Sequence[bool],
    cells: Cells,
    xs: Sequence[float],
    rules: Mapping[int, Sequence[Rule]],
) -> list[int]:
    width = xs[-1] - xs[0]
    begins = [False]
    for above, line in pairwise(lines):
        if above.page != line.page:
            begins.append(True)
            continue
        between = [
            rule
            for rule in rules.get(line.page, ())
            if above.bottom - 0.3 * above.size <= rule[0] <= line.bottom - 0.5 * line.size
        ]
        begins.append(sum(stop - start for _, start, stop in between) >= _SPANNED * width)
    if sum(begins) < 2 or 4 * sum(begins) < len(lines) - sum(crossed) - 12:
        return []
    return _starts(begins, crossed)


def _by_numbers(
    lines: Sequence[Line],
    crossed: Sequence[bool],
    cells: Cells,
    xs: Sequence[float],
    rules: Mapping[int, Sequence[Rule]],
) -> list[int]:
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
    return _starts(begins, crossed)


def _by_gaps(
    lines: Sequence[Line],
    crossed: Sequence[bool],
    cells: Cells,
    xs: Sequence[float],
    rules: Mapping[int, Sequence[Rule]],
) -> list[int]:
    steps = [below.bottom - above.bottom if above.page == below.page else -1.0 for above, below in pairwise(lines)]
    small = sorted(step for step in steps if step > 0)
    if len(small) < 3:
        return []
    usual = small[len(small) // 4]
    begins = [False, *(not 0 <= step <= _ROW_GAP * usual for step in steps)]
    if sum(begins) < 2:
        return []
    starts = _starts(begins, crossed)
    stops = [*starts[1:], len(lines)]
    full = 0
    for start, stop in zip(starts, stops, strict=True):
        filled = sum(any(cells[at][column] for at in range(start, stop)) for column in range(len(xs) - 1))
        full += crossed[start] or 2 * filled > len(xs) - 1
    return starts if full >= 0.8 * len(starts) else []


def _line_by_line(
    lines: Sequence[Line],
    crossed: Sequence[bool],
    cells: Cells,
    xs: Sequence[float],
    rules: Mapping[int, Sequence[Rule]],
) -> list[int]:
    whole = sum(over or all(cell) for cell, over in zip(cells, crossed, strict=True))
    return list(range(len(lines))) if whole >= 0.9 * len(lines) else []


def _row(
    lines: Sequence[Line], cells: Cells, xs: Sequence[float], fills: Sequence[Interval], *, whole: bool
) -> PartRow:
    first = lines[0]
    page = first.page
    here = [line for line in lines if line.page == page]
    top, bottom = min(line.top for line in here), max(line.bottom for line in here)
    box = xs[0], top, xs[-1], bottom
    if whole:
        text = cell_text([word for line in lines for word in line.words], xs[0], xs[-1])
        group = object()
        return PartRow([Place(text, box, "across" if at else "", group) for at in range(len(xs) - 1)], page, box)
    places = []
    for column, (left, right) in enumerate(pairwise(xs)):
        text, fill = "", fills[column]
        for each in dict.fromkeys(line.page for line in lines):
            words = [
                word for line, cell in zip(lines, cells, strict=True) if line.page == each for word in cell[column]
            ]
            text = glued(text, cell_text(words, fill[0], fill[1], 0.0))
        places.append(Place(text, (left, top, right, bottom), "", object()))
    return PartRow(places, page, box)
