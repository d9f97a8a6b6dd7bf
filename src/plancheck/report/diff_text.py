"""The comparison of two reports for a person at a terminal: what is new, what was mended, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from plancheck.report.diff import Diff, DiffSummary, PlanDiff
from plancheck.report.model import OutcomeEntry
from plancheck.report.page import Page
from plancheck.report.place import place
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording

__all__ = ["write_diff"]

# The sections in their order: what stands before each line, the heading and its style.
_SHOWN: Final = {
    "new": ("+ ", "diff.section.new", "bold red"),
    "unclear": ("? ", "diff.section.unclear", "bold magenta"),
    "persisting": ("= ", "diff.section.persisting", "bold yellow"),
    "resolved": ("- ", "diff.section.resolved", "bold green"),
}


def write_diff(diff: Diff, page: Page, words: Wording) -> None:
    """Plan after plan, then files that were not judged, then the total where there are several plans."""
    for remark in diff.remarks:
        page.labelled(words.say("remark"), one_line(remark))
    for at, plan in enumerate(diff.plans):
        if at or diff.remarks:
            page.blank()
        _write_plan(plan, page, words)
    if diff.unread:
        page.blank()
        page.text(words.say("section.unread", n=len(diff.unread)), style="bold red")
        for one in diff.unread:
            page.labelled(safe_path(one.path), one.error, indent=1)
    if len(diff.plans) > 1:
        page.blank()
        page.text(words.say("section.total"), style="bold")
        page.text(_counted(diff.summary, words), indent=1)


def _counted(summary: DiffSummary, words: Wording) -> str:
    said = [
        words.say("diff.new", n=summary.new),
        words.say("diff.resolved", n=summary.resolved),
        words.say("diff.persisting", n=summary.persisting),
    ]
    if summary.unclear:
        said.append(words.say("diff.unclear", n=summary.unclear))
    return ", ".join(said) + "."


def _write_plan(plan: PlanDiff, page: Page, words: Wording) -> None:
    page.text(_headline(plan, words), style="bold")
    page.text(_counted(plan.summary, words))
    for section in _SHOWN:
        _write_entries(section, getattr(plan, section), page, words)
    if not plan.outcomes:
        return
    page.blank()
    page.text(words.say("diff.section.outcomes", n=len(plan.outcomes)), style="bold")
    for change in plan.outcomes:
        was, now = (
            words.name("outcome", one) if one else words.say("diff.not_asked") for one in (change.was, change.now)
        )
        page.text(f"{change.rule}  {one_line(change.title)}: {was} → {now}", indent=1, lead="* ")
        if change.reason:
            page.labelled(words.say("label.reason"), one_line(change.reason), indent=3)


def _headline(plan: PlanDiff, words: Wording) -> str:
    old, new = (safe_path(one.path) if one else None for one in (plan.old_file, plan.new_file))
    if old and new:
        return f"{old} → {new}"
    return words.say("diff.only_new", path=new) if new else words.say("diff.only_old", path=old)


def _write_entries(section: str, entries: Sequence[OutcomeEntry], page: Page, words: Wording) -> None:
    """A section of findings; for the new ones also what to do."""
    if not entries:
        return
    lead, heading, style = _SHOWN[section]
    page.blank()
    page.text(words.say(heading, n=len(entries)), style=style)
    for entry in entries:
        severity = words.name("severity", entry.severity)
        page.text(f"{entry.rule}  {one_line(entry.message or entry.title)} ({severity})", indent=1, lead=lead)
        row = next((one for one in entry.evidence if one.measure is not None), None)
        where = place(entry.location, words, row.number if row else None)
        if where:
            page.labelled(words.say("label.where"), where, indent=3)
        if section == "new" and entry.remedy:
            page.labelled(words.say("label.remedy"), one_line(entry.remedy), indent=3)
