"""What the engine is asked on behalf of a rule: each thing once, and no verdict the worse for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plancheck.plan import Deadline, Measure, Plan
from plancheck.rules.evaluating import evaluate
from plancheck.rules.examples import ready_examples
from plancheck.rules.facts import derive_facts
from plancheck.rules.judging import judge_facts
from plancheck.rules.loading import load_ruleset, ruleset_names
from plancheck.rules.parting import joined_parts_of
from plancheck.rules.ruleset import Ruleset

EXCEPTED = """\
  for_each: {measure: m}
  except: [{topic: {topic: video}}, {without: {topic: {topic: order}}}, {topic: {measure: m.measure, topic: observers}}]
  forbid: {m: {has_deadline: false}}
"""
BESIDE = """\
  for_each: {measure: m}
  require: [{topic: {topic: video}}, {topic: {measure: m.measure, topic: order}}, {without: {topic: {topic: order}}}]
  escalate: {to: error, when: {plan: {has_period: false}}}
  doubt:
    - {when: {topic: {measure: m.measure, topic: observers}}, because: {ru: "{m.label}", en: Own}}
    - {when: {covers: {as: t, procedure: ВПР}}, because: {ru: "{m.label} и {t.measure}", en: Beside}}
"""


def joined(ruleset: Ruleset) -> Ruleset:
    """The same rules, each part asked with its selection, as it is written."""
    return replace(ruleset, rules=tuple(replace(rule, parts=joined_parts_of(rule)) for rule in ruleset.rules), eras=())


def test_what_leans_on_nothing_selected_is_asked_beside_it(load: Any) -> None:
    excepted, beside = load(EXCEPTED, BESIDE).rules
    assert [(part.name, part.key, len(part.terms)) for part in excepted.parts] == [
        ("selected", 1, 1), ("held", 1, 2), ("barred:0", 0, 1), ("provided:1", 0, 1), ("fail:0", 1, 2),
    ]  # fmt: skip
    assert [(part.name, part.key, len(part.terms)) for part in beside.parts] == [
        ("held", 1, 1), ("pass:0", 0, 1), ("pass:1", 1, 2), ("pass:2", 1, 2), ("doubt:0", 1, 2), ("doubt:1", 0, 1),
        ("escalate:0", 0, 1),
    ]  # fmt: skip
    assert {part.key for rule in (excepted, beside) for part in joined_parts_of(rule)} == {1}


@pytest.mark.parametrize("engine", ["durable", "reference"])
@pytest.mark.parametrize("topics", [(), ("order",), ("video", "order"), ("observers",), ("observers", "order")])
@pytest.mark.parametrize("others", [(), ("order",), ("video",), ("observers",)])
def test_the_verdict_is_that_of_the_rule_as_written(
    load: Any, facts_of: Any, topics: tuple[str, ...], others: tuple[str, ...], engine: str
) -> None:
    ruleset = load(EXCEPTED, BESIDE)
    for procedures in ((), ("ВПР",)):
        rows = [
            Measure(text="А", topics=topics),
            Measure(text="Б", topics=others, procedures=procedures, deadline=Deadline(windows=((None, None),))),
        ]
        plan = Plan(level="school", measures=tuple(rows))
        own = judge_facts(plan, facts_of(plan), ruleset, engine=engine)
        assert own.outcomes == judge_facts(plan, facts_of(plan), joined(ruleset), engine=engine).outcomes


@pytest.mark.parametrize("name", ruleset_names())
def test_the_shipped_rules_come_to_the_same_on_all_their_examples(name: str) -> None:
    ruleset = load_ruleset(name)
    written = joined(ruleset)
    for one in ready_examples(ruleset):
        givens = replace(ruleset.givens(tuple(one.given.risk_schools)), superior=one.given.superior)
        facts, code = derive_facts(one.plan, givens), one.rule.code
        own = judge_facts(one.plan, facts, ruleset.only(code), engine="reference").outcomes
        assert own == judge_facts(one.plan, facts, written.only(code), engine="reference").outcomes


def test_no_rule_pairs_each_row_with_each(load: Any) -> None:
    ruleset = load_ruleset("objectivity-municipal")
    found = {}
    for rows in (20, 40):
        both = ("observers", "recheck", "coordinator", "conflict_of_interest", "results_analysis")
        row = {"text": "Работа", "topics": both, "responsible": {"text": "координатор", "roles": ["coordinator"]}}
        dated = {"text": "до 01.10.2025", "windows": [[None, "2025-10-01"]]}
        duty = {**row, "topics": ["recheck", "observers"], "marks": ["independent", "outsiders"], "deadline": dated}
        made = [{**row, "deadline": dated}, duty] * (rows // 2)
        plan = Plan.model_validate({"level": "municipal", "measures": made, "held_procedures": ["ВПР"]})
        matches = evaluate(ruleset, derive_facts(plan, ruleset.givens()), "reference").matches
        found[rows] = {code: sum(map(len, parts.values())) for code, parts in matches.items()}
    assert {code: count for code, count in found[40].items() if count > 2 * found[20][code] + 1} == {}
