"""The command line as a whole: help, language, wrong calls, trouble."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import typer

from plancheck import __version__
from plancheck.cli.app import language, trouble
from plancheck.cli.usage import CallError, usage_text
from plancheck.errors import EngineError, NotAPlanError, Problem, RulesetError
from plancheck.report.wording import wording
from plancheck.said import said as told_by_key

Run = Callable[..., Any]
COMMANDS = ("check", "parse", "fix", "new", "explain", "config", "schema", "calendar", "diff", "rules", "baseline")


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"plancheck {__version__}\n"


def test_help_is_russian_by_default(run: Run) -> None:
    ran = run("--help")
    assert ran.status == 0
    assert ran.out.startswith("Вызов: plancheck")
    assert "Usage" not in ran.out
    assert all(command in ran.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_has_no_english_heading_left(run: Run, command: str) -> None:
    out = run(command, "--help").out
    assert out.startswith(f"Вызов: plancheck {command} [ПАРАМЕТРЫ]")
    assert not re.search(r"Usage|Options|Arguments|required|default|Show this", out)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_english_where_asked(run: Run, command: str) -> None:
    out = run(command, "--lang", "en", "--help").out
    assert out.startswith(f"Usage: plancheck {command} [OPTIONS]")
    assert not re.search("[а-яё]", out.replace("СОШ", "").replace("лицей", ""))


def test_the_environment_chooses_the_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_LANG", "en")
    assert run("-h").out.startswith("Usage:")
    assert run("--lang", "ru", "-h").out.startswith("Вызов:")


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        ([], {}, "ru"),
        ([], {"PLANCHECK_LANG": ""}, "ru"),
        ([], {"PLANCHECK_LANG": "en"}, "en"),
        (["--lang", "en", "check"], {}, "en"),
        (["check", "--lang=en"], {}, "en"),
        (["check", "--lang"], {}, "ru"),
        (["check", "--lang", "de"], {}, "ru"),
        (["check", "--", "--lang=en"], {}, "ru"),
        (["--lang", "en", "check", "--lang", "ru"], {"PLANCHECK_LANG": "en"}, "ru"),
    ],
)
def test_the_language_is_told_before_parsing(arguments: list[str], environment: dict[str, str], lang: str) -> None:
    assert language(arguments, environment) == lang


def test_a_language_of_the_environment_that_there_is_not_is_a_wrong_call() -> None:
    with pytest.raises(CallError, match="PLANCHECK_LANG"):
        language([], {"PLANCHECK_LANG": "fr"})


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            "chek a.txt",
            "нет такой команды: chek. Есть: check, parse, fix, new, rules, explain, config, schema, calendar",
        ),
        ("--lang ru", "какая команда? Есть: check"),
        ("check", "не хватает: FILE."),
        ("check --formt json a.txt", "нет такого параметра: --formt. Возможно: --format."),
        ("check --zzz a.txt", "нет такого параметра: --zzz."),
        ("check --format yaml a.txt", "--format: «yaml» не подходит, можно: text, json, sarif, "),
        ("check --engine fast a.txt", "--engine: «fast» не подходит, можно: durable, reference, both."),
        ("check --fail-on all a.txt", "--fail-on: «all» не подходит"),
        ("check a.txt --output", "нужно значение"),
        ("check --lang de a.txt", "--lang: «de» не подходит, можно: ru, en."),
        ("--lang de rules", "--lang: «de» не подходит, можно: ru, en."),
        ("parse a.txt b.txt", "лишнее: b.txt."),
        ("check --verbose=maybe a.txt", "--verbose"),
        ("check - -", "«-» (стандартный ввод) можно назвать только один раз."),
    ],
)
def test_a_wrong_call_is_answered_in_a_line_and_exits_two(run: Run, call: str, said: str) -> None:
    ran = run(*call.split())
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.startswith("Ошибка: ")


def test_a_wrong_call_is_answered_in_english_where_asked(run: Run) -> None:
    ran = run("check", "--lang", "en")
    assert ran.err == "Error: missing: FILE.\nHelp: plancheck check --help\n"


def test_an_error_of_typer_that_is_not_foreseen_speaks_for_itself() -> None:
    class UsageError(Exception):  # by its name, as typer's own
        ctx, message = None, "something else"

        def format_message(self) -> str:
            return self.message

    for error in (UsageError(), typer.BadParameter("something else")):
        assert usage_text(error, wording("en")).endswith("something else\nHelp: plancheck --help")


def test_no_command_at_all_shows_the_help(run: Run) -> None:
    ran = run()
    assert ran.status == 2
    assert "Команды:" in ran.err


MISSING = told_by_key("missing", name="title")


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "Прервано."),
        (EngineError("нет пульса"), 3, "нет пульса"),
        (NotAPlanError("Это письмо.", reason_en="A letter."), 3, "Это письмо."),
        (RulesetError([Problem("a.yaml", 3, 5, MISSING)]), 2, f"a.yaml:3:5: {MISSING.text('ru')}"),
        (CallError("не так"), 2, "не так"),
    ],
)
def test_each_trouble_has_its_status(error: BaseException, status: int, said: str) -> None:
    told, text = trouble(error, wording("ru"))
    assert (told, said in text) == (status, True)


def test_an_interrupt_is_clean(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object, **named: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("plancheck.checking.check_all", interrupt)
    ran = run("check", "a.txt")
    assert ran.status == 130
    assert "Traceback" not in ran.err
