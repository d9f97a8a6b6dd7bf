"""Tells which cell of a row a finding is about, and which of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from plancheck.plan import Column, Measure
from plancheck.report.model import EvidenceEntry, OutcomeEntry
from plancheck.report.safe_text import one_line

# A rule's stable name says what it speaks of: «responsible-empty», «preparation-after-procedure».
_NAMED: Final = {
    "deadline": Column.DEADLINE,
    "late": Column.DEADLINE,
    "before": Column.DEADLINE,
    "after": Column.DEADLINE,
    "responsible": Column.RESPONSIBLE,
    "person": Column.RESPONSIBLE,
    "result": Column.RESULT,
    "numbering": Column.NUMBER,
}
_QUOTED: Final = ("«{}»", "“{}”", '"{}"')


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell at fault: its column, and the words; all of the cell where there are none."""

    column: Column
    words: str = ""


def cell_texts(measure: Measure) -> Mapping[Column, str]:
    """What stands in the five cells of a row."""
    return {
        Column.NUMBER: measure.number or "",
        Column.MEASURE: measure.text,
        Column.DEADLINE: measure.deadline.text if measure.deadline else "",
        Column.RESPONSIBLE: measure.responsible.text if measure.responsible else "",
        Column.RESULT: measure.result or "",
    }


def faults(entry: OutcomeEntry, index: int, measure: Measure) -> tuple[Fault, ...]:
    """The cells of row `index` that the entry is about, one at least.

    Told, in this order, by the words it quotes (where they are not just the row's name), by a cell that its message
    quotes, by the rule's name; else it is about the measure itself.
    """
    texts = cell_texts(measure)
    own = [item for item in entry.evidence if item.measure == index and not item.path]
    quoted = dict.fromkeys(fault for item in own for fault in _quoted(item, measure, texts))
    if quoted:
        return tuple(quoted)
    message = one_line(entry.message)
    for column in (Column.DEADLINE, Column.RESPONSIBLE, Column.RESULT):
        text = one_line(texts[column])
        if text and any(form.format(text) in message for form in _QUOTED):
            return (Fault(column),)
    named = (_NAMED[part] for part in entry.name.split("-") if part in _NAMED)
    column = next((one for one in named if one in measure.columns or texts[one]), Column.MEASURE)
    return (Fault(column),)


def _quoted(item: EvidenceEntry, measure: Measure, texts: Mapping[Column, str]) -> Iterator[Fault]:
    quote = one_line(item.quote).strip(" …")
    if not quote or quote == one_line(measure.text):
        return
    cell = item.location.cell if item.location else None
    standing = [column for column, place in measure.places.items() if cell is not None and place.cell == cell]
    for column in [*standing, *texts]:
        if quote in one_line(texts[column]):
            yield Fault(column, "" if quote == one_line(texts[column]) else quote)
            return


def parted(text: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is one of the words; these are found across line breaks."""
    sought = ["\\s+".join(map(re.escape, one.split())) for one in words if one.strip()]
    if not sought:
        return ((text, False),)
    pieces = re.split(f"({'|'.join(sorted(sought, key=len, reverse=True))})", text)
    return tuple((piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece)
