"""The baseline: the findings of today, kept in a file, so that tomorrow only new ones fail."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from plancheck.errors import Problem, RulesetError
from plancheck.faults.explaining import read_model
from plancheck.plan import Period, SourceFile
from plancheck.report.model import OutcomeEntry, PlanReport, Report, RulesetId, Summary, WaiverEntry
from plancheck.report.safe_text import json_safe, one_line, safe_path
from plancheck.report.sameness import Known, bare_path, plan_key
from plancheck.report.wording import Wording
from plancheck.rules.outcome import Outcome
from plancheck.waivers.faults import WaiverFileError
from plancheck.waivers.shape import BaselineShape, FindingShape, PlanShape
from plancheck.yaml_source import read_yaml_file

__all__ = ["SCHEMA", "Baseline", "baseline_json", "baseline_of", "pruned", "read_baseline"]

SCHEMA = "plancheck.baseline/1"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings, plan by plan; `path` is the file's: plans are named by their paths from its folder."""

    path: Path
    plans: tuple[PlanShape, ...] = ()

    def known_of(self, report: PlanReport) -> int | None:
        """The place of the plan: by its path without suffix, else by organisation, level and period."""
        named = _named(report.source.path, self.path.parent)
        for same in (bare_path, _without_suffix):
            by_name = [at for at, one in enumerate(self.plans) if same(one.file) == same(named)]
            if by_name:
                return by_name[0]
        key = plan_key(report)
        by_key = [at for at, one in enumerate(self.plans) if key is not None and _key_of(one) == key]
        return by_key[0] if len(by_key) == 1 else None

    def released(self, report: PlanReport, entries: Sequence[OutcomeEntry], words: Wording) -> list[OutcomeEntry]:
        """The entries with the known findings waived; what is waived already stays as it is."""
        place = self.known_of(report)
        if place is None:
            return list(entries)
        known = _known(self.plans[place])
        reason = words.say("waivers.in_baseline")
        why = WaiverEntry(kind="baseline", reason=reason, path=safe_path(os.fspath(self.path)))
        update = {"outcome": Outcome.WAIVED, "reason": reason, "waiver": why}
        return [
            entry.model_copy(update=update)
            if entry.outcome is Outcome.FAILED and known.take(entry) is not None
            else entry
            for entry in entries
        ]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises WaiverFileError with every fault at its line and column."""
    shown = safe_path(os.fspath(path))
    try:
        file = read_yaml_file(path, shown, plain_text=True)
    except RulesetError as error:
        raise WaiverFileError(error.problems) from error
    problems: list[Problem] = []
    shape = read_model(BaselineShape, file.value if file.value is not None else {}, file, (), problems, named=True)
    if shape is None:
        raise WaiverFileError(problems)
    return Baseline(path, tuple(shape.plans))


def baseline_of(report: Report, before: Baseline) -> Baseline:
    """The findings of a report as known. Plans that were not checked stay as they were before."""
    placed = {before.known_of(plan): plan for plan in report.plans}
    kept = [one for at, one in enumerate(before.plans) if at not in placed]
    plans = [*kept, *(_plan_shape(plan, before.path.parent) for plan in report.plans)]
    return Baseline(before.path, tuple(sorted(plans, key=lambda one: bare_path(one.file))))


def pruned(report: Report, before: Baseline) -> Baseline:
    """Without the findings that the plans of the report have no more; nothing is added."""
    left: dict[int, PlanShape] = dict(enumerate(before.plans))
    for plan in report.plans:
        place = before.known_of(plan)
        if place is None:
            continue
        known = _known(before.plans[place])
        there = [entry for entry in plan.outcomes if entry.outcome is Outcome.FAILED]
        still = {at for at in map(known.take, there) if at is not None}
        findings = [one for at, one in enumerate(before.plans[place].findings) if at in still]
        left[place] = before.plans[place].model_copy(update={"findings": findings})
    return Baseline(before.path, tuple(one for one in left.values() if one.findings))


def baseline_json(baseline: Baseline) -> str:
    """`plancheck.baseline/1`: two-space indents, Russian as it is, in an order that changes little between runs."""
    plans = [_dumped(one) for one in baseline.plans]
    return json_safe(json.dumps({"schema": SCHEMA, "plans": plans}, ensure_ascii=False, indent=2)) + "\n"


def _dumped(plan: PlanShape) -> dict[str, Any]:
    return plan.model_dump(mode="json", exclude_none=True)


def _known(plan: PlanShape) -> Known:
    return Known((one.fingerprint, one.grounds) for one in plan.findings)


def _plan_shape(report: PlanReport, folder: Path) -> PlanShape:
    findings = [
        FindingShape(
            rule=entry.rule,
            fingerprint=entry.fingerprint,
            grounds=list(entry.grounds),
            says=one_line(entry.message, 160),
        )
        for entry in report.findings
        if not entry.rule.startswith("WVR")
    ]
    period: Mapping[str, Any] | None = report.period.model_dump() if report.period else None
    return PlanShape.model_validate(
        {
            "file": _named(report.source.path, folder),
            "organisation": report.organisation,
            "level": report.level,
            "period": period,
            "findings": sorted(findings, key=lambda one: (one.rule, one.fingerprint)),
        }
    )


def _key_of(plan: PlanShape) -> object:
    """As `plan_key`, of a plan in the baseline."""
    period = Period(start=plan.period.start, end=plan.period.end) if plan.period else None
    return plan_key(
        PlanReport(
            source=SourceFile(),
            organisation=plan.organisation,
            level=plan.level,
            period=period,
            ruleset=RulesetId(name=""),
            summary=Summary(),
        )
    )


def _named(path: str, folder: Path) -> str:
    """The path from the baseline's folder, with forward slashes; as given where it is elsewhere."""
    try:
        return safe_path(Path(os.path.relpath(Path(path).resolve(), folder.resolve())).as_posix())
    except (OSError, ValueError):
        return safe_path(path)


def _without_suffix(file: str) -> PurePosixPath:
    """A path compared without its suffix: a plan saved in another format is the same plan."""
    path = bare_path(file)
    return path.parent / path.stem
