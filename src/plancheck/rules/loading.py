"""Loads a ruleset with all it extends; every fault of every file is shown at once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.errors import Problem, RulesetError
from plancheck.plan import Level
from plancheck.resources import shipped_rulesets
from plancheck.rules.compiling import refusal
from plancheck.rules.fields import Kinds, ParameterValue
from plancheck.rules.nearest import did_you_mean, listed
from plancheck.rules.rule_reading import read_rule, text
from plancheck.rules.ruleset import Origin, Parameter, Rule, Ruleset
from plancheck.rules.schema import OverrideModel, ParameterModel, RuleModel, RulesetModel, read_model
from plancheck.yaml_source import YamlFile, read_yaml_file

__all__ = ["load_ruleset", "ruleset_names", "ruleset_serving"]


def ruleset_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names of the rulesets in a folder, the shipped one by default."""
    return tuple(sorted(file.stem for file in (folder or shipped_rulesets()).glob("*.yaml")))


@lru_cache(maxsize=16)
def ruleset_serving(level: Level, folder: Path | None = None) -> str | None:
    """The name of the first ruleset whose `levels` hold the level; None where none serves it."""
    home = folder or shipped_rulesets()
    for name in ruleset_names(folder):
        file = home / f"{name}.yaml"
        if b"\nlevels:" not in file.read_bytes():  # spares reading the large ones
            continue
        value = read_yaml_file(file).value
        levels = value.get("levels") if isinstance(value, dict) else None
        if isinstance(levels, list) and str(level) in levels:
            return name
    return None


def load_ruleset(name_or_path: str | Path, *, folder: Path | None = None, kinds: Kinds | None = None) -> Ruleset:
    """The ruleset of a shipped name («objectivity-school») or of a file, checked throughout.

    `folder` stands instead of the shipped rulesets, `kinds` instead of the declared kinds of facts.
    Raises RulesetError with every fault of every file, by file and line.
    """
    home = folder or shipped_rulesets()
    files = _FileGatherer(home)
    root = files.named(str(name_or_path))
    assembly = _Assembly(kinds or _declared_kinds(), files.problems)
    for source in files.sources:
        assembly.take(source)
    rules = assembly.rules()
    if files.problems or root is None:
        raise _all_of(files.problems)
    return assembly.ruleset(root.model, rules)


def _declared_kinds() -> Kinds:
    from plancheck.rules.kinds import KINDS  # noqa: PLC0415 - the loader itself knows no kind

    return KINDS


def _all_of(problems: list[Problem]) -> RulesetError:
    return RulesetError(sorted(set(problems), key=lambda one: (one.path, one.line, one.column, one.message)))


class _Source(NamedTuple):
    """One file of a ruleset, shaped but not yet understood."""

    place: Path
    file: YamlFile
    model: RulesetModel

    @property
    def origin(self) -> Origin:
        return Origin(self.file, ())


class _FileGatherer:
    """Finds a ruleset's files, parents first, each once; lives for one loading."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.problems: list[Problem] = []
        self.sources: list[_Source] = []
        self._done: set[Path] = set()

    def named(self, name: str) -> _Source | None:
        """The ruleset that a person named, with all that it extends gathered before it."""
        place = self._place(name, Path())
        if place.is_file():
            return self._gather(place, ())
        known = ruleset_names(self.home)
        guess = did_you_mean(name, known) or f"; there are: {listed(known)}"
        self.problems.append(Problem(name, 1, 1, f"no such ruleset{guess}"))
        return None

    def _place(self, name: str, beside: Path) -> Path:
        """A path where the name looks like one (relative to the naming file), else a shipped ruleset."""
        if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
            return beside / name
        return self.home / f"{name}.yaml"

    def _gather(self, place: Path, trail: tuple[Path, ...]) -> _Source | None:
        try:
            file = read_yaml_file(place)
        except RulesetError as error:
            self.problems.extend(error.problems)
            return None
        model = read_model(RulesetModel, file.value, file, (), self.problems)
        self._done.add(place.resolve())
        self._gather_parents(place, file, (*trail, place.resolve()))
        if model is None:
            self._shape_rules(file)
            return None
        source = _Source(place, file, model)
        self.sources.append(source)
        return source

    def _shape_rules(self, file: YamlFile) -> None:
        """Where the head of a file is wrong, its rules are still looked at for their shape."""
        rules = file.value.get("rules") if isinstance(file.value, dict) else None
        for index, raw in enumerate(rules if isinstance(rules, list) else []):
            read_model(RuleModel, raw, file, ("rules", index), self.problems)

    def _gather_parents(self, place: Path, file: YamlFile, trail: tuple[Path, ...]) -> None:
        """Also where the file itself is wrong: all faults of all files are wanted at once."""
        names = file.value.get("extends", []) if isinstance(file.value, dict) else []
        for index, name in enumerate(names if isinstance(names, list) else []):
            origin = Origin(file, ("extends", index))
            parent = self._place(str(name), place.parent)
            if parent.resolve() in trail:
                self.problems.append(origin.problem(f"«{name}» extends this file in turn: a circle"))
            elif not parent.is_file():
                guess = did_you_mean(str(name), ruleset_names(self.home))
                self.problems.append(origin.problem(f"no ruleset «{name}»{guess}"))
            elif parent.resolve() not in self._done:
                self._gather(parent, trail)


class _Assembly:
    """Puts the files of a ruleset together: later ones give parameters and override what earlier ones say."""

    def __init__(self, kinds: Kinds, problems: list[Problem]) -> None:
        self.kinds, self.problems = kinds, problems
        self.sources: list[_Source] = []
        self.parameters: dict[str, Parameter] = {}
        self.first_given: dict[str, Origin] = {}
        self.overrides: list[tuple[Origin, str, OverrideModel]] = []
        self.calendar: Path | None = None
        self.levels: tuple[Level, ...] = ()

    def take(self, source: _Source) -> None:
        self.sources.append(source)
        origin, model = source.origin, source.model
        for name, raw in model.parameters.items():
            self._parameter(name, raw, origin / "parameters" / name)
        self.overrides += [(origin / "override" / code, code, one) for code, one in model.override.items()]
        self.levels = tuple(model.levels) or self.levels
        if model.calendar is not None:
            self.calendar = source.place.parent / model.calendar
            if not self.calendar.is_file():
                self.problems.append((origin / "calendar").problem(f"no calendar «{model.calendar}»"))

    # ------------------------------------------------------------------ parameters

    def _parameter(self, name: str, raw: Any, origin: Origin) -> None:
        """A declaration; or, of an inherited parameter, just a new value, bare or as `{default: …}`."""
        inherited = self.parameters.get(name)
        if inherited is not None and not (isinstance(raw, dict) and "type" in raw):
            if isinstance(raw, dict):
                strange = raw.keys() - {"default"}
                if strange or "default" not in raw:
                    self.problems.append(origin.problem("an inherited parameter is given «default», or a value"))
                    return
                raw, origin = raw["default"], origin / "default"
            value = self._value(inherited.type, inherited.of, raw, origin)
            if value is not None:
                self.parameters[name] = replace(inherited, value=value)
            return
        model = read_model(ParameterModel, raw, origin.file, origin.path, self.problems)
        if model is None:
            return
        if (model.of is not None) != (model.type in ("code", "list")):
            self.problems.append(origin.problem("«of», a code set or «name», goes with type code or list"))
            return
        if model.of not in (None, "name", *self.kinds.code_sets):
            guess = did_you_mean(model.of or "", ["name", *self.kinds.code_sets])
            known = "" if guess else f"; known: {listed(['name', *self.kinds.code_sets], 40)}"
            self.problems.append((origin / "of").problem(f"unknown code set «{model.of}»{guess}{known}"))
            return
        value = self._value(model.type, model.of, model.default, origin / "default")
        if value is not None:
            self.parameters[name] = Parameter(name, model.type, model.of, value, text(model.title))

    def _value(self, kind: str, of: str | None, raw: Any, origin: Origin) -> ParameterValue | None:
        """The value as rules and facts use it; None: refused, noted."""
        if kind == "list":
            if not isinstance(raw, list):
                self.problems.append(origin.problem("a list is wanted"))
                return None
            values = [self._code(of, one, origin / index) for index, one in enumerate(raw)]
            return tuple(dict.fromkeys(one for one in values if one is not None))
        if kind == "code":
            return self._code(of, raw, origin)
        if kind == "flag" and isinstance(raw, bool):
            return int(raw)
        if kind == "int" and isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        wanted = "true or false" if kind == "flag" else "a whole number"
        self.problems.append(origin.problem(f"{wanted} is wanted, not «{raw}»"))
        return None

    def _code(self, of: str | None, raw: Any, origin: Origin) -> str | None:
        if not isinstance(raw, str):
            self.problems.append(origin.problem(f"a word is wanted, not «{raw}»"))
            return None
        codes = self.kinds.code_sets[of].codes if of and of in self.kinds.code_sets else None
        if codes is not None and raw not in codes:
            guess = did_you_mean(raw, codes) or f"; codes: {listed(codes)}"
            self.problems.append(origin.problem(f"«{raw}» is no code of {of}{guess}"))
            return None
        return raw

    # ------------------------------------------------------------------ rules

    def rules(self) -> dict[str, Rule]:
        """All rules by code, parents' first; the overrides are held against them."""
        rules = {rule.code: rule for source in self.sources for rule in self._rules(source)}
        for origin, code, _ in self.overrides:
            if code not in self.first_given:
                guess = did_you_mean(code, self.first_given)
                self.problems.append(origin.problem(f"no rule has the code {code}{guess}", at_key=True))
        return rules

    def ruleset(self, root: RulesetModel, rules: dict[str, Rule]) -> Ruleset:
        switched_off: dict[str, str] = {}
        for _, code, override in self.overrides:
            if override.off is not None:
                switched_off[code] = override.off
            elif override.severity is not None:
                rules[code] = replace(rules[code], severity=override.severity)
                switched_off.pop(code, None)
        kept = tuple(rule for rule in rules.values() if rule.code not in switched_off)
        files = tuple((source.file.path, source.file.sha256) for source in self.sources)
        sums = "\n".join(total for _, total in files)
        return Ruleset(
            name=root.name,
            version=root.version,
            title=text(root.title),
            rules=kept,
            kinds=self.kinds,
            levels=self.levels,
            parameters=self.parameters,
            calendar=self.calendar,
            files=files,
            sha256=hashlib.sha256(sums.encode()).hexdigest(),
            switched_off=switched_off,
        )

    def _rules(self, source: _Source) -> list[Rule]:
        """The rules of a file; a code that an earlier rule has is a fault, here or across files."""
        found = []
        for index, raw in enumerate(source.model.rules):
            origin = source.origin / "rules" / index
            model = read_model(RuleModel, raw, source.file, origin.path, self.problems)
            if model is None:
                if isinstance(raw, dict):  # known by its code all the same: an override of it is no fault
                    self.first_given.setdefault(str(raw.get("code")), origin)
                continue
            first = self.first_given.setdefault(model.code, origin)
            if first != origin:
                self.problems.append((origin / "code").problem(f"code {model.code} is already given in {first}"))
            rule = read_rule(model, origin, self.kinds, self.parameters, self.problems)
            too_large = refusal(rule.parts) if rule else None
            if too_large:
                self.problems.append(origin.problem(too_large))
            if rule is not None and first == origin:
                found.append(rule)
        return found
