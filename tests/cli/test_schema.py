"""`plancheck schema`: what it prints is JSON Schema that real files keep to and mistaken ones do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from plancheck.cli.schema import What, schema_of
from plancheck.plan_file.recognising import decoded
from plancheck.report.wording import wording
from plancheck.yaml_source import read_yaml

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
_FILES = (file for folder in (".", "parts") for file in (ROOT / "rulesets" / folder).glob("*.yaml"))
RULESETS = sorted(file for file in _FILES if not file.stem.endswith(".test"))
PLANS = sorted((ROOT / "examples").glob("*.yaml")) + sorted((ROOT / "tests" / "corpus" / "yaml").glob("*-[pf]a*.*"))


@pytest.fixture(scope="module")
def validator() -> Callable[[str], Draft202012Validator]:
    @cache
    def of(what: str) -> Draft202012Validator:
        schema = schema_of(What(what), wording())
        Draft202012Validator.check_schema(schema)
        return Draft202012Validator(schema, format_checker=FormatChecker())

    return of


def faults(validator: Draft202012Validator, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def as_an_editor_reads(text: str) -> Any:
    """YAML 1.2's own scalars: dates stay text."""
    return read_yaml(text, "plan.yaml").value


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.name)
def test_a_sound_plan_file_keeps_to_the_plans_schema(validator: Any, file: Path) -> None:
    text = decoded(file.read_bytes())
    assert text is not None
    value = json.loads(text) if file.suffix == ".json" else as_an_editor_reads(text)
    assert faults(validator("plan"), value) == []


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_plan_written_by_parse_keeps_to_it(run: Run, validator: Any, school: Path, form: str) -> None:
    run("parse", school, "-o", f"plan.{form}")
    assert faults(validator("plan"), as_an_editor_reads(Path(f"plan.{form}").read_text("utf-8"))) == []


def test_the_contract_of_parse_keeps_to_it_too(run: Run, validator: Any, school: Path, town: Path) -> None:
    for file in (school, town):
        assert faults(validator("plan"), json.loads(run("parse", file, "--format", "json").out)) == []


@pytest.mark.parametrize(
    "text",
    [
        "{schema: plancheck.plan/2, measures: [{text: А}]}",
        "{titel: План, measures: [{text: А}]}",
        "{measures: [{deadline: май}]}",
        "{measures: [{text: А, deadline: [май]}]}",
        "{measures: [{text: А, topics: [ordr]}]}",
        "{measures: [{text: А, deadline: {windows: [[2025-01-01]]}}]}",
        "{measures: [{text: А}], period: {start: 01.09.2025, end: 2026-08-31}}",
        "{measures: [{text: А}], period: {start: 2025-09-01}}",
        "{measures: [{text: А}], level: school-level}",
        "{measures: [{text: А}], mentions: {outside: []}}",
        "{title: План}",
    ],
)
def test_a_mistaken_plan_file_does_not(validator: Any, text: str) -> None:
    assert faults(validator("plan"), as_an_editor_reads(text))


@pytest.mark.parametrize("file", RULESETS, ids=lambda file: file.name)
def test_every_shipped_ruleset_keeps_to_the_rulesets_schema(validator: Any, file: Path) -> None:
    assert faults(validator("ruleset"), as_an_editor_reads(file.read_text("utf-8"))) == []


RULE = """
schema: plancheck.ruleset/1
name: own
version: "1"
title: {ru: Свои, en: Own}
rules:
  - code: OWN001
    name: somebody-observes
    severity: warning
    title: {ru: а, en: a}
    why: {ru: а, en: a}
    source: [а]
    applies: {level: [school]}
    for_each: {procedure: {as: p, name: [ВПР]}}
    require: [{topic: {topic: video, measure: {ge: 1}}}, {all: [{appointment: a}, {without: {a: {has_last: false}}}]}]
    message: {ru: а, en: a}
    remedy: {ru: а, en: a}
"""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("", ""),
        ("severity: warning", "severity: grave"),
        ("name: own", "name: Own Rules"),
        ("source: [а]", "source: []"),
        ("require:", "requires:"),
        ("    require:", "    forbid: {topic: {topic: video}}\n    require:"),
        ("level: [school]", "level: [schol]"),
        ("applies: {level", "applies: {levl"),
        ("topic: video", "topic: vidio"),
        ("{ge: 1}", "{gte: 1}"),
        ("{ge: 1}", "{ge: one}"),
        ("{all: [", "{also: ["),
        ("for_each: {procedure:", "for_each: {plan: p, procedure:"),
        ("message: {ru: а, en: a}", "message: {ru: а}"),
    ],
)
def test_a_ruleset_keeps_to_it_and_a_mistaken_one_does_not(validator: Any, good: str, bad: str) -> None:
    assert good in RULE
    found = faults(validator("ruleset"), as_an_editor_reads(RULE.replace(good, bad, 1) if good else RULE))
    assert bool(found) is bool(bad)


def test_a_report_keeps_to_the_reports_schema(run: Run, validator: Any, school: Path, letter: Path) -> None:
    report = json.loads(run("check", school, letter, "--format", "json").out)
    checked = validator("report")
    assert faults(checked, report) == []
    report["plans"][0]["outcomes"][0]["severity"] = "grave"
    assert faults(checked, report)
    assert faults(checked, {**report, "summary": None})


@pytest.mark.parametrize("what", ["plan", "ruleset", "report"])
def test_what_is_printed_says_its_draft_and_what_it_is_of(run: Run, what: str) -> None:
    ran = run("schema", what)
    assert (ran.status, ran.err) == (0, "")
    schema = json.loads(ran.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"plancheck.{what}/1"


def test_descriptions_are_in_the_asked_language(run: Run) -> None:
    assert "Название плана" in run("schema", "plan").out
    english = json.loads(run("schema", "plan", "--lang", "en").out)
    assert english["properties"]["title"]["description"].startswith("The plan's title")


def test_every_field_of_a_plan_file_is_described(run: Run) -> None:
    schema = json.loads(run("schema", "plan").out)
    parts = {"Plan": schema, **schema["$defs"]}
    bare = [
        f"{name}.{field}"
        for name, part in parts.items()
        for field, about in part.get("properties", {}).items()
        if "description" not in about
    ]
    assert bare == []


def test_codes_are_named_in_words(run: Run) -> None:
    topic = json.loads(run("schema", "plan").out)["$defs"]["Topic"]
    assert dict(zip(topic["enum"], topic["enumDescriptions"], strict=True))["video"] == "видеонаблюдение"


def test_a_schema_goes_to_a_file(run: Run) -> None:
    ran = run("schema", "ruleset", "-o", "ruleset.schema.json")
    assert (ran.status, ran.out) == (0, "")
    assert yaml.safe_load(Path("ruleset.schema.json").read_text("utf-8"))["title"] == "plancheck.ruleset/1"


def test_the_schema_of_a_configuration_is_printed_too(run: Run) -> None:
    assert json.loads(run("schema", "config").out)["title"] == "plancheck.configuration/1"
    ran = run("schema", "walrus")
    assert ran.status == 2
    assert "можно: plan, ruleset, report, config" in ran.err


WAIVER = "{schema: plancheck.waivers/1, waivers: [{rule: DOC004, reason: а, author: б, expires: '2026-05-31'MORE}]}"


@pytest.mark.parametrize(
    "more", ["", ", file: school-04*", ", subject: {number: 3.2}", ", subject: {kind: procedure, ref: ВПР}"]
)
def test_a_sound_waiver_file_keeps_to_the_waivers_schema(validator: Any, more: str) -> None:
    assert faults(validator("waivers"), as_an_editor_reads(WAIVER.replace("MORE", more))) == []


@pytest.mark.parametrize(
    "text",
    [
        WAIVER.replace("MORE", ", fiel: a"),
        WAIVER.replace("MORE", ", subject: {kind: procedures}"),
        WAIVER.replace("MORE", "").replace("2026-05-31", "31.05.2026"),
        WAIVER.replace("MORE", "").replace("DOC004", "doc4"),
        WAIVER.replace("MORE", "").replace("author: б, ", ""),
        "{waivers: []}",
    ],
)
def test_a_mistaken_waiver_file_does_not(validator: Any, text: str) -> None:
    assert faults(validator("waivers"), as_an_editor_reads(text))


@pytest.mark.parametrize(("lang", "said"), [("ru", "Кто решил."), ("en", "Who decided.")])
def test_the_waivers_schema_describes_its_fields_in_the_asked_language(lang: str, said: str) -> None:
    fields = schema_of(What.WAIVERS, wording(lang))["$defs"]["WaiverShape"]["properties"]
    assert fields["author"]["description"] == said
