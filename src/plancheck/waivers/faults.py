"""What is wrong in a waiver file or a baseline: every fault at once, with its line and column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from plancheck.errors import PlancheckError, Problem, RulesetError
from plancheck.report.wording import wording

__all__ = ["Fault", "WaiverFileError"]


class Fault(NamedTuple):
    """One fault; line and column are 1-based."""

    line: int
    column: int
    ru: str
    en: str


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

    @classmethod
    def of_yaml(cls, path: str, error: RulesetError, lang: str) -> WaiverFileError:
        """The error for a file that is no YAML or JSON at all."""
        from plancheck.plan_file.faults import of_yaml  # noqa: PLC0415 - half of all modules, for a wrong file alone

        told = map(of_yaml, error.problems)
        return cls.of(path, (Fault(one.line, one.column, one.ru, one.en) for one in told), lang)
