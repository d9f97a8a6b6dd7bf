"""What a rule came to is held against what was expected, finding by finding."""

from __future__ import annotations

from typing import Any

import pytest

from plancheck.rules import Outcome, RuleOutcome, Severity, Subject
from plancheck.rules.testing.expecting import ExpectModel, differences, gravest

FAILED = RuleOutcome(
    rule="AAA001", name="a", outcome=Outcome.FAILED, severity=Severity.ERROR,
    subject=Subject("procedure", "ВПР"), measures=(2, 0), message="На ВПР наблюдателей нет.",
)  # fmt: skip
OTHER = RuleOutcome(
    rule="AAA001", name="a", outcome=Outcome.FAILED, severity=Severity.WARNING,
    subject=Subject("procedure", "ОГЭ"), message="На ОГЭ наблюдателей нет.",
)  # fmt: skip
PASSED = RuleOutcome(rule="AAA001", name="a", outcome=Outcome.PASSED, severity=Severity.ERROR)


def expected(**said: Any) -> ExpectModel:
    return ExpectModel.model_validate(said)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"outcome": "failed"},
        {"severity": "error", "subject": "procedure"},
        {"subject": {"kind": "procedure", "ref": "ОГЭ"}, "severity": "warning"},
        {"measures": [2, 0], "message": "наблюдателей нет"},
    ],
)
def test_one_finding_like_what_is_expected_is_enough(said: dict[str, Any]) -> None:
    assert differences([expected(**said)], [FAILED, OTHER]) == ()


@pytest.mark.parametrize(
    ("said", "what", "wanted", "got"),
    [
        ({"outcome": "passed"}, "outcome", "passed", "failed"),
        ({"severity": "note"}, "severity", "note", "error"),
        ({"subject": "plan"}, "subject", "plan", "procedure"),
        ({"subject": {"kind": "procedure", "ref": "ЕГЭ"}}, "subject", "procedure ЕГЭ", "procedure ВПР"),
        ({"measures": [0]}, "measures", "[0]", "[2, 0]"),
        ({"message": "видео"}, "message", "… видео …", "На ВПР наблюдателей нет."),
    ],
)
def test_what_differs_is_told_of_the_nearest_finding(said: dict[str, Any], what: str, wanted: str, got: str) -> None:
    assert differences([expected(**said)], [FAILED]) == ((what, wanted, got),)


def test_a_list_of_findings_is_all_there_are() -> None:
    one = expected(subject={"kind": "procedure", "ref": "ВПР"})
    assert differences([one], [FAILED, OTHER]) == ()
    (number, message) = differences([one], [FAILED, OTHER], exactly=True)
    assert number == ("findings", "1", "2")
    assert message == ("message", "", "На ОГЭ наблюдателей нет.")


def test_each_expectation_wants_a_finding_of_its_own() -> None:
    same = expected(severity="error")
    assert [one.what for one in differences([same, same], [FAILED])] == ["findings"]


def test_a_rule_that_is_not_judged_is_absent() -> None:
    assert differences([expected(outcome="absent")], []) == ()
    assert differences([expected(outcome="passed")], []) == (("outcome", "passed", "absent"),)


def test_the_gravest_outcome_speaks_for_the_rule() -> None:
    assert gravest([PASSED, FAILED]) is FAILED
