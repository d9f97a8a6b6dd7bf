"""The plans in examples/ give what they were written to show (cases: tests/cases/examples.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck import PlanReport, Report, check_files, read_plan

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
CASES: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "cases" / "examples.yaml").read_text("utf-8"))
GOOD = sorted(name for name, case in CASES.items() if case.get("good"))


@pytest.fixture(scope="module")
def report() -> Report:
    return check_files([EXAMPLES])


def report_on(report: Report, name: str) -> PlanReport:
    return next(one for one in report.plans if Path(one.source.path).name == name)


def found_in(plan: PlanReport, *severities: str) -> set[str]:
    return {one.rule for one in plan.findings if not severities or one.severity in severities}


def test_every_plan_in_the_folder_has_a_case(report: Report) -> None:
    assert {Path(one.source.path).name for one in report.plans} == set(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_example_is_read_as_the_plan_it_is(name: str) -> None:
    plan = read_plan(EXAMPLES / name)
    assert (plan.level, len(plan.measures)) == (CASES[name]["level"], CASES[name]["measures"])


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_example_shows_the_faults_it_was_written_for(report: Report, name: str) -> None:
    found = found_in(report_on(report, name))
    assert set(CASES[name].get("found", ())) - found == set()
    assert set(CASES[name].get("not_found", ())) & found == set()


@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_breaks_no_rule_of_weight(report: Report, name: str) -> None:
    assert found_in(report_on(report, name), "error", "warning") == set()


def test_a_letter_is_no_plan_and_is_not_judged(report: Report) -> None:
    assert report.unread == ()
    assert ("not-a-plan.txt", "not_a_plan") in [(Path(one.path).name, one.why) for one in report.skipped]


def test_a_school_at_risk_is_missed_in_a_municipal_plan_that_names_no_schools() -> None:
    report = check_files([EXAMPLES / "municipal.txt"], risk_schools=["СОШ 4"])
    assert "RCK002" in found_in(report.plans[0])
