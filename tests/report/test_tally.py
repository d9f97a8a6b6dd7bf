"""Outcomes are counted by rule, findings by severity, and the score weighs rules that were judged."""

from __future__ import annotations

import pytest

from plancheck.report.model import BySeverity, OutcomeEntry, Summary
from plancheck.report.tally import add_up, score, summarise
from plancheck.rules.outcome import Outcome, Severity


def entries(*rows: str) -> tuple[OutcomeEntry, ...]:
    """Rows «CODE outcome severity»."""
    split = [row.split() for row in rows]
    return tuple(
        OutcomeEntry(rule=rule, name=rule, outcome=Outcome(outcome), severity=Severity(severity))
        for rule, outcome, severity in split
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), None),
        (("A cant_tell error", "B inapplicable error", "C waived note", "D error error"), None),
        (("A passed note",), 100.0),
        (("A failed note",), 0.0),
        (("A passed error", "B failed warning"), 71.4),
        (("A passed error", "B failed warning", "C cant_tell error"), 71.4),
        (("A passed error", "B failed note", "B failed note", "B failed note"), 83.3),
        (("A passed error", "B failed warning", "B failed error"), 50.0),
    ],
)
def test_the_score_is_the_weight_of_what_passed(rows: tuple[str, ...], expected: float | None) -> None:
    assert score(entries(*rows)) == expected


def test_a_rule_with_many_findings_is_one_failed_rule() -> None:
    summary = summarise(
        entries("A passed error", "B failed warning", "B failed warning", "B failed error", "C cant_tell note")
    )
    assert (summary.passed, summary.failed, summary.cant_tell) == (1, 1, 1)
    assert summary.by_severity == BySeverity(error=1, warning=2)


def test_outcomes_add_up_to_the_rules_selected() -> None:
    rows = [f"{code} {outcome.value} error" for code, outcome in zip("ABCDEF", Outcome, strict=True)]
    summary = summarise(entries(*rows))
    assert sum(summary.model_dump(exclude={"plans", "by_severity"}).values()) == len(rows)


def test_summaries_of_plans_add_up() -> None:
    one = summarise(entries("A passed error", "B failed note"))
    two = summarise(entries("A failed error", "B inapplicable note"))
    assert add_up([one, two]) == Summary(
        plans=2, passed=1, failed=2, inapplicable=1, by_severity=BySeverity(error=1, note=1)
    )


def test_no_plans_add_up_to_nothing() -> None:
    assert add_up([]) == Summary()
