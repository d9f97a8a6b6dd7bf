"""Options that bound the reading: how long, how much, and in a process of its own or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.cli.early import start_early

Run = Callable[..., Any]


@pytest.mark.parametrize("command", ["check", "parse"])
def test_a_file_read_apart_comes_to_the_same(spawn: Run, school: Path, command: str) -> None:
    apart = spawn(command, school, "--format", "json")
    here = spawn(command, school, "--format", "json", "--timeout", "0")
    late = spawn(command, school, "--format", "json", "--timeout", "120")
    assert (apart.returncode, apart.stdout, apart.stderr) == (here.returncode, here.stdout, here.stderr)
    assert late.stdout == apart.stdout


def test_standard_input_is_read_apart_too(spawn: Run, school: Path) -> None:
    apart = spawn("check", "-", feed=school.read_bytes())
    assert apart.returncode == 1
    assert "DOC004" in apart.stdout.decode()


def test_a_file_that_takes_too_long_is_unread_and_the_rest_is_judged(spawn: Run, school: Path) -> None:
    many = "1\tСдать отчёт в срок до 1 мая 2024 года\tмай 2024\tзавуч\n"
    Path("a-long.txt").write_text("№\tДело\tСрок\tКто\n" + many * 9_000, encoding="utf-8")
    ran = spawn("check", "a-long.txt", school, "--timeout", "0.2", env={"PLANCHECK_LANG": "en"})
    assert ran.returncode == 3
    assert "took more than 0.2 s and was stopped" in ran.stdout.decode()


@pytest.mark.parametrize("given", ["-1", "soon", "nan", "inf", "1e9", ""])
@pytest.mark.parametrize("command", [["check"], ["parse"], ["explain", "OBS001"]])
def test_a_timeout_that_is_no_number_of_seconds_is_a_wrong_call(
    run: Run, school: Path, command: list[str], given: str
) -> None:
    ran = run(*command, school, f"--timeout={given}")
    assert (ran.status, ran.out) == (2, "")
    assert "нужно число секунд" in ran.err


def test_a_limit_can_be_set_for_one_run(run: Run, school: Path) -> None:
    refused = run("check", school, "--limit", "lines=5", "--lang", "en")
    assert refused.status == 3
    assert "(limit `lines`)" in " ".join(refused.out.split())
    assert run("check", school, "--limit", "lines=500", "--limit", "rows = 50").status == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("row=5", "нет предела «row». Возможно: rows"),
        ("walruses=5", "нет предела «walruses». Есть: file_bytes, "),
        ("rows", "нужно ИМЯ=ЧИСЛО"),
        ("rows=", "нужно ИМЯ=ЧИСЛО"),
        ("rows=-5", "нужно ИМЯ=ЧИСЛО"),
        ("rows=5.5", "нужно ИМЯ=ЧИСЛО"),
        ("rows=²", "нужно ИМЯ=ЧИСЛО"),
        ("=5", "нужно ИМЯ=ЧИСЛО"),
        ("rows=" + "9" * 5_000, "нужно ИМЯ=ЧИСЛО"),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["parse"], ["explain", "OBS001"]])
def test_a_limit_there_is_none_of_is_a_wrong_call(
    run: Run, school: Path, command: list[str], given: str, said: str
) -> None:
    ran = run(*command, school, "--limit", given)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        ([], {}),
        (["check"], {}),
        (["--help"], {}),
        (["check", "--help"], {}),
        (["rules", "--ruleset", "x"], {}),
        (["check", "a.txt", "--timeout", "0"], {}),
        (["parse", "a.txt", "--timeout=5"], {}),
        (["check", "a.txt"], {"PLANCHECK_TIMEOUT": "0"}),
    ],
)
def test_no_process_is_started_where_the_call_may_go_without(arguments: list[str], environment: dict[str, str]) -> None:
    assert start_early(arguments, environment) is None


@pytest.mark.parametrize("arguments", [["check", "a.txt"], ["--lang", "en", "parse", "a.txt"]])
def test_a_process_is_started_for_commands_that_read(arguments: list[str]) -> None:
    process = start_early(arguments, {})
    assert process is not None
    assert process.wait_ready()
    process.close()


def test_where_no_process_can_be_started_the_command_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise OSError(11, "no more processes")

    monkeypatch.setattr("subprocess.Popen", refuse)
    assert start_early(["check", "a.txt"], {}) is None
