"""Compares two reports: which findings are new, resolved or still there, and which outcomes changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pydantic import Field

from plancheck.plan import SourceFile, Value
from plancheck.report.model import BySeverity, OutcomeEntry, PlanReport, Report, RulesetId, ToolId, Unread
from plancheck.report.safe_text import json_safe
from plancheck.report.sameness import Known, found_in, paired
from plancheck.report.wording import wording
from plancheck.rules.outcome import Outcome

__all__ = ["Diff", "DiffSummary", "OutcomeChange", "PlanDiff", "compared", "diff_json"]

# Of a rule's findings and its other entries, what the rule as a whole came to.
_GRAVEST_FIRST = (Outcome.FAILED, Outcome.ERROR, Outcome.CANT_TELL, Outcome.WAIVED, Outcome.PASSED)
_NO_VERDICT = (None, Outcome.ERROR, Outcome.CANT_TELL)


class OutcomeChange(Value):
    """A rule that came to another outcome; None where it was not asked. `reason` is the new outcome's."""

    rule: str
    title: str = ""
    was: Outcome | None
    now: Outcome | None
    reason: str = ""


class DiffSummary(Value):
    """Findings counted; `new_by_severity` counts the new ones."""

    new: int = 0
    resolved: int = 0
    persisting: int = 0
    unclear: int = 0
    new_by_severity: BySeverity = BySeverity()


class PlanDiff(Value):
    """One plan before and after; a file is None where the plan is in one report alone.

    `new` and `persisting` are findings of the new report, waived ones neither. `resolved` and `unclear` are
    findings of the old one: resolved where the new report gives a verdict on the rule, else unclear.
    """

    old_file: SourceFile | None
    new_file: SourceFile | None
    organisation: str | None = None
    summary: DiffSummary
    new: tuple[OutcomeEntry, ...] = ()
    resolved: tuple[OutcomeEntry, ...] = ()
    persisting: tuple[OutcomeEntry, ...] = ()
    unclear: tuple[OutcomeEntry, ...] = ()
    outcomes: tuple[OutcomeChange, ...] = ()


class Diff(Value):
    """Two reports compared (`plancheck.diff/1`). `unread` are the files of either that were not judged."""

    schema_id: Literal["plancheck.diff/1"] = Field(default="plancheck.diff/1", alias="schema")
    tool: ToolId
    lang: str = "ru"
    old_ruleset: RulesetId
    new_ruleset: RulesetId
    summary: DiffSummary
    remarks: tuple[str, ...] = ()
    plans: tuple[PlanDiff, ...] = ()
    unread: tuple[Unread, ...] = ()


def compared(old: Report, new: Report, *, lang: str = "ru") -> Diff:
    """What changed from one report to the other. A plan of one report alone has only new, or resolved, findings."""
    pairs = paired(old.plans, new.plans)
    plans = tuple(
        _plan_diff(None if before is None else old.plans[before], None if after is None else new.plans[after])
        for before, after in pairs
    )
    remarks = [wording(lang).say("diff.other_rules", old=_called(old.ruleset), new=_called(new.ruleset))]
    return Diff(
        tool=new.tool,
        lang=lang,
        old_ruleset=old.ruleset,
        new_ruleset=new.ruleset,
        summary=_summary(plans),
        remarks=tuple(remarks) if _rules_differ(old, new, pairs) else (),
        plans=plans,
        unread=(*old.unread, *new.unread),
    )


def diff_json(diff: Diff) -> str:
    """`plancheck.diff/1`, laid out as a report is."""
    dumped = json.dumps(diff.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2)
    return json_safe(dumped) + "\n"


def _called(ruleset: RulesetId) -> str:
    return f"{ruleset.name} {ruleset.version} {ruleset.sha256[:8]}".strip()


def _rules_differ(old: Report, new: Report, pairs: Iterable[tuple[int | None, int | None]]) -> bool:
    """Whether a plan of both reports was judged by two rulesets."""
    both = [
        (old.plans[before], new.plans[after]) for before, after in pairs if before is not None and after is not None
    ]
    return any(before.ruleset != after.ruleset for before, after in both)


def _plan_diff(old: PlanReport | None, new: PlanReport | None) -> PlanDiff:
    before, after = (found_in(plan) if plan else () for plan in (old, new))
    known = Known((entry.fingerprint, entry.grounds) for entry in before)
    matched = [known.take(entry) for entry in after]
    failed = [(entry, was) for entry, was in zip(after, matched, strict=True) if entry.outcome is Outcome.FAILED]
    gone = [entry for at, entry in enumerate(before) if at not in matched]
    was, now = _by_rule(old), _by_rule(new)
    settled = [new is None or _overall(now.get(entry.rule)) not in _NO_VERDICT for entry in gone]
    diff = PlanDiff(
        old_file=old.source if old else None,
        new_file=new.source if new else None,
        organisation=(new or old).organisation if new or old else None,  # type: ignore[union-attr]
        summary=DiffSummary(),
        new=tuple(entry for entry, earlier in failed if earlier is None),
        persisting=tuple(entry for entry, earlier in failed if earlier is not None),
        resolved=tuple(entry for entry, sure in zip(gone, settled, strict=True) if sure),
        unclear=tuple(entry for entry, sure in zip(gone, settled, strict=True) if not sure),
        outcomes=tuple(_changes(was, now)) if old and new else (),
    )
    return diff.model_copy(update={"summary": _counted(diff)})


def _by_rule(plan: PlanReport | None) -> dict[str, list[OutcomeEntry]]:
    found: dict[str, list[OutcomeEntry]] = {}
    for entry in plan.outcomes if plan else ():
        found.setdefault(entry.rule, []).append(entry)
    return found


def _overall(entries: Sequence[OutcomeEntry] | None) -> Outcome | None:
    there = {entry.outcome for entry in entries or ()}
    return next((one for one in (*_GRAVEST_FIRST, Outcome.INAPPLICABLE) if one in there), None)


def _changes(was: dict[str, list[OutcomeEntry]], now: dict[str, list[OutcomeEntry]]) -> Iterator[OutcomeChange]:
    for rule in dict.fromkeys((*now, *was)):
        before, after = _overall(was.get(rule)), _overall(now.get(rule))
        if before is after:
            continue
        told = next((entry for entry in now.get(rule, ()) if entry.outcome is after), None)
        title = (now.get(rule) or was[rule])[0].title
        yield OutcomeChange(rule=rule, title=title, was=before, now=after, reason=told.reason if told else "")


def _counted(diff: PlanDiff) -> DiffSummary:
    return DiffSummary(
        new=len(diff.new),
        resolved=len(diff.resolved),
        persisting=len(diff.persisting),
        unclear=len(diff.unclear),
        new_by_severity=BySeverity(**Counter(entry.severity.value for entry in diff.new)),
    )


def _summary(plans: Iterable[PlanDiff]) -> DiffSummary:
    counts: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    for plan in plans:
        counts.update(plan.summary.model_dump(exclude={"new_by_severity"}))
        severities.update(plan.summary.new_by_severity.model_dump())
    return DiffSummary(new_by_severity=BySeverity(**severities), **counts)
