"""The report for a person at a terminal: verdict, findings, doubts, and what passed on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from plancheck.report.model import EvidenceEntry, OutcomeEntry, PlanReport, Report, Unread
from plancheck.report.page import Page
from plancheck.report.place import place
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.rules.outcome import Outcome, Severity

QUOTE = 160  # characters of a finding's row that are quoted
PROOF = 80  # and of a row that lets a rule pass
PROOFS = 3  # rows quoted for a rule that passed, before «и ещё 4»
PLACES = 5  # rows quoted for one finding

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


def write_report(report: Report, page: Page, words: Wording, *, verbose: bool = False) -> None:
    """All plans in turn, then the files that were not judged, then the total where there are several."""
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
    if len(report.plans) + len(report.unread) > 1:
        page.blank()
        _write_total(report, page, words)


def write_plan(plan: PlanReport, page: Page, words: Wording, *, verbose: bool = False) -> None:
    """The report on one plan."""
    page.text(_headline(plan, words), style="bold")
    page.blank()
    page.text(verdict(plan, words), style=_verdict_style(plan))
    page.text(_rules_line(plan, words))
    for remark in plan.remarks:
        page.labelled(words.say("remark"), remark)
    for severity in Severity:
        _write_findings([entry for entry in plan.findings if entry.severity == severity], page, words)
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
        return _STYLE[Severity.ERROR]
    if counts.warning or counts.note or not plan.summary.passed:
        return _STYLE[Severity.WARNING]
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


def _write_findings(findings: Sequence[OutcomeEntry], page: Page, words: Wording) -> None:
    if not findings:
        return
    severity = findings[0].severity
    page.blank()
    page.text(words.say(f"section.{severity.value}", n=len(findings)), style=_STYLE[severity])
    groups = groupby(findings, key=lambda entry: entry.rule)
    for number, (_, same) in enumerate(groups, start=1):
        page.blank()
        _write_group(number, list(same), page, words)


def _write_group(number: int, group: Sequence[OutcomeEntry], page: Page, words: Wording) -> None:
    """The findings of one rule: what they share is said once, after the last of them."""
    first, lead = group[0], f"{number}. "
    deep = len(lead)
    if len(group) == 1:
        page.text(f"{first.rule}  {one_line(first.message or first.title)}", style="bold", lead=lead)
        _write_where(first, page, words, deep)
    else:
        title = one_line(first.title or first.name)
        page.text(f"{first.rule}  {title} – {words.count('broken_at', len(group))}", style="bold", lead=lead)
        for entry in group:
            page.text(one_line(entry.message), indent=deep, lead="- ")
            _write_where(entry, page, words, deep + 2)
    shared = len({(entry.remedy, entry.suggestion) for entry in group}) == 1
    for entry in group[:1] if shared else group:
        ref = entry.subject.ref if entry.subject and not shared else None
        _write_remedy(entry, page, words, deep, ref)
    if first.source:
        page.labelled(
            words.say("label.source"), "; ".join(map(one_line, first.source)), indent=deep, style="dim"
        )


def _write_where(entry: OutcomeEntry, page: Page, words: Wording, indent: int) -> None:
    """Place and quote of each row; a single line where a finding is about the plan as a whole."""
    rows = [item for item in entry.evidence if item.quote or item.location]
    if not rows:
        where = place(entry.location, words) or words.say("place.whole")
        page.labelled(words.say("label.where"), where, indent=indent)
        return
    for row in rows[:PLACES]:
        where = place(row.location, words, row.number) or words.say("place.whole")
        page.labelled(words.say("label.where"), where, indent=indent)
        quote = one_line(row.quote, QUOTE)
        if quote and quote not in one_line(entry.message):
            page.labelled(words.say("label.quote"), words.quote(quote), indent=indent)
    if len(rows) > PLACES:
        page.text(words.count("more_places", len(rows) - PLACES), indent=indent)


def _write_remedy(entry: OutcomeEntry, page: Page, words: Wording, indent: int, ref: str | None) -> None:
    about = f" ({one_line(ref)})" if ref else ""
    if entry.remedy:
        page.labelled(words.say("label.remedy") + about, one_line(entry.remedy), indent=indent)
    if entry.suggestion:
        page.labelled(words.say("label.suggestion") + about, "", indent=indent)
        for cell, text in entry.suggestion.model_dump().items():
            if text:
                page.labelled(words.name("column", cell), one_line(text), indent=indent + 2)


def _write_reasons(
    heading: str, entries: Sequence[OutcomeEntry], style: str, page: Page, words: Wording
) -> None:
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
        _write_quotes(entry.evidence, page, words, len(entry.evidence) if verbose else PROOFS)


def _write_quotes(evidence: Sequence[EvidenceEntry], page: Page, words: Wording, most: int) -> None:
    for item in evidence[:most]:
        where = place(item.location, words, item.number)
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
