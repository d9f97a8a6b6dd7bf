"""PRV003 plan-copied: what it asks and why, and its outcome on a plan among others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from plancheck.crossing.comparing import COMMON, ENOUGH, SHARE, Copy, Crossing, Standing
from plancheck.crossing.sameness import LEAST_WORDS
from plancheck.location import Location
from plancheck.plan import Plan
from plancheck.report.model import EvidenceEntry, OutcomeEntry, SubjectEntry
from plancheck.report.page import Page
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.tally import OF_THE_RUN
from plancheck.report.wording import Wording
from plancheck.rules.meaning import bare, mark
from plancheck.rules.outcome import Outcome, Severity

__all__ = ["CODE", "CODES", "NAME", "SEVERITY", "entries", "is_about_copies", "write_about_copies"]

CODE: Final = "PRV003"
CODES: Final = OF_THE_RUN
"""The codes that are given here: no ruleset has them."""
NAME: Final = "plan-copied"
SEVERITY: Final = Severity.WARNING  # it takes two to be alike: who copied, and whether one may, a person must say
_SHOWN: Final = 5  # pairs of measures quoted
_PLAN: Final = SubjectEntry(kind="plan")
_PARTNERS: Final = 5  # plans that one is said to be copied from or by

PlanAt = Callable[[int], Plan]
"""The plan at a place of the run."""


def entries(at: int, crossing: Crossing, plan_at: PlanAt, words: Wording) -> tuple[OutcomeEntry, ...]:
    """The outcomes of PRV003 on a plan: a finding for each plan it shares most of its own measures with, else one.

    None at all where the plan was alone.
    """
    if len(crossing.sketches) < 2:
        return ()
    copies, standing = crossing.copies.get(at, ()), crossing.standing[at]
    if sure := [copy for copy in copies if copy.sure]:
        return tuple(_finding(at, copy, crossing, plan_at, words) for copy in sure[:_PARTNERS])
    if copies:
        return (_doubt(at, copies[0], crossing, plan_at, words),)
    if standing.own >= ENOUGH:
        return (_entry(Outcome.PASSED, words),)
    if standing.comparable < ENOUGH:
        said = words.say("crossing.PRV003.short", n=standing.comparable, least=ENOUGH)
        return (_entry(Outcome.CANT_TELL, words, message=said, reason=said),)
    said = words.say("crossing.PRV003.pattern", n=standing.own, given=standing.given, common=standing.common)
    return (_entry(Outcome.INAPPLICABLE, words, message=said, reason=said),)


def is_about_copies(code: str) -> bool:
    """Whether someone asks for PRV003, by its code or its name."""
    return code.upper() == CODE or code.lower() == NAME


def write_about_copies(page: Page, words: Wording) -> None:
    """What the rule asks, why, and how it is judged: `plancheck explain PRV003`."""
    page.text(f"{CODE}  {NAME}", style="bold")
    page.blank()
    page.labelled(words.say("explain.asks"), words.say("crossing.PRV003.title"))
    page.labelled(words.say("explain.why"), words.say("crossing.PRV003.why"))
    page.labelled(words.say("explain.severity"), words.name("severity", SEVERITY))
    page.labelled(words.say("crossing.judged"), _how(words))
    page.labelled(words.say("label.remedy"), words.say("crossing.PRV003.remedy"))
    page.labelled(words.say("label.source"), words.say("crossing.PRV003.source"))
    page.blank()
    page.text(words.say("crossing.needs_several"))


def _how(words: Wording) -> str:
    return words.say("crossing.PRV003.how", words=LEAST_WORDS, least=ENOUGH, share=round(100 * SHARE), common=COMMON)


def _finding(at: int, copy: Copy, crossing: Crossing, plan_at: PlanAt, words: Wording) -> OutcomeEntry:
    own, other = plan_at(at), plan_at(copy.other)
    called = _called(other)
    rows = tuple(sorted(mark("row", bare(own.measures[index].text)) for index, _ in copy.same))
    return _entry(
        Outcome.FAILED,
        words,
        subject=SubjectEntry(kind="school", ref=called),
        measures=tuple(index for index, _ in copy.same),
        message=_said("crossing.PRV003.message", copy, crossing.standing[at], other, words),
        remedy=words.say("crossing.PRV003.remedy"),
        evidence=tuple(_evidence(copy, own, other)),
        location=own.measures[copy.same[0][0]].location,
        grounds=rows,
    )


def _doubt(at: int, copy: Copy, crossing: Crossing, plan_at: PlanAt, words: Wording) -> OutcomeEntry:
    own, other = plan_at(at), plan_at(copy.other)
    said = _said("crossing.PRV003.unsure", copy, crossing.standing[at], other, words)
    return _entry(
        Outcome.CANT_TELL,
        words,
        measures=tuple(index for index, _ in copy.same),
        message=said,
        reason=said,
        evidence=tuple(_evidence(copy, own, other)),
        location=own.measures[copy.same[0][0]].location,
    )


def _said(key: str, copy: Copy, standing: Standing, other: Plan, words: Wording) -> str:
    return words.say(
        key,
        school=one_line(other.organisation or other.territory or words.say("crossing.nameless"), 120),
        path=safe_path(other.source.path),
        same=len(copy.same),
        own=standing.own,
        share=round(100 * len(copy.same) / standing.own),
    )


def _called(plan: Plan) -> str:
    return one_line(plan.organisation or plan.territory or safe_path(plan.source.path))


def _evidence(copy: Copy, own: Plan, other: Plan) -> Iterator[EvidenceEntry]:
    """The same measures of both, side by side."""
    for index, its in copy.same[:_SHOWN]:
        mine, row = own.measures[index], other.measures[its]
        yield EvidenceEntry(measure=index, number=mine.number, quote=mine.text, location=mine.location)
        path = safe_path(other.source.path)
        yield EvidenceEntry(number=row.number, quote=row.text, location=row.location, path=path)


def _entry(
    outcome: Outcome,
    words: Wording,
    *,
    subject: SubjectEntry = _PLAN,
    measures: tuple[int, ...] = (),
    message: str = "",
    remedy: str = "",
    reason: str = "",
    evidence: tuple[EvidenceEntry, ...] = (),
    location: Location | None = None,
    grounds: tuple[str, ...] = (),
) -> OutcomeEntry:
    return OutcomeEntry(
        rule=CODE,
        name=NAME,
        title=words.say("crossing.PRV003.title"),
        outcome=outcome,
        severity=SEVERITY,
        subject=subject,
        measures=measures,
        message=message,
        remedy=remedy,
        source=(words.say("crossing.PRV003.source"),),
        reason=reason,
        evidence=evidence,
        location=location,
        fingerprint=mark(CODE, subject.kind, bare(subject.ref or "")),
        grounds=grounds,
    )
