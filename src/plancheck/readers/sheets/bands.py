"""Parts the rows of a sheet into what stands loose (titles, stamps, signatures) and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from plancheck.readers.sheets.sheet import Sheet

_FEWEST_CELLS = 3  # a row of a table fills as many; a stamp's or a signature's row has two
_LONGEST_TITLE = 60  # characters of a column's title


_visible = itemgetter(2)


class Line(NamedTuple):
    """A row that holds text: its number, its filled cells by column, and those of them that are shown."""

    number: int
    cells: Mapping[int, str]
    visible: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of a table; or one loose row, of one cell that is shown. Stamps side by side are a table too."""

    lines: tuple[Line, ...]
    is_table: bool


def bands_of(sheet: Sheet) -> tuple[Band, ...]:
    """The bands of a sheet from top to bottom.

    A table begins at the first row of three filled cells (two, where no row has three). A blank row ends it only
    where what follows is a table of its own, or no table's row at all.
    """
    lines = tuple(_lines(sheet))
    if sheet.hidden:
        return (Band(lines, is_table=True),) if lines else ()
    widest = max(map(len, map(_visible, lines)), default=0)
    wide = max(2, min(widest, _FEWEST_CELLS))
    found: list[Band] = []
    table: list[Line] = []
    waiting: list[Line] = []  # loose rows under a table: between its parts, or after it
    for chunk in _chunks(lines, sheet):
        first = next((place for place, line in enumerate(chunk) if len(line.visible) >= wide), None)
        if first is None:
            waiting += chunk
            continue
        body = chunk[first:]
        if table and not _begins_anew(body, table):
            table += [*waiting, *chunk]
        else:
            found += _closed(table, [*waiting, *chunk[:first]])
            table = list(body)
        waiting = []
    return (*found, *_closed(table, waiting))


def _closed(table: Sequence[Line], loose: Sequence[Line]) -> Iterator[Band]:
    if table:
        yield Band(tuple(table), is_table=True)
    at = 0
    while at < len(loose):
        end = at + 1
        if len(loose[at].visible) > 1:
            columns = set(loose[at].visible)
            while end < len(loose) and _goes_on(loose[end], loose[end - 1], columns):
                end += 1
        yield Band(tuple(loose[at:end]), is_table=len(loose[at].visible) != 1)
        at = end


def _goes_on(line: Line, before: Line, columns: set[int]) -> bool:
    """Whether a row carries on the stamps above it, cell under cell; a title begins at the left."""
    inside = bool(line.visible) and set(line.visible) <= columns
    return inside and line.number == before.number + 1 and set(line.visible) != {min(columns)}


def _lines(sheet: Sheet) -> Iterable[Line]:
    rows = sheet.rows
    hidden_columns: frozenset[int] = frozenset()
    if sheet.hidden_columns.pairs:
        hidden_columns = sheet.hidden_columns.among(sorted(set[int]().union(*rows.values())))
    hidden_rows = sheet.hidden_rows.among(rows)
    if not hidden_columns and not hidden_rows:
        # all at once, the fields in their order: a call by name for each would take as long as all the rest here
        return map(tuple.__new__, repeat(Line), zip(rows, rows.values(), rows.values(), strict=True))
    return (
        Line(
            number,
            cells,
            {}
            if number in hidden_rows
            else {column: text for column, text in cells.items() if column not in hidden_columns},
        )
        for number, cells in rows.items()
    )


def _chunks(lines: Iterable[Line], sheet: Sheet) -> Iterator[list[Line]]:
    """Runs of rows without a blank one between; a row under a merged cell is none."""
    spans = sorted((top, bottom) for top, _, bottom, _ in sheet.merged if bottom > top)
    at = reached = last = 0
    chunk: list[Line] = []
    for line in lines:
        number = line[0]
        if number > last + 1 and chunk:
            while at < len(spans) and spans[at][0] <= last:
                reached = max(reached, spans[at][1])
                at += 1
            if number > reached + 1:
                yield chunk
                chunk = []
        chunk.append(line)
        last = number
    if chunk:
        yield chunk


def _begins_anew(body: Sequence[Line], table: Sequence[Line]) -> bool:
    """Whether rows after a blank one are a table of their own: titles again, or other columns."""
    head = body[0].visible
    known = {column for line in table for column in line.visible}
    if list(head.values()) == list(table[0].visible.values()) or not set(head) <= known:
        return True
    below = next((line for line in body[1:] if len(line.visible) >= 2), None)
    return _are_titles(head) and below is not None and not _are_titles(below.visible)


def _are_titles(cells: Mapping[int, str]) -> bool:
    """Whether all cells are short and without figures, as titles of columns are."""
    return all(len(text) <= _LONGEST_TITLE and not any(map(str.isdigit, text)) for text in cells.values())
