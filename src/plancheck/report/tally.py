"""Counts outcomes and findings, and gives a plan its score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from plancheck.report.model import BySeverity, OutcomeEntry, Summary
from plancheck.rules.outcome import Outcome, Severity

WEIGHTS: Final = {Severity.ERROR: 5, Severity.WARNING: 2, Severity.NOTE: 1}
OF_THE_RUN: Final = frozenset({"PRV003"})
"""Rules about plans beside each other: a plan's score must not depend on which others were checked with it."""


def _rules(outcomes: Iterable[OutcomeEntry]) -> dict[str, OutcomeEntry]:
    """One entry a rule; of several findings the gravest."""
    gravest: dict[str, OutcomeEntry] = {}
    for entry in outcomes:
        known = gravest.get(entry.rule)
        if known is None or WEIGHTS[entry.severity] > WEIGHTS[known.severity]:
            gravest[entry.rule] = entry
    return gravest


def score(outcomes: Iterable[OutcomeEntry]) -> float | None:
    """100 × weight of the rules passed / weight of the rules passed or failed, to one decimal.

    Weights: error 5, warning 2, note 1. A rule that cannot tell, does not apply, is waived or broke
    counts on neither side, and neither does one of OF_THE_RUN. None where no rule passed or failed: nothing was judged.
    """
    weight = {Outcome.PASSED: 0, Outcome.FAILED: 0}
    for entry in _rules(outcomes).values():
        if entry.outcome in weight and entry.rule not in OF_THE_RUN:
            weight[entry.outcome] += WEIGHTS[entry.severity]
    judged = sum(weight.values())
    return round(100 * weight[Outcome.PASSED] / judged, 1) if judged else None


def summarise(outcomes: Iterable[OutcomeEntry]) -> Summary:
    """The summary of one plan."""
    entries = tuple(outcomes)
    rules = Counter(entry.outcome.value for entry in _rules(entries).values())
    severities = Counter(entry.severity.value for entry in entries if entry.outcome == Outcome.FAILED)
    return Summary(plans=1, by_severity=BySeverity(**severities), **rules)


def add_up(summaries: Iterable[Summary]) -> Summary:
    """The summary of many plans."""
    sums = Sums()
    for summary in summaries:
        sums.add(summary)
    return sums.summary


class Sums:
    """Summaries added up one by one, as plans are judged."""

    def __init__(self) -> None:
        self._counted = dict.fromkeys((name for name in Summary.model_fields if name != "by_severity"), 0)
        self._severities = dict.fromkeys(BySeverity.model_fields, 0)

    def add(self, summary: Summary) -> None:
        """Counts one more in."""
        for name in self._counted:
            self._counted[name] += getattr(summary, name)
        for name in self._severities:
            self._severities[name] += getattr(summary.by_severity, name)

    @property
    def by_severity(self) -> BySeverity:
        """The findings so far."""
        return BySeverity(**self._severities)

    @property
    def summary(self) -> Summary:
        """The sums."""
        return Summary(by_severity=self.by_severity, **self._counted)
