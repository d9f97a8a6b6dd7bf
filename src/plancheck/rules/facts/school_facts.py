"""Facts of schools: those that measures name, and those on the risk list given with the check."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.rules.facts.reading import Reading
from plancheck.rules.facts.schools import SchoolNames
from plancheck.rules.fields import FactList

__all__ = ["add_school_facts"]


def add_school_facts(
    facts: FactList, reading: Reading, risk_schools: Sequence[str], listed: Sequence[str] = ()
) -> None:
    """Adds named_school facts, one for each school and topic of a measure, risk_school, listed and like_school facts.

    `listed` are the values of the lists that rules give, schools among them.
    """
    measures = reading.plan.measures
    called = SchoolNames(school for measure in measures for school in measure.schools)
    at_risk = dict.fromkeys(called(one) for one in risk_schools if one.strip())
    asked = {value: called(value) for value in listed}
    sought = dict.fromkeys((*at_risk, *asked.values()))
    perhaps = {school: frozenset(map(called, called.perhaps(school))) for school in sought}
    for index, measure in enumerate(measures):
        texts = reading.texts(index) if measure.schools else {}
        topics = [str(topic) for topic in dict.fromkeys(measure.topics)] or [""]
        for school in dict.fromkeys(map(called, measure.schools)):
            for topic in topics:
                facts.add("named_school", texts, measure=index, school=school, topic=topic)
            for meant in (one for one in sought if school in perhaps[one]):
                for topic in topics:
                    facts.add("like_school", {**texts, "named": school}, measure=index, school=meant, topic=topic)
    for school in at_risk:
        facts.add("risk_school", school=school)
    for value, school in asked.items():
        facts.add("listed", value=value, school=school)
