"""The likeliest way of lines through a table's cells: which column, row or title each line belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from plancheck.parsing.dump_header import DEADLINE, MEASURE, NUMBER, OTHER, RESPONSIBLE, RESULT

# States beside the columns' indices: a section's title over the whole row; text after the table.
TITLE, OUTSIDE = -1, -2

_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXLІХ]{1,5})\s?[.)]\s*\S")
_BULLET = re.compile(r"[-\u2013\u2014•·*]\s*\S")
_LONG = 160
_BREAKS_OFF = 3.0  # the cost of leaving a cell at a line that breaks off
_SAMPLE = 2_000  # lines that tell the usual gap and the width
_FEWEST_BROKEN = 4
_OVER, _UNDER = 1.15, 0.9  # letters differ in breadth: how far a line may go beyond, and stay below, its column's width
_TOO_LONG = 2.5  # the cost of a line that is longer than its column

# Points for a line in a column, by what it looks like; read as: the more, the likelier.
_PLAIN, _NUMBER, _DATE, _DATED, _POST, _DASH = "plain", "number", "date", "dated", "post", "dash"
_FITS: dict[str, dict[str, float]] = {
    NUMBER: {_PLAIN: -9, _NUMBER: 4, _DATE: -9, _DATED: -9, _POST: -9, _DASH: -9},
    MEASURE: {_PLAIN: 1, _NUMBER: -7, _DATE: -2.5, _DATED: 0.7, _POST: -1.5, _DASH: -3},
    DEADLINE: {_PLAIN: -3, _NUMBER: -7, _DATE: 3, _DATED: 0.5, _POST: -4, _DASH: 1},
    RESPONSIBLE: {_PLAIN: -1, _NUMBER: -7, _DATE: -4, _DATED: -2, _POST: 2.5, _DASH: 1},
    RESULT: {_PLAIN: 0.5, _NUMBER: -7, _DATE: -2, _DATED: 0, _POST: -1.5, _DASH: 0.7},
    OTHER: {_PLAIN: 0, _NUMBER: -0.5, _DATE: -0.5, _DATED: 0, _POST: -1, _DASH: 0.7},
}
_EMPTY_COSTS = {NUMBER: 0.2, MEASURE: 7, DEADLINE: 2.5, RESPONSIBLE: 2, RESULT: 1, OTHER: 0.3}
_NUMBER_LACKING = 4.0  # the cost of an empty number where rows are numbered


class Unit(NamedTuple):
    """A line: its text, where it stands, the gap before it in lines, what it looks like, a number before it.

    `oblique` says that its first word stands in a case that no cell begins with, `hangs` that it breaks off.
    """

    text: str
    line: int | None
    gap: int
    look: str
    heading: bool
    number: str = ""
    oblique: bool = False
    hangs: bool = False

    @property
    def begins_section(self) -> bool:
        return self.heading or _SECTION.match(self.text) is not None

    @property
    def goes_on(self) -> bool:
        """Whether it begins as the rest of a sentence or a list's item does."""
        low = self.text[:1].islower() or self.text[:1] in ",;:.)]»"
        return low or self.oblique or _BULLET.match(self.text) is not None


class Step(NamedTuple):
    """Where a line goes: a column's index, TITLE or OUTSIDE, and whether a row begins with it."""

    state: int
    begins_row: bool


class Walk(NamedTuple):
    """What a way is judged by: the columns' codes, the usual gap of lines, the costs of empty cells.

    `widths` are the characters that lines reach in each column where its cells are broken over lines, 0 where unknown.
    `whole` says that lines are made one where they stand together, so that nearly each is a cell.
    """

    codes: tuple[str, ...]
    usual_gap: int
    leading: tuple[float, ...]
    numbered: bool
    widths: tuple[int, ...]
    whole: bool = False

    @classmethod
    def of(cls, codes: Sequence[str], units: Sequence[Unit], *, numbered: bool) -> Walk:
        """`leading[n]` is the cost of leaving the first n columns of a row empty; only measures' width is guessed."""
        usual_gap = Counter(min(unit.gap, 4) for unit in units[:_SAMPLE]).most_common(1)[0][0]
        broken = sorted(
            len(unit.text)
            for unit, after in pairwise(units[:_SAMPLE])
            if after.text[:1].islower() and {unit.look, after.look} <= {_PLAIN, _DATED}
        )
        adjacent = 10 * sum(unit.gap > 1 for unit in units[:_SAMPLE]) < len(units[:_SAMPLE])
        width = broken[len(broken) * 4 // 5] if adjacent and len(broken) >= _FEWEST_BROKEN else 0
        costs = (_NUMBER_LACKING if code == NUMBER and numbered else _EMPTY_COSTS[code] for code in codes)
        widths = tuple(width if code == MEASURE else 0 for code in codes)
        return cls(tuple(codes), usual_gap, tuple(accumulate(costs, initial=0.0)), numbered, widths)

    def with_widths(self, units: Sequence[Unit], steps: Sequence[Step]) -> Walk:
        """The same with the columns' widths as a first way through the lines shows them."""
        broken: dict[int, list[tuple[int, int]]] = {}
        for (unit, step), (after, following) in pairwise(zip(units, steps, strict=True)):
            if 0 <= step.state == following.state and not following.begins_row and not _BULLET.match(after.text):
                broken.setdefault(step.state, []).append((_last(unit), _last(unit) + 1 + _first_word(after)))
        widths = (_width(broken.get(state, ())) or known for state, known in enumerate(self.widths))
        return self._replace(widths=tuple(widths))

    def skipped(self, first: int, last: int) -> float:
        """The cost of leaving empty the columns from `first` up to, not including, `last`."""
        return self.leading[last] - self.leading[first]

    def fit(self, unit: Unit, state: int, following: Unit | None) -> float:
        """How well the line suits the state by its looks; `following` is the line after it."""
        if state == OUTSIDE:
            return 0.0
        if state == TITLE:
            return self._fit_of_title(unit, following)
        if unit.number and self.codes[state] != MEASURE:
            return -9.0
        points = _FITS[self.codes[state]][unit.look]
        if self.widths[state] and _last(unit) > self.widths[state] * _OVER:
            points -= _TOO_LONG
        scrap = self.codes[state] == MEASURE and unit.look == _PLAIN and len(unit.text) < 4 and unit.text[-1:] != ":"
        return points - 1.5 if scrap else points

    def _fit_of_title(self, unit: Unit, following: Unit | None) -> float:
        named = unit.heading if unit.look == _DATE else unit.look != _POST or unit.begins_section
        if unit.look in (_NUMBER, _DASH) or not named:
            return -4.0
        lone = self.usual_gap > 1 and following is not None and following.gap > self.usual_gap + 1
        points = 2.0 if unit.begins_section else 1.0 if lone else -2.0
        return points - 1.0 if len(unit.text) > _LONG else points

    def moves(self, before: int, state: int, unit: Unit, previous: Unit | None) -> list[tuple[bool, float]]:
        """The ways from one state to the next: (whether a row begins, what it costs)."""
        if before == OUTSIDE:
            return [(False, 0.0)] if state == OUTSIDE else []
        moves = self._moves(before, state, unit, previous)
        if previous is None or not previous.hangs or unit.look == _NUMBER:
            return moves
        relief = _BREAKS_OFF if unit.look in (_POST, _DATE) else 1.0  # its looks say little: it had to follow
        return [(begins, cost + (_BREAKS_OFF if begins or state != before else -relief)) for begins, cost in moves]

    def _moves(self, before: int, state: int, unit: Unit, previous: Unit | None) -> list[tuple[bool, float]]:
        rest = self.skipped(before + 1, len(self.codes)) if before >= 0 else 0.0
        if state == OUTSIDE:
            return [(False, 2.0 + rest)]
        if state == TITLE:
            return [(True, rest + (0.0 if before >= 0 or unit.begins_section else 0.5))]
        begin = 2.5 if self.codes[state] == MEASURE and unit.goes_on else 0.0
        moves = [(True, rest + self.skipped(0, state) + begin)]
        if state == before and self.codes[state] != NUMBER:
            fitted = self._would_have_fitted(unit, previous, state)
            held = self.codes[state] == RESPONSIBLE and unit.look == _PLAIN and unit.goes_on
            anew = fitted and unit.text[:1].isupper() and previous is not None and previous.text[-1:] not in ",;:"
            full = 0.8 if self.widths[state] and not fitted and not unit.goes_on and unit.gap == 1 else 0.0
            moves.append((False, self._going_on(unit) + 1.5 * (fitted + anew) - held - full))
        elif 0 <= before < state:
            leaving = self._leaving(unit, previous, before, state)
            moves.append((False, self.skipped(before + 1, state) + leaving))
        return moves

    def _going_on(self, unit: Unit) -> float:
        """The cost of one more line in the same cell."""
        cost = 0.2 if unit.goes_on else 1.0
        if self.usual_gap > 1 and unit.gap == 1:
            cost -= 1.2
        apart = unit.gap > self.usual_gap + 1 or (unit.gap > self.usual_gap == 1 and not unit.goes_on)
        return cost + (2.5 if apart else 0.0) + (1.5 if self.whole else 0.0)

    def _would_have_fitted(self, unit: Unit, previous: Unit | None, state: int) -> bool:
        """Whether the line's first word had room on the line before: a cell of that column is not broken there."""
        if previous is None or not self.widths[state] or unit.look == _NUMBER or _BULLET.match(unit.text):
            return False
        return _last(previous) + 1 + _first_word(unit) <= self.widths[state] * _UNDER - 1

    def _leaving(self, unit: Unit, previous: Unit | None, before: int, state: int) -> float:
        """The cost of leaving a cell for a later one at a line that looks like that cell's own next line."""
        if unit.gap > 1:
            return 0.0
        cost = 1.0 if self.usual_gap > 1 else 0.0
        low = unit.text[:1].islower()
        if self.widths[before] and low and not self._would_have_fitted(unit, previous, before):
            cost += 2.0
        return cost + 2.5 if unit.goes_on and self.codes[state] != DEADLINE else cost


def _last(unit: Unit) -> int:
    """The characters of its last line."""
    return len(unit.text) - unit.text.rfind("\n") - 1


def _first_word(unit: Unit) -> int:
    return len(unit.text.split(maxsplit=1)[0])


def _width(broken: Sequence[tuple[int, int]]) -> int:
    """The width that most broken lines agree with: each reaches no farther, and its next word would have."""
    if len(broken) < _FEWEST_BROKEN:
        return 0
    return max(
        sorted({reached for reached, _ in broken}),
        key=lambda width: sum((reached <= width) + (width < needed) for reached, needed in broken),
    )


def may_stand(code: str, unit: Unit) -> bool:
    """Whether nothing in the line's looks forbids it that column."""
    if unit.look == _NUMBER or code == NUMBER:
        return unit.look == _NUMBER and code == NUMBER
    return {code, unit.look} not in ({RESULT, _POST}, {DEADLINE, _POST}, {RESPONSIBLE, _DATE})


def likeliest(units: Sequence[Unit], walk: Walk) -> tuple[float, list[Step]]:
    """The best-scored way of all lines through rows of those columns (Viterbi): its score, a step a line."""
    states = [*range(len(walk.codes)), TITLE, OUTSIDE]
    scores: dict[int, float] = {TITLE: 0.0}
    trail: list[dict[int, tuple[int, bool]]] = []
    for index, unit in enumerate(units):
        following = units[index + 1] if index + 1 < len(units) else None
        best: dict[int, tuple[float, int, bool]] = {}
        for state in states:
            ways = [
                (score - cost, before, begins_row)
                for before, score in scores.items()
                for begins_row, cost in walk.moves(before, state, unit, units[index - 1] if index else None)
            ]
            if ways:
                total, before, begins_row = max(ways)
                best[state] = (total + walk.fit(unit, state, following), before, begins_row)
        scores = {state: way[0] for state, way in best.items()}
        trail.append({state: (before, begins_row) for state, (_, before, begins_row) in best.items()})
    end = len(walk.codes)
    ends = {state: score - (walk.skipped(state + 1, end) if state >= 0 else 0) for state, score in scores.items()}
    state = max(ends, key=lambda each: ends[each])
    score = ends[state]
    steps: list[Step] = []
    for origin in reversed(trail):
        before, begins_row = origin[state]
        steps.append(Step(state, begins_row))
        state = before
    return score, steps[::-1]
