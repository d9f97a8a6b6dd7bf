"""The shipped rules' own examples notice nearly every small change of the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plancheck.rules import Ruleset, load_ruleset, ruleset_names
from plancheck.rules.examples import ReadyExample
from plancheck.rules.facts import derive_facts
from plancheck.rules.fields import FactBase
from plancheck.rules.testing.mutating import Proof, mutants, proof_of

RULESETS = [load_ruleset(name) for name in ruleset_names()]
HOLDER = {rule.code: ruleset for ruleset in reversed(RULESETS) for rule in ruleset.rules}
CAUGHT = 0.95  # of all mutants


def proof(ruleset: Ruleset, code: str) -> Proof:
    def facts_of(ready: ReadyExample) -> FactBase:
        givens = replace(ruleset.givens(tuple(ready.given.risk_schools)), superior=ready.given.superior)
        return derive_facts(ready.plan, givens)

    return proof_of(ruleset, code, facts_of)


def test_the_examples_of_the_shipped_rules_catch_nearly_every_mutant() -> None:
    proofs = [proof(ruleset, code) for code, ruleset in HOLDER.items()]
    missed = [f"{one.rule}: {change}" for one in proofs for change in one.survivors]
    assert sum(one.caught for one in proofs) >= CAUGHT * sum(one.mutants for one in proofs), missed


@pytest.mark.parametrize("code", sorted(HOLDER))
def test_no_rule_is_proved_by_examples_that_notice_less_than_most(code: str) -> None:
    one = proof(HOLDER[code], code)
    assert one.mutants
    assert one.caught >= 0.75 * one.mutants, one.survivors


def test_each_part_of_a_rule_is_changed(load: Any) -> None:
    (rule,) = load(
        "  applies: {level: school}\n"
        "  for_each: {measure: {as: m, has_deadline: true}}\n"
        "  except: {topic: {measure: m.measure}}\n"
        "  require: [{m: {due: {gt: 2023-09-01}}}, {topic: {topic: [order, video]}}]\n"
        "  doubt: [{when: {plan: {has_period: false}}, because: {ru: а, en: a}}]\n"
        "  escalate: {to: error, when: {m: {due: {le: 2023-01-01}}}}\n"
    ).rules
    changes = [mutant.change for mutant in mutants(rule)]
    assert [changes[0], changes[2], changes[3]] == [
        "applies: dropped",
        "applies: plan level = school: negated",
        "for_each: measure has_deadline = 1: dropped",
    ]
    for part in ("except: ", "require: ", "doubt 1: ", "escalate: "):
        assert any(change.startswith(part) and change.endswith("dropped") for change in changes)
        assert any(change.startswith(part) and change.endswith("negated") for change in changes)
    assert len(changes) == len(set(changes))


def test_a_change_that_no_example_shows_survives(load: Any, facts_of: Any) -> None:
    ruleset = load(
        "  require: {topic: {topic: order}}\n"
        "  examples: {pass: [{measures: [{text: А, topics: [order]}]}], always: true}\n",
    )
    found = proof_of(ruleset, "AAA001", lambda ready: facts_of(ready.plan))
    assert (found.mutants, found.caught) == (3, 2)
    assert found.survivors == ("require: topic topic = order: dropped",)
