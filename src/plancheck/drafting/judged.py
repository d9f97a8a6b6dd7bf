"""A plan with its report: what is found again when the plan has changed, and what is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from plancheck.plan import Plan
from plancheck.report.model import OutcomeEntry, PlanReport
from plancheck.rules.outcome import Outcome
from plancheck.word.spots import letters

__all__ = ["Judge", "Judged", "Key"]

Judge = Callable[[Plan], PlanReport]
"""Holds a plan against the rules that the draft is to meet."""


class Key(NamedTuple):
    """What a finding is about, whatever else of the row changes: rule, subject, the words of its measure.

    A report's fingerprints may hang on more of a row, such as the cells that a draft adds to.
    """

    rule: str
    kind: str
    ref: str
    words: str


@dataclass(frozen=True)
class Judged:
    """A plan and the report on it."""

    plan: Plan
    report: PlanReport

    def key(self, entry: OutcomeEntry) -> Key:
        """The key of one of this report's findings."""
        subject = entry.subject
        own = entry.measures[0] if subject.kind == "measure" and entry.measures else None
        words = letters(self.plan.measures[own].text) if own is not None else ""
        return Key(entry.rule, subject.kind, subject.ref or "", words)

    @cached_property
    def found(self) -> frozenset[Key]:
        """The keys of all findings."""
        return frozenset(map(self.key, self.report.findings))

    def settles(self, key: Key) -> bool:
        """Whether a finding of that key is gone: its rule gave a verdict, and this is not among what it found."""
        outcomes = {entry.outcome for entry in self.report.outcomes if entry.rule == key.rule}
        return bool(outcomes) and outcomes <= {Outcome.PASSED, Outcome.FAILED} and key not in self.found

    def risen_since(self, before: Judged) -> list[OutcomeEntry]:
        """The findings that were not there before."""
        return [entry for entry in self.report.findings if self.key(entry) not in before.found]
