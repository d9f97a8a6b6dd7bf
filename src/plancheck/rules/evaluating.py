"""Asks the chosen engine for a ruleset's matches: durable-rules, the plain evaluator, or both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from plancheck.errors import EngineError
from plancheck.rules import durable
from plancheck.rules.fields import FactBase
from plancheck.rules.reference import Matches, ReferenceEvaluator
from plancheck.rules.ruleset import Ruleset

__all__ = ["ENGINES", "Found", "evaluate"]

ENGINES = ("durable", "reference", "both")


@dataclass(slots=True)
class Found:
    """The matches of each rule, why a rule could not be evaluated, and remarks on the engine itself."""

    matches: dict[str, Matches] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def evaluate(ruleset: Ruleset, facts: FactBase, engine: str = "durable") -> Found:
    """The matches of all rules. `both` raises EngineError where the two evaluators differ.

    Where durable-rules is missing, or the plan too large for it, the plain evaluator serves, with a remark.
    """
    if engine not in ENGINES:
        raise EngineError(f"unknown engine «{engine}»: {', '.join(ENGINES)}")
    if engine == "reference":
        return _by_reference(ruleset, facts)
    missing = durable.missing_reason()
    if missing is not None:
        remark = f"durable-rules cannot be used here ({missing}); the plain evaluator served instead"
        return _by_reference(ruleset, facts, remark)
    if len(facts.facts) > durable.MOST_FACTS:
        remark = f"{len(facts.facts)} facts are too many for durable-rules; the plain evaluator served"
        return _by_reference(ruleset, facts, remark)
    found = _by_durable(ruleset, facts)
    if engine == "both":
        _compare(_by_reference(ruleset, facts), found, facts)
    return found


def _by_reference(ruleset: Ruleset, facts: FactBase, *remarks: str) -> Found:
    found, evaluator = Found(remarks=remarks), ReferenceEvaluator(facts)
    for rule in ruleset.rules:
        try:
            told = ((part.name, evaluator.matches(part)) for part in rule.parts)
            found.matches[rule.code] = {name: matches for name, matches in told if matches}
        except Exception as error:  # one broken rule must not silence the others
            found.broken[rule.code] = f"{type(error).__name__}: {error}"
    return found


def _by_durable(ruleset: Ruleset, facts: FactBase) -> Found:
    matches, broken = durable.engine_of(ruleset).matches(facts)
    return Found({rule.code: matches.get(rule.code, {}) for rule in ruleset.rules}, broken)


def _compare(expected: Found, given: Found, facts: FactBase) -> None:
    """Raises EngineError naming the first rules and facts on which the evaluators differ."""
    differing = []
    for code, matches in expected.matches.items():
        other = given.matches.get(code, {})
        broken = given.broken.get(code)
        if broken is not None:
            differing.append(f"{code}: durable-rules broke: {broken}")
        elif matches != other:
            lacking, surplus = _named(matches, other, facts), _named(other, matches, facts)
            differing.append(f"{code}: durable-rules lacks [{lacking}], has [{surplus}] too many")
    if differing:
        raise EngineError("the evaluators differ: " + "; ".join(differing[:5]))


def _named(some: Matches, others: Matches, facts: FactBase) -> str:
    """What the one has found more often than the other, readable."""
    more = Counter((name, fids) for name, found in some.items() for fids in found)
    more.subtract((name, fids) for name, found in others.items() for fids in found)
    beyond = sorted(+more)
    shown = [f"{name}: " + " + ".join(str(facts.facts[fid]) for fid in fids) for name, fids in beyond[:3]]
    return " | ".join(shown) + (" …" if len(beyond) > len(shown) else "")
