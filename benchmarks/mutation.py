"""How many small changes of the shipped rules their own examples notice.

    .venv/bin/python benchmarks/mutation.py [RULESET…] [--all]

Each condition of each part of a rule (applies, selection, exception, requirement, prohibition, doubt, escalation) is
dropped and negated, one at a time; so is each exception, alternative and doubt. A mutant is caught where an example of
the rule then comes to something else. Prints caught and all mutants a rule, and with `--all` each that was not.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from plancheck.rules import Ruleset, load_ruleset, ruleset_names
from plancheck.rules.examples import ReadyExample
from plancheck.rules.facts import derive_facts
from plancheck.rules.fields import FactBase
from plancheck.rules.testing.mutating import Proof, proof_of


def proofs(names: list[str]) -> Iterator[Proof]:
    """Each rule once, in the first of the rulesets that has it."""
    seen: set[str] = set()
    for name in names:
        ruleset = load_ruleset(name if not name.endswith(".yaml") else Path(name))
        for rule in ruleset.rules:
            if rule.code not in seen:
                seen.add(rule.code)
                yield proof_of(ruleset, rule.code, facts_in(ruleset))


def facts_in(ruleset: Ruleset) -> Callable[[ReadyExample], FactBase]:
    """How the facts of an example are derived, as judging does it."""

    def facts_of(ready: ReadyExample) -> FactBase:
        givens = replace(ruleset.givens(tuple(ready.given.risk_schools)), superior=ready.given.superior)
        return derive_facts(ready.plan, givens)

    return facts_of


def main(arguments: list[str]) -> None:
    names = [one for one in arguments if not one.startswith("-")] or list(ruleset_names())
    begun = time.perf_counter()
    found = list(proofs(names))
    for one in found:
        print(f"{one.rule:8} {one.caught:4} of {one.mutants:4}")
        if "--all" in arguments:
            for change in one.survivors:
                print(f"           not noticed: {change}")
    caught, mutants = sum(one.caught for one in found), sum(one.mutants for one in found)
    print(f"{'all':8} {caught:4} of {mutants:4}  {caught / mutants:.1%}  ({time.perf_counter() - begun:.0f} s)")


if __name__ == "__main__":
    main(sys.argv[1:])
