"""What was recognised from a picture with little certainty decides nothing."""

from __future__ import annotations

import pytest

from plancheck.plan import Column, Measure, Plan
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject
from plancheck.rules.recognised import without_guesses

PLAN = Plan(
    measures=(
        Measure(number="1", text="Приказ"),
        Measure(number="2", text="Наблюдатели", doubtful=(Column.MEASURE,)),
        Measure(number="3", text="Анализ"),
    )
)


def outcome(kind: Outcome, *measures: int, about: str = "plan", rule: str = "OBS001") -> RuleOutcome:
    evidence = tuple(Evidence(index, "слова") for index in measures) if kind is Outcome.PASSED else ()
    return RuleOutcome(
        rule, "name", kind, Severity.ERROR, Subject(about), measures, "Сообщение", "Исправьте", evidence=evidence
    )


UNSURE = [
    ("a finding on a doubtful row", outcome(Outcome.FAILED, 1), "2"),
    ("something missing while a measure is doubtful", outcome(Outcome.FAILED), "2"),
    ("a pass by a doubtful row alone", outcome(Outcome.PASSED, 1), "2"),
]
SURE = [
    outcome(Outcome.FAILED, 0),
    outcome(Outcome.FAILED, about="column"),
    outcome(Outcome.PASSED, 0, 1),
    outcome(Outcome.PASSED),
    outcome(Outcome.INAPPLICABLE),
]


@pytest.mark.parametrize(("given", "row"), [case[1:] for case in UNSURE], ids=[case[0] for case in UNSURE])
def test_a_verdict_on_doubtful_cells_is_left_to_a_person(given: RuleOutcome, row: str) -> None:
    (told,) = without_guesses(PLAN, [given], "ru")
    assert told.outcome is Outcome.CANT_TELL
    assert told.reason == told.message == f"Текст распознан с картинки неуверенно: сверьте с оригиналом строки {row}."
    assert not told.remedy
    assert "compare rows 2" in without_guesses(PLAN, [given], "en")[0].reason


@pytest.mark.parametrize("given", SURE)
def test_what_was_read_surely_stands(given: RuleOutcome) -> None:
    assert without_guesses(PLAN, [given], "ru") == (given,)


def test_of_a_rules_findings_the_sure_ones_stay() -> None:
    sure, unsure, other = outcome(Outcome.FAILED, 0), outcome(Outcome.FAILED, 1), outcome(Outcome.PASSED, rule="OBS002")
    assert without_guesses(PLAN, [sure, unsure, other], "ru") == (sure, other)


def test_a_missing_thing_stays_missing_where_only_a_deadline_is_doubtful() -> None:
    plan = Plan(measures=(Measure(text="Приказ", doubtful=(Column.DEADLINE,)),))
    given = outcome(Outcome.FAILED)
    assert without_guesses(plan, [given], "ru") == (given,)


def test_a_plan_without_doubtful_cells_is_left_as_it_is() -> None:
    given = outcome(Outcome.FAILED)
    assert without_guesses(Plan(measures=(Measure(text="Приказ"),)), [given], "ru") == (given,)
