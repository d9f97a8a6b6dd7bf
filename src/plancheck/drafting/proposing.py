"""Finds what to add to a plan: suggested rows that mend what they are for, dates for vague deadlines, marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plancheck.drafting.dates import proposed_deadlines
from plancheck.drafting.judged import Judge, Judged
from plancheck.drafting.placing import is_numbered, new_number, numbers_before, row_above
from plancheck.drafting.proposals import AddedRow, AddedWords, Proposals
from plancheck.drafting.sketch import with_deadline, with_row
from plancheck.plan import Column, Measure, Plan
from plancheck.report.fault import cell_text, fault_in
from plancheck.report.model import OutcomeEntry, SuggestedRow
from plancheck.rules.calendar import Calendar

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["BLANKS", "propose"]

BLANKS: Final[Mapping[Column, str]] = {
    Column.DEADLINE: "[указать срок]",
    Column.RESPONSIBLE: "[указать ответственного]",
    Column.RESULT: "[указать результат]",
}  # in Russian, as the plan; a check knows them for blanks left
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
        added = [drafting.add_row(finding) for finding in drafting.findings() if finding.suggestion]
        if not any(added):
            break
    for finding in drafting.findings():
        drafting.mend_cell(finding)
    return Proposals(tuple(drafting.rows), tuple(drafting.words))


@dataclass(slots=True)
class _Drafting:
    """The plan as it stands with what was added so far; lives for one draft."""

    plan: Plan
    judge: Judge
    calendar: Calendar
    known: Lexicons
    rows: list[AddedRow] = field(default_factory=list)
    words: list[AddedWords] = field(default_factory=list)
    places: list[int | None] = field(default_factory=list)  # of each measure now: its place as submitted
    judged: Judged = field(init=False)

    def __post_init__(self) -> None:
        self.places = list(range(len(self.plan.measures)))
        self.judged = Judged(self.plan, self.judge(self.plan))

    def findings(self) -> list[OutcomeEntry]:
        """The gravest first; a copy, since the report changes while they are worked through."""
        return sorted(self.judged.report.findings, key=lambda entry: -entry.severity.rank)

    def add_row(self, finding: OutcomeEntry) -> bool:
        """Adds the suggested row where that settles the finding; False where it is settled already, or does not."""
        key = self.judged.key(finding)
        if finding.suggestion is None or self.judged.settles(key):
            return False
        versions = list(self._versions(finding.suggestion))
        for cells, calm in [*((one, True) for one in versions), *((one, False) for one in versions)]:
            measure = with_row(self.plan, len(self.plan.measures), None, cells, self.known).measures[-1]
            above = row_above(self.plan, measure)
            section = None if above is None else self.plan.measures[above].section
            numbered = cells if above is None else {**self._number(above), **cells}
            at = 0 if above is None else above + 1
            if self._try(with_row(self.plan, at, section, numbered, self.known), finding, calm=calm):
                self.rows.append(AddedRow(self._submitted(above), section, numbered, key))
                self.places.insert(at, None)
                return True
        return False

    def mend_cell(self, finding: OutcomeEntry) -> None:
        """Marks an empty cell, or puts a date behind a deadline that cannot be checked."""
        if finding.subject.kind != "measure" or not finding.measures or self.judged.settles(self.judged.key(finding)):
            return
        now = finding.measures[0]
        submitted, measure = self.places[now], self.plan.measures[now]
        evidence = next((item for item in finding.evidence if item.measure == now), None)
        column = fault_in(finding, evidence, measure).column if evidence else Column.MEASURE
        if submitted is None or column not in BLANKS:
            return
        if not cell_text(measure, column).strip():
            taken = {(one.measure, one.column) for one in self.words}
            if (submitted, column) not in taken:
                key = self.judged.key(finding)
                self.words.append(AddedWords(submitted, column, BLANKS[column], key, marked=True))
        elif column is Column.DEADLINE and measure.deadline and not measure.deadline.checkable:
            self._date(finding, now, submitted)

    # ---------------------------------------------------------------------- steps

    def _versions(self, row: SuggestedRow) -> Iterator[dict[Column, str]]:
        """The row as suggested, then with other deadlines: the one suggested may not suit this plan's dates."""
        texts = row.model_dump()
        cells = {column: texts[name] for name, column in _CELLS.items() if texts[name]}
        yield cells
        measure = with_row(self.plan, 0, None, cells, self.known).measures[0]
        for deadline in proposed_deadlines(self.plan, measure, self.calendar):
            yield {**cells, Column.DEADLINE: deadline}

    def _date(self, finding: OutcomeEntry, now: int, submitted: int) -> None:
        measure, key = self.plan.measures[now], self.judged.key(finding)
        before = cell_text(measure, Column.DEADLINE).rstrip(" .;,")
        for deadline in proposed_deadlines(self.plan, measure, self.calendar):
            if self._try(with_deadline(self.plan, now, f"{before}, {deadline}", self.known), finding):
                self.words.append(AddedWords(submitted, Column.DEADLINE, f", {deadline}", key))
                return

    def _try(self, sketch: Plan, finding: OutcomeEntry, *, calm: bool = False) -> bool:
        """Goes on with the sketch where the finding is gone in it, and nothing as grave came up (`calm`: nothing)."""
        judged = Judged(sketch, self.judge(sketch))
        bearable = -1 if calm else finding.severity.rank - 1
        worse = any(entry.severity.rank > bearable for entry in judged.risen_since(self.judged))
        if worse or not judged.settles(self.judged.key(finding)):
            return False
        self.plan, self.judged = sketch, judged
        return True

    def _number(self, above: int) -> dict[Column, str]:
        if not is_numbered(self.plan, above):
            return {}
        following: Measure | None = next(iter(self.plan.measures[above + 1 :]), None)
        number = new_number(numbers_before(self.plan, above), following.number if following else None)
        return {Column.NUMBER: number} if number else {}

    def _submitted(self, above: int | None) -> int | None:
        """The measure as submitted that a row added below `above` comes below: perhaps below added ones first."""
        return None if above is None else next((p for p in reversed(self.places[: above + 1]) if p is not None), None)
