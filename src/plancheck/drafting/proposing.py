"""Finds what to add to a plan: the suggested rows that mend what they are for, then words in cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plancheck.drafting.dates import proposed_deadlines
from plancheck.drafting.judged import Judge, Judged, Key
from plancheck.drafting.mending import dates_for, marks_for
from plancheck.drafting.placing import is_numbered, new_number, numbers_before, row_above
from plancheck.drafting.proposals import AddedRow, Proposals
from plancheck.drafting.sketch import with_row
from plancheck.plan import Column, Measure, Plan
from plancheck.report.model import SuggestedRow
from plancheck.rules.calendar import Calendar
from plancheck.rules.outcome import Severity

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["propose"]

_ROUNDS: Final = 3  # a row that is added may call for another
_CELLS: Final = {
    "measure": Column.MEASURE,
    "deadline": Column.DEADLINE,
    "responsible": Column.RESPONSIBLE,
    "result": Column.RESULT,
}


def propose(plan: Plan, judge: Judge, calendar: Calendar, known: Lexicons) -> Proposals:
    """What to add to the plan. A row or a date is proposed only where the finding is gone with it, and nothing as
    grave came up instead; an empty cell is marked for a person to fill in."""
    drafting = _Drafting(plan, judge, calendar, known)
    for _ in range(_ROUNDS):
        if not drafting.add_rows():
            break
    judged, places = drafting.judged, drafting.places
    words = [*marks_for(judged, places), *dates_for(judged, judge, calendar, known, places)]
    return Proposals(tuple(drafting.rows), tuple(words))


@dataclass(slots=True)
class _Drafting:
    """The plan as it stands with what was added so far; lives for one draft."""

    plan: Plan
    judge: Judge
    calendar: Calendar
    known: Lexicons
    rows: list[AddedRow] = field(default_factory=list)
    places: list[int | None] = field(default_factory=list)  # of each measure now: its place as submitted
    judged: Judged = field(init=False)

    def __post_init__(self) -> None:
        self.places = list(range(len(self.plan.measures)))
        self.judged = Judged(self.plan, self.judge(self.plan))

    def add_rows(self) -> bool:
        """Adds the rows suggested against what is found now, the gravest first; whether there were any that helped."""
        findings = sorted(self.judged.report.findings, key=lambda entry: -entry.severity.rank)
        # Keys first: a row that is added moves the measures that the findings name.
        keyed = [(self.judged.key(entry), entry) for entry in findings]
        before = len(self.rows)
        for key, finding in keyed:
            if finding.suggestion is not None and not self.judged.settles(key):
                self._add_row(key, finding.severity, finding.suggestion)
        return len(self.rows) > before

    def _add_row(self, key: Key, severity: Severity, suggestion: SuggestedRow) -> None:
        """Adds the row where it settles the finding, as suggested or with another deadline."""
        versions = list(self._versions(suggestion))
        for cells, calm in [*((one, True) for one in versions), *((one, False) for one in versions)]:
            measure = with_row(self.plan, len(self.plan.measures), None, cells, self.known).measures[-1]
            above = row_above(self.plan, measure)
            section = None if above is None else self.plan.measures[above].section
            numbered = self._fitting(cells, above)
            at = 0 if above is None else above + 1
            sketch = with_row(self.plan, at, section, numbered, self.known)
            if self._try(sketch, key, bearable=-1 if calm else severity.rank - 1):
                self.rows.append(AddedRow(self._submitted(above), section, numbered, key))
                self.places.insert(at, None)
                return

    def _versions(self, row: SuggestedRow) -> Iterator[dict[Column, str]]:
        """The row as suggested, then with other deadlines: the one suggested may not suit this plan's dates."""
        texts = row.model_dump()
        cells = {column: texts[name] for name, column in _CELLS.items() if texts[name]}
        yield cells
        measure = with_row(self.plan, 0, None, cells, self.known).measures[0]
        for deadline in proposed_deadlines(self.plan, measure, self.calendar):
            yield {**cells, Column.DEADLINE: deadline}

    def _try(self, sketch: Plan, key: Key, bearable: int) -> bool:
        """Goes on with the sketch where the finding is gone in it and nothing graver than `bearable` came up."""
        judged = Judged(sketch, self.judge(sketch))
        worse = any(entry.severity.rank > bearable for entry in judged.risen_since(self.judged))
        if worse or not judged.settles(key):
            return False
        self.plan, self.judged = sketch, judged
        return True

    def _fitting(self, cells: Mapping[Column, str], above: int | None) -> dict[Column, str]:
        """The row with a number, and without cells that its table has no column for: one would ask it of all rows."""
        columns = (self.plan.measures[above].columns if above is not None else ()) or self.plan.columns
        numbered = cells if above is None else {**self._number(above), **cells}
        return {column: text for column, text in numbered.items() if column in columns}

    def _number(self, above: int) -> dict[Column, str]:
        if not is_numbered(self.plan, above):
            return {}
        following: Measure | None = next(iter(self.plan.measures[above + 1 :]), None)
        number = new_number(numbers_before(self.plan, above), following.number if following else None)
        return {Column.NUMBER: number} if number else {}

    def _submitted(self, above: int | None) -> int | None:
        """The measure as submitted that a row added below `above` comes below: perhaps below added ones first."""
        return None if above is None else next((p for p in reversed(self.places[: above + 1]) if p is not None), None)
