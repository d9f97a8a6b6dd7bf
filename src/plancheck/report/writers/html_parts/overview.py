"""Many plans on one page: a matrix of plans and rules, lettered as well as coloured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plancheck.report.model import PlanReport
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.terminal import findings_counted
from plancheck.report.wording import Wording
from plancheck.report.writers.html_parts.anchors import Link
from plancheck.report.writers.html_parts.requirements import Requirement
from plancheck.report.writers.standing import letter, name_of, said
from plancheck.rules.outcome import Outcome, Severity

_ORDER: Final = [
    one.value
    for one in (
        Outcome.FAILED, Outcome.ERROR, Outcome.CANT_TELL, Outcome.WAIVED, Outcome.PASSED, Outcome.INAPPLICABLE,
    )
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell of the matrix: its letter, the letter in words, and the requirement it leads to; all empty where
    the plan was not held against the rule."""

    letter: str = ""
    said: str = ""
    to: str = ""
    outcome: str = ""
    severity: str = ""

    @property
    def telling(self) -> bool:
        """Whether someone must look: only these are links."""
        return self.outcome in (Outcome.FAILED, Outcome.CANT_TELL, Outcome.ERROR)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A plan: where its part of the page is, its file, its figures, and a mark for each rule."""

    link: Link
    path: str
    score: str
    counted: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """`rules` are the columns: code and what the rule asks; `legend` explains the letters."""

    rules: tuple[tuple[str, str], ...]
    rows: tuple[OverviewRow, ...]
    legend: tuple[Mark, ...]


def overview(
    plans: Sequence[PlanReport], tops: Sequence[str], held: Sequence[Sequence[Requirement]], words: Wording
) -> Overview:
    """`tops` are the plans' anchors, `held` the requirements that each was held against."""
    rules = {one.rule: one.asks for each in held for one in each}
    rows = []
    for plan, top, each in zip(plans, tops, held, strict=True):
        by_rule = {one.rule: _mark(one, words) for one in each}
        rows.append(
            OverviewRow(
                link=Link(name_of(plan), top),
                path=one_line(safe_path(plan.source.path)),
                score="–" if plan.score is None else f"{plan.score:g}",
                counted=findings_counted(plan, words) or words.say("no_findings"),
                marks=tuple(by_rule.get(rule, Mark()) for rule in rules),
            )
        )
    seen = {(mark.letter, mark.said): mark for row in rows for mark in row.marks if mark.outcome}
    legend = sorted(seen.values(), key=lambda mark: (_ORDER.index(mark.outcome), -Severity(mark.severity).rank))
    return Overview(tuple(rules.items()), tuple(rows), tuple(legend))


def _mark(one: Requirement, words: Wording) -> Mark:
    outcome = one.outcome.value
    return Mark(
        letter=letter(outcome, one.severity, words),
        said=said(outcome, one.severity, words),
        to=one.anchor,
        outcome=outcome,
        severity=one.severity,
    )
