"""Puts the files of a ruleset together: later ones give parameters and override what earlier ones say."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from plancheck.errors import Problem
from plancheck.faults.explaining import read_model
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.lexicons import Amendments
from plancheck.plan import Level
from plancheck.rules.calendar import Calendar
from plancheck.rules.calendar_reading import CalendarTaken, calendar_in
from plancheck.rules.choosing import Chosen
from plancheck.rules.compiling import refusal
from plancheck.rules.eras import announced, ended, turning_points
from plancheck.rules.fields import Kinds
from plancheck.rules.gathering import Source
from plancheck.rules.overriding import Override, SaidAnew, said_anew
from plancheck.rules.parameters import ParameterReader
from plancheck.rules.parting import joined_parts_of
from plancheck.rules.rule_reading import read_rule, text
from plancheck.rules.ruleset import (
    Era,
    Origin,
    Parameter,
    Place,
    Profile,
    Rule,
    Ruleset,
    Withdrawal,
)
from plancheck.rules.schema import OverrideModel, RuleModel, RulesetModel
from plancheck.rules.withdrawing import given_again, successor_problems, withdrawals
from plancheck.said import said

__all__ = ["Assembly", "profiles_of"]

_NOTHING_ANEW = SaidAnew()


def profiles_of(sources: Iterable[Source]) -> dict[str, Profile]:
    """The profiles by name, each with every part of a file that makes it; the last title counts."""
    found: dict[str, Profile] = {}
    for source in sources:
        for name, model in source.model.profiles.items():
            earlier = found[name].places if name in found else ()
            found[name] = Profile(name, text(model.title), (*earlier, source.origin / "profiles" / name))
    return found


class _Layer(NamedTuple):
    """One place that gives parameters and overrides: a file, or a file's part of the chosen profile."""

    origin: Origin
    parameters: Mapping[str, object]
    override: Mapping[str, OverrideModel]
    declares: bool


class _Written(NamedTuple):
    """A rule of a file in its shape, with its place."""

    model: RuleModel
    origin: Origin


class Assembly:
    """A ruleset in the making, for one choice of profile and values; lives for one loading."""

    def __init__(self, sources: Sequence[Source], kinds: Kinds, problems: list[Problem], chosen: Chosen) -> None:
        self.sources, self.kinds, self.problems, self.chosen = sources, kinds, problems, chosen
        self.parameters: dict[str, Parameter] = {}
        self.anew: Mapping[str, SaidAnew] = {}
        self.first_given: dict[str, Origin] = {}
        self.withdrawn: dict[str, Withdrawal] = {}
        self.profiles = profiles_of(sources)
        self.written: list[_Written] = []
        self.rules: dict[str, Rule] = {}
        self.dated: frozenset[str] = frozenset()
        self.rules_on: dict[dt.date, dict[str, Rule]] = {}
        self.calendar = CalendarTaken(None, {})

    def read(self) -> None:
        """Reads everything, noting every fault."""
        layers = list(self._layers())
        self._read_parameters(layers)
        self.calendar = calendar_in(self.sources, self.problems)
        self.withdrawn = withdrawals(self.sources, self.problems)
        self.written = [one for source in self.sources for one in self._shaped(source)]
        self.anew = said_anew(self._overrides(layers))
        self.rules = self._rules(None)
        turning = self._days_of_values()
        self.dated = frozenset(self._dated()) if turning else frozenset()
        self.rules_on = {day: self._rules(day) for day in (*map(_day_before, turning[:1]), *turning)}
        self.problems += successor_problems(self.rules.values(), self.withdrawn, self.first_given)

    # ------------------------------------------------------------------ heads

    def _layers(self) -> Iterator[_Layer]:
        for source in self.sources:
            yield _Layer(source.origin, source.model.parameters, source.model.override, declares=True)
        name = self.chosen.profile
        if name is not None and name not in self.profiles:
            known = listed(self.profiles) or said("none")
            hint = did_you_mean(name, self.profiles) or said("hint.there_are", known=known)
            self.problems.append(self.chosen.profile_place.problem(said("no_profile", name=name, hint=hint)))
        for source in self.sources:
            model = source.model.profiles.get(name or "")
            if model is not None:
                yield _Layer(source.origin / "profiles" / str(name), model.parameters, model.override, declares=False)

    def _read_parameters(self, layers: Iterable[_Layer]) -> None:
        reader = ParameterReader(self.kinds, self.problems)
        for layer in layers:
            for name, raw in layer.parameters.items():
                reader.take(name, raw, layer.origin / "parameters" / name, declares=layer.declares)
        for setting in self.chosen.settings:
            reader.set(setting)
        self.parameters = reader.parameters

    def _overrides(self, layers: Iterable[_Layer]) -> Iterator[Override]:
        for layer in layers:
            for code, model in layer.override.items():
                origin = layer.origin / "override" / code
                if code in self.first_given:
                    yield Override(code, model, origin)
                else:
                    guess = did_you_mean(code, self.first_given)
                    self.problems.append(origin.problem(said("no_rule", code=code, hint=guess), at_key=True))

    # ------------------------------------------------------------------ rules

    def _shaped(self, source: Source) -> Iterator[_Written]:
        """The rules of a file; a code that an earlier rule has, or that was withdrawn, is a fault."""
        for index, raw in enumerate(source.model.rules):
            origin = source.origin / "rules" / index
            model = read_model(RuleModel, raw, source.file, origin.path, self.problems)
            if model is None:
                if isinstance(raw, dict):  # known by its code all the same: an override of it is no fault
                    self.first_given.setdefault(str(raw.get("code")), origin)
                continue
            first = self.first_given.setdefault(model.code, origin)
            if first != origin:
                self.problems.append((origin / "code").problem(said("code_twice", code=model.code, place=first)))
            if model.code in self.withdrawn:
                self.problems.append(given_again(self.withdrawn[model.code], origin, self.sources))
            yield _Written(model, origin)

    def _rules(self, day: dt.date | None) -> dict[str, Rule]:
        """All rules by code, parents' first, with the values of a day."""
        values = {name: one.on(day) for name, one in self.parameters.items()}
        found: dict[str, Rule] = {}
        for model, origin in self.written:
            anew = self.anew.get(model.code, _NOTHING_ANEW)
            if day is not None and model.code in self.rules and model.code not in self.dated:
                found[model.code] = self.rules[model.code]
                continue
            own = self._own_values(anew, values, day)
            rule = read_rule(anew.of(model), origin, self.kinds, own, self.problems, anew.set_by)
            too_large = refusal(joined_parts_of(rule)) if rule else None
            if too_large:
                self.problems.append(origin.problem(too_large))
            if rule is not None and self.first_given[model.code] == origin:
                found[model.code] = rule
        return found

    def _dated(self) -> Iterator[str]:
        """The rules that may read otherwise on another day: to read a large ruleset anew for each takes long."""
        names = [f"${name}" for name, one in self.parameters.items() if one.dated]
        for model, _ in self.written:
            anew = self.anew.get(model.code, _NOTHING_ANEW)
            text = repr(anew.of(model))
            if anew.parameters or any(name in text for name in names):
                yield model.code

    def _own_values(
        self, anew: SaidAnew, values: Mapping[str, Parameter], day: dt.date | None
    ) -> Mapping[str, Parameter]:
        """The parameters of a day as one rule sees them."""
        own = {one.name: one.on(day) for one in self._of_one_rule(anew)}
        return {**values, **own} if own else values

    def _of_one_rule(self, anew: SaidAnew) -> list[Parameter]:
        """The parameters that have another value for a single rule."""
        reader = ParameterReader(self.kinds, self.problems, self.parameters)
        for name, raw, origin in anew.parameters:
            reader.take(name, raw, origin, declares=False)
        names = {name for name, _, _ in anew.parameters}
        return [one for name, one in reader.parameters.items() if name in names]

    def _days_of_values(self) -> tuple[dt.date, ...]:
        """The days on which parameters change their values, those of single rules among them."""
        own = [one for anew in self.anew.values() for one in self._of_one_rule(anew)]
        return turning_points((), [*self.parameters.values(), *own])

    # ------------------------------------------------------------------ the whole

    def ruleset(self, root: RulesetModel, lexicons: Amendments) -> Ruleset:
        """The ruleset with its lexicons, where no fault was noted."""
        calendar = self.calendar.calendar
        set_by: dict[str, Place] = dict(self.calendar.set_by)
        levels: tuple[Level, ...] = ()
        for source in self.sources:
            if source.model.levels:
                levels, set_by["levels"] = tuple(source.model.levels), source.origin / "levels"
        off = {code: anew.off for code, anew in self.anew.items() if anew.off is not None}
        files = tuple((source.file.path, source.file.sha256) for source in self.sources)
        whole = Ruleset(
            name=root.name,
            version=root.version,
            title=text(root.title),
            rules=tuple(rule for rule in self.rules.values() if rule.code not in off),
            kinds=self.kinds,
            levels=levels,
            parameters=self.parameters,
            calendar=calendar,
            lexicons=lexicons,
            files=files,
            sha256=self._sum([total for _, total in files], calendar),
            switched_off={code: reason for code, (reason, _) in off.items()},
            withdrawn=self.withdrawn,
            profiles=self.profiles,
            profile=self.chosen.profile,
            set_by={**set_by, **{code: place for code, (_, place) in off.items()}},
        )
        return replace(whole, eras=tuple(self._eras(whole)))

    def _sum(self, totals: list[str], calendar: Path | Calendar | None) -> str:
        """One sum for all that decides: the files, lexicons among them, the calendars, what the call has chosen."""
        files = calendar.files if isinstance(calendar, Calendar) else (calendar,) if calendar else ()
        told = [*totals, *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)]
        if self.chosen.profile is not None or self.chosen.settings:
            values = {one.name: self.parameters[one.name].value for one in self.chosen.settings}
            told.append(json.dumps([self.chosen.profile, values], ensure_ascii=False, sort_keys=True))
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    def _eras(self, whole: Ruleset) -> Iterator[Era]:
        """The ruleset from turning point to turning point; nothing, where it is always the same."""
        days = sorted({*turning_points(whole.rules, ()), *list(self.rules_on)[1:]})
        if days:
            yield Era(None, self._on(whole, _day_before(days[0])))
        for day in days:
            yield Era(day, self._on(whole, day))

    def _on(self, whole: Ruleset, day: dt.date) -> Ruleset:
        read = self.rules
        if self.rules_on:
            begun = [one for one in self.rules_on if one <= day]
            read = self.rules_on[max(begun, default=min(self.rules_on))]
        rules = [read[rule.code] for rule in whole.rules]
        over = [old for rule in rules if rule.force.is_over(day) and (old := ended(rule))]
        return replace(
            whole,
            rules=tuple(
                announced(rule) if rule.force.is_ahead(day) else rule for rule in rules if not rule.force.is_over(day)
            ),
            parameters={name: one.on(day) for name, one in self.parameters.items()},
            withdrawn={**whole.withdrawn, **{old.code: old for old in over}},
        )


def _day_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1) if day > dt.date.min else day
