"""Which cell of a row a finding is about, and which of its words."""

from __future__ import annotations

import pytest

from plancheck.location import Location
from plancheck.plan import Column, Deadline, Measure, Responsible
from plancheck.report.model import EvidenceEntry, OutcomeEntry
from plancheck.report.writers.html_parts.faults import Fault, faults, parted
from plancheck.rules.outcome import Outcome, Severity

COLUMNS = tuple(Column)
TEXT = "Приcутствие наблюдателей на проверочных работах"
MEASURE = Measure(
    number="4.1",
    text=TEXT,
    deadline=Deadline(text="сентябрь\n2026"),
    responsible=Responsible(text="Ольхина П. П."),
    result="Акты наблюдения",
    columns=COLUMNS,
    places={Column.RESPONSIBLE: Location(table=1, row=5, cell=4), Column.RESULT: Location(table=1, row=5, cell=5)},
)


def entry(name: str, message: str = "", *evidence: EvidenceEntry) -> OutcomeEntry:
    return OutcomeEntry(
        rule="ABC001", name=name, outcome=Outcome.FAILED, severity=Severity.ERROR, message=message, evidence=evidence,
        measures=(3,),
    )  # fmt: skip


def quote(words: str, measure: int = 3, cell: int | None = None) -> EvidenceEntry:
    return EvidenceEntry(measure=measure, quote=words, location=Location(cell=cell) if cell else None)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("deadline-empty", Column.DEADLINE),
        ("deadline-outside-period", Column.DEADLINE),
        ("coordinator-appointed-late", Column.DEADLINE),
        ("coordinator-after-procedure-starts", Column.DEADLINE),
        ("analysis-before-results", Column.DEADLINE),
        ("responsible-impersonal", Column.RESPONSIBLE),
        ("person-without-post", Column.RESPONSIBLE),
        ("result-empty", Column.RESULT),
        ("numbering-broken", Column.NUMBER),
        ("results-not-analysed", Column.MEASURE),
        ("observers-not-independent", Column.MEASURE),
        ("our-own-rule", Column.MEASURE),
    ],
)
def test_a_rule_s_name_tells_the_column(name: str, column: Column) -> None:
    assert faults(entry(name, "", quote(TEXT)), 3, MEASURE) == (Fault(column),)


def test_words_that_are_quoted_go_before_the_name() -> None:
    said = entry("deadline-empty", "", quote("Приcутствие"))
    assert faults(said, 3, MEASURE) == (Fault(Column.MEASURE, "Приcутствие"),)


def test_a_quote_is_found_in_whichever_cell_holds_it() -> None:
    assert faults(entry("x", "", quote("…Акты")), 3, MEASURE) == (Fault(Column.RESULT, "Акты"),)


def test_a_quote_of_a_whole_cell_is_about_the_cell() -> None:
    assert faults(entry("x", "", quote("Ольхина П. П.")), 3, MEASURE) == (Fault(Column.RESPONSIBLE),)


def test_words_that_stand_in_two_cells_are_those_of_the_cell_named() -> None:
    said = entry("x", "", quote("наблюдения", cell=5))
    twice = MEASURE.model_copy(update={"text": "Порядок наблюдения"})
    assert faults(said, 3, twice) == (Fault(Column.RESULT, "наблюдения"),)


@pytest.mark.parametrize("message", ["Срок «сентябрь 2026» прошёл.", "The deadline “сентябрь 2026” is past."])
def test_a_cell_that_the_message_quotes_is_at_fault(message: str) -> None:
    assert faults(entry("our-own-rule", message, quote(TEXT)), 3, MEASURE) == (Fault(Column.DEADLINE),)


def test_what_is_quoted_of_another_row_says_nothing_of_this_one() -> None:
    assert faults(entry("x", "", quote("Приcутствие", measure=7)), 3, MEASURE) == (Fault(Column.MEASURE),)


def test_a_column_that_the_row_has_not_cannot_be_at_fault() -> None:
    bare = Measure(text="Совещание", columns=(Column.MEASURE,))
    assert faults(entry("deadline-empty"), 3, bare) == (Fault(Column.MEASURE),)


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ((), [("май\n2026 и май 2026", False)]),
        (("май 2026",), [("май\n2026", True), (" и ", False), ("май 2026", True)]),
        (("нет такого",), [("май\n2026 и май 2026", False)]),
        (("и", "и май"), [("май\n2026 ", False), ("и май", True), (" 2026", False)]),
        (("(.*",), [("май\n2026 и май 2026", False)]),
    ],
)
def test_words_are_marked_across_line_breaks(words: tuple[str, ...], pieces: list[tuple[str, bool]]) -> None:
    assert list(parted("май\n2026 и май 2026", words)) == pieces
