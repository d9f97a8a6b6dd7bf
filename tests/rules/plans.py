"""Plans in a few words, and their facts, for the tests of this room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plancheck.plan import Plan
from plancheck.resources import shipped_rulesets
from plancheck.rules.facts import derive_facts
from plancheck.rules.fields import FactBase, Givens

SCHOOL_YEAR = {"start": "2023-09-01", "end": "2024-08-31"}
SHIPPED_CALENDAR = shipped_rulesets() / "calendars" / "procedures.yaml"


def plan(*measures: dict[str, Any], **head: Any) -> Plan:
    """A plan with these measures; fields as in plan files."""
    rows = [{"text": "Мероприятие", **one} for one in measures]
    return Plan.model_validate({"measures": rows, **head})


def facts(
    *measures: dict[str, Any],
    risk: tuple[str, ...] = (),
    calendar: Path | None = SHIPPED_CALENDAR,
    **head: Any,
) -> FactBase:
    """The facts of such a plan."""
    return derive_facts(plan(*measures, **head), Givens(calendar=calendar, risk_schools=risk))


def values(base: FactBase, kind: str, *fields: str) -> list[Any]:
    """The values of these fields in every fact of the kind; bare where it is one field."""
    rows = [tuple(fact.values[field] for field in fields) for fact in base.of(kind)]
    return [row[0] for row in rows] if len(fields) == 1 else rows


def due(*windows: tuple[str | None, str | None], text: str = "срок", **more: Any) -> dict[str, Any]:
    """A deadline with these windows."""
    return {"text": text, "windows": list(windows), **more}
