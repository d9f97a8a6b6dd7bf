"""What a finding means: its words without typing's accidents, the cells its rule asks about, what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from plans import due, plan

from plancheck.plan import Column, Plan
from plancheck.rules import load_ruleset
from plancheck.rules.judging import judge
from plancheck.rules.kinds import KINDS
from plancheck.rules.meaning import ASKED_OF, bare, judged_cells
from plancheck.rules.outcome import Outcome, RuleOutcome

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "said_the_same.yaml").read_text("utf-8"))
SCHOOL = load_ruleset("objectivity-school")
COLUMNS = ["number", "measure", "deadline", "responsible", "result"]


@pytest.mark.parametrize(("one", "other"), CASES["same"])
def test_typing_alone_changes_nothing(one: str, other: str) -> None:
    assert bare(one) == bare(other)


@pytest.mark.parametrize(("one", "other"), CASES["other"])
def test_what_says_something_else_is_another_text(one: str, other: str) -> None:
    assert bare(one) != bare(other)


@given(st.text(max_size=40))
def test_a_bare_text_is_bare_already(text: str) -> None:
    assert bare(bare(text)) == bare(text)


# Fields that are read from a measure's own words, or from no cell of its row: nothing beside the words tells them.
OF_WORDS = {
    "measure": {"level", "independent", "outsiders", "all_procedures", "authority_act", "looks_back", "holding"},
    "topic": {"topic", "level", "independent", "outsiders", "all_procedures", "authority_act", "looks_back", "holding"},
    "coverage": {"direction"},
    "observed": {"procedure", "sure"},
    "appointment": {"level"},
    "opening": {"procedure", "known", "ready"},
    "preparation": {"procedure", "known", "last"},
    "analysis": {"procedure", "known", "first"},
    "repeat": {"earlier"},
    "numbering_fault": {"fault"},
    "mention": {"name", "kind", "belonging"},
    "named_school": {"school", "topic"},
    "like_school": {"school", "topic"},
    "answer": {"row", "sure"},
}


@pytest.mark.parametrize("kind", [one for one in KINDS.values() if one.has_measure], ids=lambda kind: kind.name)
def test_of_every_field_of_a_row_it_is_said_which_cell_it_is_read_from(kind) -> None:
    told = {"measure", *ASKED_OF.get(kind.name, ()), *OF_WORDS.get(kind.name, ())}
    if kind.name in ASKED_OF or kind.name in OF_WORDS or len(kind.fields) > 1:
        assert told == set(kind.fields), "say in rules/meaning.py (or here) which cell the field is read from"


CELLS = {
    "deadline": "DOC005 DDL001 DDL002 DDL003 DDL004 DDL005 DDL006 DDL007 CRD002 CRD003 OBS005 OBL002",
    "responsible": "DOC004 ROL001 ROL003",
    "result": "DOC006 CRD004",
}


@pytest.mark.parametrize("rule", SCHOOL.rules, ids=lambda rule: rule.code)
def test_a_rule_judges_the_cells_that_it_asks_about(rule) -> None:
    assert judged_cells(rule) == tuple(Column(cell) for cell, codes in CELLS.items() if rule.code in codes.split())


# ---------------------------------------------------------------------- fingerprints and grounds


def found(code: str, judged: Plan) -> list[RuleOutcome]:
    outcomes = judge(judged, SCHOOL.only(code), engine="reference")
    return [one for one in outcomes if one.outcome is Outcome.FAILED]


def marks(code: str, judged: Plan) -> set[str]:
    return {one.fingerprint for one in found(code, judged)}


def row(text: str, deadline: str = "", who: str = "", **more: object) -> dict[str, object]:
    cells = {"deadline": {"text": deadline}, "responsible": {"text": who}}
    return {"text": text, "columns": COLUMNS, **{name: one for name, one in cells.items() if one["text"]}, **more}


def test_a_finding_changes_with_the_cell_it_judges_and_with_no_other() -> None:
    empty, vague, other = row("Совет"), row("Совет", "своевременно"), row("Совет", "в разумный срок")
    assert marks("DOC004", plan(empty)) == marks("DOC004", plan(vague)) == marks("DOC004", plan(other))
    assert marks("DDL004", plan(vague)) != marks("DDL004", plan(other))
    assert marks("DDL004", plan(vague)) == marks("DDL004", plan(row("Совет", "Своевременно.", who="Директор")))


def test_the_order_of_merged_rows_does_not_change_the_finding() -> None:
    rows = [row("Наблюдатели на ВПР", topics=["observers"]), row("Родители наблюдают", topics=["observers"])]
    one, other = (found("OBS003", plan(*some, level="school")) for some in (rows, rows[::-1]))
    assert (one[0].fingerprint, one[0].grounds) == (other[0].fingerprint, other[0].grounds)
    (third,) = found("OBS003", plan(*rows, row("Наблюдатели на ОГЭ", topics=["observers"])))
    assert third.fingerprint == one[0].fingerprint
    assert set(third.grounds) > set(one[0].grounds)


REPEATED = (
    "Собеседование с учителями математики о критериях оценивания работ пятиклассников",
    "Проведение собеседования с учителями математики о критериях оценивания работ пятиклассников",
    "Собеседование с учителями математики о критериях оценивания работ пятиклассников",
)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_which_of_several_repeated_rows_comes_first_is_no_matter(order: tuple[int, ...]) -> None:
    rows = [row(REPEATED[at]) for at in order]
    assert marks("DOC008", plan(*rows)) == marks("DOC008", plan(*map(row, REPEATED)))
    assert len(marks("DOC008", plan(*rows))) == 2
    assert len(marks("DOC008", plan(*rows, row(REPEATED[0]))) - marks("DOC008", plan(*rows))) == 1


def test_numbering_rests_on_the_rows_at_fault() -> None:
    def faults(*numbers: str | None) -> set[str]:
        rows = [row(f"Мероприятие {'абвгд'[at]}", number=one) for at, one in enumerate(numbers)]
        return {mark for one in found("DOC007", plan(*rows, columns=COLUMNS)) for mark in one.grounds}

    assert faults("1", "3", "4") < faults("1", "3", "3", "5")
    assert faults("1", "3") == faults("11", "13") - faults("11", "12")


def test_an_approval_that_lacks_less_is_partly_mended() -> None:
    (none,) = found("DOC001", plan(row("Совет")))
    (dated,) = found("DOC001", plan(row("Совет"), approval={"date": "2025-09-01"}))
    (numbered,) = found("DOC001", plan(row("Совет"), approval={"number": "5"}))
    assert set(dated.grounds) < set(none.grounds) > set(numbered.grounds)
    assert dated.grounds != numbered.grounds
    assert none.fingerprint == dated.fingerprint


def leftovers(*quotes: tuple[str, int | None]) -> set[str]:
    flaws = [{"quote": quote, "measure": at} for quote, at in quotes]
    return {mark for one in found("PRV002", plan(row("Приказ № ___"), leftovers=flaws)) for mark in one.grounds}


def test_a_blank_is_told_by_the_words_beside_it_however_far_the_quote_goes() -> None:
    assert leftovers(("…рдить приказ № ____ от директо…", 0)) == leftovers(("утвердить  приказ №____ от директора…", 0))
    assert leftovers(("приказ № ____", 0)) != leftovers(("дата ____", 0))
    assert leftovers(("приказ № ____", 0)) != leftovers(("приказ № ____", None))
    assert leftovers(("…тственный (ФИО) от нашей школы…", 0)) == leftovers(
        ("ответственный (ФИО) от нашей школы № 4", 0)
    )
    assert leftovers(("№ ____", None), ("дата ____", None)) > leftovers(("№ ____", None))


def test_two_foreign_sites_in_a_row_are_two_grounds_of_their_own_findings() -> None:
    there = [
        {"name": name, "kind": "site", "belonging": "foreign", "quote": f"…на сайте {name}…", "measure": 0}
        for name in ("edu.one.ru", "edu.two.ru")
    ]
    one, other = found("PRV001", plan(row("Размещение"), mentions=there))
    assert one.fingerprint != other.fingerprint
    assert not set(one.grounds) & set(other.grounds)


def test_a_related_row_more_is_a_ground_more() -> None:
    appointing = row("Назначить координатора", topics=["coordinator"])
    appointing["deadline"] = due(("2026-02-01", "2026-02-28"))
    duties = [
        {**row(text), "responsible": {"text": "координатор", "roles": ["coordinator"]}, "deadline": due((None, day))}
        for text, day in (("Составить график", "2025-10-01"), ("Собрать заявки", "2025-11-01"))
    ]
    (one,) = found("CRD002", plan(appointing, duties[0]))
    (both,) = found("CRD002", plan(appointing, *duties))
    assert one.fingerprint == both.fingerprint
    assert set(one.grounds) < set(both.grounds)
