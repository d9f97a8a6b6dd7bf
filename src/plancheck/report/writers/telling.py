"""What the forms for tools say of an entry: which entries, in which order, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from plancheck.location import Location
from plancheck.report.model import EvidenceEntry, OutcomeEntry, PlanReport, Report
from plancheck.report.place import place
from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording
from plancheck.rules.outcome import Outcome, Severity

QUOTE: Final = 160  # characters of a row that are quoted
_ORDER: Final = (Outcome.FAILED, Outcome.ERROR, Outcome.CANT_TELL)


def told(plan: PlanReport) -> tuple[OutcomeEntry, ...]:
    """What somebody must act on: findings, the gravest first, rules that broke, questions for a person."""
    entries = [entry for entry in plan.outcomes if entry.outcome in _ORDER]
    return tuple(sorted(entries, key=lambda entry: (_ORDER.index(entry.outcome), -entry.severity.rank)))


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry of a plan with a mark of its own: `fingerprint`, numbered where the plan has the same twice."""

    plan: PlanReport
    entry: OutcomeEntry
    mark: str


def marked(report: Report, *outcomes: Outcome) -> Iterator[Marked]:
    """The entries of these outcomes in report order; marks are unique within a plan and stay between runs."""
    for plan in report.plans:
        seen: dict[str, int] = {}
        for entry in chain.from_iterable(plan.with_outcome(outcome) for outcome in outcomes):
            mark = entry.fingerprint or f"{entry.rule}-{entry.outcome.value}"
            seen[mark] = seen.get(mark, 0) + 1
            yield Marked(plan, entry, mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")


def gravest_first(entries: Iterator[Marked]) -> list[Marked]:
    """Findings before what broke or cannot be told, the gravest first, over all plans."""
    return sorted(entries, key=lambda one: (_ORDER.index(one.entry.outcome), -one.entry.severity.rank))


def title(entry: OutcomeEntry) -> str:
    """What the rule asks."""
    return one_line(entry.title or entry.name)


def said(entry: OutcomeEntry, words: Wording) -> str:
    """What is wrong, or why nothing could be said of what the rule asks."""
    if entry.outcome == Outcome.FAILED:
        return one_line(entry.message) or title(entry)
    reason = one_line(entry.reason or entry.message)
    name = words.name("outcome", entry.outcome)
    return f"{title(entry)} – {name}{': ' if reason else ''}{reason}"


def row_number(entry: OutcomeEntry) -> str | None:
    """The number of the row that the entry is about, as the plan writes it."""
    return next((one.number for one in entry.evidence if one.measure is not None and one.number), None)


def cell_judged(entry: OutcomeEntry) -> EvidenceEntry | None:
    """What is said of the cell that the rule judges, in the row that the entry is about; None where it is no cell."""
    about = entry.measures[0] if entry.measures else None
    return next((one for one in entry.evidence if one.column and not one.path and one.measure == about), None)


def location(entry: OutcomeEntry) -> Location | None:
    """Where to look first: the cell at fault, else the row, else the first place that is quoted."""
    cell = cell_judged(entry)
    if cell and cell.location:
        return cell.location
    return entry.location or next((one.location for one in entry.evidence if one.location and not one.path), None)


def where(entry: OutcomeEntry, words: Wording) -> str:
    """«таблица 1, ряд 5, п. 3.2, графа «Срок»»; the plan as a whole where it is about no place."""
    return named_place(entry, words) or words.say("place.whole")


def named_place(entry: OutcomeEntry, words: Wording) -> str:
    """The same; empty where it is about no place."""
    cell = cell_judged(entry)
    return one_line(place(location(entry), words, row_number(entry), cell.column if cell else None))


def quote(entry: OutcomeEntry) -> str:
    """The row's words, shortened; empty where the entry is about no row of the plan."""
    return next((one_line(one.quote, QUOTE) for one in entry.evidence if one.quote.strip() and not one.path), "")


def suggestion(entry: OutcomeEntry, words: Wording) -> str:
    """The row to paste: «Мероприятие: … Срок: …»; empty where there is none."""
    cells = entry.suggestion.model_dump() if entry.suggestion else {}
    return "; ".join(f"{words.name('column', cell)}: {one_line(text)}" for cell, text in cells.items() if text)


def lines(entry: OutcomeEntry, words: Wording) -> Iterator[str]:
    """What a tool shows under the message: place, quote, what to do, a row to paste, source. Labelled lines."""
    for label, text in (
        ("where", where(entry, words)),
        ("quote", words.quote(quote(entry)) if quote(entry) else ""),
        ("remedy", one_line(entry.remedy)),
        ("suggestion", suggestion(entry, words)),
        ("source", "; ".join(map(one_line, entry.source))),
    ):
        if text:
            yield f"{words.say(f'label.{label}')}: {text}"


def severity_of(entry: OutcomeEntry) -> Severity | None:
    """How grave a finding is; None for a question to a person. A rule that broke is an error whatever it asks."""
    if entry.outcome == Outcome.CANT_TELL:
        return None
    return Severity.ERROR if entry.outcome == Outcome.ERROR else entry.severity
