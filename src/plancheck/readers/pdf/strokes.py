"""The straight rules drawn on a PDF page, however they are drawn, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from plancheck.readers.limits import Limits
from plancheck.readers.pdf.calls import Objects, address, bounds_of, objects_of_form, objects_of_page
from plancheck.readers.pdf.turning import Turn

_THIN = 3.5  # points: a filled shape no thicker than this is a rule
_SLANT = 0.7  # points by which the ends of a straight rule may differ
_MOST_SEGMENTS = 20_000  # on one page, of the paths that are walked point by point: more are a drawing's
_BOX = 7  # segments that a rectangle takes at most

Matrix = tuple[float, float, float, float, float, float]
Rule = tuple[float, float, float]
"""Where it lies (y of a level rule, x of an upright one), and where it begins and ends."""
Run = tuple[Sequence[int], Sequence[int], Matrix | None]
"""Objects one after another by their addresses, none but the last a form; their kinds; the matrix of the form that
they stand in.
"""


@dataclass(slots=True)
class Strokes:
    """The rules of one page in points from its top left corner as shown; filled while the page is walked."""

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    pictured: float = 0.0  # square points that pictures cover
    paths: int = 0
    segments: int = 0

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Keeps a line if it is level or upright."""
        (x0, y0), (x1, y1) = start, end
        if abs(y0 - y1) <= _SLANT:
            self.level.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _SLANT:
            self.upright.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def read_strokes(page: Any, turn: Turn, limits: Limits) -> Strokes:
    """The rules of an open page, those inside form objects too."""
    found = Strokes()
    beside, above, upright_page = turn.left, turn.top, not turn.quarter
    width, height = turn.width, turn.height
    picture = pdfium.FPDF_PAGEOBJ_IMAGE
    kept = frozenset((pdfium.FPDF_PAGEOBJ_PATH, picture))
    level, upright = found.level, found.upright
    seen, most, inside = 0, limits.page_objects, True
    for things, kinds, matrix in _objects(address(page), limits):
        plain = matrix is None and upright_page
        for thing, kind, known, (left, bottom, right, top) in zip(things, kinds, *bounds_of(things), strict=True):
            if seen > most or found.segments > _MOST_SEGMENTS:
                return Strokes(pictured=found.pictured, paths=found.paths)
            seen += 1
            if kind not in kept or not known:
                continue
            if plain:
                x0, x1, y0, y1 = left - beside, right - beside, above - top, above - bottom
            else:
                x0, y0, x1, y1 = _shown((left, bottom), (right, top), matrix, turn)
            if kind == picture:
                wide, high = min(x1, width) - max(x0, 0.0), min(y1, height) - max(y0, 0.0)
                found.pictured += max(wide, 0.0) * max(high, 0.0)
                continue
            found.paths += 1
            if not (0 < x0 <= x1 < width and 0 < y0 <= y1 < height):
                inside = False
                if not (x1 >= 0 and y1 >= 0 and x0 <= width and y0 <= height):
                    continue  # beside the page, or nowhere
            if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
                level.append(((y0 + y1) / 2, x0, x1))
            elif x1 - x0 <= _THIN:
                upright.append(((x0 + x1) / 2, y0, y1))
            else:
                _walk(ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT), matrix, turn, found)
                inside = False
    found.level = level if inside else _on_page(level, height, width)
    found.upright = upright if inside else _on_page(upright, width, height)
    return found


def _on_page(rules: Sequence[Rule], across: float, along: float) -> list[Rule]:
    """The rules that are seen, cut at the edges of the page."""
    return [
        (place, 0.0 if start < 0.0 else start, along if along < stop else stop)
        for place, start, stop in rules
        if 0 <= place <= across and start < along and stop > 0
    ]


def _shown(
    low: tuple[float, float], high: tuple[float, float], matrix: Matrix | None, turn: Turn
) -> tuple[float, float, float, float]:
    """A box of a form's space, or of a turned page's, as shown: left, top, right, bottom."""
    corners = [low, high, (low[0], high[1]), (high[0], low[1])]
    if matrix is not None:
        corners = [_moved(matrix, x, y) for x, y in corners]
    places = [turn.point(x, y) for x, y in corners]
    xs, ys = [place[0] for place in places], [place[1] for place in places]
    return min(xs), min(ys), max(xs), max(ys)


def _objects(page: int, limits: Limits) -> Iterator[Run]:
    """The objects of the page but its text in their order; forms are gone into."""
    count = min(pdfium.FPDFPage_CountObjects(ctypes.cast(page, pdfium.FPDF_PAGE)), limits.page_objects + 1)
    for things, kinds in _runs(objects_of_page(page, count)):
        yield things, kinds, None
        if kinds[-1] == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _inside(things[-1], None, 1, limits)


def _inside(place: int, matrix: Matrix | None, depth: int, limits: Limits) -> Iterator[Run]:
    limits.check("depth", depth)
    form = ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
    own = _matrix_of(form)
    whole = own if matrix is None else _product(own, matrix)
    count = min(pdfium.FPDFFormObj_CountObjects(form), limits.page_objects + 1)
    for things, kinds in _runs(objects_of_form(place, count)):
        yield things, kinds, whole  # a form too is given, so that whoever counts the objects counts all
        if kinds[-1] == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _inside(things[-1], whole, depth + 1, limits)


def _runs(objects: Objects) -> Iterator[Objects]:
    """The objects parted behind each form."""
    things, kinds = objects
    begin = 0
    while begin < len(things):
        try:
            end = kinds.index(pdfium.FPDF_PAGEOBJ_FORM, begin) + 1
        except ValueError:
            end = len(things)
        yield things[begin:end], kinds[begin:end]
        begin = end


def _walk(path: Any, matrix: Matrix | None, turn: Turn, found: Strokes) -> None:
    """Takes the straight parts of a path: all that are stroked, and thin filled boxes among the others."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if not stroke.value and (not fill.value or count <= _BOX):
        return  # a shaded cell
    own = _matrix_of(path)
    whole = own if matrix is None else _product(own, matrix)
    for subpath in _subpaths(path, min(count, _MOST_SEGMENTS), whole, turn):
        found.segments += len(subpath)
        if stroke.value:
            for start, end in pairwise(subpath):
                found.line(start, end)
            continue
        xs, ys = [place[0] for place in subpath], [place[1] for place in subpath]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if high <= _THIN and wide > high:
            found.level.append(((min(ys) + max(ys)) / 2, min(xs), max(xs)))
        elif wide <= _THIN:
            found.upright.append(((min(xs) + max(xs)) / 2, min(ys), max(ys)))


def _subpaths(path: Any, count: int, matrix: Matrix, turn: Turn) -> Iterator[list[tuple[float, float]]]:
    """The points of each straight stretch of a path as shown."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        place = turn.point(*_moved(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO and points:
            yield points  # a curve too ends what is straight; it leaves its last point to begin with
            points = []
        points.append(place)
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix_of(thing: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, matrix):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    found = a * x + c * y + e, b * x + d * y + f
    return found if math.isfinite(found[0]) and math.isfinite(found[1]) else (-1.0, -1.0)
