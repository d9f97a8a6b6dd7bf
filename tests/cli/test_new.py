"""`plancheck new -o PLAN.docx`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck import read_plan
from plancheck.plan import Level

Run = Callable[..., Any]


@pytest.mark.parametrize("level", Level)
def test_a_plan_of_the_rulesets_level_is_written(run: Run, level: Level) -> None:
    ran = run("new", "--ruleset", f"objectivity-{level.value}", "--year", "2025", "-o", "plan.docx")
    plan = read_plan(Path("plan.docx"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Записан план: plan.docx, {len(plan.measures)} строк")
    assert (plan.level, plan.period and plan.period.start.year) == (level, 2025)


def test_without_a_year_it_is_for_the_coming_one(run: Run) -> None:
    assert run("new", "-o", "plan.docx").status == 0
    assert read_plan(Path("plan.docx")).period is not None


def test_what_the_rules_still_ask_is_said(run: Run, warning: Path) -> None:
    ran = run("new", "--ruleset", warning, "-o", "plan.docx")
    assert ran.status == 0
    assert "OWN001  Никто не наблюдает" in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "plan.yaml"], ".docx"),
        (["-o", "plan.docx", "--year", "двадцать"], "--year: «двадцать»"),
        (["-o", "plan.docx", "--year", "1825"], "--year: «1825»"),
        (["-o", "plan.docx", "--ruleset", "objectivity-scool"], "objectivity-scool"),
        ([], "--output"),
    ],
)
def test_a_wrong_call_is_told_and_nothing_is_written(run: Run, arguments: list[str], words: str) -> None:
    ran = run("new", *arguments)
    assert (ran.status, ran.out, Path("plan.docx").exists()) == (2, "", False)
    assert words in ran.err
