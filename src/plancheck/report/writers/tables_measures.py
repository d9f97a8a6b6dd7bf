"""The table of all measures: a row for each row of each plan, as it was understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import IO, Final

from plancheck.plan import Deadline, Measure, Plan, Responsible
from plancheck.report.model import Checked, PlanReport
from plancheck.report.place import place
from plancheck.report.wording import Wording
from plancheck.report.writers.tables import HEAD, WINDOWS, Cell, Field, Table, head, in_table, into_table

__all__ = ["FIELDS", "write", "write_into"]

FIELDS: Final = (
    *HEAD,
    Field("measure", "INTEGER"),
    Field("number"),
    Field("section", "INTEGER"),
    Field("section_title"),
    Field("speaks_to"),
    Field("text"),
    Field("deadline"),
    Field("windows", WINDOWS),
    Field("first_day", "DATE"),
    Field("last_day", "DATE"),
    Field("recurrence"),
    Field("anchor"),
    Field("ongoing", "BOOLEAN"),
    Field("inferred", "BOOLEAN"),
    Field("understood", "BOOLEAN"),
    Field("checkable", "BOOLEAN"),
    Field("responsible"),
    Field("roles", "VARCHAR[]"),
    Field("persons", "VARCHAR[]"),
    Field("result"),
    Field("procedures", "VARCHAR[]"),
    Field("topics", "VARCHAR[]"),
    Field("marks", "VARCHAR[]"),
    Field("schools", "VARCHAR[]"),
    Field("years", "INTEGER[]"),
    Field("place"),
    Field("line", "INTEGER"),
    Field("page", "INTEGER"),
)


def write(checked: Checked, words: Wording, *, target: str | None = None) -> bytes:
    """Parquet or CSV, by the target's name; docs/questions.md explains the columns."""
    return in_table(Table(FIELDS, _rows), checked, words, target)


def write_into(file: IO[bytes], checked: Checked, words: Wording, *, target: str | None = None) -> None:
    """The same, plan by plan."""
    into_table(file, Table(FIELDS, _rows), checked, words, target)


def _rows(report: PlanReport, plan: Plan, words: Wording) -> Iterator[dict[str, Cell]]:
    whose = head(report, plan)
    for at, measure in enumerate(plan.measures):
        section = None if measure.section is None else plan.sections[measure.section]
        yield {
            **whose,
            "measure": at,
            "number": measure.number,
            "section": measure.section,
            "section_title": section.title if section else None,
            "speaks_to": plan.level_of(measure),
            "text": measure.text,
            **_deadline(measure.deadline),
            **_responsible(measure.responsible),
            **_understood(measure),
            "place": place(measure.location, words, measure.number),
            "line": measure.location.line,
            "page": measure.location.page,
        }


def _deadline(told: Deadline | None) -> dict[str, Cell]:
    """The cell and the five things it says; nothing at all where the row has no such cell."""
    deadline = told or Deadline()
    return {
        "deadline": told.text if told else None,
        "windows": deadline.windows,
        "first_day": min(_days(deadline, 0), default=None),
        "last_day": max(_days(deadline, 1), default=None),
        "recurrence": deadline.recurrence,
        "anchor": deadline.anchor,
        "ongoing": deadline.ongoing if told else None,
        "inferred": deadline.inferred if told else None,
        "understood": deadline.understood if told else None,
        "checkable": deadline.checkable if told else None,
    }


def _days(deadline: Deadline, end: int) -> Iterator[dt.date]:
    return (day for window in deadline.windows if (day := window[end]) is not None)


def _responsible(told: Responsible | None) -> dict[str, Cell]:
    responsible = told or Responsible()
    return {
        "responsible": told.text if told else None,
        "roles": responsible.roles,
        "persons": responsible.persons,
    }


def _understood(measure: Measure) -> dict[str, Cell]:
    return {
        "result": measure.result,
        "procedures": measure.procedures,
        "topics": measure.topics,
        "marks": measure.marks,
        "schools": measure.schools,
        "years": measure.years,
    }
