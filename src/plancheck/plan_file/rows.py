"""The rows of a plan file in order: nested under their sections, or listed with a section's number or place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plancheck.plan_file.references import section_place
from plancheck.plan_file.shape import MeasureShape, PlanShape

__all__ = ["Row", "rows_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """A measure with its path in the file and the place of its section among the plan's."""

    shape: MeasureShape
    path: tuple[str | int, ...]
    section: int | None


def rows_of(shape: PlanShape, *, measures_first: bool = False) -> Iterator[Row]:
    """The plan's measures as they stand in the file, whose references are known to be sound.

    `measures_first`: the list of measures stands above the sections.
    """
    if measures_first:
        yield from _listed(shape)
    for place, section in enumerate(shape.sections):
        for index, measure in enumerate(section.measures):
            yield Row(measure, ("sections", place, "measures", index), place)
    if not measures_first:
        yield from _listed(shape)


def _listed(shape: PlanShape) -> Iterator[Row]:
    numbers, titles = [one.number or "" for one in shape.sections], [one.title for one in shape.sections]
    for index, measure in enumerate(shape.measures):
        found = None if measure.section is None else section_place(measure.section, numbers, titles)
        yield Row(measure, ("measures", index), found if isinstance(found, int) else None)
