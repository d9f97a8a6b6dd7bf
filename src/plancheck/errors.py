"""The two families of trouble that stop work: a file that cannot be read, a ruleset that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class PlancheckError(Exception):
    """Whatever plancheck raises on purpose; its text is a message for a person."""


class UnreadableError(PlancheckError):
    """The file could not be read as a document: what is wrong, and what to do about it.

    `reason` and `advice` are Russian sentences with their English twins in `reason_en`, `advice_en`.
    """

    def __init__(self, reason: str, advice: str = "", *, reason_en: str = "", advice_en: str = "") -> None:
        super().__init__(" ".join(part for part in (reason, advice) if part))
        self.reason, self.advice = reason, advice
        self.reason_en, self.advice_en = reason_en or reason, advice_en or advice

    def text(self, lang: str = "ru") -> str:
        """The message in the asked language."""
        parts = (self.reason_en, self.advice_en) if lang == "en" else (self.reason, self.advice)
        return " ".join(part for part in parts if part)


class NotAPlanError(UnreadableError):
    """The file was read, and holds no plan: nothing is judged."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a ruleset, lexicon or configuration file, at its line and column (1-based).

    Where what is wrong was given with the call, `path` is the option's name, and line and column are 0.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.message}"


class RulesetError(PlancheckError):
    """A ruleset, lexicon, calendar or configuration is wrong; holds every fault found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class ListError(PlancheckError):
    """A list given with a check is wrong: each fault on a line of its own, in Russian and in English."""

    def __init__(self, text: str, text_en: str) -> None:
        super().__init__(text)
        self._texts = {"ru": text, "en": text_en}

    def text(self, lang: str = "ru") -> str:
        """The message in the asked language."""
        return self._texts[lang]


class ConfigurationError(RulesetError):
    """A configuration file is wrong; holds every fault found, in file order."""


class EngineError(PlancheckError):
    """The rule engine did not answer as it must; never taken for a verdict."""
