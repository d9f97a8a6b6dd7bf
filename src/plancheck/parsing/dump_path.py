"""The likeliest way of lines through a table's cells: which column, row or title each line belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plancheck.parsing.dump_header import DEADLINE, MEASURE, NUMBER, OTHER, RESPONSIBLE, RESULT

TITLE, OUTSIDE = -1, -2
"""States beside the columns' indices: a section's title over the whole row; text after the table."""

_NEVER = -1e9
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXLІХ]{1,5})\s?[.)]\s*\S")
_BULLET = re.compile(r"[-\u2013\u2014•·*]\s*\S")
_LONG = 160

# Points for a line in a column, by what it looks like; read as: the more, the likelier.
_PLAIN, _NUMBER, _DATE, _POST = "plain", "number", "date", "post"
_FITS: dict[str, dict[str, float]] = {
    NUMBER: {_PLAIN: -9, _NUMBER: 4, _DATE: -9, _POST: -9},
    MEASURE: {_PLAIN: 1, _NUMBER: -4, _DATE: -2.5, _POST: -1.5},
    DEADLINE: {_PLAIN: -3, _NUMBER: -5, _DATE: 3, _POST: -4},
    RESPONSIBLE: {_PLAIN: -1, _NUMBER: -5, _DATE: -4, _POST: 2.5},
    RESULT: {_PLAIN: 0.5, _NUMBER: -4, _DATE: -2, _POST: -1.5},
    OTHER: {_PLAIN: 0, _NUMBER: -0.5, _DATE: -0.5, _POST: -1},
}
_EMPTY_COSTS = {NUMBER: 0.2, MEASURE: 7, DEADLINE: 2.5, RESPONSIBLE: 2, RESULT: 1, OTHER: 0.7}
_NUMBER_LACKING = 4.0  # the cost of an empty number where rows are numbered


@dataclass(frozen=True, slots=True)
class Unit:
    """A line: its text, where it stands, the gap before it in lines, and what it looks like."""

    text: str
    line: int | None
    gap: int
    look: str
    heading: bool

    @property
    def begins_section(self) -> bool:
        return self.heading or _SECTION.match(self.text) is not None

    @property
    def goes_on(self) -> bool:
        """Whether it begins as the rest of a sentence or a list's item does."""
        return self.text[:1].islower() or self.text[:1] in ",;:.)]»" or _BULLET.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Step:
    """Where a line goes: a column's index, TITLE or OUTSIDE, and whether a row begins with it."""

    state: int
    begins_row: bool


def likeliest(units: Sequence[Unit], codes: Sequence[str], *, usual_gap: int, numbered: bool) -> list[Step]:
    """The best-scored way of all lines through rows of those columns (Viterbi), one step a line."""
    states = [*range(len(codes)), TITLE, OUTSIDE]
    costs = [_NUMBER_LACKING if code == NUMBER and numbered else _EMPTY_COSTS[code] for code in codes]
    leading = [0.0]  # cost of leaving empty all columns before a place
    for cost in costs:
        leading.append(leading[-1] + cost)

    def skipped(first: int, last: int) -> float:
        return leading[last] - leading[first]

    scores: dict[int, float] = {}
    trail: list[dict[int, tuple[int, bool]]] = []
    for index, unit in enumerate(units):
        following = units[index + 1] if index + 1 < len(units) else None
        best: dict[int, float] = {}
        origin: dict[int, tuple[int, bool]] = {}
        for state in states:
            fit = _fit(unit, state, codes, following, usual_gap)
            if fit <= _NEVER:
                continue
            best[state] = _NEVER
            for before, score in scores.items() if index else ((TITLE, 0.0),):
                for begins_row, cost in _moves(before, state, unit, codes, skipped, usual_gap):
                    total = score + fit - cost
                    if total > best[state]:
                        best[state], origin[state] = total, (before, begins_row)
        scores = {state: score for state, score in best.items() if state in origin}
        trail.append(origin)
    ends = {
        state: score - (skipped(state + 1, len(codes)) if state >= 0 else 0)
        for state, score in scores.items()
    }
    state = max(ends, key=lambda each: ends[each])
    steps: list[Step] = []
    for origin in reversed(trail):
        before, begins_row = origin[state]
        steps.append(Step(state, begins_row))
        state = before
    return steps[::-1]


def _fit(unit: Unit, state: int, codes: Sequence[str], following: Unit | None, usual_gap: int) -> float:
    if state == OUTSIDE:
        return 0.0
    if state == TITLE:
        if unit.look in (_NUMBER, _DATE):
            return -4.0
        lone = usual_gap > 1 and following is not None and following.gap > usual_gap + 1
        points = 2.0 if unit.begins_section else 1.0 if lone else -2.0
        return points - (1.5 if unit.look == _POST else 0) - (1 if len(unit.text) > _LONG else 0)
    points = _FITS[codes[state]][unit.look]
    if codes[state] == MEASURE and unit.look == _PLAIN and len(unit.text) < 4:
        points -= 1.5
    return points


def _moves(
    before: int, state: int, unit: Unit, codes: Sequence[str], skipped: object, usual_gap: int
) -> list[tuple[bool, float]]:
    """The ways from one state to the next: (whether a row begins, what it costs)."""
    assert callable(skipped)
    if before == OUTSIDE:
        return [(False, 0.0)] if state == OUTSIDE else []
    rest = skipped(before + 1, len(codes)) if before >= 0 else 0.0
    if state == OUTSIDE:
        return [(False, 2.0 + rest)]
    if state == TITLE:
        return [(True, rest + (0.0 if before >= 0 or unit.begins_section else 0.5))]
    moves = [(True, rest + skipped(0, state) + _row_begin(unit, codes[state]))]
    if state == before:
        if codes[state] != NUMBER:
            moves.append((False, _continuation(unit, usual_gap)))
    elif 0 <= before < state:
        adjacent = 1.0 if usual_gap > 1 and unit.gap == 1 else 0.0
        moves.append((False, skipped(before + 1, state) + adjacent))
    return moves


def _row_begin(unit: Unit, code: str) -> float:
    return 2.5 if code == MEASURE and unit.goes_on else 0.0


def _continuation(unit: Unit, usual_gap: int) -> float:
    cost = 0.2 if unit.goes_on else 1.0
    if usual_gap > 1 and unit.gap == 1:
        cost -= 1.2
    if unit.gap > usual_gap + 1:
        cost += 2.5
    return cost
