"""Rules in time: which hold on a day, which only announce themselves, and what is said where the day is unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from plancheck.plan import Plan
from plancheck.rules.messages import Text, day_text
from plancheck.rules.outcome import Outcome, RuleOutcome, Severity
from plancheck.rules.parting import parts_of
from plancheck.rules.ruleset import Force, Parameter, Rule, Ruleset, Withdrawal
from plancheck.rules.wording import Wording

__all__ = ["agreed", "announced", "day_of", "ended", "turning_points"]

_ANNOUNCED = Text("С {} это станет нарушением: {}", "From {} this will fail: {}")
_DEPENDS = Text(
    "Ответ зависит от дня, на который проверяют план, а в плане нет ни периода, ни даты утверждения. "
    "Укажите день: --as-of ГГГГ-ММ-ДД.",
    "The answer depends on the day by which the plan is judged, and the plan gives neither a period nor a date of "
    "approval. Name the day: --as-of YYYY-MM-DD.",
)


def day_of(plan: Plan, as_of: dt.date | None = None) -> dt.date | None:
    """The day by whose rules a plan is judged: the one asked for, else its period's first, else its approval's."""
    if as_of is not None:
        return as_of
    if plan.period is not None and plan.period.start is not None:
        return plan.period.start
    return plan.approval.date if plan.approval is not None else None


def turning_points(rules: Iterable[Rule], parameters: Iterable[Parameter]) -> tuple[dt.date, ...]:
    """The days on which a rule or a value begins or ceases to hold, in order."""
    forces: list[Force] = [rule.force for rule in rules]
    forces += [one.force for parameter in parameters for one in parameter.dated]
    return tuple(sorted({day for force in forces for day in force.bounds}))


def announced(rule: Rule) -> Rule:
    """A rule that is not yet in force: its findings are notes that say from when they will be more."""
    if rule.force.first is None:
        return rule
    since, said = day_text(rule.force.first), rule.message
    message = Text(_ANNOUNCED.ru.format(since.ru, said.ru), _ANNOUNCED.en.format(since.en, said.en))
    told = replace(rule, severity=Severity.NOTE, escalation=None, message=message)
    return replace(told, parts=parts_of(told))


def ended(rule: Rule) -> Withdrawal | None:
    """How a rule whose last day is over is listed; None for one that has no last day."""
    last = rule.force.last
    if last is None or last == dt.date.max:
        return None
    place = rule.set_by.get("effective", rule.origin / "effective")
    return Withdrawal(rule.code, last + dt.timedelta(days=1), rule.replaced_by, None, place)


def agreed(
    ruleset: Ruleset, judged: Callable[[Ruleset], tuple[RuleOutcome, ...]], lang: str
) -> tuple[RuleOutcome, ...]:
    """The outcomes for a plan that has no day: those that every era gives, and cant_tell where eras differ.

    A rule that some eras do not have passes or does not apply as in the others; its findings depend on the day.
    """
    told = [_by_rule(judged(era.ruleset)) for era in ruleset.eras]
    found: list[RuleOutcome] = []
    for rule in ruleset.rules:
        answers = [one[rule.code] for one in told if rule.code in one]
        if not answers:
            continue
        everywhere = len(answers) == len(told)
        breaks = any(entry.outcome is Outcome.FAILED for entries in answers for entry in entries)
        alike = len({tuple(map(_told, entries)) for entries in answers}) == 1
        if alike and (everywhere or not breaks):
            found += answers[-1]
        else:
            found.append(Wording(rule, lang).plain(Outcome.CANT_TELL, _DEPENDS.of(lang)))
    return tuple(found)


def _told(entry: RuleOutcome) -> tuple[object, ...]:
    """What makes an answer another one; how grave a rule is matters only where it is broken."""
    severity = entry.severity if entry.outcome is Outcome.FAILED else None
    return entry.outcome, severity, entry.subject, entry.measures, entry.message, entry.fingerprint


def _by_rule(outcomes: Iterable[RuleOutcome]) -> Mapping[str, list[RuleOutcome]]:
    found: dict[str, list[RuleOutcome]] = {}
    for one in outcomes:
        found.setdefault(one.rule, []).append(one)
    return found
