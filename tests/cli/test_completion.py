"""A shell completes commands and options by the script that plancheck prints."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_there_is_a_script_for_each_shell(run, shell):
    ran = run("completion", shell)
    assert (ran.status, ran.err) == (0, "")
    assert "_PLANCHECK_COMPLETE" in ran.out


@pytest.mark.parametrize(
    ("written", "at", "offered"),
    [("plancheck expl", 1, "explain"), ("plancheck check --fo", 2, "--format"), ("plancheck rules li", 2, "lint")],
)
def test_the_script_is_answered(spawn, written, at, offered):
    asked = {"COMP_WORDS": written, "COMP_CWORD": str(at), "_PLANCHECK_COMPLETE": "complete_bash"}
    assert spawn(env=asked).stdout.decode().split() == [offered]


def test_a_shell_that_is_not_known_is_refused_with_the_nearest(run):
    ran = run("completion", "pwhs")
    assert (ran.status, "Возможно: pwsh" in ran.err) == (2, True)
