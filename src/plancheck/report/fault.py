"""Which cell of a row a finding is about, and which of its words."""

from __future__ import annotations

from typing import NamedTuple

from plancheck.plan import Column, Measure
from plancheck.report.model import EvidenceEntry, OutcomeEntry
from plancheck.report.safe_text import one_line

__all__ = ["Fault", "fault_in", "faults_on"]


class Fault(NamedTuple):
    """The column of the cell at fault, and the words in it; empty words mean the whole cell."""

    column: Column
    words: str = ""


def fault_in(entry: OutcomeEntry, evidence: EvidenceEntry, measure: Measure) -> Fault:
    """The cell of the row that a finding's evidence points at: that of the quoted words, else what the rule judges.

    Where it is neither, it is the measure itself.
    """
    quoted = _quoted(evidence, measure)
    if quoted is not None:
        return quoted
    if evidence.column is Column.RESPONSIBLE:
        return Fault(evidence.column, next((name for name in _persons(measure) if name in entry.message), ""))
    return Fault(evidence.column or Column.MEASURE)


def faults_on(entry: OutcomeEntry, index: int, measure: Measure) -> tuple[Fault, ...]:
    """The cells of row `index` that the entry is about, one at least."""
    own = [item for item in entry.evidence if item.measure == index and not item.path]
    return tuple(dict.fromkeys(fault_in(entry, item, measure) for item in own)) or (Fault(Column.MEASURE),)


def _quoted(evidence: EvidenceEntry, measure: Measure) -> Fault | None:
    """The cell that holds the quoted words, the one the evidence stands in before others; no row's name is a quote."""
    quote = one_line(evidence.quote).strip(" …")
    if not quote or quote == one_line(measure.text):
        return None
    cell = evidence.location.cell if evidence.location else None
    standing = [column for column, place in measure.places.items() if cell is not None and place.cell == cell]
    for column in (*standing, *Column):
        text = one_line(measure.cell_text(column))
        if quote.casefold() in text.casefold():
            return Fault(column, "" if quote == text else quote)
    return None


def _persons(measure: Measure) -> tuple[str, ...]:
    return measure.responsible.persons_without_post if measure.responsible else ()
