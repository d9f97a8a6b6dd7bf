"""A subject whose kind differs from fact to fact: `kind_from`, refused where it holds no such kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.errors import RulesetError
from plancheck.rules import load_ruleset

RULESET = """\
schema: plancheck.ruleset/1
name: trial
version: "1"
title: {ru: Проба, en: Trial}
rules:
  - code: TRY001
    name: trial
    severity: note
    title: {ru: Проба, en: Trial}
    why: {ru: Проба, en: Trial}
    source: [проба]
    for_each: {mention: n}
    forbid: {n: {belonging: foreign}}
    subject: {kind: territory, ref: n.name, kind_from: KIND}
    message: {ru: Проба, en: Trial}
    remedy: {ru: Проба, en: Trial}
"""


def written(folder: Path, kind_from: str) -> Path:
    file = folder / "trial.yaml"
    file.write_text(RULESET.replace("KIND", kind_from), "utf-8")
    return file


def test_the_kind_comes_from_a_field_that_holds_kinds(tmp_path: Path) -> None:
    rule = load_ruleset(written(tmp_path, "n.kind")).rule("TRY001")
    assert rule.subject.kind_field == "kind"


@pytest.mark.parametrize("kind_from", ["n.belonging", "n.name", "n.nothing", "plan.level", "kind"])
def test_any_other_field_is_refused_at_its_line(tmp_path: Path, kind_from: str) -> None:
    with pytest.raises(RulesetError) as caught:
        load_ruleset(written(tmp_path, kind_from))
    assert [(one.line, "kinds of subjects" in one.message) for one in caught.value.problems] == [(14, True)]
