"""No command writes over a file that it reads, whatever the file is read for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CALLS = {
    "the plan shown": ["parse", "town.txt", "-o", "town.txt"],
    "the plan made a file of": ["parse", "town.yaml", "-o", "town.yaml"],
    "the plan in the calendar": ["calendar", "town.txt", "-o", "town.txt"],
    "the old plan compared": ["diff", "town.txt", "school.txt", "-o", "town.txt"],
    "the new plan compared": ["diff", "school.txt", "town.txt", "-o", "./town.txt"],
    "the plan mended": ["fix", "town.yaml", "-o", "town.yaml"],
    "the superior plan": ["check", "school.txt", "--against", "town.txt", "-o", "town.txt"],
    "the list of schools": ["check", "school.txt", "--schools", "town.csv", "-f", "csv", "-o", "town.csv"],
    "the schools at risk": ["check", "school.txt", "--risk-schools", "town.csv", "-f", "csv", "-o", "town.csv"],
    "the waivers": ["check", "school.txt", "--waivers", "town.yaml", "-f", "json", "-o", "town.yaml"],
    "the ruleset": ["check", "school.txt", "--ruleset", "town.yaml", "-f", "json", "-o", "town.yaml"],
}


@pytest.mark.parametrize("call", list(CALLS.values()), ids=list(CALLS))
def test_a_file_that_is_read_stays_as_it_is(run: Run, school: Path, town: Path, call: list[str]) -> None:
    Path("town.csv").write_text("СОШ 4\n", "utf-8")
    Path("town.yaml").write_bytes(town.read_bytes())
    before = {path: path.read_bytes() for path in Path().iterdir()}
    ran = run(*call)
    assert (ran.status, ran.out) == (2, "")
    assert "этот файл команда читает" in ran.err
    assert {path: path.read_bytes() for path in Path().iterdir()} == before


def test_a_blank_plan_is_not_written_over_one_that_was_filled_in(run: Run) -> None:
    Path("plan.docx").write_bytes(b"filled in")
    ran = run("new", "-o", "plan.docx")
    assert (ran.status, Path("plan.docx").read_bytes()) == (2, b"filled in")
    assert "уже есть" in ran.err


@pytest.mark.parametrize("option", ["--schools", "--risk-schools"])
def test_of_several_files_the_one_that_is_missing_is_named(run: Run, school: Path, option: str) -> None:
    ran = run("check", school, option, "missing.csv")
    assert ran.status == 3
    assert "missing.csv: Файла нет" in ran.out + ran.err


def test_a_superior_plan_that_is_missing_is_named(run: Run, school: Path) -> None:
    ran = run("explain", "OBL001", school, "--against", "missing.docx")
    assert (ran.status, ran.out) == (3, "")
    assert "missing.docx: Файла нет" in ran.err


@pytest.mark.parametrize(
    ("call", "said"),
    [(["--days", "soon"], "--days: «soon» – нужно число."), (["--days", "999"], "«999» – нужно число в пределах 1<=")],
)
def test_a_value_that_typer_refuses_is_told_in_the_language_of_the_call(
    run: Run, school: Path, call: list[str], said: str
) -> None:
    ran = run("check", school, *call)
    assert ran.status == 2
    assert said in ran.err
    assert "Invalid" not in ran.err


def test_an_empty_name_does_not_mean_the_whole_folder(run: Run, school: Path) -> None:
    ran = run("check", "")
    assert ran.status == 3
    assert '"": Файла нет.' in ran.out
    assert school.name not in ran.out
