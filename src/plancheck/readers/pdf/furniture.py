"""Page numbers, running heads and feet: lines that belong to the pages, not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from plancheck.readers.pdf.lines import Line
from plancheck.readers.pdf.sheets import Sheet
from plancheck.readers.pdf.stretches import pieces

_MARGIN = 0.12  # the share of a page's height, above and below, where such lines stand
_SAME_HEIGHT = 4.0  # points
_LINES = 4  # at most, at either end of a page
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[\W_]*\d{1,3}(?:\s*(?:/|\w{1,3})\s*\d{1,3})?[\W_]*")


def without_furniture(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """For each page its lines outside tables without what is repeated on two pages of three, and page numbers."""
    ends = [_at_ends(sheet) for sheet in sheets]
    seen = Counter(key for lines in ends for key in {_key(line) for line in lines})
    often = max(2, -(-2 * len(sheets) // 3))
    kept = []
    for sheet, lines in zip(sheets, ends, strict=True):
        left_out = {id(line) for line in _numbers(lines)}
        for line in lines:
            if _count(seen, _key(line)) < often:
                continue
            if len(pieces(line)) > 2 and line.bottom < sheet.extent[1] / 2:
                break  # the header of a table without rules, and what stands below it
            left_out.add(id(line))
        kept.append([line for line in sheet.lines if id(line) not in left_out])
    return kept


def _at_ends(sheet: Sheet) -> list[Line]:
    """The lines that stand above or below everything that is no such line."""
    _, height = sheet.extent
    top, bottom = _MARGIN * height, (1 - _MARGIN) * height
    first = min((lattice.ys[0] for lattice, _ in sheet.tables), default=height)
    last = max((lattice.ys[-1] for lattice, _ in sheet.tables), default=0.0)
    above = [line for line in sheet.lines if line.bottom <= min(top, first)]
    below = [line for line in sheet.lines if line.top >= max(bottom, last)]
    return [*above[:_LINES], *below[-_LINES:]]


def _numbers(ends: Sequence[Line]) -> list[Line]:
    """The outermost line above and below, where it is but the page's number."""
    outer = [min(ends, key=lambda line: line.top), max(ends, key=lambda line: line.bottom)] if ends else []
    return [line for line in outer if _NUMBER.fullmatch(line.text)]


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", " ".join(line.text.split())), round(line.bottom / _SAME_HEIGHT)


def _count(seen: Counter[tuple[str, int]], key: tuple[str, int]) -> int:
    text, height = key
    return sum(seen[text, height + step] for step in (-1, 0, 1))
