"""What the sheets speak of: remarks numbered through, the rules that were asked, and each plan's standing with each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plancheck.report.model import OutcomeEntry, PlanReport
from plancheck.report.writers.standing import least_settled
from plancheck.report.writers.telling import severity_of, title, told
from plancheck.rules.outcome import Outcome, Severity

MOST: Final = 1_000_000  # remarks that the sheet has rows for: Excel has 1 048 576


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of the sheet of remarks; `number` counts from 1 through the whole report, `plan` is a position."""

    number: int
    plan: int
    entry: OutcomeEntry


@dataclass(frozen=True, slots=True)
class Standing:
    """What a rule came to on a plan, how grave the gravest finding is, and the numbers of its remarks."""

    outcome: Outcome
    severity: Severity
    remarks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedRule:
    """A rule that any plan was held against: its own severity, and the plans counted by what it came to."""

    code: str
    asks: str
    severity: Severity
    source: tuple[str, ...]
    plans: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """`standings` has a mapping by rule for each of `plans`; `left_out` counts remarks there was no row for."""

    plans: tuple[PlanReport, ...]
    remarks: tuple[Remark, ...]
    standings: tuple[Mapping[str, Standing], ...]
    rules: tuple[AskedRule, ...]
    left_out: int = 0


@dataclass(slots=True)
class _Asked:
    entries: list[OutcomeEntry] = field(default_factory=list)
    plans: Counter[Outcome] = field(default_factory=Counter)


def listing(plans: Sequence[PlanReport], most: int = MOST) -> Listing:
    """All of it in report order; rules in the order they are first met. At most so many remarks are listed."""
    every = [(at, entry) for at, plan in enumerate(plans) for entry in _listed(plan)]
    remarks = tuple(Remark(number, at, entry) for number, (at, entry) in enumerate(every[:most], 1))
    numbers: dict[tuple[int, str], list[int]] = {}
    for one in remarks:
        numbers.setdefault((one.plan, one.entry.rule), []).append(one.number)
    asked: dict[str, _Asked] = {}
    standings: list[Mapping[str, Standing]] = []
    for at, plan in enumerate(plans):
        by_rule: dict[str, list[OutcomeEntry]] = {}
        for entry in plan.outcomes:
            by_rule.setdefault(entry.rule, []).append(entry)
        of_plan = {code: _standing(same, numbers.get((at, code), [])) for code, same in by_rule.items()}
        for code, standing in of_plan.items():
            rule = asked.setdefault(code, _Asked())
            rule.entries += by_rule[code]
            rule.plans[standing.outcome] += 1
        standings.append(of_plan)
    rules = tuple(_rule(code, rule) for code, rule in asked.items())
    return Listing(tuple(plans), remarks, tuple(standings), rules, max(0, len(every) - most))


def _listed(plan: PlanReport) -> tuple[OutcomeEntry, ...]:
    """What somebody must act on, then what was accepted as it is."""
    return (*told(plan), *plan.with_outcome(Outcome.WAIVED))


def _standing(entries: Sequence[OutcomeEntry], numbers: Sequence[int]) -> Standing:
    gravest = least_settled(entries)
    return Standing(gravest.outcome, severity_of(gravest) or gravest.severity, tuple(numbers))


def _rule(code: str, rule: _Asked) -> AskedRule:
    first = rule.entries[0]
    own = min((entry.severity for entry in rule.entries), key=lambda severity: severity.rank)  # findings may be raised
    return AskedRule(code, title(first), own, first.source, dict(rule.plans))
