"""One ruleset is shown as it takes effect: every value with the file and line that set it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.report.explain import write_rule
from plancheck.report.rule_list import rules_json, write_rule_list
from plancheck.report.ruleset_page import write_ruleset
from plancheck.report.withdrawn_page import withdrawn_in, write_withdrawn
from plancheck.report.wording import wording
from plancheck.rules import Chosen, Ruleset, Setting, load_ruleset

RU, EN = wording("ru"), wording("en")
Drawn = Callable[..., str]
BASE = """\
schema: plancheck.ruleset/1
name: base
version: "2"
title: {ru: Общие, en: Common}
parameters:
  wanted:
    type: list
    of: topic
    default: [video]
    title: {ru: Что нужно, en: What is needed}
    values:
      - {value: [observers], from: 2026-09-01}
  strict: {type: flag, default: true, title: {ru: Строго, en: Strictly}}
  since: {type: date, default: 2025-01-31, title: {ru: С какого дня, en: Since when}}
withdrawn:
  BAS008: {since: 2023-01-01, replaced_by: [BAS009], why: {ru: разделено, en: split}}
  BAS009: {since: 2024-01-01, replaced_by: [BAS001, BAS002], why: {ru: разделено снова, en: split again}}
rules:
- code: BAS001
  name: first
  severity: error
  title: {ru: Первое, en: First}
  why: {ru: а, en: a}
  source: [приказ]
  require: {topic: {topic: $wanted}}
  message: {ru: Нет первого, en: No first}
  remedy: {ru: а, en: a}
- code: BAS002
  name: second
  severity: error
  title: {ru: Второе, en: Second}
  why: {ru: а, en: a}
  source: [приказ]
  require: {topic: {topic: video}}
  message: {ru: Нет второго, en: No second}
  remedy: {ru: а, en: a}
  effective: {until: 2025-08-31}
  replaced_by: [BAS003]
- code: BAS003
  name: third
  severity: error
  title: {ru: Третье, en: Third}
  why: {ru: а, en: a}
  source: [приказ]
  require: {topic: {topic: hotline}}
  message: {ru: Нет третьего, en: No third}
  remedy: {ru: а, en: a}
  effective: {from: 2025-09-01}
- code: BAS004
  name: fourth
  severity: note
  title: {ru: Четвёртое, en: Fourth}
  why: {ru: а, en: a}
  source: [приказ]
  require: {topic: {topic: order}}
  message: {ru: Нет четвёртого, en: No fourth}
  remedy: {ru: а, en: a}
"""
OWN = """\
schema: plancheck.ruleset/1
name: own
version: "1"
title: {ru: Свои, en: Own}
extends: [./base.yaml]
override:
  BAS001:
    severity: warning
    message: {ru: Нет нашего первого, en: Our first is missing}
    parameters: {wanted: [order]}
  BAS004: {off: не для нас}
profiles:
  strict: {title: {ru: Строгий, en: Strict}, parameters: {strict: false}}
"""
EARLY, LATE = dt.date(2025, 8, 31), dt.date(2025, 9, 1)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ruleset:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE, "utf-8")
    Path("own.yaml").write_text(OWN, "utf-8")
    return load_ruleset("own.yaml")


def test_each_value_is_shown_with_the_line_that_set_it(own: Ruleset, drawn: Drawn) -> None:
    text = drawn(lambda page: write_ruleset(own, page, RU, day=EARLY))
    for line in (
        "Файлы: base.yaml, own.yaml",
        "Профиль: strict: Строгий – own.yaml:13",
        "wanted: video – base.yaml:9",
        "с 01.09.2026: observers – base.yaml:12",
        "strict: да – base.yaml:13",
        "since: 2025-01-31 – base.yaml:14",
        "BAS001  Первое (предупреждение) – base.yaml:19",
        "важность: предупреждение – own.yaml:8",
        "сообщение: Нет нашего первого – own.yaml:9",
        "значение wanted: own.yaml:10",
        "BAS004  не для нас – own.yaml:11",
        f"Отпечаток: {own.sha256}",
    ):
        assert line in text


def test_what_the_call_has_chosen_is_marked(own: Ruleset, drawn: Drawn) -> None:
    chosen = load_ruleset("own.yaml", chosen=Chosen("strict", (Setting("since", "2025-05-01"),)))
    text = drawn(lambda page: write_ruleset(chosen, page, EN, day=EARLY))
    assert "Profile: strict (chosen): Strict – own.yaml:13" in text
    assert "strict: no – own.yaml:13" in text
    assert "since: 2025-05-01 – --set" in text


def test_rules_are_shown_as_of_a_day(own: Ruleset, drawn: Drawn) -> None:
    early = drawn(lambda page: write_ruleset(own, page, RU, day=EARLY))
    late = drawn(lambda page: write_ruleset(own, page, RU, day=LATE))
    assert "BAS002  Второе (ошибка; по 31.08.2025) – base.yaml:28" in early
    assert "BAS003  Третье (ошибка; ещё не действует, с 01.09.2025) – base.yaml:39" in early
    assert "BAS003  Третье (ошибка; с 01.09.2025)" in late
    assert "BAS002  Второе" not in late
    assert "BAS002  не действует с 01.09.2025; вместо него BAS003 – base.yaml:37" in late
    assert "BAS009  не действует с 01.01.2024; вместо него BAS001, BAS002; разделено снова" in early


def test_the_value_of_the_day_is_the_one_shown(own: Ruleset, drawn: Drawn) -> None:
    text = drawn(lambda page: write_ruleset(own, page, RU, day=dt.date(2026, 9, 1)))
    assert "wanted: observers – base.yaml:12" in text


def test_a_list_of_several_rulesets_names_withdrawn_codes_too(own: Ruleset, drawn: Drawn) -> None:
    text = drawn(lambda page: write_rule_list([own], page, EN))
    assert "BAS009: not in force since 2024-01-01; replaced by BAS001, BAS002; split again" in " ".join(text.split())


def test_as_json_every_value_has_its_place(own: Ruleset) -> None:
    (listed,) = json.loads(rules_json([own], "ru", day=LATE))["rulesets"]
    first, third = listed["rules"]
    assert [first["code"], third["code"]] == ["BAS001", "BAS003"]
    assert first["place"] == {"path": "base.yaml", "line": 19}
    assert first["set_by"] == {
        "severity": {"path": "own.yaml", "line": 8},
        "message": {"path": "own.yaml", "line": 9},
        "parameters.wanted": {"path": "own.yaml", "line": 10},
    }
    assert third["effective"] == {"from": "2025-09-01", "until": None}
    assert listed["switched_off"] == {"BAS004": "не для нас"}
    assert listed["set_by"] == {"BAS004": {"path": "own.yaml", "line": 11}}
    wanted, strict, since = listed["parameters"]
    assert (wanted["value"], strict["value"], since["value"]) == (["video"], True, "2025-01-31")
    assert wanted["values"] == [
        {"value": ["observers"], "from": "2026-09-01", "until": None, "set_by": {"path": "base.yaml", "line": 12}}
    ]
    withdrawn = {old["code"]: old for old in listed["withdrawn"]}
    assert withdrawn["BAS002"]["replaced_by"] == ["BAS003"]
    assert withdrawn["BAS009"] == {
        "code": "BAS009",
        "since": "2024-01-01",
        "replaced_by": ["BAS001", "BAS002"],
        "why": "разделено снова",
        "set_by": {"path": "base.yaml", "line": 17},
    }
    assert [file["path"] for file in listed["files"]] == ["base.yaml", "own.yaml"]


def test_a_withdrawn_code_leads_on_to_what_stands_instead(own: Ruleset, drawn: Drawn) -> None:
    old = withdrawn_in("bas008", [own])
    assert old is not None
    text = drawn(lambda page: write_withdrawn(old, [own], page, EN))
    assert text.splitlines() == [
        "BAS008  not in force since 2023-01-01; replaced by BAS009; split – base.yaml:16",
        "BAS009  not in force since 2024-01-01; replaced by BAS001, BAS002; split again –",
        "        base.yaml:17",
        "BAS001  First (warning)",
        "BAS002  Second (error)",
    ]
    assert withdrawn_in("BAS001", [own]) is None


def test_a_rule_is_explained_with_its_days_and_what_follows_it(own: Ruleset, drawn: Drawn) -> None:
    text = drawn(lambda page: write_rule(own.rule("BAS002"), [own], page, RU))
    assert "Действует: по 31.08.2025" in text
    assert "Вместо него: BAS003" in text
