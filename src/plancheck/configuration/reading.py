"""Reads a configuration file into the options of `check`, each with the line it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plancheck.configuration.finding import PROJECT, TABLE
from plancheck.configuration.model import Configuration
from plancheck.configuration.toml_source import read_toml_file
from plancheck.errors import ConfigurationError, Problem
from plancheck.faults.explaining import read_model
from plancheck.faults.told import Told

__all__ = ["Configured", "read_configuration"]

_SUFFIX = re.compile(r"\.[A-Za-z]{2,4}$")
_PATHS = ("against", "waivers", "baseline", "template")


@dataclass(frozen=True, slots=True)
class Configured:
    """A configuration file that was read: its options by key, and the place of each.

    Options are as the command line's: paths are anchored at the file's folder, a list of forms stays one, `set` and
    `limits` are mappings (their places are under «set.name»), `as_of` is a date.
    """

    path: Path
    options: Mapping[str, Any]
    places: Mapping[str, Told]


def read_configuration(path: Path) -> Configured:
    """The options of a file. Raises ConfigurationError with every fault, by line and column."""
    file = read_toml_file(path)
    under = TABLE if path.name == PROJECT else ()
    value: Any = file.value
    for step in under:
        value = value.get(step, {}) if isinstance(value, dict) else value
    problems: list[Problem] = []
    model = read_model(Configuration, value, file, under, problems)
    if model is None:
        raise ConfigurationError(sorted(set(problems), key=lambda one: (one.line, one.column, one.message)))
    options = dict(_options(model, path.parent))
    keys = [(key,) for key in options] + [(key, name) for key in ("set", "limits") for name in options.get(key, ())]
    places = {".".join(key): Told(file.path, *file.key_position((*under, *key))) for key in keys}
    return Configured(path, options, places)


def _options(model: Configuration, folder: Path) -> Iterator[tuple[str, Any]]:
    given = model.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
    for key, value in given.items():
        if key == "ruleset":
            yield key, _ruleset(value, folder)
        elif key in ("risk_schools", "schools"):
            yield key, _schools(value, folder)
        elif key in _PATHS:
            yield key, str(folder / value)
        elif key == "output":
            yield key, [f"{folder / one}{'/' if one.endswith('/') else ''}" for one in value]  # a slash says: a folder
        elif value or key not in ("set", "limits"):
            yield key, value


def _ruleset(name: str, folder: Path) -> str:
    """A name of a shipped ruleset as it is, a path from the folder."""
    is_path = name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name
    return str(folder / name) if is_path else name


def _schools(listed: list[str], folder: Path) -> str:
    """The schools as the command line has them; a single text that ends as a file's name does is a file."""
    if len(listed) == 1 and _SUFFIX.search(listed[0]):
        return str(folder / listed[0])
    return ", ".join(listed)
