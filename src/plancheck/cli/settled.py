"""The options of a call, as they have come to be: what is judged, on which terms, and how files are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plancheck.cli.options import STDIN, limits_in, naming, reading_apart, schools_in, seconds_in, standard_input
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.checking import Begin
    from plancheck.configuration.options import Value
    from plancheck.isolation.process import Process
    from plancheck.lexicons import Amendments
    from plancheck.opening import Submission
    from plancheck.plan import Plan
    from plancheck.readers import Limits
    from plancheck.report.model import PlanReport
    from plancheck.rules import Chosen, Ruleset
    from plancheck.rules.calendar import Calendar
    from plancheck.terms import Terms

__all__ = ["Settled", "against_read", "by_ruleset", "called"]

_FILES: Final = ("ruleset", "against", "schools", "risk_schools", "waivers", "baseline", "template")
"""The options that may name a file to read."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The options of a call: `common` for the whole, `own` for each of its files by the name it was called with."""

    common: Mapping[str, Value]
    own: Mapping[str, Mapping[str, Value]]
    words: Wording
    command: str

    def __getitem__(self, key: str) -> Any:
        """An option of the whole call."""
        return self.common[key].value

    @property
    def read(self) -> tuple[str, ...]:
        """The files that the call names to read: plans first, then what they are judged by."""
        named = {str(values[key].value) for values in self.own.values() for key in _FILES if values[key].value}
        return (*self.own, *sorted(named))

    @property
    def bounds(self) -> Limits:
        """The limits of reading. Raises CallError."""
        return limits_in([f"{name}={figure}" for name, figure in self["limits"].items()], self.words)

    def reading(self, early: Process | None = None) -> AbstractContextManager[Begin | None]:
        """Reading in a process apart, as the options say; `early` is one that was started already."""
        return reading_apart(seconds_in(str(self["timeout"]), self.words), self.bounds, early)

    def lexicons(self) -> Amendments:
        """What the ruleset that is named adds to the lexicons. Raises RulesetError."""
        from plancheck.lexicons import NO_AMENDMENTS

        return self.terms().loaded().lexicons if self["ruleset"] else NO_AMENDMENTS

    def plan_of(self, file: str, early: Process | None = None) -> Plan:
        """The plan in a file or on standard input, read by the words of the ruleset. Raises UnreadableError."""
        with self.reading(early) as begin:
            lexicons = self.lexicons()
            source = standard_input(self.bounds) if file == STDIN else Path(file)
            if begin:
                return begin(source, file, lexicons)()
            from plancheck.intake import read_plan

            return read_plan(source, name=file, limits=self.bounds, lexicons=lexicons)

    @property
    def alike(self) -> bool:
        """Whether all files are judged on the same terms."""
        from plancheck.configuration.options import differing

        return differing("file", list(self.own.values()), self.command) is None

    def path(self, key: str) -> Path | None:
        return Path(self[key]) if self[key] is not None else None

    def chosen(self) -> Chosen:
        """What is chosen of the rules on the common terms."""
        return _chosen(self.common)

    def terms(self) -> Terms:
        """The common terms."""
        return _terms(self.common, self.words)

    def ruleset_of(self, file: str | Path | Submission) -> str | None:
        """The ruleset that is named for one of the files."""
        named: str | None = self.own[called(file)]["ruleset"].value
        return named

    def terms_of(self, file: str | Path | Submission) -> Terms:
        """The terms of one of the files."""
        return _terms(self.own[called(file)], self.words)

    def calendars(self) -> Callable[[PlanReport], Calendar]:
        """What gives the calendar of the ruleset that judged a plan; rulesets are read when it is first asked."""
        loaded: list[Terms] = []
        known: dict[str, Calendar] = {}

        def calendar_of(judged: PlanReport) -> Calendar:
            from plancheck.plan import Plan
            from plancheck.rules.calendar import NO_CALENDAR, load_calendar

            digest = judged.ruleset.sha256
            if digest not in known:
                loaded[:] = loaded or {id(one): one for one in self.loaded_terms().values()}.values()
                serving = (terms.serving(Plan(level=judged.level)) for terms in loaded)
                ruleset = next((one for one in serving if one.sha256 == digest), None)
                known[digest] = load_calendar(ruleset.calendar) if ruleset and ruleset.calendar else NO_CALENDAR
            return known[digest]

        return calendar_of

    def loaded_terms(self) -> Mapping[str, Terms]:
        """The terms of each file, rulesets loaded: those of the same rules once. Raises RulesetError."""
        from plancheck.checking import load_named
        from plancheck.rules import AS_WRITTEN

        made: dict[int, Terms] = {}
        loaded: dict[tuple[str, Chosen], Ruleset] = {}
        for values in self.own.values():
            if id(values) in made:  # files of one configuration share their options
                continue
            terms = _terms(values, self.words)
            if isinstance(terms.ruleset, str):
                asked = (terms.ruleset, terms.chosen)
                if asked not in loaded:
                    loaded[asked] = load_named(*asked)
                terms = replace(terms, ruleset=loaded[asked], chosen=AS_WRITTEN)
            made[id(values)] = terms
        return {file: made[id(values)] for file, values in self.own.items()}


def by_ruleset(terms: Terms, ruleset: Ruleset) -> Terms:
    """The terms with the ruleset that serves, loaded once for many judgements."""
    from plancheck.rules import AS_WRITTEN

    return replace(terms, ruleset=ruleset, chosen=AS_WRITTEN)


def against_read(terms: Terms, asked: Settled) -> Terms:
    """The terms with the superior plan itself where they name its file. Raises UnreadableError."""
    if not isinstance(terms.against, str | Path):
        return terms
    from plancheck.rules import Superior

    with naming(str(terms.against)):
        return replace(terms, against=Superior.of(asked.plan_of(str(terms.against))))


def called(file: str | Path | Submission) -> str:
    """The name by which a call named a file; standard input is its sign."""
    return os.fspath(file) if isinstance(file, str | Path) else file.name


def _chosen(values: Mapping[str, Value]) -> Chosen:
    from plancheck.rules import AS_WRITTEN, Chosen, Setting

    profile, settings = values["profile"], values["set"].value
    if profile.value is None and not settings:
        return AS_WRITTEN
    places = ((name, values[f"set.{name}"].place) for name in settings)
    told = tuple(Setting(name, settings[name], place) for name, place in places if place is not None)
    return Chosen(profile.value, told, *(() if profile.place is None else (profile.place,)))


def _terms(values: Mapping[str, Value], words: Wording) -> Terms:
    from plancheck.terms import Terms

    return Terms(
        ruleset=values["ruleset"].value,
        chosen=_chosen(values),
        as_of=values["as_of"].value,
        engine=values["engine"].value,
        lang=words.lang,
        risk_schools=schools_in(values["risk_schools"].value),
        against=values["against"].value,
    )
