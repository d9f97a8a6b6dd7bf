"""Plan and outcomes come together into the report's model."""

from __future__ import annotations

from dataclasses import replace

from plancheck.location import Location
from plancheck.plan import Column, Plan
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import PlanReport, RulesetId, Unread
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity

SCHOOL = RulesetId(name="objectivity-school", version="1.0", sha256="a" * 64)
TOWN = RulesetId(name="objectivity-municipal", version="1.0", sha256="b" * 64)


def test_a_finding_on_a_row_quotes_the_row(report: PlanReport) -> None:
    finding = next(entry for entry in report.findings if entry.rule == "DOC004")
    assert [(item.measure, item.number, item.quote) for item in finding.evidence] == [
        (1, "1.2.", "Провести перепроверку работ")
    ]
    assert finding.location == Location(line=13, table=1, row=3)


def test_evidence_of_a_cell_stands_where_the_cell_does(plan: Plan) -> None:
    cell = Location(line=13, table=1, row=3, cell=4)
    rows = [plan.measures[0], plan.measures[1].model_copy(update={"places": {Column.RESPONSIBLE: cell}})]
    outcomes = [
        RuleOutcome(
            rule="DOC004", name="responsible-empty", outcome=Outcome.FAILED, severity=Severity.ERROR, measures=(at,),
            evidence=(Evidence(at, "", column=Column.RESPONSIBLE),),
        )
        for at in (0, 1)
    ]  # fmt: skip
    told = plan_report(plan.model_copy(update={"measures": tuple(rows)}), outcomes, SCHOOL, str)
    assert [one.evidence[0].location for one in told.findings] == [rows[0].location, cell]
    assert {one.evidence[0].column for one in told.findings} == {Column.RESPONSIBLE}


def test_what_the_rule_quotes_is_kept_and_placed(report: PlanReport) -> None:
    (passed,) = report.with_outcome(Outcome.PASSED)
    assert passed.evidence[0].quote == "приказ о школьном координаторе"
    assert passed.evidence[0].location == Location(line=12, table=1, row=2)


def test_evidence_that_is_no_row_keeps_its_own_place(plan: Plan) -> None:
    spot = Location(line=2)
    outcome = RuleOutcome(
        rule="DOC001", name="approval-missing", outcome=Outcome.PASSED, severity=Severity.ERROR,
        evidence=(Evidence(None, "УТВЕРЖДАЮ", spot),),
    )  # fmt: skip
    entry = plan_report(plan, [outcome], SCHOOL, lambda code: "").outcomes[0]
    assert (entry.evidence[0].measure, entry.evidence[0].location, entry.location) == (None, spot, None)


def test_a_row_is_not_quoted_twice(plan: Plan, outcomes: tuple[RuleOutcome, ...]) -> None:
    quoted = replace(outcomes[1], evidence=(Evidence(1, "работ"),))
    entry = plan_report(plan, [quoted], SCHOOL, lambda code: "").outcomes[0]
    assert [item.quote for item in entry.evidence] == ["работ"]


def test_the_head_of_the_plan_and_the_remarks_come_along(plan: Plan) -> None:
    made = plan_report(plan, [], SCHOOL, lambda code: "", ["выбраны общие правила"])
    assert (made.territory, made.level, made.score) == ("Берёзовка", "school", None)
    assert made.remarks == ("выбраны общие правила",)


def test_one_ruleset_that_served_is_the_reports_ruleset(report: PlanReport) -> None:
    assert whole_report([report, report], [], version="1", lang="ru").ruleset == SCHOOL


def test_several_rulesets_are_all_named(report: PlanReport) -> None:
    other = report.model_copy(update={"ruleset": TOWN})
    joined = whole_report([report, other, report], [], version="1", lang="ru").ruleset
    assert (joined.name, joined.version) == ("objectivity-school, objectivity-municipal", "1.0")
    assert len(joined.sha256) == 64
    assert joined.sha256 not in (SCHOOL.sha256, TOWN.sha256)


def test_where_no_plan_was_judged_no_ruleset_is_claimed() -> None:
    unread = Unread(path="a.txt", error="пуст")
    assert whole_report([], [unread], version="1", lang="ru").ruleset == RulesetId(name="auto")


def test_a_ruleset_that_was_asked_for_is_named_even_so() -> None:
    assert whole_report([], [], version="1", lang="ru", named=TOWN).ruleset == TOWN


def test_a_rule_of_the_project_may_quote_a_row_of_any_length(plan: Plan, outcomes: tuple[RuleOutcome, ...]) -> None:
    long = plan.model_copy(update={"measures": (plan.measures[0].model_copy(update={"text": "мера " * 500}),) * 2})
    entry = plan_report(long, [replace(outcomes[1], evidence=())], SCHOOL, lambda code: "").outcomes[0]
    assert entry.evidence[0].quote == "мера " * 500
