"""Findings for a person at a terminal: what is wrong, where, by which source, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from plancheck.report.model import OutcomeEntry
from plancheck.report.page import Page
from plancheck.report.place import evidence_place, place
from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording
from plancheck.rules.outcome import Severity

QUOTE: Final = 160  # characters of a finding's row that are quoted
PLACES: Final = 5  # rows quoted for one finding
STYLE: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


def write_findings(findings: Sequence[OutcomeEntry], page: Page, words: Wording) -> None:
    """A section: the findings of one severity, those of one rule together."""
    if not findings:
        return
    severity = findings[0].severity
    page.blank()
    page.text(words.say(f"section.{severity.value}", n=len(findings)), style=STYLE[severity])
    groups = groupby(findings, key=lambda entry: entry.rule)
    for number, (_, same) in enumerate(groups, start=1):
        page.blank()
        _write_group(number, list(same), page, words)


def _write_group(number: int, group: Sequence[OutcomeEntry], page: Page, words: Wording) -> None:
    """The findings of one rule: what they share is said once, after the last of them."""
    first, lead = group[0], f"{number}. "
    deep = len(lead)
    shared = len({(entry.remedy, entry.suggestion) for entry in group}) == 1
    if len(group) == 1:
        page.text(f"{first.rule}  {one_line(first.message or first.title)}", style="bold", lead=lead)
        _write_where(first, page, words, deep)
    else:
        title = one_line(first.title or first.name)
        page.text(f"{first.rule}  {title} – {words.count('broken_at', len(group))}", style="bold", lead=lead)
        for entry in group:
            page.text(one_line(entry.message), indent=deep, lead="- ")
            if entry.evidence or entry.location:  # else it is about the plan, as all of its group
                _write_where(entry, page, words, deep + 2)
            if not shared:
                _write_remedy(entry, page, words, deep + 2)
    if shared:
        _write_remedy(first, page, words, deep)
    if first.source:
        source = "; ".join(map(one_line, first.source))
        page.labelled(words.say("label.source"), source, indent=deep, style="dim")


def _write_where(entry: OutcomeEntry, page: Page, words: Wording, indent: int) -> None:
    """Place and quote of each row; a single line where a finding is about the plan as a whole."""
    rows = [item for item in entry.evidence if item.quote or item.location]
    if not rows:
        where = place(entry.location, words) or words.say("place.whole")
        page.labelled(words.say("label.where"), where, indent=indent)
        return
    for row in rows[:PLACES]:
        where = evidence_place(row, words, cell=True) or words.say("place.whole")
        page.labelled(words.say("label.where"), where, indent=indent)
        quote = one_line(row.quote, QUOTE)
        if quote and quote not in one_line(entry.message):
            page.labelled(words.say("label.quote"), words.quote(quote), indent=indent)
    if len(rows) > PLACES:
        page.text(words.count("more_places", len(rows) - PLACES), indent=indent)


def _write_remedy(entry: OutcomeEntry, page: Page, words: Wording, indent: int) -> None:
    if entry.remedy:
        page.labelled(words.say("label.remedy"), one_line(entry.remedy), indent=indent)
    if entry.suggestion:
        page.labelled(words.say("label.suggestion"), "", indent=indent)
        for cell, text in entry.suggestion.model_dump().items():
            if text:
                page.labelled(words.name("column", cell), one_line(text), indent=indent + 2)
