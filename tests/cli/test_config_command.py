"""`plancheck config` shows every option with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
TEXT = 'ruleset = "own.yaml"\ntimeout = 5\nverbose = true\nset.most = 3\nformat = ["text", "html"]\n'


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """`run` shortens the reading for the tests' sake."""
    monkeypatch.delenv("PLANCHECK_TIMEOUT")


def lines(text: str) -> dict[str, str]:
    options = text.partition("\n\n")[2].partition("\n\n")[0]
    pairs = (line.partition(": ") for line in options.splitlines())
    return {key: value for key, _, value in pairs}


def test_without_a_file_all_is_as_usual(run: Run) -> None:
    ran = run("config")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Файла настроек нет")
    shown = lines(ran.out)
    assert shown["ruleset"] == "по уровню плана – по умолчанию"
    assert shown["format"] == "text – по умолчанию"
    assert all(value.endswith("– по умолчанию") for value in shown.values())


def test_each_value_is_shown_with_its_line_or_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("plancheck.toml").write_text(TEXT, "utf-8")
    monkeypatch.setenv("PLANCHECK_ENGINE", "both")
    shown = lines(run("config").out)
    assert shown["ruleset"] == "own.yaml – plancheck.toml:1"
    assert shown["timeout"] == "5 – plancheck.toml:2"
    assert shown["verbose"] == "да – plancheck.toml:3"
    assert shown["set.most"] == "3 – plancheck.toml:4"
    assert shown["format"] == "text, html – plancheck.toml:5"
    assert shown["engine"] == "both – переменная PLANCHECK_ENGINE"
    assert shown["fail_on"] == "error – по умолчанию"


def test_the_configuration_of_a_file_is_the_one_nearest_to_it(run: Run) -> None:
    Path("deep").mkdir()
    Path("plancheck.toml").write_text(TEXT, "utf-8")
    Path("deep/plancheck.toml").write_text('lang = "en"\n', "utf-8")
    ran = run("config", "deep/plan.docx")
    assert ran.out.startswith("Configuration: deep/plancheck.toml") is False
    assert "deep/plancheck.toml:1" in ran.out
    assert lines(run("config", "--config", "deep/plancheck.toml").out)["lang"] == "en – deep/plancheck.toml:1"


def test_the_language_of_the_call_is_shown_as_such(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(run("config", "--lang", "en").out)["lang"] == "en – --lang"
    assert lines(run("--lang", "en", "config").out)["lang"] == "en – --lang"
    monkeypatch.setenv("PLANCHECK_LANG", "en")
    assert lines(run("config").out)["lang"] == "en – variable PLANCHECK_LANG"


def test_as_json_it_is_for_programs(run: Run) -> None:
    Path("plancheck.toml").write_text(TEXT + "as_of = 2025-09-01\n", "utf-8")
    read = json.loads(run("config", "--format", "json").out)
    assert (read["schema"], read["file"]) == ("plancheck.config/1", "plancheck.toml")
    as_of = read["options"]["as_of"]
    assert (as_of["value"], as_of["from"]) == ("2025-09-01", {"name": "plancheck.toml", "line": 6})
    assert {"check", "explain", "new"} <= set(as_of["read_by"])
    assert "parse" not in as_of["read_by"]
    assert read["options"]["set"]["value"] == {"most": 3}
    assert (read["options"]["engine"]["value"], read["options"]["engine"]["from"]) == ("durable", None)
    assert read["options"]["set.most"]["read_by"] == read["options"]["set"]["read_by"]


def test_a_wrong_configuration_is_refused_here_too(run: Run) -> None:
    Path("plancheck.toml").write_text("lnag = 'en'\n", "utf-8")
    ran = run("config")
    assert (ran.status, ran.out) == (2, "")
    assert "plancheck.toml:1:1: неизвестный ключ «lnag»; может быть, «lang»?" in ran.err


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PLANCHECK_ENGINE", "rete", "PLANCHECK_ENGINE: «rete» не подходит, можно: durable, reference, both."),
        ("PLANCHECK_TIMEOUT", "soon", "нужно число секунд"),
        ("PLANCHECK_AS_OF", "2025", "PLANCHECK_AS_OF: «2025» – нужен день"),
    ],
)
def test_a_wrong_variable_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    ran = run("config")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_hostile_names_and_values_steer_nothing(run: Run) -> None:
    Path("plancheck.toml").write_text('[set]\nmost = "\\u001B[31m\\u202Eзло"\n', "utf-8")
    for form in ("text", "json"):
        assert not {"\x1b", "\u202e"} & set(run("config", "--format", form).out)
