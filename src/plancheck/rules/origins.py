"""Where a value of a ruleset was set: a place in one of its files, or beside them."""

from __future__ import annotations

from typing import NamedTuple

from plancheck.errors import Problem
from plancheck.yaml_source import YamlFile

__all__ = ["Origin", "Place", "Told"]


class Origin(NamedTuple):
    """Where a part of a rule stands: its file, and the path of keys inside it."""

    file: YamlFile
    path: tuple[str | int, ...]

    def __truediv__(self, step: str | int) -> Origin:
        return Origin(self.file, (*self.path, step))

    def problem(self, message: str, *, at_key: bool = False) -> Problem:
        return self.file.problem(self.path, message, at_key=at_key)

    @property
    def line(self) -> int:
        return self.file.key_position(self.path)[0]

    def __str__(self) -> str:
        return f"{self.file.path}:{self.line}"


class Told(NamedTuple):
    """Where a value was given beside the ruleset's files: an option's name, or a line of a configuration file.

    Line and column are 0 where there is no file.
    """

    name: str
    line: int = 0
    column: int = 0

    def __truediv__(self, step: str | int) -> Told:
        return self

    def problem(self, message: str, *, at_key: bool = False) -> Problem:
        return Problem(self.name, self.line, self.column, message)

    def __str__(self) -> str:
        return f"{self.name}:{self.line}" if self.line else self.name


Place = Origin | Told
"""Where a value of a ruleset was set."""
