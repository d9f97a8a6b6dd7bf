"""`plancheck explain` and `plancheck rules`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.waivers.code_page import WAIVER_CODES

Run = Callable[..., Any]


@pytest.mark.parametrize("code", ["OBS002", "obs002", "observers-not-at-every-procedure"])
def test_a_rule_is_found_by_code_or_name(run: Run, code: str) -> None:
    ran = run("explain", code)
    assert ran.status == 0
    assert ran.out.startswith("OBS002  observers-not-at-every-procedure\n")
    assert "Источник: " in ran.out


def test_a_mistyped_code_is_answered_with_the_nearest(run: Run) -> None:
    ran = run("explain", "OBS020")
    assert ran.status == 2
    assert "Правила OBS020 нет. Возможно: " in ran.err
    assert "OBS002" in ran.err


def test_a_code_near_to_none_is_answered_with_the_list_command(run: Run) -> None:
    ran = run("explain", "???", "--lang", "en")
    assert ran.status == 2
    assert "“plancheck rules” lists all codes." in ran.err


def test_a_rule_is_explained_on_a_plan(run: Run, school: Path) -> None:
    out = run("explain", "DOC004", school).out
    assert "Итог: нарушено" in out
    assert "строка 12, таблица 1, п. 3" in out
    assert "Что увидело правило" in out


def test_a_rule_of_another_level_is_explained_and_said_not_to_be_selected(run: Run, school: Path) -> None:
    ran = run("explain", "VID001", school)
    assert ran.status == 0
    assert "Правила VID001 нет в наборе objectivity-school" in " ".join(ran.out.split())


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(("code", "name"), sorted(WAIVER_CODES.items()))
def test_what_is_found_of_waivers_themselves_is_explained(run: Run, code: str, name: str, lang: str) -> None:
    ran = run("explain", name, "--lang", lang)
    assert ran.status == 0
    assert ran.out.startswith(f"{code}  {name}\n")
    assert run("explain", code.lower(), "--lang", lang).out == ran.out
    assert "docs/waivers.md" in ran.out


def test_a_mistyped_code_of_waivers_is_answered_with_the_nearest(run: Run) -> None:
    assert "WVR001" in run("explain", "WRV001").err


def test_an_own_ruleset_can_be_explained(run: Run, school: Path, passing: Path) -> None:
    out = run("explain", "OWN001", school, "--ruleset", passing).out
    assert "Где действует: clean" in out
    assert "Итог: выполнено" in out


def test_a_plan_that_cannot_be_read_exits_three(run: Run, letter: Path) -> None:
    assert run("explain", "DOC004", letter).status == 3


def test_rules_lists_every_shipped_rule_once(run: Run) -> None:
    lines = run("rules").out.splitlines()
    for code in ("DOC001", "OBS002", "VID001", "PRV002"):
        assert len([line for line in lines if line.startswith(f"{code}  ")]) == 1


def test_rules_of_one_ruleset_alone(run: Run, passing: Path) -> None:
    out = run("rules", "--ruleset", passing, "--lang", "en").out
    assert "Clean (clean 1), rules: 1" in out
    assert "OWN001  Somebody observes (warning)" in out


def test_rules_as_json_name_each_ruleset(run: Run) -> None:
    read = json.loads(run("rules", "--format", "json").out)
    names = [ruleset["name"] for ruleset in read["rulesets"]]
    assert {"objectivity-school", "objectivity-municipal", "objectivity-regional"} <= set(names)


def test_rules_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    assert run("rules", "-o", tmp_path / "rules.txt").status == 0
    assert "OBS002" in (tmp_path / "rules.txt").read_text(encoding="utf-8")


def test_a_ruleset_that_is_not_there_exits_two(run: Run) -> None:
    assert run("rules", "--ruleset", "нет.yaml").status == 2
