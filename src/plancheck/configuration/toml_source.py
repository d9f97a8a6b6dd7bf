"""A TOML file with the place of every key and value."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from plancheck.configuration.toml_places import Spot, TomlPath, places_in
from plancheck.errors import ConfigurationError, Problem, unreadable
from plancheck.said import Said, said
from plancheck.said.parsers import complaint
from plancheck.yaml_source import KeyPath

__all__ = ["TomlFile", "read_toml", "read_toml_file"]

_MOST_BYTES = 1_000_000
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, eq=False)
class TomlFile:
    """A file that was read: its path as shown to people, its text with `\\n` as line end, its value."""

    path: str
    text: str
    value: dict[str, Any]

    @cached_property
    def _spots(self) -> dict[TomlPath, Spot]:
        return places_in(self.text)

    def _nearest(self, path: KeyPath) -> tuple[Spot, bool]:
        """The spot of a path, or of the nearest enclosing table; and whether the whole path was there."""
        asked = tuple(path)
        for length in range(len(asked), 0, -1):
            if asked[:length] in self._spots:
                return self._spots[asked[:length]], length == len(asked)
        return Spot(0, 0, 0), not asked

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset) + 1, offset - (self.text.rfind("\n", 0, offset) + 1) + 1

    def position(self, path: KeyPath = ()) -> tuple[int, int]:
        """Line and column of the value at a path; of the nearest enclosing one where it is absent."""
        return self._line_and_column(self._nearest(path)[0].value)

    def key_position(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the key at a path; of the nearest enclosing one where it is absent."""
        return self._line_and_column(self._nearest(path)[0].key)

    def written(self, path: KeyPath) -> str | None:
        """The value at a path as it stands in the file; None where there is none."""
        spot, found = self._nearest(path)
        return self.text[spot.value : spot.end] if found and spot.end > spot.value else None

    def problem(self, path: KeyPath, message: Said, *, at_key: bool = False) -> Problem:
        """A fault at the value (or key) of a path."""
        line, column = self.key_position(path) if at_key else self.position(path)
        return Problem(self.path, line, column, message)


def read_toml(text: str, path: str) -> TomlFile:
    """The value of a TOML text; `path` is what messages call it. Raises ConfigurationError at the first fault."""
    text = text.replace("\r\n", "\n")
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line, column = (int(one) for one in found.groups()) if found and found[1] else (text.count("\n") + 1, 1)
        told = said("toml.none", why=complaint(_AT.sub("", str(error))))
        raise ConfigurationError([Problem(path, line, column, told)]) from error
    except (RecursionError, ValueError) as error:  # nested without end; a number of thousands of digits
        raise ConfigurationError([Problem(path, 1, 1, said("toml.unread", why=error))]) from error


def read_toml_file(file: Path) -> TomlFile:
    """Reads a UTF-8 file (with or without BOM). Raises ConfigurationError, also where it cannot be read."""
    path = str(file)
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise ConfigurationError([Problem(path, 1, 1, said("file.large", most=_MOST_BYTES))])
        return read_toml(content.decode("utf-8-sig"), path)
    except OSError as error:
        raise ConfigurationError([Problem(path, 0, 0, unreadable(error))]) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError([Problem(path, 1, 1, said("file.encoding", at=error.start))]) from error
