"""The compliance matrix: every requirement with its outcome, the rows that show it, and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from plancheck.report.model import EvidenceEntry, OutcomeEntry
from plancheck.report.safe_text import one_line
from plancheck.report.writers.html_parts.anchors import Link
from plancheck.report.writers.html_parts.findings import loose, measures_of, places_in
from plancheck.report.writers.html_parts.rows import Rows
from plancheck.report.writers.standing import least_settled
from plancheck.rules.outcome import Outcome

QUOTE: Final = 90  # characters of a row that shows an outcome
QUOTES: Final = 2  # rows quoted for a requirement; further ones are links


@dataclass(frozen=True, slots=True)
class Proof:
    """Words of the plan that show an outcome; `link` leads to their row, else `where` says where they stand."""

    link: Link | None
    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """A rule: what it asks, its outcome and the gravest of its severities; where its findings are, if any."""

    anchor: str
    rule: str
    asks: str
    outcome: Outcome
    severity: str
    reason: str
    findings: tuple[Link, ...]
    proofs: tuple[Proof, ...]
    more: tuple[Link, ...]
    source: tuple[str, ...]


def requirements(outcomes: Sequence[OutcomeEntry], rows: Rows) -> tuple[Requirement, ...]:
    """One a rule, in the ruleset's order."""
    by_rule: dict[str, list[int]] = {}
    for at, entry in enumerate(outcomes):
        by_rule.setdefault(entry.rule, []).append(at)
    told = set(places_in(outcomes))
    return tuple(
        _requirement(number, {at: outcomes[at] for at in same}, rows, told)
        for number, same in enumerate(by_rule.values())
    )


def _requirement(number: int, by_place: Mapping[int, OutcomeEntry], rows: Rows, told: set[int]) -> Requirement:
    entries = tuple(by_place.values())
    gravest = least_settled(entries)
    proofs, more = _proofs(entries, rows)
    return Requirement(
        anchor=rows.anchors.rule(number),
        rule=gravest.rule,
        asks=one_line(gravest.title or gravest.name),
        outcome=gravest.outcome,
        severity=gravest.severity.value,
        reason="" if gravest.outcome == Outcome.FAILED else one_line(gravest.reason or gravest.message),
        findings=tuple(Link(str(n), rows.anchors.finding(at)) for n, at in enumerate(by_place, 1) if at in told),
        proofs=proofs,
        more=more,
        source=tuple(map(one_line, gravest.source)),
    )


def _proofs(entries: Sequence[OutcomeEntry], rows: Rows) -> tuple[tuple[Proof, ...], tuple[Link, ...]]:
    quoted: dict[int, EvidenceEntry] = {}
    for entry in entries:
        for item in entry.evidence:
            if item.measure is not None and not item.path:
                quoted.setdefault(item.measure, item)
    measures = list(dict.fromkeys(index for entry in entries for index in measures_of(entry, rows.plan)))
    proofs = [
        Proof(rows.link(index), "", one_line(quoted[index].quote if index in quoted else "", QUOTE))
        for index in measures[:QUOTES]
    ]
    elsewhere = dict.fromkeys(one for entry in entries for one in loose(entry, rows.words))
    proofs += [Proof(None, where, one_line(quote, QUOTE)) for where, quote in list(elsewhere)[:QUOTES]]
    return tuple(proofs), tuple(rows.link(index) for index in measures[QUOTES:])
