"""Rows and dates are proposed only where they settle a finding and bring up nothing as grave."""

from __future__ import annotations

import datetime as dt

import pytest
from draft_settings import Setting

from plancheck.drafting import Proposals, propose
from plancheck.drafting.judged import Judged
from plancheck.drafting.sketch import with_deadline, with_row
from plancheck.parsing import shipped_lexicons
from plancheck.plan import Column, Flaw, Measure, Plan, Topic
from plancheck.report.model import PlanReport

KNOWN = shipped_lexicons()


@pytest.fixture
def proposals(school: Setting, bad: Plan) -> Proposals:
    return propose(bad, school.judge, school.calendar, KNOWN)


def test_each_suggested_row_that_settles_a_finding_is_proposed(proposals: Proposals) -> None:
    assert [row.finding.rule for row in proposals.rows] == ["DIR001", "COI001", "COL001"]
    assert [row.cells[Column.NUMBER] for row in proposals.rows] == ["16", "17", "18"]
    assert {row.below for row in proposals.rows} == {13}


def test_a_row_whose_finding_another_row_has_settled_is_not(proposals: Proposals) -> None:
    assert "OBS003" not in {row.finding.rule for row in proposals.rows}


def test_a_suggestion_that_does_not_settle_its_finding_is_left(proposals: Proposals) -> None:
    assert "CRD004" not in {row.finding.rule for row in proposals.rows}


def test_empty_cells_are_marked(proposals: Proposals) -> None:
    marked = {(one.finding.rule, one.measure, one.text) for one in proposals.words if one.marked}
    assert marked == {
        ("DOC004", 8, "[указать ответственного]"),
        ("DOC005", 12, "[указать срок]"),
        ("DOC006", 0, "[указать результат]"),
    }


def test_vague_deadlines_get_a_date_behind_their_words(proposals: Proposals) -> None:
    dated = {(one.finding.rule, one.measure, one.text) for one in proposals.words if not one.marked}
    assert dated == {("DDL003", 3, ", до 06.04.2026"), ("DDL004", 5, ", до 06.04.2026")}


def test_a_good_plan_needs_nothing(school: Setting, good: Plan) -> None:
    assert not propose(good, school.judge, school.calendar, KNOWN)


def test_a_deadline_that_the_approval_has_overtaken_is_replaced(school: Setting, good: Plan) -> None:
    assert good.approval is not None
    late = good.approval.model_copy(update={"date": dt.date(2025, 10, 20)})
    kept = tuple(one for one in good.measures if Topic.COORDINATOR not in one.topics)
    plan = good.model_copy(update={"approval": late, "measures": kept})
    row = next(one for one in propose(plan, school.judge, school.calendar, KNOWN).rows if one.finding.rule == "CRD001")
    assert row.cells[Column.DEADLINE] == "до 06.04.2026"  # the rule suggests «до 1 октября»


def test_a_finding_is_known_again_by_what_it_is_about(school: Setting, bad: Plan) -> None:
    before = Judged(bad, school.judge(bad))
    changed = with_deadline(bad, 3, "по мере поступления, до 01.04.2026", KNOWN)
    after = Judged(changed, school.judge(changed))
    vague = next(before.key(one) for one in before.report.findings if one.rule == "DDL003")
    order = next(before.key(one) for one in before.report.findings if one.rule == "CRD004")
    assert after.settles(vague)
    assert not after.settles(order)
    assert not after.settles(order._replace(rule="ZZZ999"))
    assert after.risen_since(before) == []


def test_what_cannot_be_told_is_not_settled(school: Setting, bad: Plan) -> None:
    unknown = bad.model_copy(update={"period": None})
    before, after = Judged(bad, school.judge(bad)), Judged(unknown, school.judge(unknown))
    outside = next(before.key(one) for one in before.report.findings if one.rule == "DDL001")
    assert not after.settles(outside)


def test_a_row_put_in_moves_what_stands_below_it(bad: Plan) -> None:
    flawed = bad.model_copy(
        update={"leftovers": (Flaw(quote="выше", measure=1), Flaw(quote="ниже", measure=2), Flaw(quote="вне"))}
    )
    cells = {Column.NUMBER: "2.1", Column.MEASURE: "Приглашение наблюдателей на ОГЭ", Column.DEADLINE: "май 2026"}
    made = with_row(flawed, 2, None, cells, KNOWN)
    new: Measure = made.measures[2]
    assert [one.measure for one in made.leftovers] == [1, 3, None]
    assert (new.number, new.procedures, new.topics) == ("2.1", ("ОГЭ",), (Topic.OBSERVERS,))
    assert new.deadline is not None
    assert new.deadline.checkable
    assert "ОГЭ" in made.held_procedures


def test_cells_of_columns_that_the_table_has_not_are_left_out(bad: Plan) -> None:
    narrow = bad.model_copy(
        update={"measures": tuple(one.model_copy(update={"columns": (Column.MEASURE,)}) for one in bad.measures)}
    )
    made = with_row(narrow, 0, None, {Column.MEASURE: "Семинар", Column.RESULT: "Лист"}, KNOWN)
    assert made.measures[0].result is None


def test_any_number_of_vague_deadlines_takes_few_judgements(school: Setting, good: Plan) -> None:
    asked = []

    def judge(plan: Plan) -> PlanReport:
        asked.append(plan)
        return school.judge(plan)

    vague = good
    for index in range(len(good.measures)):
        vague = with_deadline(vague, index, "по мере необходимости", KNOWN)
    found = propose(vague, judge, school.calendar, KNOWN)
    dated = {one.measure for one in found.words}
    assert len(dated) > 15
    assert len(asked) < 15


def test_a_finding_on_a_row_keeps_its_row_when_others_are_added_above(school: Setting, bad: Plan) -> None:
    moved = bad.model_copy(update={"measures": (*bad.measures[1:], bad.measures[0])})
    assert "CRD004" not in {row.finding.rule for row in propose(moved, school.judge, school.calendar, KNOWN).rows}
