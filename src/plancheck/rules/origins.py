"""Where a value of a ruleset was set: a place in one of its files, or beside them."""

from __future__ import annotations

from typing import NamedTuple

from plancheck.errors import Problem
from plancheck.faults.told import Told
from plancheck.said import Said
from plancheck.yaml_source import YamlFile

__all__ = ["Origin", "Place", "Told"]


class Origin(NamedTuple):
    """Where a part of a rule stands: its file, and the path of keys inside it."""

    file: YamlFile
    path: tuple[str | int, ...]

    def __truediv__(self, step: str | int) -> Origin:
        return Origin(self.file, (*self.path, step))

    def problem(self, message: Said, *, at_key: bool = False) -> Problem:
        return self.file.problem(self.path, message, at_key=at_key)

    @property
    def line(self) -> int:
        return self.file.key_position(self.path)[0]

    def __str__(self) -> str:
        return f"{self.file.path}:{self.line}"


Place = Origin | Told
"""Where a value of a ruleset was set."""
