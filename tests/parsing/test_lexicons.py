"""Lexicons loaded from a folder, and what is wrong in one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plancheck.errors import RulesetError
from plancheck.parsing.lexicon_making import load_lexicons
from plancheck.resources import shipped_rulesets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_rulesets() / "lexicons", tmp_path / "lexicons"))


def test_a_copy_of_the_shipped_lexicons_loads(folder: Path) -> None:
    assert len(load_lexicons(folder).topics.entries) > 100


def test_a_wrong_phrase_is_named_with_its_line(folder: Path) -> None:
    marks = folder / "marks.yaml"
    marks.write_text(marks.read_text("utf-8").replace("phrases: [приказ,", "phrases: [<нет_такой>,"), "utf-8")
    with pytest.raises(RulesetError) as caught:
        load_lexicons(folder)
    (problem,) = caught.value.problems
    assert "нет_такой" in problem.message
    assert (
        problem.line
        == marks.read_text("utf-8")
        .splitlines()
        .index(next(text for text in marks.read_text("utf-8").splitlines() if "<нет_такой>" in text))
        + 1
    )
