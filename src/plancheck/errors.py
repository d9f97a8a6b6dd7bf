"""The two families of trouble that stop work: a file that cannot be read, a ruleset that is wrong."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plancheck.said import Said, said


class PlancheckError(Exception):
    """Whatever plancheck raises on purpose; its text is a message for a person."""

    def text(self, lang: str = "ru") -> str:
        """The message in the asked language, «ru» or «en»; that of `str()` where there is but one."""
        told = self.args[0] if self.args else ""
        return told.text(lang) if isinstance(told, Said) else str(self)


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


class PassingError(UnreadableError):
    """The file was not read for want of time or memory, or of a program that did not start: it may be, another time."""


class NotAPlanError(UnreadableError):
    """The file was read, and holds no plan: nothing is judged."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a ruleset, lexicon or configuration file, at its line and column (1-based).

    Where what is wrong was given with the call, `path` is the option's name; there, and where no file was opened,
    line and column are 0.
    """

    path: str
    line: int
    column: int
    said: Said

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.said.text("en")

    def text(self, lang: str = "ru") -> str:
        """The place and what is wrong there, in the asked language."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.said.text(lang)}"

    def __str__(self) -> str:
        return self.text("en")


class RulesetError(PlancheckError):
    """A ruleset, lexicon, calendar or configuration is wrong; holds every fault found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def text(self, lang: str = "ru") -> str:
        """A line for each fault, in the asked language."""
        return "\n".join(one.text(lang) for one in self.problems)

    def __str__(self) -> str:
        return self.text("en")


class ListError(PlancheckError):
    """A list given with a check is wrong: each fault on a line of its own, in Russian and in English."""

    def __init__(self, text: str, text_en: str) -> None:
        super().__init__(text)
        self._texts = {"ru": text, "en": text_en}

    def text(self, lang: str = "ru") -> str:
        """The message in the asked language."""
        return self._texts[lang]


class MissingExtraError(PlancheckError):
    """What is asked for takes a library that was not installed with plancheck; `extra` names what to install."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(said("extra.missing", what=what, extra=extra))
        self.extra = extra


class ConfigurationError(RulesetError):
    """A configuration file is wrong; holds every fault found, in file order."""


class EngineError(PlancheckError):
    """The rule engine did not answer as it must; never taken for a verdict."""


_UNREADABLE: Final = {
    errno.ENOENT: "file.absent",
    errno.EISDIR: "file.folder",
    errno.EACCES: "file.forbidden",
    errno.EPERM: "file.forbidden",
}


def unreadable(error: OSError) -> Said:
    """Why the system does not let a file be read."""
    key = _UNREADABLE.get(error.errno or 0)
    return said(key) if key else said("file.unreadable", why=error.strerror or error)
