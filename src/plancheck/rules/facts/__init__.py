"""Facts of a plan: what the rules ask, derived once from the plan and from what is given beside it."""

from __future__ import annotations

from plancheck.plan import Plan
from plancheck.rules.calendar import NO_CALENDAR, load_calendar
from plancheck.rules.facts.measure_facts import add_measure_facts
from plancheck.rules.facts.numbering import add_numbering_facts
from plancheck.rules.facts.obligations import add_obligation_facts
from plancheck.rules.facts.plan_facts import add_plan_facts
from plancheck.rules.facts.reading import Reading
from plancheck.rules.facts.repeats import add_repeat_facts
from plancheck.rules.facts.school_facts import add_school_facts
from plancheck.rules.facts.time_facts import add_time_facts
from plancheck.rules.fields import FactBase, FactList, Givens
from plancheck.rules.kinds import KINDS

__all__ = ["derive_facts"]


def derive_facts(plan: Plan, givens: Givens) -> FactBase:
    """The facts of a plan that are asked for, kind by kind and in document order within a kind.

    Raises RulesetError where the calendar or the shipped wording cannot be read.
    """
    reading, facts = Reading(plan), FactList(KINDS, givens.kinds)
    calendar = NO_CALENDAR if givens.calendar is None else load_calendar(givens.calendar)
    add_plan_facts(facts, reading, givens.risk_schools)
    add_measure_facts(facts, reading)
    add_time_facts(facts, reading, calendar)
    if facts.wants("named_school", "like_school", "risk_school", "listed"):
        add_school_facts(facts, reading, givens.risk_schools, givens.listed)
    if facts.wants("repeat"):
        add_repeat_facts(facts, reading)
    if facts.wants("numbering_fault"):
        add_numbering_facts(facts, reading)
    if facts.wants("superior", "obligation", "answer"):
        add_obligation_facts(facts, reading, givens.superior, givens.risk_schools)
    return facts.base()
