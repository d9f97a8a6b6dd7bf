"""What is wrong in a waiver file or a baseline: every fault at once, with its line and column."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.errors import PlancheckError, Problem
from plancheck.faults.listing import faults_text
from plancheck.said import said

__all__ = ["WaiverFileError"]


class WaiverFileError(PlancheckError):
    """A waiver file or baseline that cannot be used; `problems` holds every fault, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(dict.fromkeys(problems), key=lambda one: (one.line, one.column))
        super().__init__(found)
        self.problems = tuple(found)

    def text(self, lang: str = "ru") -> str:
        """A heading, and a line for each fault, in the asked language."""
        return faults_text(said("waivers.wrong"), self.problems, lang)

    def __str__(self) -> str:
        return self.text("en")
