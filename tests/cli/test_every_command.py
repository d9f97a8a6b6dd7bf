"""Every command has the options it reads, takes them from the configuration, and has help that fits a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from plancheck.cli.app import build
from plancheck.configuration.options import COMMANDS, OPTIONS, keys_of
from plancheck.report.wording import LANGUAGES, wording

Run = Callable[..., Any]
CALLS = {
    "check": ["check", "school.txt"],
    "parse": ["parse", "school.txt"],
    "fix": ["fix", "school.txt", "-o", "draft.yaml"],
    "new": ["new", "-o", "plan.docx"],
    "explain": ["explain", "OBS002", "school.txt"],
    "diff": ["diff", "school.txt", "school.txt"],
    "baseline": ["baseline", "write", "school.txt"],
    "calendar": ["calendar", "school.txt"],
    "rules test": ["rules", "test"],
    "rules lint": ["rules", "lint"],
    "rules match": ["rules", "match", "наблюдение"],
}
NAMED_BY_PATH = ("rules test", "rules lint")  # what they work on is an argument
PARAMETERS = {"format": "form", "limits": "limit", "set": "setting", "cache": "no_cache"}
OWN = """
schema: plancheck.ruleset/1
name: own
version: "1"
title: {ru: Свои, en: Own}
profiles:
  strict: {title: {ru: Строгий, en: Strict}}
rules:
  - code: OWN001
    name: video-missing
    severity: warning
    title: {ru: Видео есть, en: There is video}
    why: {ru: Иначе нельзя, en: It must be}
    source: [политика проекта]
    require: {topic: {topic: video}}
    message: {ru: Нет видео, en: No video}
    remedy: {ru: Добавьте, en: Add it}
"""


def configure(text: str) -> None:
    Path("plancheck.toml").write_text(text, "utf-8")


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with its words."""
    for name, one in group.commands.items():
        yield (*path, name), one
        if getattr(one, "commands", None):
            yield from commands(one, (*path, name))


MADE = dict(commands(typer.main.get_command(build(wording("ru")))))


def reading(key: str) -> list[str]:
    return list(OPTIONS[key].read_by)


# -------------------------------------------------------------------------- options


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_the_options_that_it_reads_with_their_variables(command):
    words = tuple(CALLS[command][: 2 if command.startswith(("rules", "baseline")) else 1])
    params = {param.name: param for param in MADE[words].params}
    for key in keys_of(command):
        if key == "ruleset" and command in NAMED_BY_PATH:
            continue
        param, option = params[PARAMETERS.get(key, key)], OPTIONS[key]
        assert param.envvar in (option.variable, None) if key == "lang" else param.envvar == option.variable
    assert {"config", "no_config"} <= set(params)


def test_whatever_is_an_option_of_a_command_by_a_configured_name_is_read_by_it():
    keys = {PARAMETERS.get(key, key): key for key in OPTIONS if key not in ("format", "output", "verbose")}
    for words, command in MADE.items():
        named = " ".join(words) if " ".join(words) in COMMANDS else words[0]
        if named not in COMMANDS or (words[0] == "baseline" and len(words) == 1):
            continue
        asked = {keys[param.name] for param in command.params if param.name in keys and param.name != "ruleset"}
        assert asked == {key for key in keys_of(named) if key in keys.values() and key != "ruleset"}, words


# -------------------------------------------------------------------------- configuration


@pytest.mark.parametrize("command", reading("ruleset"))
def test_the_ruleset_of_the_configuration_is_taken_and_can_be_left(run: Run, school: Path, command: str) -> None:
    configure('ruleset = "missing.yaml"\n')
    ran = run(*CALLS[command])
    assert (ran.status, "missing.yaml: такого файла нет" in ran.err) == (2, True)
    if command not in NAMED_BY_PATH:  # which else look for files, and there are none
        assert run(*CALLS[command], "--no-config").status in (0, 1)


@pytest.mark.parametrize("command", reading("set"))
def test_values_of_the_configuration_are_told_at_their_lines(run: Run, school: Path, command: str) -> None:
    Path("own.yaml").write_text(OWN, "utf-8")
    configure('ruleset = "own.yaml"\nprofile = "stric"\nset.nothing = 1\n')
    ran = run(*CALLS[command])
    assert ran.status == 2
    assert "plancheck.toml:2:1: у правил нет профиля «stric»; может быть, «strict»?" in ran.err
    assert "plancheck.toml:3:5: у правил нет параметра «nothing»" in ran.err


@pytest.mark.parametrize("command", reading("limits"))
def test_limits_of_the_configuration_hold(run: Run, school: Path, command: str) -> None:
    configure("[limits]\nfile_bytes = 10\n")
    assert run(*CALLS[command]).status == 3
    assert run(*CALLS[command], "--limit", "file_bytes=1000000").status in (0, 1)


@pytest.mark.parametrize("command", reading("against"))
def test_a_superior_plan_of_the_configuration_must_be_there(run: Run, school: Path, command: str) -> None:
    configure('against = "missing.docx"\n')
    ran = run(*CALLS[command])
    assert (ran.status, "Файла нет" in ran.out + ran.err) == (3, True)


@pytest.mark.parametrize("command", reading("waivers"))
def test_waivers_of_the_configuration_must_be_there(run: Run, school: Path, command: str) -> None:
    configure('waivers = "missing.yaml"\n')
    ran = run(*CALLS[command])
    assert (ran.status, "missing.yaml: такого файла нет" in ran.err) == (2, True)


def test_the_baseline_of_the_configuration_is_the_one_that_is_written_and_pruned(run: Run, school: Path) -> None:
    configure('baseline = "known.json"\n')
    assert run("baseline", "write", school).status == 0
    known = json.loads(Path("known.json").read_text("utf-8"))
    assert known["plans"][0]["findings"]
    assert not Path("plancheck-baseline.json").exists()
    assert run("check", school).status == 0
    assert run("baseline", "prune", school, "-b", "missing.json").status == 2
    assert "known.json" in run("baseline", "prune", school).err


def test_a_comparison_fails_from_the_severity_of_the_configuration(run: Run, school: Path, town: Path) -> None:
    configure('ruleset = "objectivity-base"\nfail_on = "never"\n')
    assert run("diff", school, town).status == 0
    assert run("diff", school, town, "--fail-on", "error").status == 1


def test_two_sides_may_be_judged_by_rules_of_their_own(run: Run, school: Path) -> None:
    Path("own.yaml").write_text(OWN, "utf-8")
    Path("deep").mkdir()
    Path("deep/plan.txt").write_bytes(school.read_bytes())
    Path("deep/plancheck.toml").write_text('ruleset = "../own.yaml"\n', "utf-8")
    told = json.loads(run("diff", school, "deep/plan.txt", "-f", "json").out)
    assert {one["rule"] for one in told["plans"][0]["new"]} == {"OWN001"}


def test_a_draft_is_made_by_the_rules_of_the_configuration(run: Run, school: Path) -> None:
    Path("own.yaml").write_text(
        OWN.replace("    remedy", "    suggest: {measure: Вести видеонаблюдение в аудиториях}\n    remedy"), "utf-8"
    )
    configure('ruleset = "own.yaml"\n')
    assert run("fix", school, "-o", "draft.yaml").status == 0
    assert "Вести видеонаблюдение в аудиториях" in Path("draft.yaml").read_text("utf-8")
    assert run("check", "draft.yaml").status == 0


def test_a_code_of_the_shipped_rules_is_explained_beside_rules_of_ones_own(run: Run, school: Path) -> None:
    Path("own.yaml").write_text(OWN, "utf-8")
    configure('ruleset = "own.yaml"\n')
    assert "OWN001  video-missing" in run("explain", "own001").out
    assert "OBS002" in run("explain", "OBS002").out
    assert "нарушено – Нет видео" in run("explain", "OWN001", school).out


# -------------------------------------------------------------------------- what cannot be written


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (["check", "missing.txt", "-o", "nowhere/report.json"], "нет такой папки"),
        (["baseline", "write", "missing.txt", "-b", "."], "это папка, а нужно имя файла"),
        (["fix", "missing.txt", "-o", "nowhere/draft.yaml"], "нет такой папки"),
        (["new", "-o", "nowhere/plan.docx"], "нет такой папки"),
        (["baseline", "write", "missing.txt", "-b", "nowhere/known.json"], "нет такой папки"),
    ],
    ids=" ".join,
)
def test_a_file_that_cannot_be_written_is_refused_before_plans_are_read(run: Run, call: list[str], why: str) -> None:
    ran = run(*call)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"Не удалось записать {call[-1]}: {why}.\n"


@pytest.mark.parametrize("command", ["parse", "fix", "calendar", "explain"])
def test_a_folder_is_no_plan(run: Run, command: str) -> None:
    Path("plans").mkdir()
    call = ["plans" if word == "school.txt" else word for word in CALLS[command]]
    ran = run(*call)
    assert (ran.status, "это папка, а нужен файл" in ran.err.lower()) == (3, True)


# -------------------------------------------------------------------------- help


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", [(), *MADE], ids=" ".join)
def test_help_fits_eighty_columns_in_the_asked_language(run: Run, words: tuple[str, ...], lang: str) -> None:
    ran = run(*words, "--help") if lang == "ru" else run("--lang", lang, *words, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Вызов: plancheck" if lang == "ru" else "Usage: plancheck")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "{" not in ran.out
    assert ("Options:" in ran.out, "Параметры:" in ran.out) == (lang == "en", lang == "ru")


def test_help_may_be_asked_for_as_a_command(run: Run) -> None:
    assert run("help").out == run("--help").out
    assert run("help", "rules", "test").out == run("rules", "test", "--help").out
