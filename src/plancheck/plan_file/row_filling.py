"""Fills one row of a plan file: its cells are understood, and what was given stays as given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plancheck.location import Location
from plancheck.parsing.head import Head
from plancheck.parsing.measures import read_measure
from plancheck.parsing.rows import RawMeasure
from plancheck.parsing.understanding import with_outsiders
from plancheck.plan import Column, Deadline, Measure, Responsible, Value
from plancheck.plan_file.rows import Row
from plancheck.plan_file.shape import MeasureShape, Shape

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["filled_measure"]

_TOLD = ("procedures", "topics", "marks", "schools", "years", "spanned", "doubtful")
_KEYS = {Column.MEASURE: "text"}  # a column's key where it is not the column's own name


def filled_measure(
    row: Row,
    head: Head,
    columns: tuple[Column, ...],
    where: Callable[[tuple[str | int, ...]], Location],
    known: Lexicons,
) -> Measure:
    """The measure of a row; `columns` are the plan's, for a row that does not say its own."""
    shape, location = row.shape, where(row.path)
    keys = {column: _KEYS.get(column, column.value) for column in Column}
    places = {column: where((*row.path, key)) for column, key in keys.items() if key in shape.model_fields_set}
    raw = RawMeasure(
        number=shape.number or None,
        cells=_cells(shape),
        other=shape.other,
        section=row.section,
        columns=shape.given("columns", lambda: columns),
        location=location,
        places=places,
    )
    read = read_measure(raw, head.period, known)
    if "marks" not in shape.model_fields_set:
        read = with_outsiders(read, head, known)
    update: dict[str, Any] = {name: getattr(shape, name) for name in _TOLD if name in shape.model_fields_set}
    update["deadline"] = _given(shape.deadline, read.deadline, Deadline())
    update["responsible"] = _given(shape.responsible, read.responsible, Responsible())
    return read.model_copy(update=update)


def _cells(shape: MeasureShape) -> dict[Column, str]:
    return {
        Column.NUMBER: shape.number or "",
        Column.MEASURE: shape.text,
        Column.DEADLINE: shape.deadline.text if shape.deadline else "",
        Column.RESPONSIBLE: shape.responsible.text if shape.responsible else "",
        Column.RESULT: shape.result or "",
    }


def _given(shape: Shape | None, read: Value | None, empty: Value) -> Value | None:
    """What was read from the cell's words, with the parts that were given."""
    if shape is None:
        return None
    return (read or empty).model_copy(update={name: getattr(shape, name) for name in shape.model_fields_set})
