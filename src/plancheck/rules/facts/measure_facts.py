"""Facts of the measures: cells, topics, directions, roles, persons, and the procedures they observe."""

from __future__ import annotations

from collections.abc import Mapping

from plancheck.plan import Anchor, Column, Mark, Measure, Plan, Recurrence, Role, Topic
from plancheck.rules.facts.reading import Marks, Reading, has_column, marks_of, says
from plancheck.rules.facts.wording import wording
from plancheck.rules.fields import Display, FactList

__all__ = ["DIRECTIONS_OF", "add_measure_facts"]

_SERVED: Mapping[str, tuple[Topic, ...]] = {
    "regulation": (
        Topic.ORDER,
        Topic.LOCAL_ACTS,
        Topic.COORDINATOR,
        Topic.SCHEDULE,
        Topic.ACCOUNTABILITY,
        Topic.PLAN,
    ),
    "information": (Topic.EXPLAIN_STAFF, Topic.PUBLICATION, Topic.HOTLINE),
    "training": (Topic.TRAINING, Topic.OBSERVER_TRAINING),
    "methodical": (Topic.METHODICAL_SUPPORT, Topic.COLLEGIAL_MARKING),
    "families": (Topic.FAMILIES,),
    "prevention": (
        Topic.RISK_IDENTIFICATION,
        Topic.RISK_WORK,
        Topic.INTERNAL_CONTROL,
        Topic.PLAN_CONTROL,
        Topic.RESULTS_ANALYSIS,
        Topic.RECHECK,
        Topic.CONFLICT_OF_INTEREST,
        Topic.MEDALS,
        Topic.SECURITY,
    ),
    "observation": (Topic.OBSERVERS, Topic.OBSERVER_TRAINING, Topic.VIDEO),
}
"""Which topics serve a direction (vocabulary: «Topics of a measure, and the direction each serves»)."""

DIRECTIONS_OF: Mapping[Topic, tuple[str, ...]] = {
    topic: tuple(direction for direction, served in _SERVED.items() if topic in served) for topic in Topic
}

_INSTITUTIONS = frozenset(
    {
        Role.SCHOOL,
        Role.EDUCATION_DEPARTMENT,
        Role.COMMITTEE,
        Role.METHODICAL_CENTRE,
        Role.INSTITUTE,
        Role.ASSESSMENT_CENTRE,
        Role.MINISTRY,
    }
)


def add_measure_facts(facts: FactList, reading: Reading) -> None:
    """Adds measure, topic, coverage, role, person and observed facts, measure by measure."""
    plan = reading.plan
    for index, measure in enumerate(plan.measures):
        texts = reading.texts(index)
        level, marks = plan.level_of(measure), marks_of(measure)
        _add_measure(facts, plan, index, texts, marks)
        for topic in dict.fromkeys(measure.topics):
            facts.add("topic", texts, measure=index, topic=str(topic), level=level and str(level), **marks)
        for direction in dict.fromkeys([direction for topic in measure.topics for direction in DIRECTIONS_OF[topic]]):
            facts.add("coverage", texts, measure=index, direction=direction)
        if facts.wants("role", "person"):
            _add_responsible(facts, measure, index, texts)
        if Topic.OBSERVERS in measure.topics:
            _add_observed(facts, reading, index, texts)


def _add_measure(facts: FactList, plan: Plan, index: int, texts: Mapping[str, Display], marks: Marks) -> None:
    measure = plan.measures[index]
    level, deadline, responsible = plan.level_of(measure), measure.deadline, measure.responsible
    facts.add(
        "measure",
        {
            **texts,
            "deadline_text": deadline.text if deadline else "",
            "responsible_text": responsible.text if responsible else "",
            "postless": ", ".join(responsible.persons_without_post) if responsible else "",
        },
        measure=index,
        level=level and str(level),
        deadline=_deadline_state(plan, measure),
        responsible=_cell_state(plan, measure, Column.RESPONSIBLE, filled=_answered(measure)),
        result=_cell_state(plan, measure, Column.RESULT, filled=says(measure.result)),
        recurrence=_frequency(measure),
        anchor=deadline.anchor and str(deadline.anchor) if deadline else None,
        dated=_dated(plan, measure),
        by_schedule=deadline is not None and deadline.anchor is Anchor.PROCEDURE_SCHEDULE,
        impersonal=_impersonal(measure),
        **marks,
    )


def _deadline_state(plan: Plan, measure: Measure) -> str:
    deadline = measure.deadline
    if deadline is None or not (says(deadline.text) or deadline.understood):
        return "empty" if has_column(plan, measure, Column.DEADLINE) else "no_column"
    if not deadline.understood:
        return "not_understood"
    return "checkable" if deadline.checkable else "not_checkable"


def _cell_state(plan: Plan, measure: Measure, column: Column, *, filled: bool) -> str:
    if filled:
        return "filled"
    return "empty" if has_column(plan, measure, column) else "no_column"


def _answered(measure: Measure) -> bool:
    who = measure.responsible
    return who is not None and bool(says(who.text) or who.roles or who.persons)


def _frequency(measure: Measure) -> str | None:
    recurrence: Recurrence | None = measure.deadline.recurrence if measure.deadline else None
    return None if recurrence is None else str(recurrence)


def _dated(plan: Plan, measure: Measure) -> bool:
    """«В течение года» gives the whole period as a window, and yet no day to hold anyone to."""
    deadline, period = measure.deadline, plan.period
    if deadline is None:
        return False
    whole = (period.start, period.end) if period and deadline.ongoing else None
    return any(window != whole for window in deadline.windows)


def _impersonal(measure: Measure) -> bool:
    who = measure.responsible
    if who is None or who.persons or not who.roles:
        return False
    return _INSTITUTIONS.issuperset(who.roles)


def _add_responsible(facts: FactList, measure: Measure, index: int, texts: Mapping[str, Display]) -> None:
    who = measure.responsible
    if who is None:
        return
    for role in dict.fromkeys(who.roles):
        facts.add("role", texts, measure=index, role=str(role), institution=role in _INSTITUTIONS)
    for person in dict.fromkeys(who.persons):
        has_post = person not in who.persons_without_post
        facts.add("person", {**texts, "name": person}, measure=index, has_post=has_post)


def _add_observed(facts: FactList, reading: Reading, index: int, texts: Mapping[str, Display]) -> None:
    """Surely what is named, or all of the plan's; perhaps a part of the named, or what is left unnamed.

    A measure that names some other event alone («итоговое собеседование») need not mean the plan's one procedure.
    """
    measure = reading.plan.measures[index]
    named = set(reading.named(measure))
    parts: Mapping[str, list[str]] = wording("procedures")["parts"]
    for name in reading.procedures:
        sole = not named and Mark.OTHER_EVENT not in measure.marks and len(reading.held or reading.procedures) == 1
        sure = name in named or Mark.ALL_PROCEDURES in measure.marks or sole
        kin = {*parts.get(name, ()), *(whole for whole, those in parts.items() if name in those)}
        if sure or not named or kin & named:
            facts.add("observed", texts, measure=index, procedure=name, sure=sure)
