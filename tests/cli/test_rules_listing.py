"""`plancheck rules` lists rules; with a ruleset, as they take effect under a profile, values and a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
DATED = Path(__file__).parents[1] / "rules" / "cases" / "dated.yaml"


def test_all_shipped_rules_are_listed_once(run: Run) -> None:
    ran = run("rules")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count("OBS001  ") == 1


def test_a_ruleset_is_shown_with_the_place_of_each_rule(run: Run) -> None:
    ran = run("rules", "--ruleset", DATED, "--as-of", "2025-08-31")
    assert ran.status == 0
    assert "DAY001 Видео в плане (предупреждение; ещё не действует, с 01.09.2025)" in " ".join(ran.out.split())
    assert "dated.yaml:7" in ran.out


def test_values_and_profiles_are_shown_as_chosen(run: Run) -> None:
    ran = run("rules", "--ruleset", "objectivity-school", "--set", "required_directions=families")
    assert "required_directions: families – --set" in ran.out
    read = json.loads(
        run("rules", "--ruleset", "objectivity-school", "--set", "expected_columns=", "--format", "json").out
    )
    assert [one["value"] for one in read["rulesets"][0]["parameters"] if one["name"] == "expected_columns"] == [[]]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("rules --set a=b", "--set задаётся вместе с --ruleset"),
        ("rules --profile strict", "--profile задаётся вместе с --ruleset"),
        ("rules --ruleset objectivity-school --profile strict", "у правил нет профиля «strict»; есть: ни одного"),
        ("rules --ruleset objectivity-school --set a", "--set: «a» – нужно ИМЯ=ЗНАЧЕНИЕ"),
        ("rules --as-of today", "--as-of: «today» – нужен день"),
    ],
)
def test_a_wrong_choice_is_a_wrong_call(run: Run, call: str, said: str) -> None:
    ran = run(*call.split())
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_withdrawn_code_is_explained_by_what_stands_instead(run: Run) -> None:
    text = DATED.read_text("utf-8").replace(
        "rules:",
        "withdrawn: {OLD001: {since: 2025-09-01, replaced_by: [DAY001], why: {ru: слито, en: merged}}}\nrules:",
    )
    Path("own.yaml").write_text(text, "utf-8")
    ran = run("explain", "old001", "--ruleset", "own.yaml")
    assert (ran.status, ran.err) == (0, "")
    assert "OLD001  не действует с 01.09.2025; вместо него DAY001; слито – own.yaml:6" in ran.out
    assert "DAY001  Видео в плане (предупреждение)" in ran.out


def test_the_variables_of_other_commands_do_not_disturb_the_list(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_PROFILE", "strict")
    monkeypatch.setenv("PLANCHECK_RULESET", "missing.yaml")
    assert run("rules").status == 0
    assert run("rules", "new", "OUR001").status == 0
    assert "missing.yaml: " in run("rules", "lint").err
