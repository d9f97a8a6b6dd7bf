"""Cells mended: an empty one is marked for a person, a deadline that cannot be checked gets a date behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from plancheck.drafting.dates import proposed_deadlines
from plancheck.drafting.judged import Judge, Judged, Key
from plancheck.drafting.proposals import AddedWords
from plancheck.drafting.sketch import with_deadline
from plancheck.plan import Column, Plan
from plancheck.report.fault import fault_in
from plancheck.report.model import OutcomeEntry
from plancheck.rules.calendar import Calendar

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["BLANKS", "dates_for", "marks_for"]

BLANKS: Final[Mapping[Column, str]] = {
    Column.DEADLINE: "[указать срок]",
    Column.RESPONSIBLE: "[указать ответственного]",
    Column.RESULT: "[указать результат]",
}  # in Russian, as the plan; a check knows them for blanks left
Places = Sequence[int | None]
"""Of each measure of a plan with added rows: its place in the plan as submitted, None for an added one."""


class _Cell(NamedTuple):
    """A cell at fault: its finding, its measure now and as submitted, its column."""

    finding: OutcomeEntry
    key: Key
    now: int
    submitted: int
    column: Column


def marks_for(judged: Judged, places: Places) -> list[AddedWords]:
    """A mark for each empty cell that something is found in."""
    marks: dict[tuple[int, Column], AddedWords] = {}
    for cell in _cells(judged, places):
        if not judged.plan.measures[cell.now].cell_text(cell.column).strip():
            mark = AddedWords(cell.submitted, cell.column, BLANKS[cell.column], cell.key, marked=True)
            marks.setdefault((cell.submitted, cell.column), mark)
    return list(marks.values())


def dates_for(judged: Judged, judge: Judge, calendar: Calendar, known: Lexicons, places: Places) -> list[AddedWords]:
    """A date for each deadline that cannot be checked, where that settles the finding and nothing as grave comes up.

    All are tried at once, those that do not help with their next date again: a few judgements for any number.
    """
    waiting: dict[int, tuple[_Cell, Iterator[str]]] = {}
    for cell in _cells(judged, places):
        measure = judged.plan.measures[cell.now]
        if cell.column is Column.DEADLINE and measure.deadline and not measure.deadline.checkable:
            waiting.setdefault(cell.now, (cell, proposed_deadlines(judged.plan, measure, calendar)))
    found: list[AddedWords] = []
    plan = judged.plan
    while waiting:
        tried = {now: text for now, (_, dates) in waiting.items() if (text := next(dates, ""))}
        waiting = {now: waiting[now] for now in tried}
        sketch = plan
        for now, text in tried.items():
            sketch = _with_date(sketch, now, text, known)
        after = Judged(sketch, judge(sketch))
        risen = after.risen_since(judged)
        for now, text in tried.items():
            cell, _ = waiting[now]
            grave = [entry for entry in risen if entry.severity.rank >= cell.finding.severity.rank]
            if after.settles(cell.key) and not any(now in entry.measures for entry in grave):
                found.append(AddedWords(cell.submitted, Column.DEADLINE, f", {text}", cell.key))
                plan = _with_date(plan, now, text, known)
                del waiting[now]
    return found


def _with_date(plan: Plan, index: int, text: str, known: Lexicons) -> Plan:
    before = plan.measures[index].cell_text(Column.DEADLINE).rstrip(" .;,")
    return with_deadline(plan, index, f"{before}, {text}", known)


def _cells(judged: Judged, places: Places) -> Iterator[_Cell]:
    """The cells that findings on one measure point at, the gravest first; those of added rows are passed over."""
    for finding in sorted(judged.report.findings, key=lambda entry: -entry.severity.rank):
        now = finding.measures[0] if finding.subject.kind == "measure" and finding.measures else None
        submitted = None if now is None else places[now]
        evidence = next((item for item in finding.evidence if now is not None and item.measure == now), None)
        if now is None or submitted is None or evidence is None:
            continue
        column = fault_in(finding, evidence, judged.plan.measures[now]).column
        if column in BLANKS:
            yield _Cell(finding, judged.key(finding), now, submitted, column)
