"""Test files beside a ruleset (`*.test.yaml`): plans, and what each rule named must come to on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from plancheck.errors import Problem, RulesetError
from plancheck.faults.explaining import read_model
from plancheck.faults.nearest import did_you_mean
from plancheck.plan import Plan
from plancheck.rules.ruleset import Origin, Ruleset
from plancheck.rules.schema import NonEmpty, Strict
from plancheck.rules.testing.expecting import ExpectModel, Given
from plancheck.said import said
from plancheck.yaml_source import YamlFile, read_yaml_file

__all__ = ["CASES_SCHEMA", "Case", "CaseFile", "Expectation", "PlanAt", "is_case_file", "read_case_file", "ruleset_of"]

CASES_SCHEMA = "plancheck.rule_tests/1"
SUFFIXES = (".test.yaml", ".test.yml")

PlanAt = Callable[[Origin, Path], Plan]
"""(where a plan stands, the folder of its file) -> the plan, its words understood.

Raises RulesetError with the faults of a plan that is none.
"""

PlanOf = Callable[[Origin], Plan]


class CaseModel(Strict):
    name: NonEmpty
    plan: dict[str, Any] | NonEmpty
    given: Given = Given()
    expect: Annotated[dict[str, Any], Field(min_length=1)]


class CasesModel(Strict):
    schema_: Literal["plancheck.rule_tests/1"] = Field(alias="schema")
    ruleset: NonEmpty
    cases: Annotated[list[Any], Field(min_length=1)]


class Expectation(NamedTuple):
    """What one rule must come to in a case; with `exactly` the findings listed are all there are."""

    code: str
    expected: tuple[ExpectModel, ...]
    exactly: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Case:
    """A plan with what is given beside it, and what the rules must come to."""

    name: str
    plan: Plan
    given: Given
    expectations: tuple[Expectation, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A test file that was read, with the ruleset that it tests."""

    path: Path
    ruleset: Ruleset
    cases: tuple[Case, ...]


def is_case_file(path: Path) -> bool:
    """Whether a file is named as test files are."""
    return path.name.endswith(SUFFIXES)


def ruleset_of(path: Path) -> str | Path:
    """The ruleset that a test file names: a shipped name, or the path of a file beside it.

    Raises RulesetError where the file does not say.
    """
    source = read_yaml_file(path)
    problems: list[Problem] = []
    model = read_model(CasesModel, source.value, source, (), problems)
    if model is None:
        raise RulesetError(problems)
    named = model.ruleset
    is_path = named.endswith((".yaml", ".yml")) or "/" in named or "\\" in named
    return path.parent / named if is_path else named


def read_case_file(path: Path, ruleset: Ruleset, plan_at: PlanAt) -> CaseFile:
    """The cases of a test file. Raises RulesetError with every fault of every case, at its line and column."""
    source = read_yaml_file(path)
    problems: list[Problem] = []
    model = read_model(CasesModel, source.value, source, (), problems)
    cases = []
    for index, raw in enumerate(model.cases if model else ()):
        case = _case(raw, Origin(source, ("cases", index)), ruleset, lambda at: plan_at(at, path.parent), problems)
        cases += [case] if case else []
    problems += _doubled(cases)
    if problems:
        raise RulesetError(sorted(problems, key=lambda one: (one.path, one.line, one.column)))
    return CaseFile(path, ruleset, tuple(cases))


def _case(raw: Any, origin: Origin, ruleset: Ruleset, plan_of: PlanOf, problems: list[Problem]) -> Case | None:
    model = read_model(CaseModel, raw, origin.file, origin.path, problems)
    if model is None:
        return None
    found = [_expectation(code, one, origin / "expect" / code, ruleset, problems) for code, one in model.expect.items()]
    try:
        plan = plan_of(origin / "plan")
    except RulesetError as error:
        problems.extend(error.problems)
        return None
    return Case(model.name, plan, model.given, tuple(one for one in found if one is not None), origin)


def _expectation(code: str, raw: Any, origin: Origin, ruleset: Ruleset, problems: list[Problem]) -> Expectation | None:
    known = [rule.code for rule in ruleset.rules]
    if code not in known:
        off = ruleset.switched_off.get(code)
        hint = did_you_mean(code, known) if off is None else said("case.off", why=off)
        problems.append(origin.problem(said("case.no_rule", ruleset=ruleset.name, code=code, hint=hint), at_key=True))
        return None
    several = isinstance(raw, list)
    expected = []
    for index, one in enumerate(raw if several else [raw]):
        place = origin / index if several else origin
        look = {"outcome": one} if isinstance(one, str) else one
        model = read_model(ExpectModel, look, origin.file, place.path, problems)
        expected += [model] if model else []
    if several and not raw:
        problems.append(origin.problem(said("case.empty")))
    return Expectation(code, tuple(expected), several, origin) if expected else None


def _doubled(cases: Sequence[Case]) -> list[Problem]:
    first: dict[str, Origin] = {}
    return [
        (case.origin / "name").problem(said("case.twice", name=case.name, place=first[case.name]))
        for case in cases
        if first.setdefault(case.name, case.origin) is not case.origin
    ]


def declared_schema(source: YamlFile) -> str | None:
    """The schema that a YAML file says it has."""
    value = source.value
    named = value.get("schema") if isinstance(value, dict) else None
    return named if isinstance(named, str) else None
