"""Text in columns without upright rules: tables told by the white between their columns, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plancheck.readers.pdf.lines import Line
from plancheck.readers.pdf.parts import PartRow
from plancheck.readers.pdf.river_rows import Told, rows_of
from plancheck.readers.pdf.stretches import crosses, pieces, rivers_of, stretches_of
from plancheck.readers.pdf.strokes import Rule

_GAP = 1.2  # of the font's size: white this wide parts two blocks of text
_MOST_CROSSED = 0.34  # the share of lines that may run over a river
_LONE_LINES = 12  # lines on end in which but one column goes on
_STAMP_LINES = 40
_TRIES = 5  # headers that a run of lines in columns is tried with


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines `start` to `stop` (not included) of a run stand in columns, parted at `xs`; `rows` if it is a table."""

    start: int
    stop: int
    xs: tuple[float, ...]
    rows: tuple[PartRow, ...] = ()


def find_columns(run: Sequence[Line], rules: Mapping[int, Sequence[Rule]]) -> list[Columns]:
    """The places of a run of lines that stand in columns; `rules` are each page's level rules."""
    counts = [len(pieces(line)) for line in run]
    found: list[Columns] = []
    tried: Counter[int] = Counter()  # how often lines up to that one were held to be a table
    at, last = 0, -1
    while at < len(run):
        if counts[at] < 2:
            at += 1
            continue
        if at > last:
            last = _last(counts, at)
        tried[last] += counts[at] > 2
        header = counts[at] > 2 and tried[last] <= _TRIES
        columns = (_table(run, counts, at, last, rules) if header else None) or _beside(run, counts, at)
        if columns is None:
            at += 1
        else:
            found.append(columns)
            at, tried[last] = columns.stop, 0
    return found


def _last(counts: Sequence[int], at: int) -> int:
    """The last line of those that stand in columns from `at` on."""
    last = at
    for index in range(at + 1, len(counts)):
        if counts[index] > 1:
            last = index
        elif index - last > _LONE_LINES:
            break
    return last


def _table(
    run: Sequence[Line], counts: Sequence[int], at: int, last: int, rules: Mapping[int, Sequence[Rule]]
) -> Columns | None:
    if last - at < 2:
        return None
    stretches = stretches_of(run, counts, at, last)
    if not stretches or len(stretches[0].rivers) < 2:
        return None
    first, stop = at, stretches[-1].stop
    while first > 0 and _near(run[first - 1], run[first]) and not crosses(run[first - 1], stretches[0].rivers):
        first -= 1  # a header's lines above the one that fills all columns
    while stop < len(run) and _near(run[stop - 1], run[stop]) and not crosses(run[stop], stretches[-1].rivers):
        stop += 1
    ends = [*(one.start for one in stretches[1:]), stop]
    rivers = [one.rivers for one, end in zip(stretches, ends, strict=True) for _ in range(end - one.start)]
    rivers = [stretches[0].rivers] * (at - first) + rivers
    alone = {at for one in stretches for at in range(one.start, one.start + one.titles)}
    kept = _without_repeats(run[first:stop])
    lines = [run[first + place] for place in kept]
    crossed = [crosses(run[first + place], rivers[place]) for place in kept]
    within = sum(over and first + place not in alone for over, place in zip(crossed, kept, strict=True))
    if within > _MOST_CROSSED * len(lines) or len(lines) < 3:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    borders = [(left, *((a + b) / 2 for a, b in rivers[place]), right) for place in kept]
    rows = rows_of(Told(lines, crossed, borders, rules, [first + place in alone for place in kept]))
    return Columns(first, stop, borders[0], tuple(rows)) if rows else None


def _without_repeats(lines: Sequence[Line]) -> list[int]:
    """The places of the lines, without those at the head of a page that only repeat the head of the table."""
    heads = [line.text for line in lines]
    found: list[int] = []
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
        found.append(at)
    return found


def _near(above: Line, below: Line) -> bool:
    return above.page == below.page and below.bottom - above.bottom < 1.6 * max(above.size, below.size)


def _beside(run: Sequence[Line], counts: Sequence[int], at: int) -> Columns | None:
    """Two blocks of text side by side, as two stamps stand; not the items of a list, nor one line with a gap."""
    stop = at + 1
    rivers = rivers_of(run[at:stop], 0.0)
    while stop < min(len(run), at + _STAMP_LINES) and _near_stamp(run[stop - 1], run[stop]):
        wider = rivers_of(run[at : stop + 1], 0.0)
        if len(wider) != 1 or crosses(run[stop], rivers):
            break
        rivers = wider
        stop += 1
    if stop - at < 2 or len(rivers) != 1 or sum(count > 1 for count in counts[at:stop]) < 2:
        return None
    middle = sum(rivers[0]) / 2
    lefts = [word.text for line in run[at:stop] for word in line.words if word.right < middle]
    if rivers[0][1] - rivers[0][0] < _GAP * run[at].size or len("".join(lefts)) < 4 * (stop - at):
        return None
    edges = min(line.left for line in run[at:stop]), max(line.right for line in run[at:stop])
    return Columns(at, stop, (edges[0], middle, edges[1]))


def _near_stamp(above: Line, below: Line) -> bool:
    return above.page == below.page and below.bottom - above.bottom < 3.2 * max(above.size, below.size)
