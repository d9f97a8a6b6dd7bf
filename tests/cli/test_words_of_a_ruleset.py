"""The command line reads by the words of the ruleset that is named, and shows which file's entry speaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

RULES = """\
schema: plancheck.ruleset/1
name: own
version: "1"
title: {ru: Наши правила, en: Our rules}
extends: [objectivity-school]
lexicons:
  topics:
    groups: {watch: {add: [дозорный]}}
    observers: {add: [<watch> кабинет], without: ['> допуск|допустить наблюдатель ~5'], reason: так решил совет}
calendars:
  - procedures:
      ВПР:
        windows: [{year: 2026, first: 2026-04-13, last: 2026-05-15, source: приказ управления}]
        without: [2021]
        reason: давно
"""
PLAN = """\
План мероприятий по повышению объективности оценивания МБОУ СОШ № 5 на 2025-2026 учебный год

№ | Мероприятие | Сроки | Ответственный | Результат
1 | Дозорные в кабинетах | апрель 2026 | директор | протоколы
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    file = tmp_path / "own.yaml"
    file.write_text(RULES, "utf-8")
    return file


def test_a_match_names_the_entry_of_the_ruleset(run, own: Path) -> None:
    assert "наблюдатели" not in run("rules", "match", "Дозорные в кабинетах").out
    shown = run("rules", "match", "Дозорные в кабинетах", "--ruleset", "own.yaml").out
    assert "Темы: наблюдатели" in shown
    assert "own.yaml:9 (из набора правил): <watch> кабинет" in shown
    told = json.loads(run("rules", "match", "Дозорные в кабинетах", "--ruleset", "own.yaml", "--format", "json").out)
    (entry,) = [one for one in told["entries"] if one["added"]]
    assert (entry["code"], entry["path"], entry["line"]) == ("observers", "own.yaml", 9)


def test_the_rules_are_shown_with_their_words_and_windows(run, own: Path) -> None:
    shown = run("rules", "--ruleset", "own.yaml").out
    for line in (
        "topics: groups → watch",
        "  + дозорный – own.yaml:8",
        "topics: observers (наблюдатели), topics → phrases",
        "  − > допуск|допустить наблюдатель ~5 – own.yaml:9",
        "так решил совет",
        "Окно календаря: ВПР 2026 – own.yaml:13",
        "Окно календаря: ВПР 2021 (изъято) – own.yaml:14",
    ):
        assert line in shown


def test_the_rules_in_json_have_their_words_too(run, own: Path) -> None:
    (told,) = json.loads(run("rules", "--ruleset", "own.yaml", "--format", "json").out)["rulesets"]
    assert [(one["adds"], one["entry"], one["set_by"]["line"]) for one in told["lexicons"]] == [
        (True, "дозорный", 8),
        (False, "> допуск|допустить наблюдатель ~5", 9),
        (True, "<watch> кабинет", 9),
    ]
    assert told["lexicons"][1]["reason"] == "так решил совет"
    assert told["set_by"]["calendar.ВПР.2026"] == {"path": "own.yaml", "line": 13}


def test_a_wrong_word_ends_a_check_with_its_place_and_the_mend(run, own: Path) -> None:
    own.write_text(RULES.replace("<watch>", "<wach>"), "utf-8")
    ran = run("check", "plan.txt", "--ruleset", "own.yaml")
    assert ran.status == 2
    assert "own.yaml:9:" in ran.err
    assert "нет группы <wach>; может быть, «watch»?" in ran.err


@pytest.mark.parametrize("command", [("parse", "plan.txt"), ("explain", "OBS001", "plan.txt"), ("check", "plan.txt")])
def test_plans_are_read_by_the_words_of_the_ruleset(run, own: Path, command: tuple[str, ...]) -> None:
    plain, ours = run(*command).out, run(*command, "--ruleset", "own.yaml").out
    assert plain != ours
    if command[0] == "parse":
        assert "наблюдатели" in ours
        assert "наблюдатели" not in plain


@pytest.mark.parametrize("many", [False, True])
def test_the_page_shows_the_windows_that_judged(run, own: Path, many: bool) -> None:
    named = PLAN.replace("кабинетах", "кабинетах на ВПР")
    for number in ("5", "6"):
        Path(f"{number}.txt").write_text(named.replace("№ 5", f"№ {number}"), "utf-8")
    files = ["5.txt", "6.txt"][: 1 + many]
    run("check", *files, "--ruleset", "own.yaml", "-o", "own.html", "--no-cache", "-j", "1")
    run("check", *files, "-o", "shipped.html", "--no-cache", "-j", "1")
    mine, shipped = (Path(name).read_text("utf-8") for name in ("own.html", "shipped.html"))
    assert mine.count("13.04.2026 – 15.05.2026") == len(files)
    assert mine.count("приказ управления") >= len(files)
    assert "13.04.2026 – 15.05.2026" not in shipped
