"""Tables drawn with characters: `+---+---+` grids, box-drawing frames, rules of dashes between bars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plancheck.compiling_late import late_pattern
from plancheck.readers.plain.notation import (
    Finding,
    Line,
    RawCell,
    RawRow,
    is_page_number,
    is_row_number,
    next_filled,
)

_FRAME = str.maketrans(
    {
        **dict.fromkeys("─━═╌╍┄┅", "-"),
        **dict.fromkeys("│┃║╎╏┆┇", "|"),
        **{chr(code): "+" for code in range(0x250C, 0x254C)},
        **{chr(code): "+" for code in range(0x2552, 0x256D)},
    }
)
_BORDER = re.compile(r"\+[-=+|]*[-=][-=+|]*\+?|[-=]{10,}")
_CORNER = late_pattern(r"(?<=[-=])\+|\+(?=[-=])")
_SEGMENT = late_pattern(r"[-=]+")


class _Box:
    """A cell under construction: its lines so far, and the number of the line it begins on."""

    def __init__(self, line: int) -> None:
        self.line, self.texts = line, list[str]()

    def add(self, text: str, line: int) -> None:
        if not text.strip():
            return
        if not self.texts:
            self.line = line
        self.texts.append(text)


def find(lines: Sequence[Line], at: int) -> Finding | None:
    """The drawn table that begins at that line; cells merged over columns or rows are filled and marked."""
    first = _plain(lines[at].text)
    if not _BORDER.fullmatch(first.strip()) or at + 1 >= len(lines):
        return None
    if not _plain(lines[at + 1].text).lstrip().startswith("|"):
        return None
    drawn, stop = _region(lines, at)
    cornered = "+" in first
    edges = sorted({place for line in drawn for place in _corners(line.text)} if cornered else _bars(drawn))
    if len(edges) < 3:
        return Finding([], stop)
    return Finding(_rows(drawn, edges), stop)


def _plain(text: str) -> str:
    return text.translate(_FRAME)


def _region(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """The drawn lines from `at` on, over page ends where the drawing goes on, and the index after them."""
    drawn: list[Line] = []
    index = at
    while index < len(lines):
        text = _plain(lines[index].text)
        if text.lstrip()[:1] in ("|", "+") or _BORDER.fullmatch(text.strip()):
            drawn.append(Line(text.rstrip(), lines[index].number))
            index += 1
            continue
        if not lines[index].blank:
            break
        following = next_filled(lines, index)
        if following is not None and is_page_number(lines[following].text):
            following = next_filled(lines, following + 1)
        if following is None:
            break
        text = _plain(lines[following].text)
        same_border = text.rstrip() in (drawn[0].text, drawn[-1].text)
        bars = _bar_places(text)
        if not (same_border or (len(bars) > 1 and bars == _bar_places(drawn[-1].text))):
            break
        index = following
    return drawn, index


def _corners(text: str) -> list[int]:
    """Places of `+` in a border, or in the drawn part of a line that is border and text by turns."""
    if "+" not in text:
        return []
    return [found.start() for found in _CORNER.finditer(text)]


def _bar_places(text: str) -> list[int]:
    return [place for place, sign in enumerate(text) if sign == "|"]


def _bars(drawn: Sequence[Line]) -> set[int]:
    """The bars' places that most lines share, for drawings whose borders show no corners."""
    counts = Counter(tuple(_bar_places(line.text)) for line in drawn[:200] if "|" in line.text)
    return set(max(counts.items(), key=lambda item: (item[1], len(item[0])))[0]) if counts else set()


def _rows(drawn: Sequence[Line], edges: Sequence[int]) -> list[RawRow]:
    columns = len(edges) - 1
    begun = _begun_by_line(drawn, edges)
    rows: list[list[tuple[_Box, str]]] = []
    row: list[tuple[_Box, str]] = []
    for index, line in enumerate(drawn):
        closed = _closed(line.text, edges)
        if any(closed) or index in begun or not row:
            if row:
                rows.append(row)
            kept = [bool(row) and index not in begun and not closed[column] for column in range(columns)]
            row = [(row[column][0], "down") if kept[column] else (_Box(line.number), "") for column in range(columns)]
        if all(closed):
            continue
        for column, text, span in _split(line.text, edges):
            if closed[column]:
                continue
            box = row[column][0]
            box.add(text, line.number)
            for covered in range(column + 1, column + span):
                if not row[covered][0].texts:
                    row[covered] = (box, "across")
    rows.append(row)
    finished = [[RawCell("\n".join(box.texts), box.line, merged) for box, merged in row] for row in rows]
    return [row for row in finished if any(cell.text and cell.merged != "down" for cell in row)]


def _begun_by_line(drawn: Sequence[Line], edges: Sequence[int]) -> set[int]:
    """Indices of lines that begin a row though no border stands above (as databases print their tables).

    Told by row numbers; else, in a table with borders about its header and foot alone, by every line under
    the header having its first cell.
    """
    parts: list[list[int]] = [[]]
    borders = 0
    for index, line in enumerate(drawn):
        if all(_closed(line.text, edges)):
            borders += 1
            parts.append([])
        else:
            parts[-1].append(index)
    begun: set[int] = set()
    for part in filter(None, parts):
        firsts = [_split(drawn[index].text, edges)[0][1] for index in part]
        numbered = [index for index, first in zip(part, firsts, strict=True) if is_row_number(first)]
        if len(numbered) > 1:
            begun.update(numbered)
        elif borders <= 3 and part is not parts[1] and len(part) > 1 and all(firsts):
            begun.update(part)
    return begun


def _closed(text: str, edges: Sequence[int]) -> list[bool]:
    """For each column whether a border ends its cell at this line."""
    if "-" not in text and "=" not in text:
        return [False] * (len(edges) - 1)
    if _BORDER.fullmatch(text.strip()):
        return [True] * (len(edges) - 1)
    return [
        _SEGMENT.fullmatch(text[left + 1 : right].replace("+", "-")) is not None and right - left > 2
        for left, right in pairwise(edges)
    ]


def _split(text: str, edges: Sequence[int]) -> list[tuple[int, str, int]]:
    """(column, text, columns covered) for each cell part of a line; by count where it fits, else by place."""
    columns = len(edges) - 1
    bare = text.strip()
    if text.count("|") == columns + 1 and bare.startswith("|") and bare.endswith("|"):
        return [(column, part.strip(), 1) for column, part in enumerate(bare[1:-1].split("|"))]
    found: list[tuple[int, str, int]] = []
    start = 0
    for column in range(1, columns + 1):
        edge = edges[column]
        if column == columns or text[edge : edge + 1] in ("|", "+", ""):
            part = text[edges[start] + 1 : edge if column < columns else edges[-1]]
            found.append((start, part.strip().strip("|").strip(), column - start))
            start = column
    return found
