"""The report as other programs read it (`plancheck.report/1`); docs/tool-builders.md explains each field."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from plancheck.plan import Column, Level, Period, Place, Plan, SourceFile, Value
from plancheck.report.folder import Folder
from plancheck.rules.outcome import Outcome, Severity

REPORT_SCHEMA = "plancheck.report/1"


class RulesetId(Value):
    """Which rules judged: name, version, the profile chosen of them if any.

    `sha256` covers the ruleset with all it extends, its calendar, the profile and the values given with the call.
    """

    name: str
    version: str = ""
    sha256: str = ""
    profile: str | None = None


class ToolId(Value):
    name: str = "plancheck"
    version: str


class SubjectEntry(Value):
    """What a finding is about: plan, measure, direction, column, procedure, school, territory or site."""

    kind: str
    ref: str | None = None


class EvidenceEntry(Value):
    """A quoted place: index into `measures` and the row's own number, where it is a row.

    `path` is the file it stands in, where that is not the plan's own: the superior plan's. `column` is the cell of the
    row that the rule judges, None where it is the measure itself or where the quoted words tell.
    """

    measure: int | None = None
    number: str | None = None
    quote: str = ""
    location: Place | None = None
    path: str = ""
    column: Column | None = None


class SuggestedRow(Value):
    """A row to paste into the plan; a cell that the rule does not suggest is empty."""

    measure: str = ""
    deadline: str = ""
    responsible: str = ""
    result: str = ""


class WaiverEntry(Value):
    """Why a finding is waived: by a waiver that somebody answers for, or as known by the baseline (no author)."""

    kind: Literal["waiver", "baseline"] = "waiver"
    reason: str
    author: str | None = None
    expires: dt.date | None = None
    path: str = ""
    line: int | None = None


class OutcomeEntry(Value):
    """One finding of a failed rule, or the one outcome of any other rule."""

    rule: str
    name: str
    title: str = ""
    outcome: Outcome
    severity: Severity
    subject: SubjectEntry = SubjectEntry(kind="plan")
    measures: tuple[int, ...] = ()
    message: str = ""
    remedy: str = ""
    suggestion: SuggestedRow | None = None
    source: tuple[str, ...] = ()
    reason: str = ""
    evidence: tuple[EvidenceEntry, ...] = ()
    location: Place | None = None
    fingerprint: str = ""
    grounds: tuple[str, ...] = ()
    waiver: WaiverEntry | None = None


class BySeverity(Value):
    error: int = 0
    warning: int = 0
    note: int = 0


class Summary(Value):
    """Rules by outcome, each counted once a plan, so that they add up; `by_severity` counts findings."""

    plans: int = 0
    passed: int = 0
    failed: int = 0
    inapplicable: int = 0
    cant_tell: int = 0
    waived: int = 0
    error: int = 0
    by_severity: BySeverity = BySeverity()


class PlanReport(Value):
    """One plan, judged. `score` is 0–100 (docs/tool-builders.md), None where no rule passed or failed.

    `as_of` is the day by whose rules it was judged; None where the rules are the same on all days, or the plan has no
    day.
    """

    source: SourceFile
    title: str | None = None
    organisation: str | None = None
    territory: str | None = None
    level: Level | None = None
    period: Period | None = None
    ruleset: RulesetId
    as_of: dt.date | None = None
    score: float | None = None
    summary: Summary
    remarks: tuple[str, ...] = ()
    outcomes: tuple[OutcomeEntry, ...] = ()

    def with_outcome(self, outcome: Outcome) -> tuple[OutcomeEntry, ...]:
        """The entries of that outcome, in report order."""
        return tuple(entry for entry in self.outcomes if entry.outcome == outcome)

    @property
    def findings(self) -> tuple[OutcomeEntry, ...]:
        return self.with_outcome(Outcome.FAILED)


class Unread(Value):
    """A file that was not judged: it could not be read, holds no plan, or judging it broke off."""

    path: str
    error: str
    kind: Literal["unreadable", "not_a_plan", "not_judged"] = "unreadable"


class SkippedFile(Value):
    """A file that was found in a folder, an archive or by a pattern, and is no plan: it counts for nothing."""

    path: str
    why: Literal["hidden", "lock", "own", "kind", "link", "not_a_plan"]
    reason: str = ""


class Report(Value):
    """All files of one check. `ruleset` names every ruleset that served, joined by commas.

    `folder` is what is said of the plans together; None, and not written, where there is nothing of it.
    """

    schema_id: Literal["plancheck.report/1"] = Field(default="plancheck.report/1", alias="schema")
    ruleset: RulesetId
    tool: ToolId
    lang: str = "ru"
    summary: Summary
    plans: tuple[PlanReport, ...] = ()
    unread: tuple[Unread, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    folder: Folder | None = Field(default=None, exclude_if=lambda folder: folder is None)


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with what it speaks of: `plans` are those of `report.plans`, in the same order.

    `contents` are the submitted bytes of each, None where they are no longer at hand.
    """

    report: Report
    plans: tuple[Plan, ...]
    contents: tuple[bytes | None, ...] = ()

    def only(self, at: int) -> Checked:
        """One of the plans by itself."""
        plan = self.report.plans[at]
        alone = {"plans": (plan,), "unread": (), "skipped": (), "folder": None, "ruleset": plan.ruleset}
        report = self.report.model_copy(update={**alone, "summary": plan.summary})
        return Checked(report, (self.plans[at],), (self.contents[at],) if self.contents else ())
