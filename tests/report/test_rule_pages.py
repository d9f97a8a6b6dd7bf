"""Rules are listed and explained as their ruleset gives them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.plan import Measure, Plan, Topic
from plancheck.report.assembly import plan_report
from plancheck.report.explain import fact_line, write_on_plan, write_rule
from plancheck.report.model import RulesetId
from plancheck.report.rule_list import holders, rules_json, write_rule_list
from plancheck.report.wording import wording
from plancheck.rules import Ruleset, judge, load_ruleset, trace

RU, EN = wording("ru"), wording("en")
Drawn = Callable[..., str]

RULESET = """
schema: plancheck.ruleset/1
name: {name}
version: "3.1"
title: {{ru: Свои правила, en: Own rules}}
rules:
  - code: OWN001
    name: somebody-observes
    severity: {severity}
    title: {{ru: Кто-то наблюдает, en: Somebody observes}}
    why: {{ru: Без наблюдателя не видно, en: Nobody sees without an observer}}
    source: [политика проекта]
    require: {{topic: {{topic: observers}}}}
    message: {{ru: Никто не наблюдает, en: Nobody observes}}
    remedy: {{ru: Позовите наблюдателя, en: Call an observer}}
    suggest: {{measure: Позвать наблюдателя, deadline: май}}
    examples:
      pass: [{{measures: [{{text: Наблюдать, topics: [observers]}}]}}]
      fail: [{{measures: []}}]
      always: true
"""


def ruleset(folder: Path, name: str, severity: str = "error") -> Ruleset:
    file = folder / f"{name}.yaml"
    file.write_text(RULESET.format(name=name, severity=severity), encoding="utf-8")
    return load_ruleset(file)


@pytest.fixture
def own(tmp_path: Path) -> Ruleset:
    return ruleset(tmp_path, "own")


def test_a_code_is_listed_once_with_the_rulesets_that_hold_it(tmp_path: Path) -> None:
    one, two = ruleset(tmp_path, "one"), ruleset(tmp_path, "two")
    assert {code: [held.name for held in by] for code, by in holders([one, two]).items()} == {"OWN001": ["one", "two"]}


def test_the_list_shows_each_severity_a_rule_has(tmp_path: Path, drawn: Drawn) -> None:
    both = [ruleset(tmp_path, "one"), ruleset(tmp_path, "two", "note")]
    text = drawn(lambda page: write_rule_list(both, page, RU))
    assert "Свои правила (one 3.1), правил: 1" in text
    assert "OWN001  Кто-то наблюдает (ошибка, замечание)" in text


def test_a_rule_of_one_ruleset_among_several_says_where_it_stands(own: Ruleset, drawn: Drawn) -> None:
    school = load_ruleset("objectivity-school")
    text = drawn(lambda page: write_rule_list([own, school], page, EN))
    assert "OWN001  Somebody observes (error) – own" in text


def test_a_rule_switched_off_is_listed_with_the_reason(own: Ruleset, tmp_path: Path, drawn: Drawn) -> None:
    file = tmp_path / "less.yaml"
    file.write_text(
        "schema: plancheck.ruleset/1\nname: less\nversion: '1'\ntitle: {ru: Меньше, en: Less}\n"
        "extends: [own.yaml]\noverride:\n  OWN001: {off: наблюдателей не зовём}\n",
        encoding="utf-8",
    )
    text = drawn(lambda page: write_rule_list([load_ruleset(file)], page, RU))
    assert "OWN001: Правило отключено: наблюдателей не зовём" in text


def test_the_list_as_json_holds_every_rule(own: Ruleset) -> None:
    read = json.loads(rules_json([own], "en"))
    assert read["schema"] == "plancheck.rules/1"
    (listed,) = read["rulesets"]
    assert (listed["name"], listed["version"], listed["title"]) == ("own", "3.1", "Own rules")
    assert listed["rules"][0]["why"] == "Nobody sees without an observer"


def test_a_rule_is_explained_with_why_source_row_and_examples(own: Ruleset, drawn: Drawn) -> None:
    text = drawn(lambda page: write_rule(own.rules[0], [own], page, RU))
    for line in (
        "OWN001  somebody-observes", "Чего требует: Кто-то наблюдает", "Зачем: Без наблюдателя не видно",
        "Важность: ошибка", "Где действует: own", "Что сделать: Позовите наблюдателя",
        "Мероприятие: Позвать наблюдателя", "Источник: политика проекта",
        "выполнено: «Наблюдать» (topics: [observers])", "нарушено: нет",
    ):  # fmt: skip
        assert line in text


def test_no_placeholder_is_left_in_an_explanation(drawn: Drawn) -> None:
    school = load_ruleset("objectivity-school")
    for rule in school.rules:
        text = drawn(lambda page, rule=rule: write_rule(rule, [school], page, RU))
        before_examples = text.split(RU.say("explain.examples"))[0]
        assert "{" not in before_examples, rule.code


def seen(own: Ruleset, plan: Plan, drawn: Drawn) -> str:
    report = plan_report(plan, judge(plan, own, engine="reference"), RulesetId(name="own"), lambda code: "")
    way = trace(plan, own, "OWN001", engine="reference")
    return drawn(lambda page: write_on_plan(report, way, plan, page, RU, code="OWN001"))


def test_on_a_plan_the_facts_are_shown_that_met_the_rule(own: Ruleset, drawn: Drawn) -> None:
    plan = Plan(measures=(Measure(number="4.", text="Пригласить наблюдателя", topics=(Topic.OBSERVERS,)),))
    text = " ".join(seen(own, plan, drawn).split())
    assert "Итог: выполнено" in text
    assert "выполняет требование 1: 1 совпадение" in text
    assert "topic{п. 4 «Пригласить наблюдателя», topic: observers" in text


def test_on_a_plan_that_fails_the_message_is_shown(own: Ruleset, drawn: Drawn) -> None:
    text = seen(own, Plan(), drawn)
    assert "Итог: нарушено – Никто не наблюдает" in text
    assert "выполняет требование 1: 0 совпадений" in text


def test_many_matches_are_counted_not_listed(own: Ruleset, drawn: Drawn) -> None:
    plan = Plan(measures=(Measure(text="Наблюдать", topics=(Topic.OBSERVERS,)),) * 13)
    text = seen(own, plan, drawn)
    assert "13 совпадений" in text
    assert "и ещё 3 места" in text


def test_a_rule_that_was_not_selected_says_so(own: Ruleset, drawn: Drawn) -> None:
    report = plan_report(Plan(), [], RulesetId(name="own"), lambda code: "")
    text = drawn(lambda page: write_on_plan(report, None, Plan(), page, RU, code="DOC001"))
    assert "Правила DOC001 нет в наборе own" in text


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (
            "topic{measure: 0, topic: order, by_order: true, holding: false}",
            "topic{п. 1 «Издать», topic: order, by_order: true}",
        ),
        ("plan{level: school, territory: , has_period: true}", "plan{level: school, has_period: true}"),
    ],
)
def test_a_fact_is_shown_without_what_is_not_set(fact: str, line: str) -> None:
    assert fact_line(fact, Plan(measures=(Measure(number="1", text="Издать"),)), RU) == line
