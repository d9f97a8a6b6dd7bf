"""Which cell a finding is about is told by its quote, its rule's name and its message."""

from __future__ import annotations

import datetime as dt

import pytest

from plancheck.plan import Column, Deadline, Measure, Responsible
from plancheck.report.fault import fault_in
from plancheck.report.model import EvidenceEntry, OutcomeEntry
from plancheck.rules.outcome import Outcome, Severity

MEASURE = Measure(
    number="3.2",
    text="Присутствие наблюдателей на ВПР",
    deadline=Deadline(text="в мае", windows=((dt.date(2026, 5, 1), dt.date(2026, 5, 31)),)),
    responsible=Responsible(text="Школа, Ларина Е. П.", persons_without_post=("Ларина Е. П.",)),
    result="Акты  наблюдения",
)


def entry(name: str, message: str = "") -> OutcomeEntry:
    return OutcomeEntry(
        rule="OWN001", name=name, outcome=Outcome.FAILED, severity=Severity.NOTE, message=message, measures=(0,)
    )


@pytest.mark.parametrize(
    ("name", "message", "quote", "column", "words"),
    [
        ("deadline-empty", "", "", Column.DEADLINE, ""),
        ("superior-deadline-missed", "", "", Column.DEADLINE, ""),
        ("result-empty", "", "", Column.RESULT, ""),
        ("results-not-analysed", "", "", Column.MEASURE, ""),
        ("numbering-broken", "", "", Column.NUMBER, ""),
        ("person-without-post", "Без должности, Ларина Е. П.: п. 3.2", "", Column.RESPONSIBLE, "Ларина Е. П."),
        ("responsible-empty", "", "", Column.RESPONSIBLE, ""),
        ("observers-without-schedule", "Без дат («в мае»): п. 3.2", "", Column.DEADLINE, ""),
        ("act", "Отвечает учреждение («Школа, Ларина Е. П.»)", "", Column.RESPONSIBLE, ""),
        ("coordinator-late", "Назначен только 31.05.2026", "", Column.DEADLINE, ""),
        ("coordinator-late", "Appointed on 2026-05-01", "", Column.DEADLINE, ""),
        ("mixed-script", "", "наблюдателей", Column.MEASURE, "наблюдателей"),
        ("template-leftover", "", "…Акты наблюдения…", Column.RESULT, "Акты наблюдения"),
        ("deadline-outside-period", "", "Присутствие наблюдателей на ВПР", Column.DEADLINE, ""),
        ("observers-missing", "Никто не наблюдает", "чего в строке нет", Column.MEASURE, ""),
    ],
)
def test_the_cell_at_fault(name: str, message: str, quote: str, column: Column, words: str) -> None:
    assert fault_in(entry(name, message), EvidenceEntry(measure=0, quote=quote), MEASURE) == (column, words)


def test_a_row_of_empty_cells_has_a_fault_too() -> None:
    bare = Measure(text="Семинар")
    assert fault_in(entry("deadline-empty"), EvidenceEntry(measure=0), bare).column is Column.DEADLINE
    assert fault_in(entry("act", "Срок 31.05.2026"), EvidenceEntry(measure=0), bare).column is Column.MEASURE
