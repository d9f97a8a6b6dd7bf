"""Where a value was given beside the file that it is for: an option, a variable, a line of a configuration."""

from __future__ import annotations

from typing import NamedTuple

from plancheck.errors import Problem
from plancheck.said import Said

__all__ = ["Told"]


class Told(NamedTuple):
    """Where a value was given beside the ruleset's files: an option's name, or a line of a configuration file.

    Line and column are 0 where there is no file.
    """

    name: str
    line: int = 0
    column: int = 0

    def __truediv__(self, step: str | int) -> Told:
        return self

    def problem(self, message: Said, *, at_key: bool = False) -> Problem:
        return Problem(self.name, self.line, self.column, message)

    def __str__(self) -> str:
        return f"{self.name}:{self.line}" if self.line else self.name
