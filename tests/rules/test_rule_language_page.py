"""The reference of the rule language says what is so: its cases are run from the page, and nothing is left out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import RulesetError
from plancheck.lexicons import NO_AMENDMENTS
from plancheck.parsing.matching import matched
from plancheck.resources import shipped_rulesets
from plancheck.rule_testing import case_run
from plancheck.rules import Ruleset, load_ruleset, run_examples
from plancheck.rules.conditions import Op
from plancheck.rules.kinds import KINDS
from plancheck.rules.schema import RuleModel
from plancheck.yaml_source import read_yaml

PAGE = (Path(__file__).parents[2] / "docs" / "rule-language.md").read_text("utf-8")
BLOCKS = re.findall(r"(?m)^(\*\*.*)\n\n```yaml (case|refused)\n((?:.*\n)*?)```", PAGE)
CASES = [(sentence, body) for sentence, kind, body in BLOCKS if kind == "case"]
REFUSED = [(sentence, body) for sentence, kind, body in BLOCKS if kind == "refused"]
WORDS = re.findall(r"(?m)^(\*\*.*)\n\n```yaml words\n((?:.*\n)*?)```", PAGE)
TEST_FILES = re.findall(r"(?m)^```yaml test\n((?:.*\n)*?)```", PAGE)
LISTS = {"passed": "pass", "failed": "fail", "inapplicable": "inapplicable", "cant_tell": "cant_tell"}


def ruleset_of(case: Mapping[str, Any], folder: Path) -> Ruleset:
    """The case as a ruleset of one rule, its plans as the rule's examples."""
    examples: dict[str, Any] = {}
    for outcome, name in LISTS.items():
        if outcome in case:
            plans = case[outcome]
            examples[name] = plans if isinstance(plans, list) else [plans or {}]
    text = {"ru": "Текст", "en": "Text"}
    rule = {
        "code": "AAA001", "name": "page", "severity": "warning", "title": text, "why": text, "source": ["страница"],
        "message": text, "remedy": text, **case["rule"], "examples": examples,
    }  # fmt: skip
    whole: dict[str, Any] = {
        "schema": "plancheck.ruleset/1", "name": "page", "version": "v1", "title": text,
        "calendar": "procedures.yaml", "parameters": case.get("parameters", {}), "rules": [rule],
    }  # fmt: skip
    if "AAA002" in str(case):  # the rule that stands instead
        whole["rules"].append({**rule, "code": "AAA002", "name": "other", "effective": {"from": "2026-09-01"}})
        whole["rules"][1].pop("replaced_by")
    if "calendars" in case:
        whole["calendars"] = case["calendars"]
    shutil.copy(shipped_rulesets() / "calendars" / "procedures.yaml", folder)
    file = folder / "page.yaml"
    file.write_text(written(whole), "utf-8")
    return load_ruleset(file)


def written(value: Any) -> str:
    """The value as YAML again."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "null" if value is None else str(value).lower()


@pytest.mark.parametrize(("sentence", "body"), CASES, ids=[sentence.split(" – ")[0] for sentence, _ in CASES])
def test_a_case_comes_to_what_the_page_says(sentence: str, body: str, tmp_path: Path) -> None:
    case = read_yaml(body, "page").value
    assert case.keys() <= {"rule", "parameters", "calendars", *LISTS}
    results = list(run_examples(ruleset_of(case, tmp_path), engine="both"))
    assert [str(one) for one in results if not one.as_expected] == []
    assert {one.outcome for one in results} >= {"passed", "failed"}


@pytest.mark.parametrize(("sentence", "body"), REFUSED, ids=[sentence for sentence, _ in REFUSED])
def test_what_the_page_calls_refused_is(sentence: str, body: str, tmp_path: Path) -> None:
    case = read_yaml(body, "page").value
    with pytest.raises(RulesetError) as raised:
        ruleset_of(case, tmp_path)
    assert case["message"] in str(raised.value)


@pytest.mark.parametrize(("sentence", "body"), WORDS, ids=[sentence.split(" – ")[0] for sentence, _ in WORDS])
def test_words_are_read_as_the_page_says(sentence: str, body: str, tmp_path: Path) -> None:
    case = read_yaml(body, "page").value
    file = tmp_path / "page.yaml"
    head = {"schema": "plancheck.ruleset/1", "name": "page", "version": "v1", "title": {"ru": "Текст", "en": "Text"}}
    file.write_text(written({**head, "lexicons": case["lexicons"]}), "utf-8")
    if "message" in case:
        with pytest.raises(RulesetError, match=case["message"]):
            load_ruleset(file)
        return
    own = load_ruleset(file).lexicons
    for amendments, expected in ((NO_AMENDMENTS, case["shipped"]), (own, case["read"])):
        reading = matched(case["text"], amendments=amendments)
        found = {"topics": reading.topics, "roles": reading.roles, "procedures": reading.procedures}
        told: dict[str, Any] = {
            **{part: list(codes) for part, codes in found.items()},
            "anchor": reading.deadline.anchor,
        }
        assert {part: told[part] for part in expected} == expected


def test_the_test_file_on_the_page_comes_out(tmp_path: Path) -> None:
    (text,) = TEST_FILES
    file = tmp_path / "page.test.yaml"
    file.write_text(text, "utf-8")
    run = case_run(str(file))
    assert len(run.results) == 3
    assert run.failures == ()


@pytest.mark.parametrize("operator", Op)
def test_every_operator_has_its_sentence_and_case(operator: Op) -> None:
    (body,) = [body for sentence, body in CASES if sentence.startswith(f"**`{operator}`** – ")]
    assert f"{{{operator}: " in body


FIELDS = [(kind.name, field) for kind in KINDS.values() for field in kind.fields.values()]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind}.{field.name}" for kind, field in FIELDS])
def test_every_field_has_its_sentence_and_a_case_that_asks_it(kind: str, field: Any) -> None:
    (found,) = [(sentence, body) for sentence, body in CASES if sentence.startswith(f"**`{kind}.{field.name}`** – ")]
    sentence, body = found
    assert sentence.startswith(f"**`{kind}.{field.name}`** – {field.meaning} ({field.type}")
    rule = body.split("\npassed:")[0]
    assert kind in rule
    assert re.search(rf"\b{field.name}\b", rule)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_with_the_texts_it_shows(kind: str) -> None:
    section = PAGE.split(f"### {kind}\n")[1].split("\n### ")[0]
    assert KINDS[kind].meaning in section
    for name, meaning in KINDS[kind].display.items():
        assert f"`{{{kind}.{name}}}` {meaning}" in section


def test_every_part_of_a_rule_has_its_sentence() -> None:
    told = {"code", "name", "severity", "title", "why", "source"}  # what every rule has, shown in rule-writers.md
    parts = {field.alias or name for name, field in RuleModel.model_fields.items()} - told
    sentences = "\n".join(sentence for sentence, _, _ in BLOCKS)
    assert [part for part in sorted(parts) if f"**`{part}" not in sentences] == []
