"""`check --schools`, plans held against each other, and tables, as a person calls them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

Run = Callable[..., Any]
REGION = Path(__file__).parents[1] / "crossing" / "region"
ALONE = ("--jobs", "1", "--no-cache")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_and_a_list_name_those_that_sent_none(run: Run) -> None:
    Path("list.csv").write_text("Школа;Адрес\nОзёрная школа;а\nСОШ № 4;б\nСОШ 99;в\n", encoding="utf-8")
    done = run("check", REGION, "--schools", "list.csv", "--format", "json", *ALONE)
    folder = json.loads(done.out)["folder"]
    assert (done.status, folder["schools"]["listed"], folder["schools"]["sent"]) == (1, 3, 2)
    assert folder["schools"]["missing"] == ["СОШ 99"]
    assert [(one["same"], one["own"]) for one in folder["copied"]] == [(6, 8)]


def test_one_plan_and_a_list_named_in_the_call_are_told_as_well(run: Run) -> None:
    done = run("check", REGION / "lake-1.yaml", "--schools", "СОШ 4, Озёрная школа")
    told = done.out.partition("Планы вместе")[2]
    assert "прислали план: 1 из 2" in told
    assert "СОШ 4" in told


@pytest.mark.parametrize(
    ("content", "status"), [(None, 3), ("Школа\nсредняя школа\n", 2)], ids=["no such file", "no school"]
)
def test_a_list_that_is_none_judges_nothing(run: Run, content: str | None, status: int) -> None:
    if content is not None:
        Path("list.csv").write_text(content, encoding="utf-8")
    done = run("check", REGION, "--schools", "list.csv", *ALONE)
    assert (done.status, done.out) == (status, "")
    assert done.err.startswith("Ошибка: ")


def test_a_copied_plan_may_be_waived(run: Run) -> None:
    waiver = (
        "schema: plancheck.waivers/1\nwaivers:\n- {rule: PRV003, reason: один коллектив, author: Ежова А. Б., "
        "expires: 2999-01-01, subject: {kind: school, ref: МКОУ «Камышовская ООШ»}}\n"
    )
    Path("w.yaml").write_text(waiver, encoding="utf-8")
    files = [REGION / "lake-1.yaml", REGION / "lake-2.yaml"]
    done = run("check", *files, "--waivers", "w.yaml", "--format", "json", *ALONE)
    plans = json.loads(done.out)["plans"]
    told = [entry["outcome"] for plan in plans for entry in plan["outcomes"] if entry["rule"] == "PRV003"]
    assert told == ["waived", "failed"]


def test_tables_are_written_by_the_names_of_their_files(run: Run) -> None:
    files = ("outcomes.parquet", "measures.parquet", "outcomes.csv")
    done = run("check", REGION, *ALONE, *(part for name in files for part in ("-o", name)))
    assert done.status == 1
    outcomes = pq.read_table("outcomes.parquet")
    assert {"CRD003", "PRV003"} <= set(outcomes["rule"].to_pylist())
    assert len(Path("outcomes.csv").read_text("utf-8").splitlines()) == outcomes.num_rows + 1
    assert "deadline" in pq.read_schema("measures.parquet").names


def test_a_form_named_goes_by_the_end_of_its_file(run: Run) -> None:
    plan = REGION / "lake-1.yaml"
    run("check", plan, "-f", "measures", "-o", "spring.parquet", "-f", "outcomes", "-o", "spring.csv")
    assert "deadline" in pq.read_schema("spring.parquet").names
    assert Path("spring.csv").read_text("utf-8").startswith("file,sha256,school,")
    assert run("check", plan, "-f", "measures").out.count("\n") == 9


def test_without_the_library_nothing_is_written_and_it_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = run("check", REGION / "lake-1.yaml", "-o", "r.json", "-o", "outcomes.parquet")
    assert done.status == 2
    assert "plancheck[tables]" in done.err
    assert not list(Path().iterdir())


def test_the_rule_is_explained_by_code_and_by_name(run: Run) -> None:
    for code in ("PRV003", "plan-copied"):
        done = run("explain", code)
        assert done.status == 0
        assert "План не повторяет план другой школы" in done.out
