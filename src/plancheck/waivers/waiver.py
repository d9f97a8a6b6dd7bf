"""A waiver: which finding is accepted, why, by whom and until when; and whether it is meant for a finding."""

from __future__ import annotations

import datetime as dt
import fnmatch
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from plancheck.plan import Plan
from plancheck.report.model import OutcomeEntry
from plancheck.rules.meaning import bare

__all__ = ["About", "Waiver"]

_LONGEST = dt.timedelta(days=366)
_ALL = frozenset("*?./[]!")  # a pattern of these signs alone names no file


@dataclass(frozen=True, slots=True)
class About:
    """The subject a waiver names: `kind` and `ref`, or a row by its number, its section, its (first) words."""

    kind: str
    ref: str | None = None
    number: str | None = None
    section: str | None = None
    text: str | None = None

    def is_of(self, entry: OutcomeEntry, plan: Plan) -> bool:
        """Whether the finding is about this."""
        if entry.subject.kind != self.kind:
            return False
        if self.kind != "measure":
            return bare(entry.subject.ref or "") == bare(self.ref or "")
        row = plan.measures[entry.measures[0]] if entry.measures else None
        if row is None:
            return False
        section = None if row.section is None else plan.sections[row.section]
        called = {bare(section.number or ""), bare(section.title)} if section else set()
        return (
            (self.number is None or bare(self.number) == bare(row.number or ""))
            and (self.section is None or bare(self.section) in called)
            and (self.text is None or bare(row.text).startswith(bare(self.text)))
        )

    def __str__(self) -> str:
        parts = (self.number and f"№ {self.number}", self.section, self.text and f"«{self.text}»", self.ref)
        kind = self.kind if self.ref else ""
        return " ".join(part for part in (kind, *parts) if part)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of a waiver file. `about` is None where it names no subject, `file` where it is for every plan.

    `folder` is where its file stands: patterns are held against paths from there; None inside a plan file.
    """

    rule: str
    about: About | None
    reason: str
    author: str
    expires: dt.date
    path: str
    line: int
    file: str | None = None
    folder: Path | None = None

    def expired(self, today: dt.date) -> bool:
        """It serves to the end of its last day."""
        return today > self.expires

    def covers(self, path: Path) -> bool:
        """Whether it is for that file: a pattern with a slash is held against the path, another against the name."""
        if self.file is None:
            return True
        try:
            inside = path.resolve().relative_to((self.folder or Path()).resolve()).as_posix()
        except ValueError:
            inside = path.as_posix()
        pattern = _folded(self.file.replace("\\", "/").removeprefix("./"))
        named = _folded(inside if "/" in pattern else path.name)
        return fnmatch.fnmatchcase(named, pattern) or fnmatch.fnmatchcase(named, pattern.removeprefix("**/"))

    def fits(self, entry: OutcomeEntry, plan: Plan) -> bool:
        """Whether the finding is of its rule and about its subject."""
        return entry.rule == self.rule and (self.about is None or self.about.is_of(entry, plan))

    @property
    def for_any_file(self) -> bool:
        """Its file pattern is there, and leaves no file out."""
        return self.file is not None and set(self.file) <= _ALL and "*" in self.file

    def lasts_long(self, today: dt.date) -> bool:
        """It serves for more than a year from today."""
        return self.expires - today > _LONGEST

    def __str__(self) -> str:
        return " ".join(filter(None, (self.rule, str(self.about or ""), self.file and f"[{self.file}]")))


def _folded(path: str) -> str:
    """Names as people tell them apart: without case, and whichever way «й» is stored."""
    return unicodedata.normalize("NFC", path).casefold()
