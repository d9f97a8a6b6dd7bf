"""Changes a rule in one small thing at a time, to see whether its own examples notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from plancheck.rules.conditions import NEGATED, Absent, Condition, Pattern, Term, names_of
from plancheck.rules.examples import ReadyExample, held_against, ready_examples
from plancheck.rules.fields import FactBase
from plancheck.rules.judging import judge_facts
from plancheck.rules.parting import parts_of
from plancheck.rules.ruleset import Rule, Ruleset

__all__ = ["Mutant", "Proof", "mutants", "proof_of"]

One = TypeVar("One")
Terms = tuple[Term, ...]


class Mutant(NamedTuple):
    """A rule that differs from its original in one thing, and that thing in words."""

    rule: Rule
    change: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How many of a rule's mutants its examples caught, and the changes they did not notice."""

    rule: str
    mutants: int
    survivors: tuple[str, ...]

    @property
    def caught(self) -> int:
        return self.mutants - len(self.survivors)


def proof_of(ruleset: Ruleset, code: str, facts_of: Callable[[ReadyExample], FactBase]) -> Proof:
    """Runs a rule's examples on each of its mutants; `facts_of` derives an example's facts."""
    ready = ready_examples(ruleset, code)
    facts = [facts_of(one) for one in ready]
    survivors, count = [], 0
    for mutant in mutants(ruleset.rule(code)):
        count += 1
        alone = replace(ruleset, rules=(mutant.rule,), eras=())
        if not any(_noticed(one, those, alone) for one, those in zip(ready, facts, strict=True)):
            survivors.append(mutant.change)
    return Proof(code, count, tuple(survivors))


def _noticed(ready: ReadyExample, facts: FactBase, alone: Ruleset) -> bool:
    outcomes = judge_facts(ready.plan, facts, alone, engine="reference").outcomes
    return not held_against(ready, outcomes).as_expected


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Each condition of each part dropped and negated; each exception, alternative, doubt and escalation, too."""
    for change, changed in _changes(rule):
        yield Mutant(replace(changed, parts=parts_of(changed)), change)


def _changes(rule: Rule) -> Iterator[tuple[str, Rule]]:
    if rule.applies:
        yield "applies: dropped", replace(rule, applies=None)
        for change, pattern in _patterns(rule.applies):
            yield f"applies: {change}", replace(rule, applies=pattern)
    for at, pattern in enumerate(rule.selection):
        for change, one in _patterns(pattern):
            yield f"for_each: {change}", replace(rule, selection=_with(rule.selection, at, one))
    for at, term in enumerate(rule.exceptions):
        yield f"except: {term}: dropped", replace(rule, exceptions=_without(rule.exceptions, at))
        for change, changed in _terms(term):
            yield f"except: {change}", replace(rule, exceptions=_with(rule.exceptions, at, changed))
    for change, alternatives in _alternatives(rule.require):
        yield f"require: {change}", replace(rule, require=alternatives)
    for change, alternatives in _alternatives(rule.forbid):
        yield f"forbid: {change}", replace(rule, forbid=alternatives)
    for at, doubt in enumerate(rule.doubts):
        yield f"doubt {at + 1}: dropped", replace(rule, doubts=_without(rule.doubts, at))
        for change, alternatives in _alternatives(doubt.alternatives):
            doubted = doubt._replace(alternatives=alternatives)
            yield f"doubt {at + 1}: {change}", replace(rule, doubts=_with(rule.doubts, at, doubted))
    if rule.escalation:
        yield "escalate: dropped", replace(rule, escalation=None)
        for change, alternatives in _alternatives(rule.escalation.alternatives):
            yield f"escalate: {change}", replace(rule, escalation=replace(rule.escalation, alternatives=alternatives))


def _alternatives(alternatives: Sequence[Terms]) -> Iterator[tuple[str, tuple[Terms, ...]]]:
    whole = tuple(alternatives)
    for at, terms in enumerate(whole):
        if len(whole) > 1:
            yield f"{_shown(terms)}: dropped", _without(whole, at)
        for place, term in enumerate(terms):
            if len(terms) > 1 and not _is_used(term, terms[place + 1 :]):
                yield f"{term}: dropped", _with(whole, at, _without(terms, place))
            for change, changed in _terms(term, free=not _is_used(term, terms[place + 1 :])):
                yield change, _with(whole, at, _with(terms, place, changed))


def _terms(term: Term, *, free: bool = True) -> Iterator[tuple[str, Term]]:
    """A term negated (where nothing else leans on it), and each of its conditions changed."""
    if isinstance(term, Absent):
        yield f"{term}: negated", term.pattern
        for change, pattern in _patterns(term.pattern):
            yield f"¬ {change}", Absent(pattern)
        return
    if free and (term.same is None or not term.conditions):
        yield f"{term}: negated", Absent(term)
    yield from _patterns(term)


def _patterns(pattern: Pattern) -> Iterator[tuple[str, Pattern]]:
    for at, one in enumerate(pattern.conditions):
        named = f"{pattern.kind} {one}"
        yield f"{named}: dropped", replace(pattern, conditions=_without(pattern.conditions, at))
        negated = Condition(one.field, NEGATED[one.op], one.value)
        yield f"{named}: negated", replace(pattern, conditions=_with(pattern.conditions, at, negated))


def _is_used(term: Term, later: Iterable[Term]) -> bool:
    """Whether later terms lean on the variable that a term binds."""
    return not isinstance(term, Absent) and term.var in names_of(later)


def _with(items: Sequence[One], at: int, one: One) -> tuple[One, ...]:
    return (*items[:at], one, *items[at + 1 :])


def _without(items: Sequence[One], at: int) -> tuple[One, ...]:
    return (*items[:at], *items[at + 1 :])


def _shown(terms: Terms) -> str:
    return " + ".join(map(str, terms))
