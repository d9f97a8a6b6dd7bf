"""A summary in Markdown, for the page of a CI job or a comment: verdicts, then what to mend in each plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plancheck.report.folder_lines import folder_lines
from plancheck.report.model import Checked, OutcomeEntry, PlanReport, Report, SkippedFile, Unread
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.terminal import findings_counted, verdict
from plancheck.report.wording import Wording
from plancheck.report.writers.telling import said, suggestion, told, where
from plancheck.rules.outcome import Outcome

MOST: Final = 1_000_000  # bytes: GitHub refuses a job summary over 1 MiB
_SIGNS: Final = {"error": "🔴", "warning": "🟡", "note": "🔵"}
_MARKS = re.compile(r"[\\`*_{}\[\]|~$^]")
_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What GitHub and GitLab make links, mentions or pictures of, even in escaped text: parted by a space of no width.
_PARTED = re.compile(r"(?<=[@#!%&])(?=[\w.])|(?<=:)(?=[\w+-]+:)|(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text on one line that stays text: no tag, emphasis, link, table cell, mention or emoji comes of it."""
    parts = _PARTED.sub("\0", one_line(text))
    parts = re.sub("[&<>]", lambda sign: _HTML[sign.group()], parts)
    return _MARKS.sub(r"\\\g<0>", parts).replace("\0", "&#8203;")


def write(checked: Checked, words: Wording) -> bytes:
    """GitHub-flavoured Markdown in UTF-8, at most 1 MB: later plans are then in the table alone, and it says so."""
    report = checked.report
    blocks = ["# plancheck", _overview(report.plans, words), *_unread(report.unread, words)]
    blocks += [*_skipped(report.skipped, words), *_together(report, words)]
    room = MOST - _size("\n\n".join(blocks)) - 1_000
    for plan in report.plans:
        block = "\n\n".join(_plan(plan, words))
        room -= _size(block) + 2
        if room < 0:
            blocks.append(f"*{escaped(words.say('markdown.cut'))}*")
            break
        blocks.append(block)
    return ("\n\n".join(block for block in blocks if block) + "\n").encode("utf-8", "replace")


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _table(headings: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """Cells are escaped already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _score(plan: PlanReport) -> str:
    return "–" if plan.score is None else f"{plan.score:g}"


def _overview(plans: Sequence[PlanReport], words: Wording) -> str:
    if not plans:
        return ""
    headings = ["head.file", "table.found", "table.score", "table.cant_tell"]
    rows = (
        (
            escaped(safe_path(plan.source.path)),
            escaped(findings_counted(plan, words) or words.say("no_findings")),
            _score(plan),
            str(plan.summary.cant_tell),
        )
        for plan in plans
    )
    return _table([words.say(heading) for heading in headings], rows)


def _unread(unread: Sequence[Unread], words: Wording) -> Iterator[str]:
    if unread:
        yield f"## {words.say('section.unread', n=len(unread))}"
        headings = [words.say("head.file"), words.say("label.reason")]
        yield _table(headings, ((escaped(safe_path(one.path)), escaped(one.error)) for one in unread))


def _skipped(skipped: Sequence[SkippedFile], words: Wording) -> Iterator[str]:
    if skipped:
        yield f"## {words.say('table.skipped')}: {len(skipped)}"
        headings = [words.say("head.file"), words.say("label.reason")]
        yield _table(headings, ((escaped(safe_path(one.path)), escaped(one.reason)) for one in skipped))


def _together(report: Report, words: Wording) -> Iterator[str]:
    """Who copied whom, who sent two plans, who sent none."""
    parts = folder_lines(report.folder, words)
    if parts:
        yield f"## {escaped(words.say('crossing.heading'))}"
    for part in parts:
        yield f"**{escaped(part.heading)}**"
        yield "\n".join(f"- {escaped(line)}" for line in part.lines)


def _plan(plan: PlanReport, words: Wording) -> Iterator[str]:
    yield f"## {escaped(safe_path(plan.source.path))}"
    who = ", ".join(escaped(one) for one in (plan.organisation, plan.territory) if one)
    said_of_it = f"**{escaped(verdict(plan, words))}**"
    yield f"{who}\n\n{said_of_it}" if who else said_of_it
    for remark in plan.remarks:
        yield f"*{escaped(words.say('remark'))}: {escaped(remark)}*"
    entries = told(plan)
    findings = [entry for entry in entries if entry.outcome == Outcome.FAILED]
    if findings:
        headings = ["table.severity", "table.rule", "table.message", "label.where", "label.remedy"]
        yield _table([words.say(heading) for heading in headings], (_finding(entry, words) for entry in findings))
    for key, outcome in (("section.broke", Outcome.ERROR), ("section.cant_tell", Outcome.CANT_TELL)):
        rest = [entry for entry in entries if entry.outcome == outcome]
        if rest:
            yield f"### {words.say(key, n=len(rest))}"
            headings = ["table.rule", "label.reason", "label.where"]
            rows = ((escaped(one.rule), escaped(said(one, words)), escaped(where(one, words))) for one in rest)
            yield _table([words.say(heading) for heading in headings], rows)


def _finding(entry: OutcomeEntry, words: Wording) -> Sequence[str]:
    row = suggestion(entry, words)
    remedy = escaped(entry.remedy) + (f"<br>{escaped(words.say('label.suggestion'))}: {escaped(row)}" if row else "")
    severity = f"{_SIGNS[entry.severity.value]} {words.name('severity', entry.severity)}"
    return severity, escaped(entry.rule), escaped(said(entry, words)), escaped(where(entry, words)), remedy
