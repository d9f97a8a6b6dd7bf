"""Many files judged at once in this process, for a program that calls the library: found as `check_corpus` finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Unpack

from plancheck.checking import Begin, Submission, check_all, settled
from plancheck.corpus.finding import Found, PassedOver, Sources
from plancheck.errors import UnreadableError
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.report.model import Report, SkippedFile, Unread
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import wording
from plancheck.terms import Asked, Terms

__all__ = ["check_files"]


def check_files(
    files: Iterable[str | Path | Submission],
    *,
    terms: Terms | None = None,
    limits: Limits = DEFAULT_LIMITS,
    begin: Begin | None = None,
    **asked: Unpack[Asked],
) -> Report:
    """Judges files, whole folders (walked deep), patterns («plans/**/*.docx») and .zip archives of plans.

    One that cannot be judged is listed in `unread`, one found that is no plan in `skipped`, and the others go on. The
    terms are given as to `check`; `begin` reads elsewhere (`check_all`). Raises RulesetError alone: where the rules
    are wrong, no file can be judged.
    """
    terms = settled(terms, asked)
    with _Finds(limits, terms.lang) as finds:
        report = check_all(finds.files(files), terms=terms, limits=limits, begin=begin).report
    found = [one for one in report.unread if one.kind == "not_a_plan" and one.path in finds.found]
    unread = (*(one for one in report.unread if one not in found), *finds.unread)
    skipped = (*finds.skipped, *(SkippedFile(path=one.path, why="not_a_plan", reason=one.error) for one in found))
    in_order = tuple(sorted(skipped, key=lambda one: Path(one.path).parts))
    return report.model_copy(update={"unread": unread, "skipped": in_order})


@dataclass(slots=True)
class _Finds:
    """What came of looking for files; `found` are the names of those that nobody named."""

    limits: Limits
    lang: str
    found: set[str] = field(default_factory=set)
    unread: list[Unread] = field(default_factory=list)
    skipped: list[SkippedFile] = field(default_factory=list)
    _sources: Sources = field(init=False)

    def __post_init__(self) -> None:
        self._sources = Sources(self.limits, self.lang)

    def __enter__(self) -> _Finds:
        return self

    def __exit__(self, *error: object) -> None:
        self._sources.close()

    def files(self, files: Iterable[str | Path | Submission]) -> Iterator[Path | Submission]:
        """The files to judge; those of an archive are unpacked one by one."""
        for item in self._sources.found(files):
            if isinstance(item, PassedOver):
                self.skipped.append(_skipped(safe_path(item.name), item.why, self.lang))
            elif isinstance(item, Unread):
                self.unread.append(item.model_copy(update={"path": safe_path(item.path)}))
            elif (submitted := self._submitted(item)) is not None:
                if not item.asked:
                    self.found.add(safe_path(item.name))
                yield submitted

    def _submitted(self, item: Found) -> Path | Submission | None:
        if isinstance(item.place, str):
            return Path(item.place)
        try:
            return Submission(item.name, self._sources.content(item))
        except UnreadableError as error:
            self.unread.append(Unread(path=safe_path(item.name), error=error.text(self.lang)))
            return None


def _skipped(path: str, why: str, lang: str) -> SkippedFile:
    return SkippedFile.model_validate({"path": path, "why": why, "reason": wording(lang).name("skipped_file", why)})
