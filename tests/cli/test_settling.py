"""Options come from the command line, the environment, the nearest configuration, or are as usual."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from plancheck.cli import check
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.settling import language_of
from plancheck.configuration.options import OPTIONS
from plancheck.report.wording import wording

Run = Callable[..., Any]
OWN = """
schema: plancheck.ruleset/1
name: own
version: "1"
title: {ru: Свои, en: Own}
parameters:
  wanted: {type: list, of: topic, default: [video], title: {ru: а, en: a}}
profiles:
  strict: {title: {ru: Строгий, en: Strict}, override: {OWN001: {severity: error}}}
rules:
  - code: OWN001
    name: wanted-missing
    severity: warning
    title: {ru: Нужное есть, en: What is wanted is there}
    why: {ru: Иначе нельзя, en: It must be}
    source: [политика проекта]
    effective: {from: 2020-09-01}
    require: {topic: {topic: $wanted}}
    message: {ru: Нужного нет, en: It is missing}
    remedy: {ru: Добавьте, en: Add it}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, "utf-8")
    return file


def configure(text: str, folder: str = ".") -> None:
    Path(folder, "plancheck.toml").write_text(text, "utf-8")


def judged(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """The report as JSON."""
    return dict(json.loads(run("check", *arguments, "--format", "json").out))


# -------------------------------------------------------------------------- which goes before which


def test_a_configuration_chooses_the_rules_and_their_values(run: Run, school: Path, own: Path) -> None:
    configure('ruleset = "own.yaml"\nprofile = "strict"\n')
    report = judged(run, school)
    assert (report["ruleset"]["name"], report["ruleset"]["profile"]) == ("own", "strict")
    assert report["plans"][0]["outcomes"][0]["severity"] == "error"
    configure('ruleset = "own.yaml"\n[set]\nwanted = ["observers"]\n')
    assert judged(run, school)["plans"][0]["outcomes"][0]["outcome"] == "passed"


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(
    run: Run, school: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure('ruleset = "own.yaml"\nfail_on = "note"\n')
    assert run("check", school).status == 1
    monkeypatch.setenv("PLANCHECK_FAIL_ON", "error")
    assert run("check", school).status == 0
    assert run("check", school, "--fail-on", "warning").status == 1


def test_values_are_joined_name_by_name(run: Run, school: Path, own: Path) -> None:
    configure('ruleset = "own.yaml"\n[set]\nwanted = ["hotline"]\n[limits]\nlines = 3\n')
    assert run("check", school).status == 3
    report = judged(run, school, "--limit", "lines=500", "--set", "wanted=observers")
    assert report["plans"][0]["outcomes"][0]["outcome"] == "passed"


@pytest.mark.parametrize(("day", "severity"), [("2020-08-31", "note"), ("2020-09-01", "warning")])
def test_the_day_may_be_configured_or_named(run: Run, school: Path, own: Path, day: str, severity: str) -> None:
    report = judged(run, school, "--ruleset", own, "--as-of", day)
    assert (report["plans"][0]["as_of"], report["plans"][0]["outcomes"][0]["severity"]) == (day, severity)
    configure(f'ruleset = "own.yaml"\nas_of = {day}\n')
    assert judged(run, school) == report


def test_forms_and_files_may_be_configured(run: Run, school: Path, own: Path) -> None:
    Path("deep").mkdir()
    configure('ruleset = "../own.yaml"\nformat = ["json", "markdown"]\noutput = ["a.json", "b.md"]\n', "deep")
    copied = shutil.copy(school, "deep/plan.txt")
    ran = run("check", copied)
    assert ran.out == ""
    assert json.loads(Path("deep/a.json").read_text("utf-8"))["ruleset"]["name"] == "own"
    assert "OWN001" in Path("deep/b.md").read_text("utf-8")
    assert "OWN001" in run("check", copied, "--format", "csv").out


def test_a_configured_language_is_spoken_from_the_first_word(run: Run, school: Path, monkeypatch: Any) -> None:
    configure('lang = "en"\n')
    assert "The plan needs correcting" in run("check", school).out
    assert "Usage:" in run("--help").out
    assert "План нужно исправить" in run("check", school, "--lang", "ru").out
    assert "План нужно исправить" in run("check", school, "--no-config").out
    monkeypatch.setenv("PLANCHECK_LANG", "ru")
    assert "План нужно исправить" in run("check", school).out


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["check", "plan.txt"], "en"),
        (["check", "there/plan.txt"], None),
        (["check", "--config", "there/other.toml", "plan.txt"], "ru"),
        (["check", "--config=there/other.toml", "plan.txt"], "ru"),
        (["check", "--config"], "en"),
        (["check", "--no-config", "plan.txt"], None),
        ([], "en"),
    ],
)
def test_the_language_is_told_by_the_file_that_is_named(arguments: list[str], lang: str | None) -> None:
    Path("there").mkdir()
    Path("there/plan.txt").touch()
    configure('lang = "en"\n')
    configure("", "there")
    Path("there/other.toml").write_text('lang = "ru"\n', "utf-8")
    assert language_of(arguments) == lang


# -------------------------------------------------------------------------- which configuration


def test_each_file_has_the_configuration_nearest_to_it(run: Run, school: Path, own: Path) -> None:
    for name in ("north", "south"):
        Path(name).mkdir()
        shutil.copy(school, f"{name}/plan.txt")
    configure('ruleset = "../own.yaml"\n', "north")
    configure('ruleset = "../own.yaml"\nprofile = "strict"\n', "south")
    report = judged(run, "north", "south/plan.txt", school)
    names = [(one["ruleset"]["name"], one["ruleset"]["profile"]) for one in report["plans"]]
    assert names == [("own", None), ("own", "strict"), ("objectivity-school", None)]


def test_standard_input_has_the_one_of_the_working_directory(spawn: Run, school: Path, own: Path) -> None:
    configure('ruleset = "own.yaml"\n')
    ran = spawn("check", "-", "--format", "json", feed=school.read_bytes())
    assert json.loads(ran.stdout)["ruleset"]["name"] == "own"


def test_a_configuration_that_came_with_the_plans_is_told_of(run: Run, school: Path, own: Path) -> None:
    Path("sent").mkdir()
    shutil.copy(school, "sent/plan.txt")
    configure('fail_on = "never"\n', "sent")
    ran = run("check", "sent/plan.txt", "sent")
    assert (ran.status, ran.err.count("sent/plancheck.toml")) == (0, 1)
    assert run("check", "sent/plan.txt", "--no-config").status == 1
    configure("")
    assert run("check", school).err == ""


def test_one_configuration_may_be_named_for_all(run: Run, school: Path, own: Path) -> None:
    configure('fail_on = "never"\n')
    Path("other.toml").write_text('ruleset = "own.yaml"\n', "utf-8")
    assert judged(run, school, "--config", "other.toml")["ruleset"]["name"] == "own"
    missing = run("check", school, "--config", "нет.toml")
    assert (missing.status, "нет.toml: такого файла нет" in missing.err) == (2, True)
    assert run("check", school, "--config", "other.toml", "--no-config").status == 2


def test_files_whose_configurations_contradict_each_other_are_not_checked_together(run: Run, school: Path) -> None:
    Path("north").mkdir()
    shutil.copy(school, "north/plan.txt")
    configure('fail_on = "never"\n', "north")
    ran = run("check", school, "north/plan.txt")
    assert (ran.status, ran.out) == (2, "")
    assert "fail_on – по умолчанию и north/plancheck.toml:1" in ran.err
    assert run("check", school, "north/plan.txt", "--fail-on", "never").status == 0


def test_a_wrong_configuration_exits_two_with_every_fault(run: Run, school: Path) -> None:
    configure('rulset = "a"\nlang = "de"\n')
    ran = run("check", school)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "Настройки не читаются:",
        "plancheck.toml:1:1: неизвестный ключ «rulset»; может быть, «ruleset»?",
        "plancheck.toml:2:8: «de» здесь не подходит: можно ru, en",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('profile = "stric"', "plancheck.toml:2:1: у правил нет профиля «stric»; может быть, «strict»?"),
        ("set.wantd = 5", "plancheck.toml:2:5: у правил нет параметра «wantd»; может быть, «wanted»?"),
        ("set.wanted = 5", "plancheck.toml:2:5: нужен список, а не «5»"),
    ],
)
def test_what_the_rules_do_not_have_is_refused_at_the_line_of_the_configuration(
    run: Run, school: Path, own: Path, text: str, said: str
) -> None:
    configure(f'ruleset = "own.yaml"\n{text}\n')
    ran = run("check", school)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--profile", "stric"], "--profile: у правил нет профиля «stric»; может быть, «strict»?"),
        (["--set", "wanted"], "--set: «wanted» – нужно ИМЯ=ЗНАЧЕНИЕ"),
        (["--set", "=5"], "--set: «=5» – нужно ИМЯ=ЗНАЧЕНИЕ"),
        (["--set", "wanted=videos"], "--set: «videos» – не код topic; может быть, «video»?"),
        (["--as-of", "01.09.2025"], "--as-of: «01.09.2025» – нужен день в виде ГГГГ-ММ-ДД"),
        (["--as-of", "2025-02-30"], "--as-of: «2025-02-30» – нужен день в виде ГГГГ-ММ-ДД"),
    ],
)
def test_a_wrong_choice_on_the_command_line_is_a_wrong_call(
    run: Run, school: Path, own: Path, given: list[str], said: str
) -> None:
    ran = run("check", school, "--ruleset", own, *given)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_wrong_variable_is_named(run: Run, school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_AS_OF", "завтра")
    ran = run("check", school)
    assert (ran.status, "PLANCHECK_AS_OF: «завтра»" in ran.err) == (2, True)


# -------------------------------------------------------------------------- kept together


def test_check_has_every_option_that_can_be_configured_with_its_default_and_variable() -> None:
    app = typer.Typer(add_completion=False)
    words = wording()
    check.register(app, words, CommandHelp.in_words(words))
    command = typer.main.get_command(app)
    named = {"format": "form", "limits": "limit", "set": "setting", "cache": "no_cache"}
    params = {param.name: param for param in command.params}
    for key, option in OPTIONS.items():
        param = params[named.get(key, key)]
        default = getattr(param.default, "value", param.default)
        assert (default or None) == (option.default or None) or key in ("lang", "cache")
        assert param.envvar == option.variable or key == "lang"
    unconfigured = {"files", "config", "no_config", "timings", "watch", "scheduler", "help"}
    assert {name for name in params if name not in unconfigured} == {named.get(key, key) for key in OPTIONS}
