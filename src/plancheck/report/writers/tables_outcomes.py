"""The table of all outcomes: a row for each entry of each plan's report, passed rules and questions among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from plancheck.plan import Plan
from plancheck.report.model import Checked, PlanReport
from plancheck.report.wording import Wording
from plancheck.report.writers.tables import HEAD, Cell, Field, Table, head, in_table, into_table
from plancheck.report.writers.telling import where

__all__ = ["FIELDS", "write", "write_into"]

FIELDS: Final = (
    *HEAD,
    Field("ruleset"),
    Field("as_of", "DATE"),
    Field("score", "DOUBLE"),
    Field("rule"),
    Field("name"),
    Field("title"),
    Field("outcome"),
    Field("severity"),
    Field("subject"),
    Field("subject_ref"),
    Field("message"),
    Field("remedy"),
    Field("reason"),
    Field("measures", "INTEGER[]"),
    Field("numbers", "VARCHAR[]"),
    Field("quotes", "VARCHAR[]"),
    Field("place"),
    Field("line", "INTEGER"),
    Field("page", "INTEGER"),
    Field("sources", "VARCHAR[]"),
    Field("waived_because"),
    Field("waived_until", "DATE"),
    Field("fingerprint"),
)


def write(checked: Checked, words: Wording, *, target: str | None = None) -> bytes:
    """Parquet or CSV, by the target's name; docs/questions.md explains the columns."""
    return in_table(Table(FIELDS, _rows), checked, words, target)


def write_into(file: IO[bytes], checked: Checked, words: Wording, *, target: str | None = None) -> None:
    """The same, plan by plan."""
    into_table(file, Table(FIELDS, _rows), checked, words, target)


def _rows(report: PlanReport, plan: Plan, words: Wording) -> Iterator[dict[str, Cell]]:
    whose = {
        **head(report, plan),
        "ruleset": f"{report.ruleset.name} {report.ruleset.version}".strip(),
        "as_of": report.as_of,
        "score": report.score,
    }
    for entry in report.outcomes:
        waiver, at = entry.waiver, entry.location
        yield {
            **whose,
            "rule": entry.rule,
            "name": entry.name,
            "title": entry.title,
            "outcome": entry.outcome,
            "severity": entry.severity,
            "subject": entry.subject.kind,
            "subject_ref": entry.subject.ref,
            "message": entry.message,
            "remedy": entry.remedy,
            "reason": entry.reason,
            "measures": entry.measures,
            "numbers": [plan.measures[measure].number or "" for measure in entry.measures],
            "quotes": [one.quote for one in entry.evidence],
            "place": where(entry, words),
            "line": at.line if at else None,
            "page": at.page if at else None,
            "sources": entry.source,
            "waived_because": waiver.reason if waiver else None,
            "waived_until": waiver.expires if waiver else None,
            "fingerprint": entry.fingerprint,
        }
