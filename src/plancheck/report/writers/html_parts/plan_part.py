"""One plan's part of the page: head, verdict, findings, requirements, timeline, rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancheck.plan import Column, Plan
from plancheck.report.fault import Fault, faults_on
from plancheck.report.model import PlanReport
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.terminal import verdict
from plancheck.report.wording import Wording
from plancheck.report.writers.html_parts.anchors import Anchors, Link
from plancheck.report.writers.html_parts.findings import ROWS, Group, groups, measures_of, places_in
from plancheck.report.writers.html_parts.requirements import Requirement, requirements
from plancheck.report.writers.html_parts.rows import RowGroup, Rows
from plancheck.report.writers.html_parts.timeline import Timeline, timeline
from plancheck.report.writers.standing import name_of
from plancheck.rules.calendar import Calendar
from plancheck.rules.outcome import Outcome


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What the template shows of one plan; `tone` is how bad the verdict is: failed, doubt or passed."""

    anchors: Anchors
    name: str
    title: str
    about: tuple[tuple[str, str], ...]
    verdict: str
    tone: str
    report: PlanReport
    groups: tuple[Group, ...]
    requirements: tuple[Requirement, ...]
    timeline: Timeline | None
    columns: tuple[str, ...]
    rows: tuple[RowGroup, ...]


def plan_part(report: PlanReport, plan: Plan, number: int, words: Wording, calendar: Calendar) -> PlanPart:
    """The part of the `number`th plan of the page, counted from 1."""
    anchors = Anchors(number)
    rows, at_fault = Rows(plan, anchors, words), _faults(report, plan)
    late = frozenset(at for at, row in enumerate(at_fault) if any(one.column == Column.DEADLINE for one in row))
    return PlanPart(
        anchors=anchors,
        name=name_of(report),
        title=one_line(report.title or ""),
        about=_about(report, words),
        verdict=verdict(report, words),
        tone=_tone(report),
        report=report,
        groups=groups(report.outcomes, rows),
        requirements=requirements(report.outcomes, rows),
        timeline=timeline(rows, calendar, late),
        columns=(*(words.name("column", column) for column in rows.columns), *map(one_line, rows.others)),
        rows=rows.groups(_links(report, plan, anchors), at_fault),
    )


def _about(report: PlanReport, words: Wording) -> tuple[tuple[str, str], ...]:
    """Labelled facts of the head; the file is the last of them."""
    period = report.period
    level = words.name("level", report.level) if report.level else words.say("unknown")
    told = (
        ("organisation", report.organisation),
        ("territory", report.territory),
        ("level", level),
        ("period", f"{words.day(period.start)} – {words.day(period.end)}" if period else words.say("unknown")),
        ("file", safe_path(report.source.path) or words.say("unknown")),
    )
    return tuple((words.say(f"head.{key}"), one_line(text)) for key, text in told if text)


def _tone(report: PlanReport) -> str:
    summary = report.summary
    if summary.by_severity.error or summary.error:
        return "failed"
    return "doubt" if summary.failed or summary.cant_tell or not summary.passed else "passed"


def _links(report: PlanReport, plan: Plan, anchors: Anchors) -> Sequence[Sequence[Link]]:
    """For each row the way back to what was found on it, or what a person must look at in it."""
    links: list[list[Link]] = [[] for _ in plan.measures]
    for at in places_in(report.outcomes):
        entry = report.outcomes[at]
        about = measures_of(entry, plan)
        if entry.outcome != Outcome.FAILED and len(about) > ROWS:
            continue  # a doubt about the whole plan says nothing of a row
        for index in about:
            links[index].append(Link(entry.rule, anchors.finding(at), entry.outcome.value, entry.severity.value))
    return links


def _faults(report: PlanReport, plan: Plan) -> Sequence[Sequence[Fault]]:
    """For each row the cells at fault."""
    found: list[list[Fault]] = [[] for _ in plan.measures]
    for entry in report.findings:
        for index in measures_of(entry, plan):
            found[index] += faults_on(entry, index, plan.measures[index])
    return found
