"""Puts the calendar of a ruleset together: the file it names, and what it says anew of single years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from plancheck.errors import Problem, RulesetError
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.rules.calendar import Calendar, HeldWindow, WindowReader, load_calendar
from plancheck.rules.gathering import Source
from plancheck.rules.ruleset import Origin, Place
from plancheck.said import said
from plancheck.yaml_source import read_yaml_file

__all__ = ["CalendarTaken", "calendar_in"]

_KEYS: Final = ("title", "windows", "without", "reason")


class CalendarTaken(NamedTuple):
    """The calendar in effect: a file as it is, or put together; None where no file names one.

    `set_by` says where `calendar` and each window that a ruleset set were set («calendar.ВПР.2026»).
    """

    calendar: Path | Calendar | None
    set_by: Mapping[str, Place]


def calendar_in(sources: Iterable[Source], problems: list[Problem]) -> CalendarTaken:
    """The calendar of a ruleset, parents' first: `calendar` begins anew, `calendars` say single years anew."""
    base: Path | None = None
    made: _Made | None = None
    set_by: dict[str, Place] = {}
    for source in sources:
        named = source.model.calendar
        if named is not None:
            origin = source.origin / "calendar"
            base, made, set_by = source.place.parent / named, None, {"calendar": origin}
            if not base.is_file():
                problems.append(origin.problem(said("no_calendar", name=named)))
                base = None
        if source.model.calendars:
            made = made or _Made(base, problems)
            for index, raw in enumerate(source.model.calendars):
                made.take(raw, source, source.origin / "calendars" / index)
    if made is None:
        return CalendarTaken(base, set_by)
    return CalendarTaken(made.calendar(), {**set_by, **made.set_by})


class _Made:
    """A calendar in the making; lives for one loading."""

    def __init__(self, base: Path | None, problems: list[Problem]) -> None:
        self.problems = problems
        self.windows: dict[tuple[str, int], list[HeldWindow]] = {}
        self.files: list[Path] = []
        self.set_by: dict[str, Place] = {}
        self.by: dict[tuple[str, int], Source] = {}
        if base is not None:
            try:
                self._put(load_calendar(base).windows)
                self.files.append(base)
            except RulesetError as error:
                problems.extend(error.problems)

    def calendar(self) -> Calendar:
        every = (window for held in self.windows.values() for window in held)
        return Calendar(tuple(sorted(every, key=lambda one: (one.first, one.procedure))), tuple(self.files))

    def take(self, raw: Any, source: Source, origin: Origin) -> None:
        """One entry of `calendars`: a file, or procedures with their windows."""
        if isinstance(raw, str):
            self._take_file(source.place.parent / raw, raw, source, origin)
        elif isinstance(raw, dict) and isinstance(raw.get("procedures"), dict) and len(raw) == 1:
            for procedure, about in raw["procedures"].items():
                self._take_procedure(str(procedure), about, source, origin / "procedures" / procedure)
        else:
            self.problems.append(origin.problem(said("calendars.form")))

    def _take_file(self, path: Path, named: str, source: Source, origin: Origin) -> None:
        if not path.is_file():
            self.problems.append(origin.problem(said("no_calendar", name=named)))
            return
        try:
            file = read_yaml_file(path)
            windows = load_calendar(path).windows
        except RulesetError as error:
            self.problems.extend(error.problems)
            return
        self.files.append(path)
        self._put(windows)
        for one in windows:
            rows = file.value["procedures"][one.procedure]["windows"]
            index = next(at for at, row in enumerate(rows) if row["year"] == one.year)
            self._note(one, source, Origin(file, ("procedures", one.procedure, "windows", index)))

    def _take_procedure(self, procedure: str, about: Any, source: Source, origin: Origin) -> None:
        unknown = [key for key in about if key not in _KEYS] if isinstance(about, dict) else []
        for key in unknown:
            hint = did_you_mean(str(key), _KEYS) or said("hint.keys", known=listed(_KEYS))
            self.problems.append((origin / key).problem(said("unknown_key", name=key, hint=hint), at_key=True))
        if not isinstance(about, dict) or not ("windows" in about or "without" in about or unknown):
            self.problems.append(origin.problem(said("calendars.idle", procedure=procedure)))
            return
        if "without" in about:
            self._take_out(procedure, about, origin)
        if "windows" not in about:
            return
        reader = WindowReader(origin.file)
        read = list(reader.rows(procedure, about, origin.path))
        self.problems.extend(reader.problems)
        for window, path in read:
            place = Origin(origin.file, path)
            if window in self.windows.get((procedure, window.year), ()):
                self._refuse_double(window, source, place)
        windows = [window for window, _ in read]
        self._put(windows)
        for window, path in read:
            self._note(window, source, Origin(origin.file, path))

    def _refuse_double(self, window: HeldWindow, source: Source, place: Origin) -> None:
        """What stands there already is a fault, but for two files neither of which builds upon the other."""
        key = (window.procedure, window.year)
        by = self.by.get(key)
        if by is None or by.file.path == source.file.path or by.file.path in source.above:
            where = self.set_by.get(_name(*key)) or ", ".join(one.name for one in self.files)
            self.problems.append(place.problem(said("calendars.there_already", place=where)))

    def _take_out(self, procedure: str, about: Mapping[str, Any], origin: Origin) -> None:
        years = about["without"]
        if not isinstance(years, list) or not years:
            message = said("wanted", what=said("wanted.list"), found="")
            self.problems.append((origin / "without").problem(message))
            return
        if not isinstance(about.get("reason"), str) or not about["reason"].strip():
            self.problems.append((origin / "without").problem(said("lexicon.no_reason"), at_key=True))
        for index, year in enumerate(years):
            place = origin / "without" / index
            if not isinstance(year, int) or isinstance(year, bool):
                self.problems.append(place.problem(said("calendars.year", year=year)))
            elif not self.windows.pop((procedure, year), None):
                known = [str(one) for name, one in self.windows if name == procedure]
                hint = said("hint.there_are", known=listed(known)) if known else None
                self.problems.append(place.problem(said("calendars.absent", procedure=procedure, year=year, hint=hint)))
            else:
                self.set_by[_name(procedure, year)] = place

    def _put(self, windows: Iterable[HeldWindow]) -> None:
        """The windows of a procedure in a year stand instead of those it had in that year."""
        anew: dict[tuple[str, int], list[HeldWindow]] = {}
        for one in windows:
            anew.setdefault((one.procedure, one.year), []).append(one)
        self.windows.update(anew)

    def _note(self, window: HeldWindow, source: Source, place: Origin) -> None:
        self.set_by[_name(window.procedure, window.year)] = place
        self.by[window.procedure, window.year] = source


def _name(procedure: str, year: int) -> str:
    return f"calendar.{procedure}.{year}"
