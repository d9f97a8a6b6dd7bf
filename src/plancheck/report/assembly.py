"""Puts a plan and what the rules said of it together into the report's model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from plancheck.plan import Plan
from plancheck.report.model import (
    EvidenceEntry,
    OutcomeEntry,
    PlanReport,
    Report,
    RulesetId,
    SubjectEntry,
    SuggestedRow,
    ToolId,
    Unread,
)
from plancheck.report.tally import add_up, score, summarise
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome


def _row(plan: Plan, measure: int, said: Evidence | None = None) -> EvidenceEntry:
    """The row with the words said of it, else its own; its place is that of the cell judged, where that is known."""
    row = plan.measures[measure]
    column = said.column if said else None
    cell = row.places.get(column) if column else None
    return EvidenceEntry(
        measure=measure,
        number=row.number,
        quote=(said.quote if said else "") or row.text,
        location=cell or (said.location if said else None) or row.location,
        column=column,
    )


def _evidence(plan: Plan, outcome: RuleOutcome) -> tuple[EvidenceEntry, ...]:
    """What the rule quoted; a finding on rows that it did not quote is given their text."""
    quoted = [
        EvidenceEntry(quote=item.quote, location=item.location, path=item.path)
        if item.measure is None
        else _row(plan, item.measure, item)
        for item in outcome.evidence
    ]
    if outcome.outcome == Outcome.FAILED:
        there = {item.measure for item in quoted}
        quoted += [_row(plan, measure) for measure in outcome.measures if measure not in there]
    return tuple(quoted)


def _entry(plan: Plan, outcome: RuleOutcome, title: str) -> OutcomeEntry:
    location = outcome.location
    if location is None and outcome.measures:
        location = plan.measures[outcome.measures[0]].location
    return OutcomeEntry(
        rule=outcome.rule,
        name=outcome.name,
        title=title,
        outcome=outcome.outcome,
        severity=outcome.severity,
        subject=SubjectEntry(kind=outcome.subject.kind, ref=outcome.subject.ref),
        measures=tuple(outcome.measures),
        message=outcome.message or "",
        remedy=outcome.remedy or "",
        suggestion=SuggestedRow(**outcome.suggestion) if outcome.suggestion else None,
        source=tuple(outcome.source),
        reason=outcome.reason or "",
        evidence=_evidence(plan, outcome),
        location=location,
        fingerprint=outcome.fingerprint or "",
        grounds=outcome.grounds,
    )


def plan_report(
    plan: Plan,
    outcomes: Sequence[RuleOutcome],
    ruleset: RulesetId,
    title_of: Callable[[str], str],
    remarks: Sequence[str] = (),
) -> PlanReport:
    """The report on one plan; `title_of` gives the one sentence that a rule's code asks."""
    entries = tuple(_entry(plan, outcome, title_of(outcome.rule)) for outcome in outcomes)
    return PlanReport(
        source=plan.source,
        title=plan.title,
        organisation=plan.organisation,
        territory=plan.territory,
        level=plan.level,
        period=plan.period,
        ruleset=ruleset,
        score=score(entries),
        summary=summarise(entries),
        remarks=tuple(remarks),
        outcomes=entries,
    )


def joined_ids(rulesets: Iterable[RulesetId]) -> RulesetId:
    """One identity for all that served: plans of several levels are judged by several rulesets."""
    several = list(dict.fromkeys(rulesets))
    if not several:
        return RulesetId(name="auto")
    if len(several) == 1:
        return several[0]
    digest = hashlib.sha256("".join(ruleset.sha256 for ruleset in several).encode()).hexdigest()
    versions = (ruleset.version for ruleset in several)
    return RulesetId(
        name=", ".join(ruleset.name for ruleset in several),
        version=", ".join(dict.fromkeys(versions)),
        sha256=digest,
    )


def whole_report(
    plans: Sequence[PlanReport],
    unread: Sequence[Unread],
    *,
    version: str,
    lang: str,
    named: RulesetId | None = None,
) -> Report:
    """The report on all files; `named` is the ruleset that was asked for, if one was."""
    served = [plan.ruleset for plan in plans]
    return Report(
        ruleset=named or joined_ids(served),
        tool=ToolId(version=version),
        lang=lang,
        summary=add_up(plan.summary for plan in plans),
        plans=tuple(plans),
        unread=tuple(unread),
    )
