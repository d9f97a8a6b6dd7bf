"""Finds the files of a ruleset and those it extends, and reads each into its shape."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from plancheck.errors import Problem, RulesetError
from plancheck.faults.explaining import read_model
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.resources import is_shipped
from plancheck.rules.loading import names_in
from plancheck.rules.ruleset import Origin
from plancheck.rules.schema import RuleModel, RulesetModel
from plancheck.said import said
from plancheck.yaml_source import YamlFile, read_yaml_file

__all__ = ["FileGatherer", "Source"]


class Source(NamedTuple):
    """One file of a ruleset, shaped but not yet understood; `above` are the paths of the files that it builds upon."""

    place: Path
    file: YamlFile
    model: RulesetModel
    above: frozenset[str] = frozenset()

    @property
    def origin(self) -> Origin:
        return Origin(self.file, ())


class FileGatherer:
    """Finds a ruleset's files, parents first, each once; lives for one loading."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.problems: list[Problem] = []
        self.sources: list[Source] = []
        self._done: set[Path] = set()
        self._above: dict[Path, frozenset[str]] = {}  # by file: itself and those that it builds upon

    def named(self, name: str) -> Source | None:
        """The ruleset that a person named, with all that it extends gathered before it."""
        place = self._place(name, Path())
        if place.is_file() or place != self.home / f"{name}.yaml":  # a path: reading says what is wrong with it
            return self._gather(place, ())
        known = names_in(self.home)
        hint = did_you_mean(name, known) or said("hint.there_are", known=listed(known))
        self.problems.append(Problem(name, 0, 0, said("ruleset.none", hint=hint)))
        return None

    def _place(self, name: str, beside: Path) -> Path:
        """A path where the name looks like one (relative to the naming file), else a shipped ruleset."""
        if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
            return beside / name
        return self.home / f"{name}.yaml"

    def _gather(self, place: Path, trail: tuple[Path, ...]) -> Source | None:
        try:
            file = read_yaml_file(place, keep=is_shipped(place))
        except RulesetError as error:
            self.problems.extend(error.problems)
            return None
        model = read_model(RulesetModel, file.value, file, (), self.problems)
        self._done.add(place.resolve())
        above = self._gather_parents(place, file, (*trail, place.resolve()))
        self._above[place.resolve()] = above | {file.path}
        if model is None:
            self._shape_rules(file)
            return None
        source = Source(place, file, model, above)
        self.sources.append(source)
        return source

    def _shape_rules(self, file: YamlFile) -> None:
        """Where the head of a file is wrong, its rules are still looked at for their shape."""
        rules = file.value.get("rules") if isinstance(file.value, dict) else None
        for index, raw in enumerate(rules if isinstance(rules, list) else []):
            read_model(RuleModel, raw, file, ("rules", index), self.problems)

    def _gather_parents(self, place: Path, file: YamlFile, trail: tuple[Path, ...]) -> frozenset[str]:
        """The paths of all files above; also where the file itself is wrong: all faults are wanted at once."""
        above: frozenset[str] = frozenset()
        names = file.value.get("extends", []) if isinstance(file.value, dict) else []
        for index, name in enumerate(names if isinstance(names, list) else []):
            origin = Origin(file, ("extends", index))
            parent = self._place(str(name), place.parent)
            if parent.resolve() in trail:
                self.problems.append(origin.problem(said("extends.circle", name=name)))
            elif not parent.is_file():
                guess = did_you_mean(str(name), names_in(self.home))
                self.problems.append(origin.problem(said("extends.none", name=name, hint=guess)))
            elif parent.resolve() not in self._done:
                self._gather(parent, trail)
            above |= self._above.get(parent.resolve(), frozenset())
        return above
