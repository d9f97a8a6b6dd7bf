"""Runs the examples that a rule carries: a partial plan, and the outcome it must come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import ValidationError

from plancheck.errors import Problem, RulesetError
from plancheck.faults.explaining import read_model
from plancheck.plan import Plan
from plancheck.rules.judging import judge
from plancheck.rules.outcome import RuleOutcome
from plancheck.rules.ruleset import Example, Rule, Ruleset
from plancheck.rules.testing.expecting import Difference, ExpectModel, Given, differences, gravest
from plancheck.said import said

__all__ = ["ExampleResult", "ReadyExample", "example_plan", "held_against", "ready_examples", "run_examples"]

_BESIDE = ("given", "expect")  # what stands beside a plan's own fields


class ReadyExample(NamedTuple):
    """An example that was read: its rule, its plan, what is given with it, and what it must come to."""

    rule: Rule
    example: Example
    plan: Plan
    given: Given
    expected: tuple[ExpectModel, ...]


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """An example that was run: what it came to, the message if there was one, and what is not as expected."""

    rule: str
    example: Example
    outcome: str
    message: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def as_expected(self) -> bool:
        return not self.differences

    def __str__(self) -> str:
        wanted = "; ".join(f"expected {one.expected}" for one in self.differences)
        return f"{self.example.origin}: {self.rule}: {self.outcome}, {wanted or 'as expected'}. {self.message}".rstrip()


def example_plan(example: Example) -> Plan:
    """The plan of an example. Raises RulesetError with the place of each field that no plan has."""
    problems: list[Problem] = []
    plan = _plan(example, problems)
    if plan is None:
        raise RulesetError(problems)
    return plan


def _plan(example: Example, problems: list[Problem]) -> Plan | None:
    fields = {name: value for name, value in example.plan.items() if name not in _BESIDE}
    try:
        return Plan.model_validate(fields)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            origin = example.origin
            for step in fault["loc"]:
                origin = origin / step
            name = str(fault["loc"][-1])
            told = said("named", name=name, what=said("as_told", why=fault["msg"]))
            problems.append(origin.problem(told, at_key=fault["type"] == "extra_forbidden"))
    return None


def ready_examples(ruleset: Ruleset, code: str | None = None) -> tuple[ReadyExample, ...]:
    """The examples of all rules (or of one), read. Raises RulesetError with every fault of every one."""
    problems: list[Problem] = []
    ready: list[ReadyExample] = []
    for rule in ruleset.rules:
        for example in rule.examples if code in (None, rule.code) else ():
            plan = _plan(example, problems)
            beside = example.origin / "given"
            given = read_model(Given, example.plan.get("given") or {}, beside.file, beside.path, problems)
            expected = _expected(example, problems)
            if plan is not None and given is not None:
                ready.append(ReadyExample(rule, example, plan, given, expected))
    if problems:
        raise RulesetError(problems)
    return tuple(ready)


def _expected(example: Example, problems: list[Problem]) -> tuple[ExpectModel, ...]:
    """What the example's list says, and what its own `expect` adds: one finding's look, or that of all."""
    raw = example.plan.get("expect")
    if raw is None:
        return (ExpectModel.model_validate({"outcome": example.outcome}),)
    several = isinstance(raw, list)
    found = []
    for index, one in enumerate(raw if several else [raw]):
        origin = example.origin / "expect" / index if several else example.origin / "expect"
        said = {"outcome": example.outcome, **one} if isinstance(one, Mapping) else one
        model = read_model(ExpectModel, said, origin.file, origin.path, problems)
        found += [model] if model else []
    return tuple(found)


def held_against(ready: ReadyExample, entries: Sequence[RuleOutcome]) -> ExampleResult:
    """What an example came to, given the entries of its rule."""
    first = gravest(entries)
    exactly = isinstance(ready.example.plan.get("expect"), list)
    unlike = differences(ready.expected, entries, exactly=exactly)
    return ExampleResult(ready.rule.code, ready.example, str(first.outcome), first.message, unlike)


def run_examples(ruleset: Ruleset, code: str | None = None, *, engine: str = "durable") -> Iterator[ExampleResult]:
    """Each example of each rule (or of one), judged by the rule alone within its ruleset.

    Raises RulesetError with every example that is no plan.
    """
    ready = ready_examples(ruleset, code)
    alone = {one.rule.code: ruleset.only(one.rule.code) for one in ready}
    for one in ready:
        schools = tuple(one.given.risk_schools)
        alone_rule, superior = alone[one.rule.code], one.given.superior
        yield held_against(one, judge(one.plan, alone_rule, engine=engine, risk_schools=schools, superior=superior))
