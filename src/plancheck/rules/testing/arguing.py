"""Findings of the lint that are meant: argued for in `lint/*.yaml` beside the rulesets, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field

from plancheck.errors import Problem, RulesetError
from plancheck.faults.explaining import read_model
from plancheck.rules.ruleset import Origin
from plancheck.rules.schema import Strict, TextModel
from plancheck.rules.testing.linting import LintFinding, LintKind, found_at
from plancheck.yaml_source import read_yaml_file

__all__ = ["Argument", "read_arguments", "sifted"]

FOLDER = "lint"


class ArgumentModel(Strict):
    """Which findings: of a kind, of a rule where it is named, with these values."""

    kind: LintKind
    rule: str = ""
    where: dict[str, str] = Field(default_factory=dict)
    because: TextModel


class ArgumentsModel(Strict):
    schema_: Literal["plancheck.rule_lint/1"] = Field(alias="schema")
    argued: tuple[Any, ...] = ()


class Argument(NamedTuple):
    """Findings that are meant, and where that is said."""

    model: ArgumentModel
    origin: Origin

    def covers(self, finding: LintFinding) -> bool:
        if finding.kind is not self.model.kind or self.model.rule not in ("", finding.rule):
            return False
        return all(finding.values.get(name) == value for name, value in self.model.where.items())


def read_arguments(folder: Path) -> tuple[Argument, ...]:
    """The arguments in the folder `lint` of a folder. Raises RulesetError with every fault."""
    problems: list[Problem] = []
    found = []
    for file in sorted((folder / FOLDER).glob("*.yaml")):
        source = read_yaml_file(file)
        whole = read_model(ArgumentsModel, source.value, source, (), problems)
        for index, raw in enumerate(whole.argued if whole else ()):
            origin = Origin(source, ("argued", index))
            model = read_model(ArgumentModel, raw, source, origin.path, problems)
            found += [Argument(model, origin)] if model else []
    if problems:
        raise RulesetError(problems)
    return tuple(found)


def sifted(findings: Iterable[LintFinding], arguments: Sequence[Argument]) -> Iterator[LintFinding]:
    """The findings that nobody argues for; then the arguments that argue for none."""
    used: set[int] = set()
    for finding in findings:
        covering = [index for index, one in enumerate(arguments) if one.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for index, one in enumerate(arguments):
        if index not in used:
            yield found_at(one.origin, LintKind.ARGUED_IN_VAIN, one.model.rule, argued=str(one.model.kind))
