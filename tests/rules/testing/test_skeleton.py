"""A new rule begins as one that loads, passes its own tests and gives the lint nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.rule_testing import case_run, lint_run
from plancheck.rules.testing.skeleton import is_code, skeleton
from plancheck.rules.testing.skeleton import test_file_of as file_of_tests


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", ["ours", "7 школ", "Наш район"])
def test_a_skeleton_is_whole(tmp_path: Path, name: str, lang: str) -> None:
    file = tmp_path / f"{name}.yaml"
    made = skeleton("OUR001", name, lang)
    file.write_text(made.ruleset, "utf-8")
    file_of_tests(file).write_text(made.test, "utf-8")
    run = case_run(str(file))
    assert len(run.results) == 4
    assert (run.failures, run.lacking) == ((), ())
    assert lint_run(str(file)).findings == ()


@pytest.mark.parametrize(
    ("text", "is_one"), [("OUR001", True), ("AB123", True), ("our001", False), ("OUR1", False), ("A001", False)]
)
def test_a_code_is_capitals_and_three_digits(text: str, is_one: bool) -> None:
    assert is_code(text) is is_one


def test_the_tests_stand_beside_the_ruleset() -> None:
    assert file_of_tests(Path("rules/ours.yaml")) == Path("rules/ours.test.yaml")
