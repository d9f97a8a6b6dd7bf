"""The page for rule writers says what is so: its examples load, its rulesets' own examples come out."""

import re
import textwrap
from pathlib import Path

import pytest

from plancheck.rules import load_ruleset, run_examples
from plancheck.rules.conditions import Op

PAGE = (Path(__file__).parents[2] / "docs" / "rule-writers.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml (ruleset|rule)\n(.*?)```", PAGE, re.DOTALL)
RULES = [body for kind, body in BLOCKS if kind == "rule"]
HEAD = """\
schema: plancheck.ruleset/1
name: page
version: "1"
title: {ru: а, en: a}
parameters: {required_directions: {type: list, of: direction, default: [families], title: {ru: а, en: a}}}
rules:
- code: AAA001
  name: a-rule
  severity: warning
  title: {ru: а, en: a}
  why: {ru: а, en: a}
  source: [а]
  message: {ru: а, en: a}
  remedy: {ru: а, en: a}
"""


def test_whole_rulesets_load_and_their_examples_come_out(tmp_path):
    (whole,) = [body for kind, body in BLOCKS if kind == "ruleset"]
    file = tmp_path / "ours.yaml"
    file.write_text(whole, "utf-8")
    results = list(run_examples(load_ruleset(file), "OUR001", engine="both"))
    assert [str(one) for one in results if not one.as_expected] == []
    assert len(results) == 2


@pytest.mark.parametrize("body", RULES, ids=[body.splitlines()[0] for body in RULES])
def test_parts_of_rules_load(body, tmp_path):
    file = tmp_path / "part.yaml"
    file.write_text(HEAD + textwrap.indent(body, "  "), "utf-8")
    assert load_ruleset(file).rules[0].parts


def test_every_operator_has_its_sentence_and_its_example():
    for operator in Op:
        assert f"**`{operator}`**" in PAGE
        assert any(f"{operator}:" in body for body in RULES)
