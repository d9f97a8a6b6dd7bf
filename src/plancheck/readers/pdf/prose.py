"""Lines outside tables -> paragraphs, told by their ends, indents, distances and weight."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plancheck.location import Rectangle
from plancheck.readers.pdf.lines import HYPHENS, Line, between, clean, had_room

_APART = 1.25  # times the usual distance between lines, that between paragraphs
_FARTHEST = 3.0  # of the font's size: lines further apart do not tell the usual distance
_ALIGNED = 2.5  # points by which lines of one block begin at the same place
_EQUAL = 0.5  # likewise, for lines that might as well be set to the right
_DEEPEST = 60.0  # points: a first line that is set in further is a centred one
_OTHER_SIZE = 1.2  # times
_LISTED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVXLC]{1,5}[.)]|\w\)|[-–—•▪*])\s+\S")

Margins = tuple[float, float]
"""Left and right, in points, of what text may fill."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph before it is a block: where it begins and the box of its lines on that page."""

    text: str
    page: int
    box: Rectangle
    bold: bool


def paragraphs(lines: Sequence[Line], margins: Mapping[int, Margins]) -> list[Piece]:
    """The paragraphs that the lines make, in order; `margins` are each page's."""
    usual = _usual_step(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, margins, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [piece for group in groups if (piece := _piece(group)).text]


def _usual_step(lines: Sequence[Line]) -> float:
    steps = sorted(
        below.bottom - above.bottom
        for above, below in pairwise(lines)
        if above.page == below.page and 0.5 * below.size < below.bottom - above.bottom < _FARTHEST * below.size
    )
    return steps[len(steps) // 4] if steps else 0.0


def _begins(group: Sequence[Line], line: Line, margins: Mapping[int, Margins], usual: float) -> bool:
    """Whether a line begins a paragraph of its own."""
    before = group[-1]
    if before.bold != line.bold or max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size):
        return True
    torn = before.text.endswith(HYPHENS) and line.text[:1].islower()
    if before.page != line.page:
        return not (torn or line.text[:1].islower())
    if line.bottom - before.bottom > _APART * max(usual, before.size) or line.bottom <= before.top:
        return True
    return not torn and (bool(_LISTED.match(line.text)) or _ends(group, line, *margins[line.page]))


def _ends(group: Sequence[Line], line: Line, left: float, right: float) -> bool:
    """Whether the paragraph of the lines ends before this one, since that had room on its last, or is set in."""
    before = group[-1]
    set_in = len(group) == 1 and line.left < before.left < left + _DEEPEST
    askew = abs(before.left - line.left)
    if set_in or askew <= min(_ALIGNED, abs(before.right - line.right) + _EQUAL):
        return had_room(before, line, right - before.left)
    centred = abs(before.left + before.right - line.left - line.right) <= 2 * _ALIGNED
    begins_there = abs(before.left - left) <= _ALIGNED and line.left - before.left > line.size
    return (begins_there and not centred) or had_room(before, line, right - left)


def _piece(group: Sequence[Line]) -> Piece:
    first = group[0]
    parts = [first.text]
    for before, line in pairwise(group):
        if parts[-1].endswith(HYPHENS):
            parts.append("\n")
        else:
            parts.append(between(before, parts[-1], line, line.text, math.inf).replace("\n", " "))
        parts.append(line.text)
    here = [line for line in group if line.page == first.page]
    box = (
        min(line.left for line in here),
        min(line.top for line in here),
        max(line.right for line in here),
        max(line.bottom for line in here),
    )
    return Piece(clean("".join(parts)), first.page, box, all(line.bold for line in group))
