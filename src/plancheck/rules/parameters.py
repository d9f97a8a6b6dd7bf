"""Parameters of a ruleset: declared with a type, given other values by heirs, profiles, days and the call."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from plancheck.errors import Problem
from plancheck.faults.explaining import day_of_year, read_model
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.rules.choosing import Setting
from plancheck.rules.fields import Kinds, ParameterValue
from plancheck.rules.rule_reading import force, text
from plancheck.rules.ruleset import DatedValue, Origin, Parameter, Place
from plancheck.rules.schema import DatedValueModel, ParameterModel
from plancheck.said import Said, SaidError, said

__all__ = ["ParameterReader", "TypeOf"]

_HEIR_KEYS = ("default", "values")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_FLAGS = {"true": True, "false": False}


class TypeOf(NamedTuple):
    """What values a parameter takes: its type, and the code set of a code or a list."""

    name: str
    of: str | None = None


class ParameterReader:
    """Collects the parameters of a ruleset's files in order; lives for one reading."""

    def __init__(self, kinds: Kinds, problems: list[Problem], inherited: Mapping[str, Parameter] | None = None) -> None:
        self.kinds, self.problems = kinds, problems
        self.parameters: dict[str, Parameter] = dict(inherited or {})

    def fault(self, place: Place, message: Said, *, at_key: bool = False) -> None:
        self.problems.append(place.problem(message, at_key=at_key))

    # ------------------------------------------------------------------ declaring and giving

    def take(self, name: str, raw: Any, origin: Origin, *, declares: bool = True) -> None:
        """A declaration; or, of an inherited parameter, just other values: bare, or as `{default: …, values: …}`.

        Where nothing may be declared (in a profile, in an override) an unknown name is a fault.
        """
        inherited = self.parameters.get(name)
        if inherited is None and not declares:
            guess = did_you_mean(name, self.parameters) or self._there_are()
            self.fault(origin, said("parameter.none", name=name, hint=guess), at_key=True)
        elif inherited is not None and not (declares and isinstance(raw, dict) and "type" in raw):
            self._give(inherited, raw, origin)
        else:
            self._declare(name, raw, origin)

    def set(self, setting: Setting) -> None:
        """A value given with the call, as text or already of its type; it holds on all days."""
        inherited = self.parameters.get(setting.name)
        if inherited is None:
            guess = did_you_mean(setting.name, self.parameters) or self._there_are()
            self.fault(setting.place, said("parameter.none_of_rules", name=setting.name, hint=guess))
            return
        kind = TypeOf(inherited.type, inherited.of)
        value = self._value(kind, _typed(kind, setting.value), setting.place)
        if value is not None:
            self.parameters[setting.name] = replace(inherited, value=value, dated=(), place=setting.place)

    def _there_are(self) -> Said:
        return said("hint.there_are", known=listed(self.parameters) or said("none"))

    def _declare(self, name: str, raw: Any, origin: Origin) -> None:
        model = read_model(ParameterModel, raw, origin.file, origin.path, self.problems)
        if model is None:
            return
        if (model.of is not None) != (model.type in ("code", "list")):
            self.fault(origin, said("parameter.of"))
            return
        if model.of not in (None, "name", *self.kinds.code_sets):
            guess = did_you_mean(model.of or "", ["name", *self.kinds.code_sets])
            hint = guess or said("hint.keys", known=listed(["name", *self.kinds.code_sets], 40))
            self.fault(origin / "of", said("parameter.code_set", name=model.of, hint=hint))
            return
        kind = TypeOf(model.type, model.of)
        value = self._value(kind, model.default, origin / "default")
        dated = self._dated(kind, model.values, origin / "values")
        if value is not None:
            self.parameters[name] = Parameter(
                name, model.type, model.of, value, text(model.title), dated, origin, origin / "default"
            )

    def _give(self, inherited: Parameter, raw: Any, origin: Origin) -> None:
        kind, dated = TypeOf(inherited.type, inherited.of), inherited.dated
        place = origin
        if isinstance(raw, dict):
            if not raw or raw.keys() - set(_HEIR_KEYS):
                self.fault(origin, said("parameter.inherited"))
                return
            if "values" in raw:
                dated = self._dated(kind, self._models(raw["values"], origin / "values"), origin / "values")
            if "default" not in raw:
                self.parameters[inherited.name] = replace(inherited, dated=dated)
                return
            raw, place = raw["default"], origin / "default"
        else:
            dated = ()
        value = self._value(kind, raw, place)
        if value is not None:
            self.parameters[inherited.name] = replace(inherited, value=value, dated=dated, place=place)

    def _models(self, raw: Any, origin: Origin) -> list[DatedValueModel]:
        if not isinstance(raw, list):
            self.fault(origin, said("parameter.values"))
            return []
        found = (
            read_model(DatedValueModel, one, origin.file, (origin / index).path, self.problems)
            for index, one in enumerate(raw)
        )
        return [one for one in found if one is not None]

    def _dated(self, kind: TypeOf, models: list[DatedValueModel], origin: Origin) -> tuple[DatedValue, ...]:
        """The values of certain days, in the order of their days; two for one day are a fault."""
        found = []
        for index, one in enumerate(models):
            value = self._value(kind, one.value, origin / index / "value")
            if value is not None:
                found.append(DatedValue(value, force(one), origin / index))
        found.sort(key=lambda one: one.force.first or dt.date.min)
        for before, after in pairwise(found):
            if before.force.last is None or after.force.first is None or after.force.first <= before.force.last:
                self.fault(after.place, said("parameter.two", place=before.place))
        return tuple(found)

    # ------------------------------------------------------------------ one value

    def _value(self, kind: TypeOf, raw: Any, place: Place) -> ParameterValue | None:
        """The value as rules and facts use it; None: refused, noted."""
        if kind.name == "list" and isinstance(raw, list):
            values = [self._code(kind.of, one, place / index) for index, one in enumerate(raw)]
            return tuple(dict.fromkeys(one for one in values if one is not None))
        if kind.name == "code":
            return self._code(kind.of, raw, place)
        try:
            return _plain(kind.name, raw)
        except SaidError as error:
            self.fault(place, error.said)
            return None

    def _code(self, of: str | None, raw: Any, place: Place) -> str | None:
        if not isinstance(raw, str):
            self.fault(place, said("parameter.word", value=raw))
            return None
        codes = self.kinds.code_sets[of].codes if of and of in self.kinds.code_sets else None
        if codes is not None and raw not in codes:
            guess = did_you_mean(raw, codes) or said("hint.codes", known=listed(codes))
            self.fault(place, said("no_code", value=raw, codes=of, hint=guess))
            return None
        return raw


_WANTED = {"list": "wanted.list", "flag": "wanted.flag", "int": "wanted.whole", "text": "wanted.plain_text"}


def _plain(kind: str, raw: Any) -> ParameterValue:
    """The value of a type that needs no code set; SaidError tells what is wanted."""
    if kind == "date":
        return day_of_year(raw).toordinal()
    fits = {
        "flag": isinstance(raw, bool),
        "int": isinstance(raw, int) and not isinstance(raw, bool),
        "text": isinstance(raw, str) and raw.strip() and not {"{", "}"} & set(raw),
    }
    if not fits.get(kind):
        raise SaidError(said("wanted", what=said(_WANTED[kind]), found=said("wanted.found", found=f"«{raw}»")))
    return int(raw) if kind == "flag" else raw


def _typed(kind: TypeOf, given: Any) -> Any:
    """What a person wrote after `name=`, as a file would give it; what is no text already is left."""
    if isinstance(given, tuple):
        return list(given)
    if not isinstance(given, str):
        return given
    written = given.strip()
    match kind.name:
        case "list":
            return [one.strip() for one in written.split(",") if one.strip()]
        case "flag":
            return _FLAGS.get(written.lower(), written)
        case "int":
            return int(written) if _WHOLE.fullmatch(written) else written
    return written
