"""A plan with rows or words added to it, understood as it would be when read: proposals are judged on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from plancheck.location import Location
from plancheck.parsing.deadlines import read_deadline
from plancheck.parsing.measures import read_measure
from plancheck.parsing.rows import RawMeasure
from plancheck.parsing.understanding import held_procedures
from plancheck.plan import Column, Deadline, Flaw, Measure, Mention, Plan

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["with_deadline", "with_row"]

Spot = TypeVar("Spot", Mention, Flaw)


def with_row(plan: Plan, at: int, section: int | None, cells: Mapping[Column, str], known: Lexicons) -> Plan:
    """The plan with one more measure at that place; it stands in the table of the measure before it."""
    neighbour = plan.measures[max(0, at - 1)] if plan.measures else None
    columns = neighbour.columns if neighbour and neighbour.columns else plan.columns
    raw = RawMeasure(
        number=cells.get(Column.NUMBER),
        cells={column: text for column, text in cells.items() if column in columns},
        other={},
        section=section,
        columns=columns,
        location=neighbour.location if neighbour else Location(),
    )
    measure = read_measure(raw, plan.period, known)
    measures = (*plan.measures[:at], measure, *plan.measures[at:])
    titles = [plan.title or "", *(one.title for one in plan.sections)]
    held = (*plan.held_procedures, *held_procedures(titles, measures, known))
    return plan.model_copy(
        update={
            "measures": measures,
            "procedures": tuple(dict.fromkeys((*plan.procedures, *measure.procedures))),
            "held_procedures": tuple(dict.fromkeys(held)),
            "mentions": _moved(plan.mentions, at),
            "leftovers": _moved(plan.leftovers, at),
            "mixed_words": _moved(plan.mixed_words, at),
        }
    )


def with_deadline(plan: Plan, index: int, text: str, known: Lexicons) -> Plan:
    """The plan with another deadline in one measure."""
    deadline: Deadline = read_deadline(text, plan.period, known.deadlines)
    measure: Measure = plan.measures[index].model_copy(update={"deadline": deadline})
    return plan.model_copy(update={"measures": (*plan.measures[:index], measure, *plan.measures[index + 1 :])})


def _moved(spots: Sequence[Spot], at: int) -> tuple[Spot, ...]:
    """What stands in the measures from `at` on stands one further down."""
    return tuple(
        spot if spot.measure is None or spot.measure < at else spot.model_copy(update={"measure": spot.measure + 1})
        for spot in spots
    )
