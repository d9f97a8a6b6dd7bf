"""Text in columns without upright rules: tables told by the white between their columns, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from plancheck.readers.pdf.lines import Line, cell_text, line_of
from plancheck.readers.pdf.parts import PartRow, Place, glued
from plancheck.readers.pdf.strokes import Rule
from plancheck.readers.pdf.words import Word

_GAP = 1.2  # of the font's size: white this wide parts two columns in a line
_RIVER = 0.35  # of the font's size: white this wide through many lines parts two columns
_SPACE = 0.36  # of the font's size: narrower white is a space
_CROSSED = 0.15  # the share of lines that may run over a river: titles of sections
_MOST_CROSSED = 0.34
_LONE_LINES = 12  # lines on end in which but one column goes on
_ROW_GAP = 1.22  # times the distance between lines, that between rows
_SPANNED = 0.8  # the share of the table's width that a rule between rows takes
_NUMBER = re.compile(r"(?:№\s*)?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines `start` to `stop` (not included) of a run stand in columns, parted at `xs`; `rows` if it is a table."""

    start: int
    stop: int
    xs: tuple[float, ...]
    rows: tuple[PartRow, ...] = ()


def pieces(line: Line) -> list[Line]:
    """The line cut where the white is wide."""
    cut: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.left - before.right > _GAP * line.size:
            cut.append([])
        cut[-1].append(word)
    if len(cut) == 1:
        return [line]
    return [line_of(words)._replace(page=line.page, bold=line.bold) for words in cut]


def find_columns(run: Sequence[Line], rules: Mapping[int, Sequence[Rule]]) -> list[Columns]:
    """The places of a run of lines that stand in columns; `rules` are each page's level rules."""
    counts = [len(pieces(line)) for line in run]
    found: list[Columns] = []
    at = 0
    while at < len(run):
        if counts[at] < 2:
            at += 1
            continue
        columns = _table(run, counts, at, rules) or _beside(run, counts, at)
        if columns is None:
            at += 1
        else:
            found.append(columns)
            at = columns.stop
    return found


def _table(run: Sequence[Line], counts: Sequence[int], at: int, rules: Mapping[int, Sequence[Rule]]) -> Columns | None:
    if counts[at] < 3:
        return None
    last = at
    for index in range(at + 1, len(run)):
        if counts[index] > 1:
            last = index
        elif index - last > _LONE_LINES:
            break
    if last - at < 2:
        return None
    rivers = _rivers(run[at : last + 1], _CROSSED)
    if len(rivers) < 2:
        return None
    first, stop = at, last + 1
    while first > 0 and _near(run[first - 1], run[first]) and not _crosses(run[first - 1], rivers):
        first -= 1  # a header's lines above the one that fills all columns
    while stop < len(run) and _near(run[stop - 1], run[stop]) and not _crosses(run[stop], rivers):
        stop += 1
    lines = _without_repeats(run[first:stop])
    crossed = [_crosses(line, rivers) for line in lines]
    if sum(crossed) > _MOST_CROSSED * len(lines) or len(lines) < 3:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    xs = (left, *((a + b) / 2 for a, b in rivers), right)
    rows = _rows(lines, crossed, xs, rules)
    return Columns(first, stop, xs, tuple(rows)) if rows else None


def _without_repeats(lines: Sequence[Line]) -> list[Line]:
    """The lines without those at the head of a page that only repeat the ones at the head of the table."""
    heads = [line.text for line in lines]
    found: list[Line] = []
    same = 0  # of the head's lines that have come again on this page, while they do
    for at, line in enumerate(lines):
        if at and line.page != lines[at - 1].page:
            same = 0
        elif at and not same:
            same = -1
        if line.page != lines[0].page and same >= 0 and heads[same] == line.text:
            same += 1
            continue
        same = -1
        found.append(line)
    return found


def _rivers(lines: Sequence[Line], share: float) -> list[Interval]:
    """The upright strips that no more than that share of the lines run over; of each the part the fewest do."""
    edges: list[tuple[float, int]] = []
    for line in lines:
        for left, right in _filled(line):
            edges += [(left, 1), (right, -1)]
    edges.sort()
    allowed = int(share * len(lines))
    narrowest = _RIVER * median(line.size for line in lines)
    found: list[Interval] = []
    strips: list[tuple[int, float, float]] = []  # how many lines run over it, where it begins and ends
    over = 0
    for (place, step), (following, _) in pairwise(edges):
        over += step
        if over > allowed:
            found += _clearest(strips, narrowest)
            strips = []
        elif following > place:
            strips.append((over, place, following))
    return [river for river in found if river[0] > edges[0][0]]


def _clearest(strips: Sequence[tuple[int, float, float]], narrowest: float) -> list[Interval]:
    """The part of adjoining strips that is wide enough and that the fewest lines run over; none if none is wide."""
    for most in sorted({over for over, _, _ in strips}):
        runs: list[Interval] = []
        for over, left, right in strips:
            if over > most:
                continue
            if runs and runs[-1][1] == left:
                runs[-1] = runs[-1][0], right
            else:
                runs.append((left, right))
        width, left, right = max((right - left, left, right) for left, right in runs)
        if width >= narrowest:
            return [(left, right)]
    return []


def _filled(line: Line) -> list[Interval]:
    """The stretches of a line that its words take, spaces with them."""
    found = [(line.words[0].left, line.words[0].right)]
    for word in line.words[1:]:
        if word.left - found[-1][1] <= _SPACE * line.size:
            found[-1] = found[-1][0], max(found[-1][1], word.right)
        else:
            found.append((word.left, word.right))
    return found


def _crosses(line: Line, rivers: Sequence[Interval]) -> bool:
    return any(a < (left + right) / 2 < b for left, right in rivers for a, b in _filled(line))


def _near(above: Line, below: Line) -> bool:
    return above.page == below.page and below.bottom - above.bottom < 1.6 * max(above.size, below.size)


def _rows(
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


Cells = Sequence[Sequence[Sequence[Word]]]


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


def _beside(run: Sequence[Line], counts: Sequence[int], at: int) -> Columns | None:
    """Two blocks of text side by side, as two stamps stand; not the items of a list, nor one line with a gap."""
    stop = at + 1
    while stop < len(run) and run[stop].page == run[at].page and _near_stamp(run[stop - 1], run[stop]):
        if len(_rivers(run[at : stop + 1], 0.0)) != 1:
            break
        stop += 1
    rivers = _rivers(run[at:stop], 0.0)
    if stop - at < 2 or len(rivers) != 1 or sum(count > 1 for count in counts[at:stop]) < 2:
        return None
    middle = sum(rivers[0]) / 2
    lefts = [word.text for line in run[at:stop] for word in line.words if word.right < middle]
    if rivers[0][1] - rivers[0][0] < _GAP * run[at].size or len("".join(lefts)) < 4 * (stop - at):
        return None
    edges = min(line.left for line in run[at:stop]), max(line.right for line in run[at:stop])
    return Columns(at, stop, (edges[0], middle, edges[1]))


def _near_stamp(above: Line, below: Line) -> bool:
    return below.bottom - above.bottom < 3.2 * max(above.size, below.size)
