"""`plancheck check`: what it says, and by which exit status."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator

from plancheck.cli.check import FailOn, exit_status
from plancheck.plan import SourceFile
from plancheck.report.assembly import whole_report
from plancheck.report.model import PlanReport, RulesetId, Summary

Run = Callable[..., Any]
SCHOOL = str(Path(__file__).parents[1] / "plan_texts" / "school.txt")
SCHEMA = Path(__file__).parents[1] / "report" / "schemas" / "report.json"


def test_a_plan_with_an_error_exits_one_and_says_which(run: Run, school: Path) -> None:
    ran = run("check", school)
    assert (ran.status, ran.err) == (1, "")
    assert "План нужно исправить" in ran.out
    assert "DOC004" in ran.out


def test_a_plan_that_keeps_the_rules_exits_zero(run: Run, school: Path, passing: Path) -> None:
    ran = run("check", school, "--ruleset", passing)
    assert ran.status == 0
    assert "Нарушений не найдено: выполнено 1 правило." in ran.out


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on_says_how_grave_a_finding_must_be(
    run: Run, school: Path, warning: Path, fail_on: str, status: int
) -> None:
    assert run("check", school, "--ruleset", warning, "--fail-on", fail_on).status == status


def test_a_file_that_cannot_be_read_exits_three_and_the_rest_is_judged(run: Run, school: Path) -> None:
    ran = run("check", "нет.txt", school)
    assert ran.status == 3
    assert "DOC004" in ran.out
    assert "НЕ ПРОВЕРЕНО: 1" in ran.out
    assert "Файла нет" in ran.out


def test_a_letter_is_no_plan_and_exits_three(run: Run, letter: Path) -> None:
    ran = run("check", letter)
    assert ran.status == 3
    assert "не план" in ran.out


def test_three_wins_even_where_findings_never_fail(run: Run, letter: Path) -> None:
    assert run("check", letter, "--fail-on", "never").status == 3


def broken(error: int) -> PlanReport:
    return PlanReport(source=SourceFile(path="a"), ruleset=RulesetId(name="own"), summary=Summary(error=error))


@pytest.mark.parametrize(("fail_on", "status"), [(FailOn.ERROR, 1), (FailOn.NOTE, 1), (FailOn.NEVER, 0)])
def test_a_rule_that_broke_is_no_success(fail_on: FailOn, status: int) -> None:
    report = whole_report([broken(1)], [], version="1", lang="ru")
    assert exit_status(report, fail_on) == status


def test_json_keeps_to_the_contract(run: Run, school: Path, town: Path, letter: Path) -> None:
    ran = run("check", school, town, letter, "--format", "json")
    read = json.loads(ran.out)
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(read)] == []
    assert ran.status == 3
    assert [plan["level"] for plan in read["plans"]] == ["school", "municipal"]
    assert [Path(file["path"]).name for file in read["unread"]] == ["letter.txt"]


def test_every_selected_rule_ends_in_one_outcome(run: Run, school: Path) -> None:
    read = json.loads(run("check", school, "--format", "json").out)
    listed = json.loads(run("rules", "--ruleset", "objectivity-school", "--format", "json").out)
    outcomes = {entry["rule"]: entry["outcome"] for entry in read["plans"][0]["outcomes"]}
    assert list(outcomes) == [rule["code"] for rule in listed["rulesets"][0]["rules"]]
    passed = [entry for entry in read["plans"][0]["outcomes"] if entry["rule"] == "CRD001"]
    assert [(entry["outcome"], entry["evidence"][0]["measure"]) for entry in passed] == [("passed", 0)]


@pytest.mark.parametrize("engine", ["durable", "reference", "both"])
def test_every_engine_says_the_same(run: Run, school: Path, engine: str) -> None:
    expected = json.loads(run("check", school, "--format", "json", "--engine", "reference").out)
    assert json.loads(run("check", school, "--format", "json", "--engine", engine).out) == expected


def test_the_risk_list_is_given_by_commas(run: Run, town: Path) -> None:
    ran = run("check", town, "--format", "json", "--risk-schools", "СОШ 4, , лицей 51")
    findings = [one for one in json.loads(ran.out)["plans"][0]["outcomes"] if one["rule"] == "RCK001"]
    assert findings[0]["severity"] == "error"


def test_verbose_gives_the_reasons_why_rules_do_not_apply(run: Run, school: Path) -> None:
    assert "Причины покажет --verbose" in run("check", school).out
    assert "Причины покажет --verbose" not in run("check", school, "--verbose").out


def test_a_folder_is_checked_file_by_file(run: Run, school: Path, town: Path) -> None:
    ran = run("check", ".")
    assert ran.out.index("school.txt") < ran.out.index("town.txt")
    assert "Проверено: 2 плана" in ran.out


def test_a_wrong_ruleset_exits_two_with_every_line_that_is_wrong(run: Run, school: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("schema: plancheck.ruleset/1\nname: wrong\nversion: 1\nrulez: []\n", encoding="utf-8")
    ran = run("check", school, "--ruleset", wrong)
    assert (ran.status, ran.out) == (2, "")
    assert "Правила не читаются" in ran.err
    assert "wrong.yaml:4:1" in ran.err


def test_a_ruleset_that_does_not_exist_exits_two(run: Run, school: Path) -> None:
    ran = run("check", school, "--ruleset", "objectivity-skool")
    assert ran.status == 2
    assert "objectivity-skool" in ran.err


def test_english_is_spoken_throughout(run: Run, school: Path) -> None:
    ran = run("check", school, "--lang", "en")
    assert "The plan needs correcting" in ran.out
    assert "Where: line 12, table 1, item 3" in ran.out
    assert "Что сделать" not in ran.out


def test_a_hostile_plan_steers_nothing(run: Run, hostile: Path) -> None:
    for form in ("text", "json"):
        out = run("check", hostile, "--format", form, "--verbose").out
        assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(out)
        assert "[bold]совете[/bold]" in out


@pytest.mark.parametrize("width", ["80", "40"])
def test_the_report_keeps_within_its_columns(
    run: Run, school: Path, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert max(map(len, run("check", school, "-v").out.splitlines())) <= int(width)


def test_timings_go_to_standard_error_and_leave_the_report_alone(run: Run) -> None:
    plain, timed = run("check", SCHOOL), run("check", SCHOOL, "--timings")
    assert timed.out == plain.out
    assert "OBS001" in timed.err or "мс" in timed.err
    assert "Traceback" not in timed.err


def test_timings_are_told_of_every_plan_of_a_folder_and_an_archive(run: Run, tmp_path: Path) -> None:
    (tmp_path / "town" / "north").mkdir(parents=True)
    shutil.copy(SCHOOL, tmp_path / "town" / "north" / "one.txt")
    with ZipFile(tmp_path / "town" / "two.zip", "w") as archive:
        archive.write(SCHOOL, "inside.txt")
        archive.writestr("letter.txt", "Уважаемые коллеги!")
    timed = run("check", str(tmp_path / "town"), "--timings", "--no-cache", "-f", "json")
    assert [Path(line.split(":")[0]).name for line in timed.err.splitlines() if ".txt" in line] == [
        "one.txt",
        "inside.txt",
    ]


def test_a_letters_template_that_is_not_there_is_a_wrong_call(run: Run, tmp_path: Path) -> None:
    ran = run("check", SCHOOL, "-f", "letter", "--template", str(tmp_path / "no.docx"), "-o", str(tmp_path / "l.docx"))
    assert ran.status == 2
    assert "--template" in ran.err
    assert not (tmp_path / "l.docx").exists()
