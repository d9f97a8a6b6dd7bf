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
    for form in ("text", "json", "yaml"):
        out = run("parse", hostile, "--format", form).out
        assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(out)
        assert "[bold]совете[/bold]" in out


@pytest.mark.parametrize("name", ["план.yaml", "plan.yml", "plan.json"])
def test_a_plan_file_is_written_that_gives_the_same_findings(run: Run, school: Path, name: str) -> None:
    ran = run("parse", school, "-o", name)
    assert (ran.status, ran.out, ran.err) == (0, "", "")

    def found(file: str | Path) -> list[tuple[Any, ...]]:
        report = json.loads(run("check", file, "--format", "json").out)
        entries = report["plans"][0]["outcomes"]
        return [(one["rule"], one["outcome"], one["message"], one["measures"]) for one in entries]

    assert found(name) == found(school)
    assert found(name)


def test_a_plan_file_holds_the_words_alone(run: Run, school: Path) -> None:
    run("parse", school, "-o", "plan.json")
    fields = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    assert fields["measures"][0] == {
        "number": "1",
        "text": "Издание приказа о назначении школьного координатора ВПР",
        "deadline": "до 01.10.2024",
        "responsible": "Директор",
        "result": "Приказ",
    }
    run("parse", school, "--format", "json", "-o", "all.json")
    assert json.loads(Path("all.json").read_text(encoding="utf-8"))["measures"][0]["topics"] == ["order", "coordinator"]


@pytest.mark.parametrize(
    ("lang", "said"), [("ru", "# План, прочитанный plancheck из файла school.txt."), ("en", "# A plan")]
)
def test_yaml_goes_to_the_screen_where_asked_and_says_what_it_is(run: Run, school: Path, lang: str, said: str) -> None:
    out = run("parse", school, "--format", "yaml", "--lang", lang).out
    assert out.startswith(said)
    assert "\nschema: plancheck.plan/1\n" in out


def test_the_format_asked_for_goes_before_the_suffix(run: Run, school: Path) -> None:
    run("parse", school, "--format", "text", "-o", "plan.yaml")
    assert Path("plan.yaml").read_text(encoding="utf-8").startswith("Файл: ")


def test_what_parse_writes_on_the_screen_is_read_from_standard_input(spawn: Callable[..., Any], school: Path) -> None:
    for form in ("yaml", "json"):
        written = spawn("parse", school, "--format", form).stdout
        shown = spawn("parse", "-", feed=written)
        assert shown.returncode == 0
        assert "Мероприятий: 4" in shown.stdout.decode("utf-8")


def test_a_wrong_plan_file_exits_three_and_names_every_fault(run: Run) -> None:
    Path("plan.yaml").write_text("titel: А\nmeasures: [{txt: Б}]\n", encoding="utf-8")
    ran = run("parse", "plan.yaml")
    assert (ran.status, ran.out) == (3, "")
    assert "plan.yaml:1:1: неизвестный ключ «titel»; может быть, «title»?" in ran.err
    assert "plan.yaml:2:12: нет «text»" in ran.err
