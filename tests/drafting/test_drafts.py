"""On every plan of the corpus and the examples: what a draft claims is so, and no row is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from draft_settings import EXAMPLES, TESTS, Setting

from plancheck import check, read_plan
from plancheck.drafting import DraftForm, DraftWriter, LostRowsError, Proposals, drafted, losses, propose
from plancheck.errors import PlancheckError
from plancheck.parsing import shipped_lexicons
from plancheck.plan import Column, Plan

KNOWN = shipped_lexicons()
CORPUS = TESTS / "corpus"
# All of Word and of plan files, of the other formats those that something is found in.
SUBMITTED = sorted(
    [
        one
        for name in ("docx", "yaml")
        for one in (CORPUS / name).iterdir()
        if "-pass" in one.name or "-fail" in one.name
    ]
    + [one for one in CORPUS.glob("*/*-fail-*") if one.parent.name not in ("docx", "yaml", "doc")]
    + [one for one in EXAMPLES.iterdir() if one.is_file() and one.stem != "not-a-plan"]
)


def read(file: Path) -> Plan:
    try:
        return read_plan(file)
    except PlancheckError:
        pytest.skip("read with a program that is not here")


@pytest.mark.parametrize("file", SUBMITTED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_a_draft_claims_is_so_when_it_is_checked_again(file: Path, setting: Callable[[str], Setting]) -> None:
    plan = read(file)
    rules = setting(plan.level.value if plan.level else "base")
    proposals = propose(plan, rules.judge, rules.calendar, KNOWN)
    aimed = {one.finding for one in (*proposals.rows, *(one for one in proposals.words if not one.marked))}
    for form in DraftForm:
        draft = drafted(plan, file.read_bytes(), proposals, form, rules.writer)
        again = read_plan(draft.content, name=f"draft.{form.value}")
        assert losses(plan, again, proposals) == []
        assert len(again.measures) == len(plan.measures) + len(proposals.rows)
        found = {(one.rule, one.message) for one in check(again, ruleset=rules.ruleset).findings}
        assert {(one.rule, one.message) for one in draft.settled} & found == set()
        assert draft.risen == ()
        assert aimed <= {draft.before.key(one) for one in draft.settled}
        if file.parent.name == "docx" and form is DraftForm.DOCX:
            assert not draft.anew


def test_findings_are_settled_marked_or_left_and_none_is_passed_over(school: Setting, bad: Plan) -> None:
    proposals = propose(bad, school.judge, school.calendar, KNOWN)
    draft = drafted(bad, None, proposals, DraftForm.DOCX, school.writer)
    every = [*draft.settled, *draft.marked, *draft.left]
    before = school.judge(bad).findings
    assert sorted(one.fingerprint for one in every) == sorted(one.fingerprint for one in before)
    assert [one.rule for one in draft.marked] == ["DOC004", "DOC005", "DOC006"]
    assert "CRD004" in {one.rule for one in draft.left}


@pytest.mark.parametrize("form", DraftForm)
def test_a_row_has_no_cell_that_its_table_has_no_column_for(school: Setting, bad: Plan, form: DraftForm) -> None:
    """A result in one row of a plan file would make the check ask all the others for theirs."""
    columns = tuple(column for column in bad.columns if column is not Column.RESULT)
    rows = tuple(one.model_copy(update={"columns": columns, "result": None}) for one in bad.measures)
    plan = bad.model_copy(update={"columns": columns, "measures": rows})
    proposals = propose(plan, school.judge, school.calendar, KNOWN)
    assert proposals.rows
    assert not any(Column.RESULT in row.cells for row in proposals.rows)
    assert drafted(plan, None, proposals, form, school.writer).risen == ()


def test_a_draft_that_loses_a_row_is_not_given_out(school: Setting, bad: Plan) -> None:
    def forgetful(content: bytes, name: str) -> Plan:
        plan = read_plan(content, name=name)
        return plan.model_copy(update={"measures": plan.measures[:4] + plan.measures[5:]})

    writer = DraftWriter(forgetful, school.judge, school.writer.fields, school.writer.author, school.writer.said)
    with pytest.raises(LostRowsError, match="6"):
        drafted(bad, None, Proposals(), DraftForm.DOCX, writer)


@pytest.mark.parametrize("form", DraftForm)
def test_a_plan_that_needs_nothing_is_written_as_it_is(school: Setting, good: Plan, form: DraftForm) -> None:
    draft = drafted(good, None, Proposals(), form, school.writer)
    assert losses(good, read_plan(draft.content, name=f"d.{form.value}"), Proposals()) == []
    assert draft.left == school.judge(good).findings
