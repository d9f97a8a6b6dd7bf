"""Only the command that a call names is made ready."""

from __future__ import annotations

import pytest

from plancheck.cli.app import COMMANDS, named_in


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["check", "plan.txt"], ["check"]),
        (["--lang", "en", "rules", "lint"], ["rules"]),
        (["--lang=en", "parse", "check"], ["parse"]),
        (["--lang", "check", "fix", "plan.txt"], ["fix"]),
    ],
)
def test_a_call_names_its_command(arguments: list[str], named: list[str]) -> None:
    assert named_in(arguments) == named


def test_where_it_is_named_another_way_all_are_made() -> None:
    assert named_in(["--unknown", "check"]) == COMMANDS


@pytest.mark.parametrize("arguments", [[], ["--help"], ["--lang"], ["--lang", "en"], ["chek"], ["--version"]])
def test_where_none_is_named_none_is_made(arguments: list[str]) -> None:
    assert not named_in(arguments)
