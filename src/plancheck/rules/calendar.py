"""The calendar of procedures: when each is held, by year, read from a YAML file with its sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.errors import Problem, RulesetError
from plancheck.plan import Period
from plancheck.resources import is_shipped
from plancheck.said import Said, said
from plancheck.yaml_source import KeyPath, YamlFile, read_yaml_file

__all__ = ["CALENDAR_SCHEMA", "NO_CALENDAR", "Calendar", "HeldWindow", "WindowReader", "load_calendar"]

CALENDAR_SCHEMA = "plancheck.calendar/1"
_REQUIRED = frozenset({"year", "first", "last", "source"})
_ALLOWED = _REQUIRED | {"ready"}


class HeldWindow(NamedTuple):
    """The days in which a procedure is held in one year; `source` by language."""

    procedure: str
    year: int
    first: dt.date
    last: dt.date
    ready: dt.date | None
    source: Mapping[str, str]

    @property
    def prepared(self) -> dt.date:
        """The day by which those responsible must be known: the preparation date, else the first day."""
        return self.ready or self.first

    def meets(self, period: Period) -> bool:
        return self.first <= period.end and self.last >= period.start


@dataclass(frozen=True, slots=True)
class Calendar:
    """Windows of all procedures, by first day; `files` are those that it was put together from, if any."""

    windows: tuple[HeldWindow, ...] = ()
    files: tuple[Path, ...] = ()

    def __str__(self) -> str:
        return ", ".join(map(str, self.files))

    @property
    def name(self) -> str:
        """What it is called where there is room for a word: its files."""
        return ", ".join(file.name for file in self.files)

    @property
    def procedures(self) -> frozenset[str]:
        return frozenset(one.procedure for one in self.windows)

    def within(self, procedure: str, period: Period | None) -> tuple[HeldWindow, ...]:
        """The procedure's windows that lie in the period, by first day; none where there is no period."""
        if period is None:
            return ()
        return tuple(one for one in self.windows if one.procedure == procedure and one.meets(period))

    def of_year(self, procedure: str, year: int) -> HeldWindow | None:
        """The procedure's first window of a calendar year."""
        return next((one for one in self.windows if (one.procedure, one.year) == (procedure, year)), None)


NO_CALENDAR = Calendar()


def load_calendar(path: Path | Calendar) -> Calendar:
    """The calendar in a file, read anew only when the file changes; one that is made already is given back.

    Raises RulesetError with every fault at its line.
    """
    if isinstance(path, Calendar):
        return path
    try:
        state = path.stat()
    except OSError:
        return _load(path, 0, 0)  # raises with the file's name
    return _load(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _load(path: Path, _changed: int, _size: int) -> Calendar:
    source = read_yaml_file(path, keep=is_shipped(path))
    reading = WindowReader(source)
    windows = tuple(reading.windows())
    if reading.problems:
        raise RulesetError(sorted(reading.problems, key=lambda one: (one.line, one.column)))
    return Calendar(tuple(sorted(windows, key=lambda one: (one.first, one.procedure))))


class WindowReader:
    """One reading of a file with windows, gathering its faults."""

    def __init__(self, source: YamlFile) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def fault(self, path: KeyPath, message: Said) -> None:
        self.problems.append(self.source.problem(path, message))

    def windows(self) -> Iterable[HeldWindow]:
        top: Any = self.source.value
        if not isinstance(top, dict) or top.get("schema") != CALENDAR_SCHEMA:
            self.fault(["schema"], said("calendar.begins", schema=CALENDAR_SCHEMA))
            return
        procedures = top.get("procedures")
        if not isinstance(procedures, dict):
            self.fault(["procedures"], said("calendar.procedures"))
            return
        for procedure, about in procedures.items():
            yield from (window for window, _ in self.rows(str(procedure), about, ("procedures", procedure)))

    def rows(
        self, procedure: str, about: Any, path: tuple[str | int, ...]
    ) -> Iterator[tuple[HeldWindow, tuple[str | int, ...]]]:
        """The windows of one procedure, that stands at a path, each with its own path."""
        rows = about.get("windows") if isinstance(about, dict) else None
        if not isinstance(rows, list):
            self.fault(path, said("calendar.windows"))
            return
        for index, row in enumerate(rows):
            at = (*path, "windows", index)
            window = self.window(procedure, row, list(at))
            if window is not None:
                yield window, at

    def window(self, procedure: str, row: Any, path: list[str | int]) -> HeldWindow | None:
        """One row, or None where it has a fault, which is noted."""
        if not isinstance(row, dict) or not row.keys() >= _REQUIRED or not row.keys() <= _ALLOWED:
            self.fault(path, said("calendar.window"))
            return None
        first, last = (self.day(row[key], [*path, key]) for key in ("first", "last"))
        ready = self.day(row["ready"], [*path, "ready"]) if "ready" in row else None
        year, source = row["year"], self.said(row["source"], [*path, "source"])
        if first is None or last is None or source is None:
            return None
        if first > last or year not in (first.year, last.year):
            self.fault(path, said("calendar.order"))
            return None
        if ready is not None and ready > first:
            self.fault([*path, "ready"], said("calendar.ready"))
            return None
        return HeldWindow(procedure, year, first, last, ready, source)

    def said(self, value: Any, path: KeyPath) -> Mapping[str, str] | None:
        texts = {"ru": value, "en": value} if isinstance(value, str) else value
        if isinstance(texts, dict) and texts.get("ru") and all(isinstance(one, str) for one in texts.values()):
            return texts
        self.fault(path, said("calendar.source"))
        return None

    def day(self, value: Any, path: KeyPath) -> dt.date | None:
        try:
            return dt.date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.fault(path, said("calendar.day"))
            return None
