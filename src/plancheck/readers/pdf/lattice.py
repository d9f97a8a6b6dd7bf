"""Rules that cross -> the grid of a table: its borders, and which places between them are one merged cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from plancheck.readers.pdf.strokes import Rule

_start = itemgetter(1)
_SNAP = 3.0  # points: parallel rules no further apart are one (a double line)
_GAP = 5.0  # points: a hole in a rule that is no end of it (dashes, corners left out)
_REACH = 3.5  # points by which a rule may miss the one it meets
_SHORTEST = 6.0  # points
_COVER = 0.6  # the share of a cell's side that a rule must take to close it
_OVERHANG = 14.0  # points by which rules stand out where a side of the table is left open
_MOST_TABLES = 200  # on one page
_MOST_CROSSINGS = 1_000_000  # pairs of rules that are held against each other on one page

Span = tuple[int, int, int, int]
"""First row, first column, and those after the last, of one cell in grid places (0-based)."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """The grid of one table on one page: borders `xs` and `ys` in points as shown, and the rules that are drawn.

    `open_top` / `open_bottom`: the table goes on beyond the page's edge without a closing rule.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    open_top: bool = False
    open_bottom: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def parts(self, borders: Sequence[float], y: float) -> bool:
        """Whether a rule is drawn at that height along any of the borders; in a merged cell none is."""
        return any(
            abs(x - border) <= _SNAP and top <= y <= bottom for x, top, bottom in self.upright for border in borders
        )


def find_lattices(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Lattice]:
    """The tables that the rules of a page make, from the top down; frames of one column are none."""
    levels, uprights = _merged(level), _merged(upright)
    if not levels or not uprights or len(levels) * len(uprights) > _MOST_CROSSINGS:
        return []
    found = [lattice for group in _groups(levels, uprights) if (lattice := _lattice(*group))]
    if len(found) > _MOST_TABLES:
        return []  # a drawing
    outer = [one for one in found if not any(_is_inside(one, other) for other in found if other is not one)]
    return sorted(outer, key=lambda one: (one.ys[0], one.xs[0]))


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in one line made one: doubled and dashed ones, and those drawn cell by cell."""
    found: list[Rule] = []
    track: list[Rule] = []
    for rule in sorted(rules):
        if track and rule[0] - track[0][0] > _SNAP:
            found += _joined(track)
            track = []
        track.append(rule)
    return found + _joined(track)


def _joined(track: Sequence[Rule]) -> list[Rule]:
    if not track:
        return []
    place = track[len(track) // 2][0]
    found: list[Rule] = []
    begin, end = None, 0.0
    for _, start, stop in sorted(track, key=_start):
        if begin is None:
            begin, end = start, stop
        elif start - end <= _GAP:
            end = max(end, stop)
        else:
            found.append((place, begin, end))
            begin, end = start, stop
    if begin is not None:
        found.append((place, begin, end))
    return [rule for rule in found if rule[2] - rule[1] >= _SHORTEST]


def _groups(levels: Sequence[Rule], uprights: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, each group apart."""
    parent = list(range(len(levels) + len(uprights)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    places = [rule[0] for rule in levels]  # in order
    for index, (x, top, bottom) in enumerate(uprights, start=len(levels)):
        begin, end = bisect_right(places, top - _REACH), bisect_right(places, bottom + _REACH)
        for at, (_, left, right) in enumerate(levels[begin:end], start=begin):
            if left - _REACH <= x <= right + _REACH and parent[at] != index:
                parent[root(at)] = index  # which stays the root of its own group while it is looked at
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(levels):
        groups.setdefault(root(index), ([], []))[0].append(rule)
    for index, rule in enumerate(uprights, start=len(levels)):
        groups.setdefault(root(index), ([], []))[1].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(levels: list[Rule], uprights: list[Rule]) -> Lattice | None:
    xs, ys = _distinct(uprights), _distinct(levels)
    left, right = min(rule[1] for rule in levels), max(rule[2] for rule in levels)
    top, bottom = min(rule[1] for rule in uprights), max(rule[2] for rule in uprights)
    if xs[0] - left > _OVERHANG:
        xs.insert(0, left)
        uprights.append((left, ys[0], ys[-1]))
    if right - xs[-1] > _OVERHANG:
        xs.append(right)
        uprights.append((right, ys[0], ys[-1]))
    open_top, open_bottom = ys[0] - top > _OVERHANG / 2, bottom - ys[-1] > _OVERHANG / 2
    if open_top:
        ys.insert(0, top)
        levels.append((top, xs[0], xs[-1]))
    if open_bottom:
        ys.append(bottom)
        levels.append((bottom, xs[0], xs[-1]))
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(levels), tuple(uprights), open_top, open_bottom)


def _distinct(rules: Sequence[Rule]) -> list[float]:
    found: list[float] = []
    for place in sorted(rule[0] for rule in rules):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _is_inside(one: Lattice, other: Lattice) -> bool:
    return (
        other.xs[0] - _REACH <= one.xs[0]
        and one.xs[-1] <= other.xs[-1] + _REACH
        and other.ys[0] - _REACH <= one.ys[0]
        and one.ys[-1] <= other.ys[-1] + _REACH
        and (one.xs[-1] - one.xs[0]) * (one.ys[-1] - one.ys[0])
        < (other.xs[-1] - other.xs[0]) * (other.ys[-1] - other.ys[0])
    )


def spans_of(lattice: Lattice, xs: Sequence[float]) -> list[Span]:
    """The cells of a table in reading order, on the borders `xs` (its own, or those of all its pages)."""
    rows, columns = len(lattice.ys) - 1, len(xs) - 1
    closed_below = _sides(lattice.ys[1:-1], xs, lattice.level)
    closed_right = _sides(xs[1:-1], lattice.ys, lattice.upright)
    taken = [[False] * columns for _ in range(rows)]
    found: list[Span] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            after = column + 1
            while after < columns and not closed_right[after - 1][row] and not taken[row][after]:
                after += 1
            below = row + 1
            while below < rows and not any(closed_below[below - 1][column:after]):
                if any(taken[below][column:after]) or any(closed_right[at][below] for at in range(column, after - 1)):
                    break
                below += 1
            for line in range(row, below):
                taken[line][column:after] = [True] * (after - column)
            found.append((row, column, below, after))
    return found


def _sides(places: Sequence[float], across: Sequence[float], rules: Sequence[Rule]) -> list[list[bool]]:
    """For each inner border, whether a rule is drawn along it in each interval of the other direction."""
    found = []
    ordered = sorted(rules)
    starts = [rule[0] for rule in ordered]
    intervals = [(low, high, _COVER * (high - low)) for low, high in pairwise(across)]
    for place in places:
        near = ordered[bisect_right(starts, place - _SNAP) : bisect_right(starts, place + _SNAP)]
        found.append([_covered(low, high, enough, near) for low, high, enough in intervals])
    return found


def _covered(low: float, high: float, enough: float, rules: Sequence[Rule]) -> bool:
    taken = 0.0
    for _, start, stop in rules:
        if start < high and stop > low:
            taken += (stop if stop < high else high) - (start if start > low else low)
    return taken >= enough
