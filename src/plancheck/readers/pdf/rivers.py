"""Text in columns without upright rules: tables told by the white between their columns, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from plancheck.readers.pdf.lines import Line, line_of
from plancheck.readers.pdf.parts import PartRow
from plancheck.readers.pdf.river_rows import Interval, rows_of
from plancheck.readers.pdf.strokes import Rule
from plancheck.readers.pdf.words import Word

_GAP = 1.2  # of the font's size: white this wide parts two columns in a line
_RIVER = 0.35  # of the font's size: white this wide through many lines parts two columns
_SPACE = 0.36  # of the font's size: narrower white is a space
_CROSSED = 0.15  # the share of lines that may run over a river: titles of sections
_MOST_CROSSED = 0.34
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
        columns = (_table(run, at, last, rules) if header else None) or _beside(run, counts, at)
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


def _table(run: Sequence[Line], at: int, last: int, rules: Mapping[int, Sequence[Rule]]) -> Columns | None:
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
    rows = rows_of(lines, crossed, xs, rules)
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


def _beside(run: Sequence[Line], counts: Sequence[int], at: int) -> Columns | None:
    """Two blocks of text side by side, as two stamps stand; not the items of a list, nor one line with a gap."""
    stop = at + 1
    rivers = _rivers(run[at:stop], 0.0)
    while stop < min(len(run), at + _STAMP_LINES) and _near_stamp(run[stop - 1], run[stop]):
        wider = _rivers(run[at : stop + 1], 0.0)
        if len(wider) != 1 or _crosses(run[stop], rivers):
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
