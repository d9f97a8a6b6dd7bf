"""Where the time of a check goes: each stage of one plan's way through the house, and each rule."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from plancheck.opening import content_of
from plancheck.parsing import Lexicons, lexicons_with, understand
from plancheck.plan import Plan
from plancheck.plan_file import is_plan_file, read_plan_file
from plancheck.readers import DEFAULT_LIMITS, Limits, read_document
from plancheck.report.safe_text import safe_path
from plancheck.rules import FactBase, Ruleset, day_of, judge_facts
from plancheck.rules.facts import derive_facts
from plancheck.terms import Terms

__all__ = ["Timings", "timings_of"]

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds: `stages` in order (open, read, understand, rules, facts, judge), and `rules`, the slowest first.

    The engine looks for all rules at once: what a rule takes is measured by itself, with the plain evaluator.
    """

    path: str
    stages: tuple[tuple[str, float], ...]
    rules: tuple[tuple[str, float], ...]
    facts: int


class _Watch:
    """Measures one call after another; lives for one file."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, float]] = []

    def timed(self, name: str, work: Callable[[], Made]) -> Made:
        begun = time.perf_counter()
        made = work()
        self.taken.append((name, time.perf_counter() - begun))
        return made


def timings_of(source: Path | bytes, name: str, terms: Terms, limits: Limits = DEFAULT_LIMITS) -> Timings:
    """Takes one file through every stage, measured. Raises as `check` does.

    Lexicons and the engine are made ready before, as they are for every plan but the first.
    """
    watch = _Watch()
    known = lexicons_with(terms.loaded().lexicons)
    content = source if isinstance(source, bytes) else watch.timed("open", lambda: content_of(source, limits))
    plan = _plan(content, name, watch, limits, known)
    ruleset = watch.timed("rules", lambda: terms.serving(plan).on(day_of(plan, terms.as_of)))
    givens = ruleset.givens(terms.risk_schools)
    facts = watch.timed("facts", lambda: derive_facts(plan, givens))
    judge_facts(plan, facts, ruleset, engine=terms.engine)  # the engine makes its networks once for a ruleset
    watch.timed("judge", lambda: judge_facts(plan, facts, ruleset, engine=terms.engine, lang=terms.lang))
    return Timings(safe_path(name), tuple(watch.taken), _by_rule(plan, facts, ruleset), len(facts.facts))


def _plan(content: bytes, name: str, watch: _Watch, limits: Limits, known: Lexicons) -> Plan:
    if is_plan_file(content, name):
        return watch.timed("understand", lambda: read_plan_file(content, safe_path(name), known))
    document = watch.timed("read", lambda: read_document(content, safe_path(name), limits))
    return watch.timed("understand", lambda: understand(document, known))


def _by_rule(plan: Plan, facts: FactBase, ruleset: Ruleset) -> tuple[tuple[str, float], ...]:
    watch = _Watch()
    for rule in ruleset.rules:
        alone = replace(ruleset, rules=(rule,), eras=())
        watch.timed(rule.code, lambda alone=alone: judge_facts(plan, facts, alone, engine="reference"))  # type: ignore[misc]
    return tuple(sorted(watch.taken, key=lambda one: -one[1]))
