"""Facts of the plan as a whole: its head, columns, procedures, mentions and spots of text."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.plan import Approval, Column, Flaw, Plan
from plancheck.rules.facts.reading import Reading, dates_shown, shortened
from plancheck.rules.facts.schools import is_at_risk
from plancheck.rules.facts.wording import shown, shown_day
from plancheck.rules.fields import FactList
from plancheck.rules.kinds import DIRECTIONS

__all__ = ["add_plan_facts"]


def add_plan_facts(facts: FactList, reading: Reading, risk_schools: Sequence[str]) -> None:
    """Adds plan, direction, column, procedure, mention, mixed and leftover facts."""
    plan = reading.plan
    _add_head(facts, plan, risk_schools)
    for direction in sorted(DIRECTIONS.codes):
        facts.add("direction", {"title": shown("directions", direction)}, direction=direction)
    columns = {*plan.columns, *(one for measure in plan.measures for one in measure.columns)}
    for column in Column:
        facts.add("column", {"title": shown("columns", column)}, column=str(column), present=column in columns)
    for name in reading.procedures:
        facts.add("procedure", name=name, held=name in reading.held)
    for mention in plan.mentions:
        facts.add(
            "mention",
            {"quote": shortened(mention.quote or mention.name), "place": reading.place(mention.measure)},
            mention.quote,
            mention.location,
            measure=_index(mention.measure),
            name=mention.name,
            kind=mention.kind,
            belonging=str(mention.belonging),
        )
    _add_spots(facts, reading, "mixed", plan.mixed_words)
    _add_spots(facts, reading, "leftover", plan.leftovers)


def _add_head(facts: FactList, plan: Plan, risk_schools: Sequence[str]) -> None:
    period, approval = plan.period, plan.approval
    facts.add(
        "plan",
        {
            "period": dates_shown(period.start if period else None, period.end if period else None),
            "approved_on": shown_day(approval.date if approval else None),
            "approval_gap": shown("approval_gap", _gap(approval)),
        },
        level=None if plan.level is None else str(plan.level),
        has_period=period is not None,
        start=period.start if period else None,
        end=period.end if period else None,
        has_approval_number=bool(approval and approval.number),
        has_approval_date=bool(approval and approval.date),
        approved=approval.date if approval else None,
        at_risk=is_at_risk(plan, risk_schools),
    )


def _gap(approval: Approval | None) -> str:
    if approval is None:
        return "all"
    lacking = [part for part in ("number", "date") if not getattr(approval, part)]
    return "_and_".join(lacking) or "none"


def _add_spots(facts: FactList, reading: Reading, kind: str, spots: Sequence[Flaw]) -> None:
    for spot in spots:
        texts = {"quote": shortened(spot.quote), "place": reading.place(spot.measure)}
        facts.add(kind, texts, spot.quote, spot.location, measure=_index(spot.measure))


def _index(measure: int | None) -> int:
    return -1 if measure is None else measure
