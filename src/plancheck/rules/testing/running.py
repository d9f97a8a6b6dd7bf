"""Runs the examples of rulesets and the cases of test files, and says which rules lack a case of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from plancheck.rules.examples import ExampleResult, run_examples
from plancheck.rules.judging import judgement_on
from plancheck.rules.outcome import Outcome
from plancheck.rules.ruleset import Origin, Ruleset
from plancheck.rules.testing.case_files import Case, CaseFile
from plancheck.rules.testing.expecting import ABSENT, Difference, differences, gravest

__all__ = ["CaseResult", "CaseRun", "Lacking", "lacking", "run_case_file", "run_ruleset"]

WANTED = (Outcome.FAILED, Outcome.PASSED, Outcome.INAPPLICABLE)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One expectation that was held against what the rule came to.

    `case` is the name of the case in its test file, None of an example inside the rule; `expected` an outcome.
    """

    ruleset: str
    rule: str
    case: str | None
    origin: Origin
    expected: str
    outcome: str
    message: str
    differences: tuple[Difference, ...]

    @property
    def place(self) -> str:
        """«path:line» of what was expected."""
        return str(self.origin)


class Lacking(NamedTuple):
    """A rule of a ruleset with the outcomes that no example and no case of it expects."""

    ruleset: str
    rule: str
    origin: Origin
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class CaseRun:
    """All that was run: rulesets and test files by name, each result, and what rules lack."""

    rulesets: tuple[str, ...]
    files: tuple[str, ...]
    results: tuple[CaseResult, ...]
    lacking: tuple[Lacking, ...]

    @property
    def failures(self) -> tuple[CaseResult, ...]:
        return tuple(one for one in self.results if one.differences)


def run_ruleset(ruleset: Ruleset, *, engine: str = "durable") -> Iterator[CaseResult]:
    """The examples inside the rules. Raises RulesetError with every example that is no plan."""
    for one in run_examples(ruleset, engine=engine):
        yield _of_example(ruleset, one)


def _of_example(ruleset: Ruleset, one: ExampleResult) -> CaseResult:
    return CaseResult(
        ruleset=ruleset.name,
        rule=one.rule,
        case=None,
        origin=one.example.origin,
        expected=one.example.outcome,
        outcome=one.outcome,
        message=one.message,
        differences=one.differences,
    )


def run_case_file(file: CaseFile, *, engine: str = "durable") -> Iterator[CaseResult]:
    """The cases of a test file, each plan judged by the ruleset as a whole, as of its day."""
    for case in file.cases:
        yield from _run(case, file.ruleset, engine)


def _run(case: Case, ruleset: Ruleset, engine: str) -> Iterator[CaseResult]:
    judged = judgement_on(
        case.plan,
        ruleset,
        as_of=case.given.as_of,
        engine=engine,
        risk_schools=tuple(case.given.risk_schools),
        superior=case.given.superior,
    )
    entries = {code: list(those) for code, those in groupby(judged.outcomes, key=lambda one: one.rule)}
    for one in case.expectations:
        own = entries.get(one.code, [])
        first = gravest(own) if own else None
        yield CaseResult(
            ruleset=ruleset.name,
            rule=one.code,
            case=case.name,
            origin=one.origin,
            expected=one.expected[0].outcome,
            outcome=str(first.outcome) if first else ABSENT,
            message=first.message if first else "",
            differences=differences(one.expected, own, exactly=one.exactly),
        )


def lacking(rulesets: Sequence[Ruleset], files: Iterable[CaseFile]) -> tuple[Lacking, ...]:
    """The rules that no failing, passing or inapplicable case proves, each once; `always` stands for the last."""
    tested = list(files)
    shown: dict[str, set[str]] = {}
    for file in tested:
        for case in file.cases:
            for one in case.expectations:
                shown.setdefault(one.code, set()).add(one.expected[0].outcome)
    found: dict[tuple[str, str], Lacking] = {}
    for ruleset in rulesets:
        for rule in ruleset.rules:
            has = {example.outcome for example in rule.examples} | shown.get(rule.code, set())
            wanted = [one for one in WANTED if one not in has and not (rule.always and one is Outcome.INAPPLICABLE)]
            if wanted:
                key = (rule.origin.file.path, rule.code)
                found.setdefault(key, Lacking(ruleset.name, rule.code, rule.origin, tuple(wanted)))
    return tuple(found.values())
