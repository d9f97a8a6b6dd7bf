"""The JSON Schema takes right configurations and refuses mistaken ones, as the reader does."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from plancheck.configuration.model import configuration_schema

WRONG = sorted((Path(__file__).parent / "cases" / "wrong").glob("*.toml"))
# What only the reader tells.
BEYOND_IT = {
    "no_toml",
    "key_twice",
    "output_outside",
    "output_of_another_drive",
    "output_from_the_root",
    "date_that_is_none",
    "setting_misformed",
}


def faults(text: str) -> list[str]:
    schema = configuration_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(as_json(tomllib.loads(text)))]


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def test_a_right_configuration_keeps_to_it() -> None:
    text = (
        "ruleset = 'objectivity-school'\nas_of = 2025-09-01\nformat = 'html'\noutput = ['a.html']\ntimeout = 5\n"
        "verbose = true\nset = {most = 1, wanted = ['a'], on = true, since = 2025-09-01}\nlimits = {rows = 5}\n"
    )
    assert faults(text) == []


@pytest.mark.parametrize("file", [one for one in WRONG if one.stem not in BEYOND_IT], ids=lambda file: file.stem)
def test_a_mistaken_one_does_not(file: Path) -> None:
    assert faults(file.read_text("utf-8"))
