"""No writer lets the text of a plan act: markup, control sequences and direction marks stay words or go."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from plancheck.plan import Deadline, Flaw, Measure, Plan, Responsible, Section, Skipped, SkipReason, SourceFile
from plancheck.remark import Remark
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.explain import fact_line
from plancheck.report.json_writer import plan_json, report_json
from plancheck.report.model import Report, RulesetId, Unread
from plancheck.report.plan_text import write_plan_text
from plancheck.report.terminal import write_report
from plancheck.report.wording import wording
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject

MARKUP = "[bold red]мера[/] [link=http://a.bad]тут[/link] :bomb:"
BAD = f"{MARKUP} \x1b[2J\x1b]0;захват\x07\x9b31m \u202eатем\u2066 \x00\x08"
ACTING = set("\x1b\x9b\x07\x08\x00\u202e\u2066")
RU = wording("ru")


@pytest.fixture
def hostile() -> Plan:
    return Plan(
        source=SourceFile(path=f"a{BAD}.txt", format="txt", sha256="0" * 64),
        title=BAD,
        organisation=BAD,
        territory=BAD,
        procedures=(BAD,),
        other_columns=(BAD,),
        sections=(Section(number=BAD, title=BAD, tasks=(BAD,)),),
        measures=(
            Measure(
                number=BAD, section=0, text=BAD, deadline=Deadline(text=BAD), result=BAD, procedures=(BAD,),
                responsible=Responsible(text=BAD, persons=(BAD,)), schools=(BAD,),
            ),
        ),
        leftovers=(Flaw(quote=BAD),),
        skipped=(Skipped(what=BAD, why=SkipReason.BLANK_ROW),),
        remarks=(Remark(BAD, BAD),),
    )  # fmt: skip


@pytest.fixture
def judged(hostile: Plan) -> Report:
    outcomes = [
        RuleOutcome(
            rule=f"PRV00{number}",
            name=BAD,
            outcome=outcome,
            severity=Severity.ERROR,
            subject=Subject("site", BAD),
            measures=(0,),
            message=BAD,
            remedy=BAD,
            suggestion={"measure": BAD},
            source=(BAD,),
            reason=BAD,
            evidence=(Evidence(0, BAD),),
        )
        for number, outcome in enumerate(Outcome)
    ]
    plan = plan_report(hostile, outcomes, RulesetId(name="own"), lambda code: BAD)
    return whole_report([plan], [Unread(path=BAD, error=BAD)], version="1", lang="ru")


def test_the_terminal_report_acts_on_nothing(judged: Report, drawn: Callable[..., str]) -> None:
    text = drawn(lambda page: write_report(judged, page, RU, verbose=True), 100)
    assert not ACTING & set(text)
    assert "[bold red]мера[/]" in text
    assert ":bomb:" in text


def test_the_text_view_of_a_plan_acts_on_nothing(hostile: Plan, drawn: Callable[..., str]) -> None:
    text = drawn(lambda page: write_plan_text(hostile, page, RU), 100)
    assert not ACTING & set(text)
    assert "[link=http://a.bad]тут[/link]" in text


def test_a_fact_line_acts_on_nothing_once_drawn(hostile: Plan, drawn: Callable[..., str]) -> None:
    text = drawn(lambda page: page.text(fact_line(f"procedure{{measure: 0, name: {BAD}}}", hostile, RU)))
    assert not ACTING & set(text)


def test_json_keeps_the_text_and_shows_no_control_character(judged: Report, hostile: Plan) -> None:
    report, plan = report_json(judged), plan_json(hostile)
    assert not ACTING & set(report + plan)
    read: dict[str, Any] = json.loads(plan)
    assert read["title"] == BAD
    assert json.loads(report)["plans"][0]["outcomes"][0]["evidence"][0]["quote"] == BAD
