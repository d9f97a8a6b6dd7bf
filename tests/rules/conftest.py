"""A small vocabulary of facts and a small ruleset, so that the engine is tested without the shipped rules."""

import datetime as dt
from pathlib import Path

import pytest

from plancheck.plan import Deadline, Measure, Plan
from plancheck.rules.fields import CodeSet, FactKind, FactList, Kinds, code, day, flag, name, number
from plancheck.rules.loading import load_ruleset

CASES = Path(__file__).parent / "cases"
TOPICS = CodeSet.of("topic", ("observers", "video", "order"))
LEVELS = CodeSet.of("level", ("school", "municipal"))

SMALL_KINDS = Kinds(
    FactKind(
        "plan",
        "the plan",
        code("level", LEVELS, "whose"),
        flag("has_period", "whether a period is given"),
        day("start", "first day"),
        display={"title": "its title"},
    ),
    FactKind(
        "measure",
        "a row",
        number("measure", "index"),
        flag("has_deadline", "whether a deadline is given"),
        day("due", "last day"),
        display={"label": "number", "text": "words"},
    ),
    FactKind("topic", "what a row is about", number("measure", "index"), code("topic", TOPICS, "its code")),
    FactKind("procedure", "a procedure", name("code", "acronym"), flag("held", "held"), display={"code": "acronym"}),
    FactKind("covers", "a row covers it", number("measure", "index"), name("procedure", "acronym")),
    FactKind("listed", "a parameter's value", name("value", "the value")),
)


def small_facts(plan, givens=None):
    """The facts of the small vocabulary: those of the plan's own fields."""
    facts = FactList(SMALL_KINDS)
    start = plan.period.start if plan.period else None
    title = {"ru": plan.title or "", "en": "the plan"}
    level = plan.level or ""
    facts.add("plan", {"title": title}, level=level, has_period=plan.period is not None, start=start)
    for value in givens.parameters.get("wanted", ()) if givens else ():
        facts.add("listed", value=value)
    for procedure in plan.procedures:
        held = procedure in plan.held_procedures
        facts.add("procedure", {"code": procedure}, code=procedure, held=held)
    for index, measure in enumerate(plan.measures):
        windows = measure.deadline.windows if measure.deadline else ()
        shown = {"label": f"п. {measure.number}", "text": measure.text}
        due = windows[0][1] if windows else None
        facts.add("measure", shown, measure=index, has_deadline=bool(windows), due=due)
        for topic in measure.topics:
            facts.add("topic", measure=index, topic=topic)
        for procedure in measure.procedures:
            facts.add("covers", measure=index, procedure=procedure)
    return facts.base()


def row(text, *topics, due=None, number=None, procedures=()):
    """A measure by what matters here."""
    windows = ((None, dt.date.fromisoformat(due)),) if due else ()
    deadline = Deadline(text=due, windows=windows) if due else None
    return Measure(text=text, topics=topics, deadline=deadline, number=number, procedures=procedures)


def plan_of(*measures, **fields):
    return Plan(measures=measures, **{"level": "school", "title": "План", **fields})


HEAD = """\
schema: plancheck.ruleset/1
name: small
version: "1"
title: {ru: Малый, en: Small}
"""
RULE = """\
- code: AAA001
  name: a-rule
  severity: warning
  title: {ru: Правило, en: A rule}
  why: {ru: Потому, en: Because}
  source: [политика проекта]
  message: {ru: Нарушено, en: Broken}
  remedy: {ru: Исправьте, en: Mend it}
"""


@pytest.fixture
def load(tmp_path):
    """Loads a ruleset from the text of its rules' own parts; further keys of the file stand in `head`."""

    def loaded(*bodies, head=""):
        rules = ""
        for index, body in enumerate(bodies, 1):
            lines = RULE.replace("AAA001", f"AAA{index:03}") + body
            rules += lines if lines.endswith("\n") else lines + "\n"
        file = tmp_path / "small.yaml"
        file.write_text(f"{HEAD}{head}rules:\n{rules}" if bodies else HEAD + head, "utf-8")
        return load_ruleset(file, kinds=SMALL_KINDS)

    return loaded


@pytest.fixture
def kinds():
    return SMALL_KINDS


@pytest.fixture
def facts_of():
    return small_facts


@pytest.fixture
def small_plan():
    return plan_of


@pytest.fixture
def measure():
    return row


@pytest.fixture
def small_facts_everywhere(monkeypatch):
    """Lets `judge` and `trace` derive the small facts."""
    monkeypatch.setattr("plancheck.rules.facts.derive_facts", small_facts)
