"""What loads and can hardly be meant is found, by types alone; what can be meant is left in peace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plancheck.rule_testing import lint_run
from plancheck.rules import load_ruleset, ruleset_names
from plancheck.rules.testing.lint_texts import lint_texts
from plancheck.rules.testing.linting import lint_rules
from plancheck.yaml_source import read_yaml_file

CASES = Path(__file__).parent / "cases" / "lint.yaml"
ROWS: list[dict[str, Any]] = read_yaml_file(CASES).value
HEAD = """\
schema: plancheck.ruleset/1
name: lint
version: "1"
title: {ru: Набор, en: A ruleset}
"""
RULE = """\
- code: AAA00{at}
  name: rule-{at}
  severity: {severity}
  title: {{ru: Правило, en: A rule}}
  why: {{ru: Потому, en: Because}}
  source: [политика проекта]
  message: {{ru: Нарушено, en: Broken}}
  remedy: {{ru: Исправьте, en: Mend it}}
"""


def written(row: dict[str, Any], folder: Path) -> Path:
    """The row as a ruleset: `head` of the file, and `rules`, each the text of its own parts."""
    text = HEAD + row.get("head", "") + "rules:\n"
    for at, body in enumerate(row["rules"], 1):
        lines = body.strip().splitlines()
        severity = lines.pop(0).removeprefix("severity: ") if lines[0].startswith("severity:") else "warning"
        text += RULE.format(at=at, severity=severity) + "".join(f"  {line}\n" for line in lines)
    file = folder / "lint.yaml"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_each_fault_is_found_and_nothing_else(row: dict[str, Any], tmp_path: Path) -> None:
    ruleset = load_ruleset(written(row, tmp_path))
    found = [*lint_rules(ruleset), *lint_texts(ruleset)]
    assert [f"{one.kind} {one.rule}".strip() for one in found] == row.get("found", [])


@pytest.mark.parametrize("name", ruleset_names())
def test_the_shipped_rulesets_are_clean(name: str) -> None:
    ruleset = load_ruleset(name)
    assert [*lint_rules(ruleset), *lint_texts(ruleset)] == []


def test_the_shipped_lexicons_are_clean_but_for_what_is_argued() -> None:
    run = lint_run("objectivity-base")
    assert [(one.kind, one.path, one.line, dict(one.values)) for one in run.findings] == []


def test_a_finding_stands_at_the_part_that_is_at_fault(tmp_path: Path) -> None:
    body = "for_each: {topic: {as: t, topic: observers}}\nforbid:\n- {t: {topic: video}}\n- {t: {holding: true}}"
    (found,) = lint_rules(load_ruleset(written({"rules": [body]}, tmp_path)))
    assert (found.line, found.column) == (16, 5)
    assert found.values["pattern"] == "topic _2 = t: topic = video"


ARGUED = """\
schema: plancheck.rule_lint/1
argued:
- {kind: never_fails, rule: AAA001, because: {ru: Так надо, en: It is meant}}
"""
SURE = "for_each: {topic: {as: t, topic: observers}}\nrequire: {topic: {topic: observers}}"


def test_what_is_argued_for_is_not_told(tmp_path: Path) -> None:
    written({"rules": [SURE]}, tmp_path)
    assert len(lint_run(str(tmp_path)).findings) == 1
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint" / "ours.yaml").write_text(ARGUED, "utf-8")
    assert lint_run(str(tmp_path)).findings == ()


def test_an_argument_for_what_is_not_found_is_a_finding(tmp_path: Path) -> None:
    written({"rules": ["require: {topic: {topic: video}}"]}, tmp_path)
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint" / "ours.yaml").write_text(ARGUED, "utf-8")
    (found,) = lint_run(str(tmp_path)).findings
    assert (found.kind, found.line) == ("argued_in_vain", 3)
