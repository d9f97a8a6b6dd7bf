"""Which cells and words of a row a finding is about, told by what the report says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from plancheck.plan import Column, Measure
from plancheck.report.model import EvidenceEntry, OutcomeEntry

__all__ = ["Fault", "fault_in"]

# A rule's name says which cell it is about («deadline-empty», «person-without-post»); names are stable.
_NAMED: Final = {
    "number": Column.NUMBER,
    "numbering": Column.NUMBER,
    "deadline": Column.DEADLINE,
    "responsible": Column.RESPONSIBLE,
    "person": Column.RESPONSIBLE,
    "result": Column.RESULT,
}
_SOUGHT: Final = (Column.MEASURE, Column.DEADLINE, Column.RESPONSIBLE, Column.RESULT)
_DAYS: Final = ("%d.%m.%Y", "%Y-%m-%d")


class Fault(NamedTuple):
    """The column of the cell at fault, and the words in it; empty words mean the whole cell."""

    column: Column
    words: str = ""


def fault_in(entry: OutcomeEntry, evidence: EvidenceEntry, measure: Measure) -> Fault:
    """The cell of the row that a finding's evidence points at.

    By the quoted words, else by the rule's name, else by what the message quotes of the cells or by a day of
    the deadline in it; else it is the measure itself.
    """
    quote = evidence.quote.strip("… \n")
    if quote and evidence.quote != measure.text:
        for column in _SOUGHT:
            if _folded(quote) in _folded(cell_text(measure, column)):
                return Fault(column, quote)
    named = next((_NAMED[part] for part in entry.name.split("-") if part in _NAMED), None)
    if named is Column.RESPONSIBLE:
        return Fault(named, next((name for name in _persons(measure) if name in entry.message), ""))
    if named is not None:
        return Fault(named)
    return Fault(_quoted_in(entry.message, measure) or Column.MEASURE)


def cell_text(measure: Measure, column: Column) -> str:
    """The text of a measure's cell; empty where there is none."""
    cells = {
        Column.NUMBER: measure.number,
        Column.MEASURE: measure.text,
        Column.DEADLINE: measure.deadline.text if measure.deadline else None,
        Column.RESPONSIBLE: measure.responsible.text if measure.responsible else None,
        Column.RESULT: measure.result,
    }
    return cells[column] or ""


def _quoted_in(message: str, measure: Measure) -> Column | None:
    for column in (Column.DEADLINE, Column.RESPONSIBLE):
        text = cell_text(measure, column)
        if text and f"«{text}»" in message:
            return column
    said = (day.strftime(form) for day in _days(measure) for form in _DAYS)
    return Column.DEADLINE if any(day in message for day in said) else None


def _days(measure: Measure) -> Iterator[dt.date]:
    for window in measure.deadline.windows if measure.deadline else ():
        yield from (day for day in window if day is not None)


def _persons(measure: Measure) -> tuple[str, ...]:
    return measure.responsible.persons_without_post if measure.responsible else ()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
