"""How a plan stands to a rule: whose plan it is, what the rule came to, in one letter and in words."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.report.model import OutcomeEntry, PlanReport
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.rules.outcome import Outcome


def least_settled(entries: Sequence[OutcomeEntry]) -> OutcomeEntry:
    """The entry that tells how a rule stands: its findings may be waived one by one, the gravest other one decides."""
    return max([one for one in entries if one.outcome != Outcome.WAIVED] or entries, key=lambda one: one.severity.rank)


def name_of(plan: PlanReport) -> str:
    """Whose plan it is; the file's name where the plan does not say."""
    return one_line(plan.organisation or plan.territory or "") or one_line(safe_path(plan.source.path))


def letter(outcome: str, severity: str, words: Wording) -> str:
    """One letter for an outcome, and for a breach one for how grave it is."""
    key = f"html.letter.{severity if outcome == Outcome.FAILED else outcome}"
    return words.say("html.letter.broke" if outcome == Outcome.ERROR else key)


def said(outcome: str, severity: str, words: Wording) -> str:
    """«нарушено, ошибка»; how grave a rule is matters where it is broken."""
    name = words.name("outcome", outcome)
    return f"{name}, {words.name('severity', severity)}" if outcome == Outcome.FAILED else name
