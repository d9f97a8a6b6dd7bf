"""The report for a person at a terminal: verdict, findings, doubts, and what passed on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from plancheck.report.findings import STYLE, write_findings
from plancheck.report.folder_lines import folder_lines
from plancheck.report.model import EvidenceEntry, OutcomeEntry, PlanReport, Report, SkippedFile, Unread
from plancheck.report.page import Page
from plancheck.report.place import evidence_place
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.rules.outcome import Outcome, Severity

PROOF = 80  # and of a row that lets a rule pass
PROOFS = 3  # rows quoted for a rule that passed, before «и ещё 4»


def write_report(report: Report, page: Page, words: Wording, *, verbose: bool = False) -> None:
    """All plans in turn, then the files that were not judged, then the total and what is said of them together."""
    for at, plan in enumerate(report.plans):
        if at:
            page.blank()
            page.text("=" * page.width)
            page.blank()
        write_plan(plan, page, words, verbose=verbose)
    if report.unread:
        if report.plans:
            page.blank()
        _write_unread(report.unread, page, words)
    if report.skipped:
        page.blank()
        _write_skipped(report.skipped, page, words, verbose)
    if len(report.plans) + len(report.unread) > 1:
        page.blank()
        _write_total(report, page, words)
    _write_together(report, page, words)


def write_plan(plan: PlanReport, page: Page, words: Wording, *, verbose: bool = False) -> None:
    """The report on one plan."""
    page.text(_headline(plan, words), style="bold")
    page.blank()
    page.text(verdict(plan, words), style=_verdict_style(plan))
    page.text(_rules_line(plan, words))
    for remark in plan.remarks:
        page.labelled(words.say("remark"), remark)
    for severity in Severity:
        write_findings([entry for entry in plan.findings if entry.severity == severity], page, words)
    _write_reasons("section.broke", plan.with_outcome(Outcome.ERROR), "bold red", page, words)
    _write_reasons("section.cant_tell", plan.with_outcome(Outcome.CANT_TELL), "bold magenta", page, words)
    _write_reasons("section.waived", plan.with_outcome(Outcome.WAIVED), "bold", page, words)
    _write_passed(plan.with_outcome(Outcome.PASSED), page, words, verbose)
    _write_inapplicable(plan.with_outcome(Outcome.INAPPLICABLE), page, words, verbose)


def _headline(plan: PlanReport, words: Wording) -> str:
    level = words.name("plan_of", plan.level) if plan.level else words.say("plan_of_unknown_level")
    parts = [level, one_line(plan.organisation or "", 80), one_line(plan.territory or "")]
    if plan.period:
        parts.append(f"{words.day(plan.period.start)} – {words.day(plan.period.end)}")
    return f"{safe_path(plan.source.path)}: {', '.join(part for part in parts if part)}"


def findings_counted(plan: PlanReport, words: Wording) -> str:
    """«3 ошибки, 5 предупреждений»; empty where there is no finding."""
    counts = plan.summary.by_severity.model_dump()
    return ", ".join(words.count(severity, number) for severity, number in counts.items() if number)


def verdict(plan: PlanReport, words: Wording) -> str:
    """The report in one sentence."""
    summary, counted = plan.summary, findings_counted(plan, words)
    if summary.by_severity.error:
        said = words.say("verdict.errors", counted=counted)
    elif counted:
        said = words.say("verdict.remarks", counted=counted)
    elif summary.passed:
        said = words.say("verdict.clean", counted=words.count("rules_passed", summary.passed))
    else:
        said = words.say("verdict.nothing")
    if summary.cant_tell:
        said += "; " + words.count("to_look_at", summary.cant_tell)
    if summary.error:
        said += "; " + words.count("rules_broke", summary.error)
    return said + "."


def _verdict_style(plan: PlanReport) -> str:
    counts = plan.summary.by_severity
    if counts.error or plan.summary.error:
        return STYLE[Severity.ERROR]
    if counts.warning or counts.note or not plan.summary.passed:
        return STYLE[Severity.WARNING]
    return "bold green"


def _rules_line(plan: PlanReport, words: Wording) -> str:
    summary = plan.summary
    asked = summary.passed + summary.failed + summary.cant_tell + summary.error
    scored = words.say("score", score=f"{plan.score:g}") if plan.score is not None else words.say("no_score")
    return words.say(
        "rules_line",
        passed=summary.passed,
        asked=asked,
        inapplicable=summary.inapplicable,
        score=scored,
        ruleset=f"{plan.ruleset.name} {plan.ruleset.version}".strip(),
    )


def _write_reasons(heading: str, entries: Sequence[OutcomeEntry], style: str, page: Page, words: Wording) -> None:
    """Rules that gave no verdict, each with its reason and the rows to look at."""
    if not entries:
        return
    page.blank()
    page.text(words.say(heading, n=len(entries)), style=style)
    for entry in entries:
        page.text(f"{entry.rule}  {one_line(entry.title or entry.name)}", indent=1, lead="? ")
        reason = one_line(entry.reason or entry.message)
        if reason:
            page.labelled(words.say("label.reason"), reason, indent=3)
        _write_quotes(entry.evidence, page, words, PROOFS)


def _write_passed(entries: Sequence[OutcomeEntry], page: Page, words: Wording, verbose: bool) -> None:
    if not entries:
        return
    page.blank()
    page.text(words.say("section.passed", n=len(entries)), style="bold green")
    for entry in entries:
        page.text(f"{entry.rule}  {one_line(entry.title or entry.name)}", indent=1, lead="+ ")
        few = len(entry.evidence) <= PROOFS  # of many rows one shows the kind, the count the rest
        _write_quotes(entry.evidence, page, words, len(entry.evidence) if verbose or few else 1)


def _write_quotes(evidence: Sequence[EvidenceEntry], page: Page, words: Wording, most: int) -> None:
    for item in evidence[:most]:
        where = evidence_place(item, words)
        quote = words.quote(one_line(item.quote, PROOF)) if item.quote.strip() else ""
        page.text(": ".join(part for part in (where, quote) if part), indent=3, style="dim")
    if len(evidence) > most:
        page.text(words.count("more_places", len(evidence) - most), indent=3, style="dim")


def _write_inapplicable(entries: Sequence[OutcomeEntry], page: Page, words: Wording, verbose: bool) -> None:
    if not entries:
        return
    page.blank()
    page.text(words.say("section.inapplicable", n=len(entries)), style="bold")
    if verbose:
        for entry in entries:
            page.text(f"{entry.rule}  {one_line(entry.title or entry.name)}", indent=1, lead="- ")
            if entry.reason:
                page.labelled(words.say("label.reason"), one_line(entry.reason), indent=3)
        return
    page.text(words.say("inapplicable", codes=", ".join(entry.rule for entry in entries)), indent=1)


def _write_unread(unread: Iterable[Unread], page: Page, words: Wording) -> None:
    entries = list(unread)
    page.text(words.say("section.unread", n=len(entries)), style="bold red")
    for entry in entries:
        page.labelled(safe_path(entry.path), entry.error, indent=1)


def _write_skipped(skipped: Sequence[SkippedFile], page: Page, words: Wording, verbose: bool) -> None:
    """Documents without a plan by name, under what was said of them: one may be a school's mistake, or a plan that was
    not made out. Other files by name only where asked."""
    documents = [one for one in skipped if one.why == "not_a_plan"]
    others = [one for one in skipped if one.why != "not_a_plan"]
    if documents:
        page.text(words.say("section.skipped.not_a_plan", n=len(documents)), style="bold yellow")
    for reason, alike in groupby(sorted(documents, key=lambda one: one.reason), lambda one: one.reason):
        page.text(reason, indent=1)
        for one in alike:
            page.text(safe_path(one.path), indent=2, lead="- ")
    if others and verbose:
        page.text(words.say("section.skipped", n=len(others)), style="bold")
        for one in others:
            page.labelled(safe_path(one.path), one.reason, indent=1)
    elif others:
        page.text(words.say("skipped.some", counted=words.count("files", len(others))))


def _write_total(report: Report, page: Page, words: Wording) -> None:
    """One line a file: a folder of thirty schools is first looked over, then read."""
    page.text(words.say("section.total"), style="bold")
    for plan in report.plans:
        counted = findings_counted(plan, words) or words.say("no_findings")
        doubts = words.count("to_look_at", plan.summary.cant_tell) if plan.summary.cant_tell else ""
        page.labelled(safe_path(plan.source.path), "; ".join(filter(None, (counted, doubts))), indent=1)
    with_errors = sum(1 for plan in report.plans if plan.summary.by_severity.error)
    page.text(
        words.say(
            "total",
            plans=words.count("plans", len(report.plans)),
            with_errors=with_errors,
            unread=words.count("files", len(report.unread)),
        )
    )


def _write_together(report: Report, page: Page, words: Wording) -> None:
    """Who copied whom, who sent two plans, who sent none."""
    parts = folder_lines(report.folder, words)
    if parts:
        page.blank()
        page.text(words.say("crossing.heading"), style="bold")
    for part in parts:
        page.text(part.heading, indent=1)
        for line in part.lines:
            page.text(line, indent=2, lead="- ")
