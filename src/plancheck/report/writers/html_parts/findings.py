"""What was found, as the page shows it: rule by rule, the gravest first, each with the rows it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from plancheck.plan import Column, Plan
from plancheck.report.fault import faults_on
from plancheck.report.model import EvidenceEntry, OutcomeEntry, SuggestedRow, WaiverEntry
from plancheck.report.place import place
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.html_parts.anchors import Link
from plancheck.report.writers.html_parts.rows import Row, Rows
from plancheck.rules.outcome import Outcome

ROWS: Final = 5  # rows shown whole for one finding; further ones are links
_ORDER: Final = (Outcome.FAILED, Outcome.ERROR, Outcome.CANT_TELL, Outcome.WAIVED)


@dataclass(frozen=True, slots=True)
class Paste:
    """A row to paste: its cells by title for the eye, and in the order of the plan's columns for the clipboard."""

    shown: tuple[tuple[str, str], ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: rows with the faulty cells marked, further rows as links, and quotes that stand in no row."""

    anchor: str
    message: str
    rows: tuple[Row, ...]
    more: tuple[Link, ...]
    quotes: tuple[tuple[str, str], ...]  # where, words
    waiver: str
    remedy: str
    paste: Paste | None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule; what they share (`remedy`, `paste`) is said once, and not in each."""

    rule: str
    heading: str
    outcome: Outcome
    severity: str
    findings: tuple[Finding, ...]
    remedy: str
    paste: Paste | None
    source: tuple[str, ...]


def places_in(outcomes: Sequence[OutcomeEntry]) -> tuple[int, ...]:
    """Indices of the entries that someone must look at, in the order they are shown."""
    shown = [at for at, entry in enumerate(outcomes) if entry.outcome in _ORDER]
    return tuple(sorted(shown, key=lambda at: (_ORDER.index(outcomes[at].outcome), -outcomes[at].severity.rank)))


def measures_of(entry: OutcomeEntry, plan: Plan) -> tuple[int, ...]:
    """The rows that an entry is about: the subject's own first, then those it quotes."""
    quoted = (item.measure for item in entry.evidence if item.measure is not None and not item.path)
    return tuple(index for index in dict.fromkeys([*entry.measures, *quoted]) if index < len(plan.measures))


def loose(entry: OutcomeEntry, words: Wording) -> tuple[tuple[str, str], ...]:
    """Where and what it quotes that stands in no row of the plan: the head, or another plan."""
    return tuple(
        (_where(item, words), one_line(item.quote))
        for item in entry.evidence
        if (item.measure is None or item.path) and item.quote.strip()
    )


def _where(item: EvidenceEntry, words: Wording) -> str:
    where = place(item.location, words, item.number)
    file = one_line(safe_path(item.path))
    return ", ".join(part for part in (file, where) if part) or words.say("place.whole")


def groups(outcomes: Sequence[OutcomeEntry], rows: Rows) -> tuple[Group, ...]:
    """All that someone must look at."""
    shown = places_in(outcomes)
    by_rule = groupby(shown, key=lambda at: (outcomes[at].outcome, outcomes[at].severity, outcomes[at].rule))
    return tuple(_group([(at, outcomes[at]) for at in same], rows) for _, same in by_rule)


def _group(entries: Sequence[tuple[int, OutcomeEntry]], rows: Rows) -> Group:
    first = entries[0][1]
    one = len(entries) == 1
    shared = len({(entry.remedy, entry.suggestion) for _, entry in entries}) == 1
    said = one_line(first.message or first.reason)
    title = one_line(first.title or first.name)
    if first.outcome == Outcome.FAILED:
        heading = said or title if one else f"{title} – {rows.words.count('broken_at', len(entries))}"
    else:
        heading = title
    return Group(
        rule=first.rule,
        heading=heading,
        outcome=first.outcome,
        severity=first.severity.value,
        findings=tuple(_finding(at, entry, rows, heading, shared) for at, entry in entries),
        remedy=one_line(first.remedy) if shared else "",
        paste=_paste(first.suggestion, rows) if shared else None,
        source=tuple(map(one_line, first.source)),
    )


def _finding(at: int, entry: OutcomeEntry, rows: Rows, heading: str, shared: bool) -> Finding:
    measures = measures_of(entry, rows.plan)
    said = one_line(entry.message or entry.reason)
    return Finding(
        anchor=rows.anchors.finding(at),
        message="" if said == heading else said,
        rows=tuple(rows.row(one, faults_on(entry, one, rows.plan.measures[one])) for one in measures[:ROWS]),
        more=tuple(rows.link(one) for one in measures[ROWS:]),
        quotes=loose(entry, rows.words),
        waiver=_waiver(entry.waiver, rows),
        remedy="" if shared else one_line(entry.remedy),
        paste=None if shared else _paste(entry.suggestion, rows),
    )


def _waiver(waiver: WaiverEntry | None, rows: Rows) -> str:
    """Why it stands as it is, who says so, and until when."""
    if waiver is None:
        return ""
    until = rows.words.say("deadline.until", last=rows.words.day(waiver.expires)) if waiver.expires else ""
    return "; ".join(one_line(part) for part in (waiver.reason, waiver.author or "", until) if part)


def _paste(suggestion: SuggestedRow | None, rows: Rows) -> Paste | None:
    if suggestion is None:
        return None
    cells = {Column(name): one_line(text) for name, text in suggestion.model_dump().items()}
    return Paste(
        shown=tuple((rows.words.name("column", column), text) for column, text in cells.items() if text),
        cells=tuple(cells.get(column, "") for column in rows.columns),
    )
