"""Which cell a finding is about is told by its quote, else by the cell that the rule judges."""

from __future__ import annotations

import pytest

from plancheck import check, read_plan
from plancheck.location import Location
from plancheck.plan import Column, Deadline, Measure, Plan, Responsible
from plancheck.report.fault import Fault, fault_in, faults_on
from plancheck.report.model import EvidenceEntry, OutcomeEntry
from plancheck.rules.outcome import Outcome, Severity

MEASURE = Measure(
    number="3.2",
    text="Присутствие наблюдателей на ВПР",
    deadline=Deadline(text="в мае"),
    responsible=Responsible(text="Школа, Ларина Е. П.", persons_without_post=("Ларина Е. П.",)),
    result="Акты  наблюдения на ВПР",
    places={Column.RESPONSIBLE: Location(table=1, row=5, cell=4), Column.RESULT: Location(table=1, row=5, cell=5)},
)


def entry(message: str = "", *evidence: EvidenceEntry) -> OutcomeEntry:
    return OutcomeEntry(
        rule="OWN001", name="own", outcome=Outcome.FAILED, severity=Severity.NOTE, message=message, measures=(0,),
        evidence=evidence,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("judged", "message", "quote", "column", "words"),
    [
        (Column.DEADLINE, "", "", Column.DEADLINE, ""),
        (Column.RESULT, "", MEASURE.text, Column.RESULT, ""),
        (None, "", MEASURE.text, Column.MEASURE, ""),
        (Column.RESPONSIBLE, "Без должности, Ларина Е. П.: п. 3.2", "", Column.RESPONSIBLE, "Ларина Е. П."),
        (Column.RESPONSIBLE, "Отвечает учреждение", "", Column.RESPONSIBLE, ""),
        (None, "", "наблюдателей", Column.MEASURE, "наблюдателей"),
        (Column.DEADLINE, "", "наблюдателей", Column.MEASURE, "наблюдателей"),
        (None, "", "…Акты наблюдения…", Column.RESULT, "Акты наблюдения"),
        (None, "", "Акты наблюдения на ВПР", Column.RESULT, ""),
        (None, "", "чего в строке нет", Column.MEASURE, ""),
    ],
)
def test_the_cell_at_fault(judged: Column | None, message: str, quote: str, column: Column, words: str) -> None:
    said = EvidenceEntry(measure=0, quote=quote, column=judged)
    assert fault_in(entry(message), said, MEASURE) == (column, words)


def test_words_that_stand_in_two_cells_are_those_of_the_cell_named() -> None:
    said = EvidenceEntry(measure=0, quote="на ВПР", location=Location(cell=5))
    assert fault_in(entry(), said, MEASURE) == (Column.RESULT, "на ВПР")


def test_a_row_has_all_the_faults_that_its_evidence_shows_and_one_at_least() -> None:
    own = [EvidenceEntry(measure=0, column=Column.DEADLINE), EvidenceEntry(measure=0, quote="Акты")]
    other = EvidenceEntry(measure=7, column=Column.RESULT)
    assert faults_on(entry("", *own, other), 0, MEASURE) == (Fault(Column.DEADLINE), Fault(Column.RESULT, "Акты"))
    assert faults_on(entry("", other), 0, MEASURE) == (Fault(Column.MEASURE),)
    superior = EvidenceEntry(measure=0, column=Column.RESULT, path="муниципальный.docx")
    assert faults_on(entry("", superior), 0, MEASURE) == (Fault(Column.MEASURE),)


@pytest.mark.parametrize(
    ("rule", "column"),
    [
        ("DOC004", Column.RESPONSIBLE),
        ("DOC005", Column.DEADLINE),
        ("DOC006", Column.RESULT),
        ("DOC007", Column.NUMBER),
        ("DOC008", None),
        ("ROL003", Column.RESPONSIBLE),
        ("DDL003", Column.DEADLINE),
        ("DDL005", Column.DEADLINE),
    ],
)
def test_a_shipped_rule_judges_the_cell_that_it_asks_for(bad_plan: Plan, rule: str, column: Column | None) -> None:
    found = [one for one in check(bad_plan, ruleset="objectivity-school").findings if one.rule == rule]
    assert found, f"the plan has no fault of {rule}"
    assert {item.column for one in found for item in one.evidence} == {column}


@pytest.fixture(scope="module")
def bad_plan() -> Plan:
    """A plan with the faults that a cell alone can have."""
    rows = [
        "№ п/п\tМероприятие\tСрок\tОтветственный\tОжидаемый результат",
        "1\tСовещание с учителями о порядке ВПР\t\t\t",
        "3\tРодительское собрание о порядке ВПР\tпо мере необходимости\tЛарина Е. П.\tПротокол",
        "3\tРодительское собрание о порядке ВПР\tпо мере необходимости\tЛарина Е. П.\tПротокол",
        "4\tАнализ результатов ВПР\t20.05.2026 – 01.05.2026\tЗаместитель директора\tСправка",
    ]
    head = "План мероприятий по обеспечению объективности ВПР в школе № 3 на 2025-2026 учебный год\n\n"
    return read_plan((head + "\n".join(rows)).encode(), name="план.txt")
