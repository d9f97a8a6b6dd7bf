"""`plancheck rules test`, `lint`, `new` and `match`, and what `explain` says of near misses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CASES = """\
schema: plancheck.rule_tests/1
ruleset: passing.yaml
cases:
- name: наблюдатели
  plan: {measures: [{text: Присутствие общественных наблюдателей на ВПР}]}
  expect: {OWN001: OUTCOME}
"""


def cases(outcome: str) -> Path:
    file = Path("passing.test.yaml")
    file.write_text(CASES.replace("OUTCOME", outcome), "utf-8")
    return file


@pytest.mark.parametrize("command", ["test", "lint", "new", "match"])
@pytest.mark.parametrize(("lang", "usage"), [("ru", "Вызов: "), ("en", "Usage: ")])
def test_each_subcommand_has_its_help(run: Run, command: str, lang: str, usage: str) -> None:
    ran = run("rules", command, "--help", "--lang", lang)
    assert (ran.status, ran.out.startswith(f"{usage}plancheck rules {command} ")) == (0, True)


def test_options_of_the_list_before_a_subcommand_are_refused(run: Run) -> None:
    ran = run("rules", "--ruleset", "objectivity-school", "lint")
    assert (ran.status, ran.out) == (2, "")
    assert "параметры пишутся после подкоманды: plancheck rules lint …" in ran.err


# ---------------------------------------------------------------------- test


def test_where_all_comes_out_the_tests_exit_with_zero(run: Run, passing: Path) -> None:
    cases("passed")
    ran = run("rules", "test", passing)
    assert ran.status == 0
    assert "3 случая; 1 набор правил, 1 файл случаев. Всё вышло как ожидалось." in ran.out


def test_a_failure_is_shown_as_a_difference_and_exits_with_one(run: Run, passing: Path) -> None:
    file = cases("{outcome: failed, severity: error}")
    ran = run("rules", "test", file)
    assert ran.status == 1
    lines = [line.strip() for line in ran.out.splitlines()]
    assert lines[0] == "passing.test.yaml:6: OWN001 «наблюдатели»"
    for line in ("- failed (нарушено)", "+ passed (выполнено)", "- error (ошибка)", "+ warning (предупреждение)"):
        assert line in lines
    assert "Не сошёлся 1 случай." in ran.out


def test_all_results_are_shown_where_asked(run: Run, passing: Path) -> None:
    ran = run("rules", "test", passing, "--verbose", "--lang", "en")
    assert "OWN001 (example in the rule): passed" in ran.out


def test_without_a_path_the_folder_of_rulesets_is_tested(run: Run, passing: Path) -> None:
    assert "1 набор правил" in run("rules", "test").out  # here
    Path("rulesets").mkdir()
    ran = run("rules", "test")
    assert ran.status == 2
    assert "rulesets:1:1: здесь нет ни наборов правил, ни файлов *.test.yaml" in ran.err


def test_results_as_json_name_every_place(run: Run, passing: Path) -> None:
    cases("failed")
    ran = run("rules", "test", passing, "--format", "json")
    read = json.loads(ran.out)
    assert (ran.status, read["schema"], read["summary"]["failed"]) == (1, "plancheck.rule_test_results/1", 1)
    (failed,) = [one for one in read["results"] if one["differences"]]
    assert failed["case"] == "наблюдатели"
    assert failed["differences"] == [{"what": "outcome", "expected": "failed", "got": "passed"}]


def test_rules_that_nothing_proves_are_listed(run: Run, passing: Path) -> None:
    passing.write_text(passing.read_text("utf-8").replace("      always: true\n", ""), "utf-8")
    ran = run("rules", "test", passing)
    assert ran.status == 0
    assert "OWN001: не применимо" in ran.out


def test_a_test_file_that_is_wrong_exits_with_two(run: Run, passing: Path) -> None:
    file = cases("pased")
    ran = run("rules", "test", file)
    assert (ran.status, ran.out) == (2, "")
    assert "passing.test.yaml:6:20: «pased» здесь не подходит: можно passed," in ran.err


# ---------------------------------------------------------------------- lint


def test_a_clean_ruleset_gives_the_lint_nothing_to_say(run: Run, passing: Path) -> None:
    ran = run("rules", "lint", passing)
    assert (ran.status, ran.out) == (0, "Замечаний нет: clean.\n")


@pytest.mark.parametrize(("lang", "said"), [("ru", "правило не может сработать"), ("en", "the rule can never fire")])
def test_a_finding_names_place_and_rule_and_exits_with_one(run: Run, passing: Path, lang: str, said: str) -> None:
    rule = passing.read_text("utf-8").replace("require: {topic", "require: {direction: {direction: training}} #")
    passing.write_text(rule, "utf-8")
    ran = run("rules", "lint", passing, "--lang", lang)
    assert ran.status == 1
    assert f"{passing}:13:5: never_fails" in ran.out.replace("\n", "")
    assert f"OWN001: {said}" in ran.out


def test_findings_as_json_hold_their_sentence(run: Run, passing: Path) -> None:
    text = passing.read_text("utf-8").replace("en: Call one", "en: Позовите")
    passing.write_text(text, "utf-8")
    ran = run("rules", "lint", passing, "--format", "json", "--lang", "en")
    (found,) = json.loads(ran.out)["findings"]
    assert (ran.status, found["kind"], found["rule"]) == (1, "not_translated", "OWN001")
    assert found["message"] == "OWN001: the English text is not translated: Позовите"


# ---------------------------------------------------------------------- new


def test_a_new_rule_is_written_with_its_tests_and_passes_them(run: Run) -> None:
    ran = run("rules", "new", "OUR001", "-o", "ours.yaml")
    assert ran.status == 0
    assert run("rules", "test", "ours.test.yaml").status == 0
    assert run("rules", "lint", "ours.yaml").status == 0


def test_nothing_is_written_over(run: Run) -> None:
    Path("ours.test.yaml").write_text("моё", "utf-8")
    ran = run("rules", "new", "OUR001", "-o", "ours.yaml")
    assert (ran.status, Path("ours.yaml").exists()) == (2, False)
    assert "ours.test.yaml уже есть" in ran.err
    assert Path("ours.test.yaml").read_text("utf-8") == "моё"


@pytest.mark.parametrize(
    ("code", "said"), [("our1", "«our1» – не код правила"), ("OBS001", "код OBS001 уже занят правилом набора")]
)
def test_a_code_that_is_none_or_taken_is_refused(run: Run, code: str, said: str) -> None:
    ran = run("rules", "new", code)
    assert (ran.status, said in ran.err) == (2, True)


def test_without_a_file_the_new_ruleset_is_shown(run: Run) -> None:
    ran = run("rules", "new", "OUR001", "--lang", "en")
    assert ran.out.startswith("# A ruleset of one rule.")
    assert "code: OUR001" in ran.out


# ---------------------------------------------------------------------- match


def test_a_phrase_is_shown_with_its_readings_and_entries(run: Run) -> None:
    ran = run("rules", "match", "Вебинар", "для", "наблюдателей")
    assert ran.status == 0
    out = " ".join(ran.out.split())
    assert "Темы: обучение наблюдателей" in out
    assert "тема observer_training (обучение наблюдателей): «Вебинар … наблюдателей»" in out
    assert "topics.yaml:" in out
    assert "уступает теме «обучение наблюдателей»" in out


def test_a_period_gives_a_deadline_its_year(run: Run) -> None:
    ran = run("rules", "match", "до 15 марта", "--period", "2025-09-01/2026-08-31", "--lang", "en")
    assert "Deadline: until 2026-03-15" in ran.out


@pytest.mark.parametrize("period", ["2025", "2025-09-01/завтра", "/"])
def test_a_period_that_is_none_is_a_wrong_call(run: Run, period: str) -> None:
    ran = run("rules", "match", "март", "--period", period)
    assert (ran.status, "--period" in ran.err) == (2, True)


def test_a_match_as_json_names_entry_file_and_line(run: Run) -> None:
    read = json.loads(run("rules", "match", "Назначение координатора", "--format", "json").out)
    (entry,) = [one for one in read["entries"] if one["kind"] == "topic"]
    assert (read["topics"], entry["code"], entry["stand"]) == (["coordinator"], "coordinator", "given")
    assert entry["path"].endswith("topics.yaml")
    assert entry["line"] > 1


# ---------------------------------------------------------------------- explain

PLAN = """\
schema: plancheck.plan/1
title: План мероприятий муниципалитета на 2024-2025 учебный год
level: municipal
measures:
- {number: "3.1", text: Назначение муниципального координатора ВПР}
- {number: "3.2", text: Вебинар для наблюдателей}
- {number: "3.3", text: Совещание руководителей о присутствии наблюдателей на ВПР}
"""


def explained(run: Run, code: str, *more: str) -> str:
    Path("plan.yaml").write_text(PLAN, "utf-8")
    return " ".join(run("explain", code, "plan.yaml", *more).out.split())


def test_measures_that_speak_of_what_is_lacking_are_told(run: Run) -> None:
    out = explained(run, "OBS001")
    assert "Похоже по словам: 2" in out
    assert "п. 3.3 «Совещание руководителей о присутствии" in out
    assert "говорит о теме «наблюдатели» («присутствии наблюдателей»), но эти слова стоят не там" in out
    assert "п. 3.2 «Вебинар для наблюдателей»: говорит о теме «наблюдатели»" in out
    assert "прочитано как: обучение наблюдателей" in out


def test_what_was_excepted_is_told(run: Run) -> None:
    out = explained(run, "OBS002", "--lang", "en")
    assert "Selected, but excepted: 1 ~ procedure{name: ВПР, held: true}: ¬ topic" in out


def test_what_lacks_one_condition_is_told(run: Run) -> None:
    out = explained(run, "CRD004")
    assert "Почти подходит: 1 ~ appointment{п. 3.1 «Назначение муниципального координатора ВПР»" in out
    assert "не хватает level = school" in out
