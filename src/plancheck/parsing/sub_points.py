"""Makes measures of the points of one cell, where other cells of its row answer point by point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancheck.parsing.rows import RawMeasure
from plancheck.plan import Column

_POINT = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:\)|\.(?!\d))[ \t]*(?=\S)")
_ANSWERING = (Column.DEADLINE, Column.RESPONSIBLE, Column.RESULT)
_FEWEST = 2


class _Point(NamedTuple):
    number: str
    text: str


class _Points(NamedTuple):
    lead: str
    points: tuple[_Point, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(point.number for point in self.points)


def with_points_apart(measures: Iterable[RawMeasure]) -> list[RawMeasure]:
    """The measures, one for each point of a cell whose points have numbers of their own (1.1, 1.2), or are answered
    by as many deadlines, persons or results; what is said once holds for all of them."""
    found: list[RawMeasure] = []
    for measure in measures:
        points = _points(measure.text) if "\n" in measure.text else None
        found += _apart(measure, points) if points else [measure]
    return found


def _points(text: str) -> _Points | None:
    """The points that a cell lists, numbered one after the other; None where it lists none."""
    starts = list(_POINT.finditer(text))
    if not starts:
        return None
    ends = [start.start() for start in starts[1:]] + [len(text)]
    points = tuple(
        _Point(start["number"], text[start.end() : end].strip()) for start, end in zip(starts, ends, strict=True)
    )
    found = _Points(text[: starts[0].start()].strip(), points)
    return found if _run_on(found.numbers) else None


def _run_on(numbers: Sequence[str]) -> bool:
    """Whether numbers count up by one at the same depth, from any start."""
    if not all(part.isdecimal() for number in numbers for part in number.split(".")):
        return False  # «IV.1», «.1»: a row's own number is whatever was written there
    parts = [[int(part) for part in number.split(".")] for number in numbers]
    return all(len(a) == len(b) and a[:-1] == b[:-1] and b[-1] == a[-1] + 1 for a, b in pairwise(parts))


def _apart(measure: RawMeasure, points: _Points) -> list[RawMeasure]:
    own = measure.number
    if own and "." in own and points.lead and _run_on((own, *points.numbers)):  # it was the first point's
        points = _Points("", (_Point(own, points.lead), *points.points))
    answers = {column: _answers(measure.cells.get(column, ""), points) for column in _ANSWERING}
    if len(points.points) < _FEWEST:
        return [measure]
    if not any(answers.values()) and not all("." in number for number in points.numbers):
        return [measure]
    made = []
    for at, point in enumerate(points.points):
        said = {column: texts[at] for column, texts in answers.items() if texts}
        cells = {**measure.cells, **said, Column.MEASURE: f"{points.lead} {point.text}".strip()}
        number = point.number if "." in point.number or own is None else f"{own}.{point.number}"
        made.append(measure._replace(number=number, cells=cells))
    return made


def _answers(text: str, points: _Points) -> tuple[str, ...]:
    """What a cell answers to each point: under the same numbers, or in as many lines; nothing where it does neither."""
    own = _points(text)
    if own:
        return tuple(point.text for point in own.points) if own.numbers == points.numbers and not own.lead else ()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return tuple(line.rstrip(";") for line in lines) if len(lines) == len(points.points) else ()
