"""Only facts that some rule asks about are derived, and no verdict is the worse for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plans import plan

from plancheck.rules.facts import derive_facts
from plancheck.rules.judging import judge_facts
from plancheck.rules.loading import load_ruleset

PLAN = plan(
    {"text": "Назначить координатора", "number": "1", "topics": ["coordinator"], "schools": ["СОШ 1"]},
    {
        "text": "Назначить координатора",
        "topics": ["coordinator"],
        "responsible": {"text": "школа", "roles": ["school"]},
    },
    level="school",
    columns=["number", "measure", "responsible"],
)


@pytest.mark.parametrize("name", ["objectivity-school", "objectivity-municipal", "seed-003"])
def test_what_nobody_asks_about_changes_no_outcome(name: str) -> None:
    ruleset = load_ruleset(name)
    givens = ruleset.givens(("СОШ 1",))
    asked, everything = derive_facts(PLAN, givens), derive_facts(PLAN, replace(givens, kinds=None))
    assert {fact.kind.name for fact in asked.facts} == {fact.kind.name for fact in everything.facts} & givens.kinds
    assert judge_facts(PLAN, asked, ruleset).outcomes == judge_facts(PLAN, everything, ruleset).outcomes


def test_a_rule_alone_asks_for_its_own_kinds() -> None:
    alone = load_ruleset("objectivity-school").only("DOC004").givens()
    assert alone.kinds == {"plan", "measure"}
    assert {fact.kind.name for fact in derive_facts(PLAN, alone).facts} == {"plan", "measure"}
