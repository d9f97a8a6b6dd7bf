"""Shows how a rule came to its outcome: what was looked at, what matched (for `explain CODE FILE`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from plancheck.plan import Plan
from plancheck.rules.conditions import Absent, Part, positive
from plancheck.rules.evaluating import evaluate
from plancheck.rules.fields import FactBase
from plancheck.rules.judging import judge_facts
from plancheck.rules.outcome import RuleOutcome
from plancheck.rules.parting import joined_parts_of
from plancheck.rules.ruleset import Ruleset
from plancheck.rules.shortfall import Excepted, NearMiss, Shortfall
from plancheck.rules.superior import Superior

__all__ = ["Trace", "TracedPart", "trace", "trace_facts"]


class TracedPart(NamedTuple):
    """One question put to the facts: what was asked, line by line, and each answer as readable facts."""

    name: str
    asked: tuple[str, ...]
    matches: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A rule's way to its outcome. `parts`: applies, selected, held, pass or fail, doubt, escalate.

    `facts` are all facts of the kinds that the rule asks about. `excepted` is what was selected and not judged;
    `unmet` each thing judged that does not meet the requirement, by its facts; `near` what nearly was selected, or
    nearly meets the requirement. `wanted` are the topics and directions that the requirement asks for in vain.
    """

    rule: str
    parts: tuple[TracedPart, ...]
    facts: tuple[str, ...]
    outcomes: tuple[RuleOutcome, ...]
    excepted: tuple[Excepted, ...] = ()
    unmet: tuple[tuple[str, ...], ...] = ()
    near: tuple[NearMiss, ...] = ()
    wanted: tuple[tuple[str, str], ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The trace as plain lines, indented."""
        found = [f"{self.rule}: {', '.join(dict.fromkeys(str(one.outcome) for one in self.outcomes))}"]
        for part in self.parts:
            found.append(f"  {part.name}: {len(part.matches)}")
            found += [f"    ? {one}" for one in part.asked]
            found += [f"    = {' + '.join(match)}" for match in part.matches]
        return (*found, "  facts:", *(f"    {one}" for one in self.facts))


def trace(
    plan: Plan,
    ruleset: Ruleset,
    code: str,
    *,
    engine: str = "durable",
    lang: str = "ru",
    risk_schools: Sequence[str] = (),
    superior: Superior | None = None,
) -> Trace:
    """The trace of the rule with the code; KeyError where the ruleset has none."""
    from plancheck.rules.facts import derive_facts  # noqa: PLC0415 - tracing itself knows no kind of fact

    givens = replace(ruleset.givens(tuple(risk_schools)), superior=superior)
    facts = derive_facts(plan, givens)
    return trace_facts(plan, facts, ruleset, code, engine=engine, lang=lang)


def trace_facts(
    plan: Plan, facts: FactBase, ruleset: Ruleset, code: str, *, engine: str = "durable", lang: str = "ru"
) -> Trace:
    """The same on facts already derived."""
    rule, alone = ruleset.rule(code), ruleset.only(code)
    asked_of = joined_parts_of(rule)
    matches = evaluate(replace(alone, rules=(replace(rule, parts=asked_of),)), facts, engine).matches.get(code, {})
    parts = []
    for part in asked_of:
        shown = tuple(tuple(str(facts.facts[fid]) for fid in fids) for fids in matches.get(part.name, ()))
        parts.append(TracedPart(part.name, tuple(str(term) for term in part.terms), shown))
    kinds = dict.fromkeys(kind for part in rule.parts for kind in _kinds(part))
    asked = tuple(str(fact) for kind in kinds for fact in facts.of(kind))
    outcomes = judge_facts(plan, facts, alone, engine=engine, lang=lang).outcomes
    why = Shortfall(rule, facts, matches)
    return Trace(
        code,
        tuple(parts),
        asked,
        outcomes,
        excepted=tuple(why.excepted()),
        unmet=tuple(why.shown(key) for key in why.unmet),
        near=tuple(dict.fromkeys(why.near())),
        wanted=tuple(dict.fromkeys(why.wanted())),
    )


def _kinds(part: Part) -> list[str]:
    denied = [term.pattern for term in part.terms if isinstance(term, Absent)]
    return [pattern.kind for pattern in (*positive(part.terms), *denied)]
