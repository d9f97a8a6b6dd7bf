"""The JSON output keeps to the contract (tests/report/schemas restate it)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plancheck.plan import Plan
from plancheck.report.assembly import whole_report
from plancheck.report.json_writer import plan_json, report_json
from plancheck.report.model import PlanReport, Report, Unread

SCHEMAS = Path(__file__).parent / "schemas"


def valid(text: str, schema: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text)
    validator = Draft202012Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(read)] == []
    return read


@pytest.fixture
def whole(report: PlanReport) -> Report:
    return whole_report([report], [Unread(path="b.bin", error="не текст")], version="0.1.0", lang="ru")


def test_a_report_keeps_to_the_contract(whole: Report) -> None:
    read = valid(report_json(whole), "report.json")
    assert next(iter(read)) == "schema"
    assert read["summary"]["by_severity"] == {"error": 2, "warning": 2, "note": 0}
    assert read["plans"][0]["score"] == pytest.approx(29.4)


def test_every_finding_is_an_entry_and_every_other_outcome_one(whole: Report) -> None:
    outcomes = json.loads(report_json(whole))["plans"][0]["outcomes"]
    rules = [(entry["rule"], entry["outcome"]) for entry in outcomes]
    assert rules.count(("DDL003", "failed")) == 2
    assert len(rules) == 8


def test_locations_hold_only_what_is_known(whole: Report) -> None:
    outcomes = json.loads(report_json(whole))["plans"][0]["outcomes"]
    finding = next(entry for entry in outcomes if entry["rule"] == "DOC004")
    assert finding["location"] == {"line": 13, "table": 1, "row": 3}
    assert finding["evidence"][0]["location"] == finding["location"]
    assert finding["measures"] == [1]


def test_a_report_can_be_read_back(whole: Report) -> None:
    assert Report.model_validate_json(report_json(whole)) == whole


def test_an_empty_report_keeps_to_the_contract_too() -> None:
    read = valid(report_json(whole_report([], [], version="0.1.0", lang="en")), "report.json")
    assert (read["plans"], read["unread"], read["summary"]["plans"]) == ([], [], 0)


def test_a_plan_keeps_to_the_contract(plan: Plan) -> None:
    read = valid(plan_json(plan), "plan.json")
    assert next(iter(read)) == "schema"
    assert read["period"] == {"start": "2024-09-01", "end": "2025-08-31"}
    assert read["measures"][0]["deadline"]["windows"] == [[None, "2024-10-01"]]
    assert read["measures"][0]["responsible"]["roles"] == ["school_head"]
    assert read["measures"][1]["responsible"] is None


def test_a_plan_of_which_nothing_is_known_keeps_to_the_contract() -> None:
    read = valid(plan_json(Plan()), "plan.json")
    assert (read["period"], read["approval"], read["measures"]) == (None, None, [])


def test_russian_stands_as_it_is_and_ends_in_a_newline(plan: Plan) -> None:
    text = plan_json(plan)
    assert "Берёзовка" in text
    assert text.endswith("}\n")


def test_a_report_is_read_back_from_its_json(whole: Report) -> None:
    written = report_json(whole)
    assert report_json(Report.model_validate_json(written)) == written
