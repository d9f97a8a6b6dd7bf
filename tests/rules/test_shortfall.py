"""What kept a plan from meeting a rule is told: exceptions, and facts that lack one thing."""

from __future__ import annotations

from typing import Any

import pytest

from plancheck.rules.tracing import Trace, trace

pytestmark = pytest.mark.usefixtures("small_facts_everywhere")


def traced(load: Any, body: str, plan: Any) -> Trace:
    return trace(plan, load(body), "AAA001", engine="reference")


def test_a_plan_of_another_level_lacks_the_level(load: Any, small_plan: Any) -> None:
    found = traced(load, "  applies: {level: municipal}\n  require: {topic: {}}\n", small_plan())
    (near,) = found.near
    assert (near.part, near.unmet) == ("applies", ("level = municipal",))
    assert near.fact.startswith("plan{level: school")


def test_what_was_excepted_is_told_with_the_reason(load: Any, small_plan: Any, measure: Any) -> None:
    body = (
        "  for_each: {measure: m}\n"
        "  except: [{topic: {measure: m.measure, topic: order}}, {without: {topic: {measure: m.measure}}}]\n"
        "  forbid: {m: {has_deadline: false}}\n"
    )
    found = traced(load, body, small_plan(measure("А", "order"), measure("Б"), measure("В", "video")))
    assert [(one.selected[0][:19], one.because) for one in found.excepted] == [
        ("measure{measure: 0,", ("topic{measure: 0, topic: order}",)),
        ("measure{measure: 1,", ()),
    ]
    assert found.excepted[1].exception.startswith("¬ topic")


def test_what_is_judged_and_does_not_meet_the_requirement_is_told(load: Any, small_plan: Any, measure: Any) -> None:
    body = (
        "  for_each: {procedure: p}\n"
        "  require: {covers: {procedure: p.code}}\n"
        "  subject: {kind: procedure, ref: p.code}\n"
    )
    plan = small_plan(measure("А", procedures=("ВПР",)), procedures=("ВПР", "ОГЭ"))
    assert traced(load, body, plan).unmet == (("procedure{code: ОГЭ, held: false}",),)


def test_a_fact_that_lacks_one_condition_comes_near(load: Any, small_plan: Any, measure: Any) -> None:
    body = "  require: {measure: {has_deadline: true, due: {lt: 2023-01-01}}}\n"
    found = traced(load, body, small_plan(measure("А"), measure("Б", due="2023-10-01")))
    assert [(one.measure, one.unmet) for one in found.near] == [
        (0, ("has_deadline = 1",)),
        (1, (f"due < {738521}",)),
    ]


def test_a_fact_of_another_topic_is_not_near(load: Any, small_plan: Any, measure: Any) -> None:
    body = "  require: {topic: {topic: video, measure: {ge: 0}}}\n"
    found = traced(load, body, small_plan(measure("А", "order")))
    assert found.near == ()
    assert found.wanted == (("topic", "video"),)


def test_where_nothing_is_selected_what_nearly_was_is_told(load: Any, small_plan: Any) -> None:
    body = (
        "  for_each: {procedure: {as: p, held: true}}\n"
        "  require: {covers: {procedure: p.code}}\n"
        "  subject: {kind: procedure, ref: p.code}\n"
    )
    (near,) = traced(load, body, small_plan(procedures=("ВПР",))).near
    assert (near.part, near.fact, near.unmet) == ("selected", "procedure{code: ВПР, held: false}", ("held = 1",))


def test_a_plan_that_meets_the_rule_lacks_nothing(load: Any, small_plan: Any, measure: Any) -> None:
    found = traced(
        load, "  require: {topic: {topic: video}}\n", small_plan(measure("А", "video"), measure("Б", "order"))
    )
    assert (found.excepted, found.unmet, found.near, found.wanted) == ((), (), (), ())
