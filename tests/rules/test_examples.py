"""The examples that rules carry are run, and those that are no plans are refused with their place."""

import pytest

from plancheck.errors import RulesetError
from plancheck.rules.examples import run_examples

pytestmark = pytest.mark.usefixtures("small_facts_everywhere")

BODY = """\
  for_each: {measure: m}
  forbid: {m: {has_deadline: false}}
  examples:
    pass:
    - {level: school, measures: [{text: А, deadline: {windows: [[null, 2023-10-01]]}}]}
    fail:
    - {measures: [{text: А}, {text: Б, deadline: {windows: [[null, 2023-10-01]]}}]}
    - {measures: [], given: {risk_schools: [СОШ 1]}}
    inapplicable:
    - {}
"""


@pytest.mark.parametrize("engine", ["durable", "reference", "both"])
def test_each_example_is_held_against_what_it_must_come_to(load, engine):
    results = list(run_examples(load(BODY), engine=engine))
    assert [(one.outcome, one.as_expected) for one in results] == [
        ("passed", True),
        ("failed", True),
        ("inapplicable", False),
        ("inapplicable", True),
    ]
    assert str(results[2]).startswith(f"{results[2].example.origin}: AAA001: inapplicable, expected failed.")
    assert str(results[1]).endswith(": AAA001: failed, as expected. Нарушено")


def test_the_examples_of_one_rule_can_be_asked_for(load):
    ruleset = load(BODY, BODY)
    assert {one.rule for one in run_examples(ruleset, "AAA002")} == {"AAA002"}


def test_every_example_that_is_no_plan_is_named_with_its_place(load):
    wrong = (
        "  forbid: {topic: {}}\n"
        "  examples:\n"
        "    pass:\n"
        "    - {levle: school}\n"
        "    - {measures: [{text: А, topics: [singing]}]}\n"
        "    - {given: {risk_school: [СОШ 1]}}\n"
    )
    with pytest.raises(RulesetError) as raised:
        list(run_examples(load(wrong)))
    found = [(one.line, one.column, one.message.split(":")[0]) for one in raised.value.problems]
    strange = "unknown key «risk_school»; did you mean «risk_schools»?"
    assert found == [(17, 8, "levle"), (18, 38, "0"), (19, 16, strange)]


def test_an_example_may_say_more_of_its_finding(load):
    body = (
        "  for_each: {measure: m}\n  forbid: {m: {has_deadline: false}}\n"
        "  examples:\n    fail:\n"
        "    - {measures: [{text: А}], expect: {severity: warning, measures: [0], message: Наруш}}\n"
        "    - {measures: [{text: А}], expect: {severity: error}}\n"
        "    - {measures: [{text: А}, {text: Б}], expect: [{measures: [0]}]}\n"
    )
    results = list(run_examples(load(body)))
    assert [[one.what for one in result.differences] for result in results] == [
        [],
        ["severity"],
        ["findings", "message"],
    ]
