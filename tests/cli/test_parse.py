"""`plancheck parse`: shows how a plan was read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., Any]
SCHEMA = Path(__file__).parents[1] / "report" / "schemas" / "plan.json"


def test_text_shows_cells_and_readings(run: Run, school: Path) -> None:
    ran = run("parse", school)
    assert ran.status == 0
    assert "Уровень: школа" in ran.out
    assert "Срок: «до 01.10.2024» – до 01.10.2024" in ran.out
    assert "Ответственный: пусто" in ran.out


def test_json_keeps_to_the_contract(run: Run, school: Path) -> None:
    read = json.loads(run("parse", school, "--format", "json").out)
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(read)] == []
    assert read["approval"]["number"] == "118"
    assert [measure["number"] for measure in read["measures"]] == ["1", "2", "3", "4"]


def test_a_letter_exits_three_in_a_line(run: Run, letter: Path) -> None:
    ran = run("parse", letter)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("Ошибка: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(("lang", "said"), [("ru", "Файла нет"), ("en", "No such file")])
def test_a_missing_file_exits_three_in_the_asked_language(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    ran = run("parse", tmp_path / "нет.txt", "--lang", lang)
    assert ran.status == 3
    assert said in ran.err


def test_a_file_can_be_written_instead(run: Run, school: Path, tmp_path: Path) -> None:
    for form, start in (("text", "Файл: "), ("json", "{")):
        target = tmp_path / f"out.{form}"
        ran = run("parse", school, "--format", form, "-o", target)
        assert (ran.status, ran.out) == (0, "")
        assert target.read_text(encoding="utf-8").startswith(start)


def test_a_hostile_plan_steers_nothing(run: Run, hostile: Path) -> None:
    for form in ("text", "json"):
        out = run("parse", hostile, "--format", form).out
        assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(out)
        assert "[bold]совете[/bold]" in out
