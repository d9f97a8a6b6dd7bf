"""What is wrong in a waiver file or a baseline: every fault at once, with its line and column."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.errors import PlancheckError, Problem
from plancheck.plan_file.faults import Fault
from plancheck.report.wording import wording

__all__ = ["WaiverFileError"]


class WaiverFileError(PlancheckError):
    """A waiver file or baseline that cannot be used; `problems` holds every fault, in file order."""

    def __init__(self, heading: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([heading, *map(str, self.problems)]))

    @classmethod
    def of(cls, path: str, faults: Iterable[Fault], lang: str) -> WaiverFileError:
        """The error in one language; every fault stands as «path:line:column: what»."""
        found = sorted(dict.fromkeys(faults), key=lambda one: (one.line, one.column))
        said = (Problem(path, one.line, one.column, one.en if lang == "en" else one.ru) for one in found)
        return cls(wording(lang).say("waivers.wrong_file"), said)
