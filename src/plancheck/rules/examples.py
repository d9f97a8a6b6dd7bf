"""Runs the examples that a rule carries: a partial plan, and the outcome it must come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from plancheck.errors import Problem, RulesetError
from plancheck.plan import Plan
from plancheck.rules.judging import judge
from plancheck.rules.outcome import Outcome
from plancheck.rules.ruleset import Example, Rule, Ruleset

__all__ = ["ExampleResult", "example_plan", "run_examples"]

_GRAVITY = (Outcome.ERROR, Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """An example that was run: what it came to, and the message if there was one."""

    rule: str
    example: Example
    outcome: str
    message: str = ""

    @property
    def as_expected(self) -> bool:
        return self.outcome == self.example.outcome

    def __str__(self) -> str:
        verdict = "as expected" if self.as_expected else f"expected {self.example.outcome}"
        return f"{self.example.origin}: {self.rule}: {self.outcome}, {verdict}. {self.message}".rstrip()


def example_plan(example: Example) -> tuple[Plan, Mapping[str, Any]]:
    """The plan of an example, and what is `given` with it (`risk_schools`).

    Raises RulesetError with the place of each field that no plan has.
    """
    fields = {name: value for name, value in example.plan.items() if name != "given"}
    given = example.plan.get("given") or {}
    problems: list[Problem] = []
    strange = set(given) - {"risk_schools"} if isinstance(given, dict) else {"given"}
    problems += [(example.origin / "given").problem(f"nobody is given «{name}»") for name in sorted(strange)]
    try:
        plan = Plan.model_validate(fields)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            origin = example.origin
            for step in fault["loc"]:
                origin = origin / step
            name = str(fault["loc"][-1])
            problems.append(origin.problem(f"{name}: {fault['msg']}", at_key=fault["type"] == "extra_forbidden"))
        raise RulesetError(problems) from error
    if problems:
        raise RulesetError(problems)
    return plan, given


def run_examples(ruleset: Ruleset, code: str | None = None, *, engine: str = "durable") -> Iterator[ExampleResult]:
    """Each example of each rule (or of one), judged by the rule alone within its ruleset.

    Raises RulesetError with every example that is no plan.
    """
    rules = [rule for rule in ruleset.rules if code in (None, rule.code)]
    problems: list[Problem] = []
    ready: list[tuple[Rule, Example, Plan, Mapping[str, Any]]] = []
    for rule in rules:
        for example in rule.examples:
            try:
                ready.append((rule, example, *example_plan(example)))
            except RulesetError as error:
                problems += error.problems
    if problems:
        raise RulesetError(problems)
    alone = {rule.code: ruleset.only(rule.code) for rule in rules}
    for rule, example, plan, given in ready:
        schools = tuple(given.get("risk_schools", ()))
        entries = judge(plan, alone[rule.code], engine=engine, risk_schools=schools)
        gravest = min(entries, key=lambda one: _GRAVITY.index(one.outcome))
        yield ExampleResult(rule.code, example, str(gravest.outcome), gravest.message)
