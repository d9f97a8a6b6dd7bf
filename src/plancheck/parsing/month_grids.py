"""Turns tables of months by directions upright: each text below a direction, beside a month, is a measure due then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from plancheck.document import Block, Cell, Row, Table
from plancheck.language import clean, words
from plancheck.parsing.columns import title_code
from plancheck.parsing.joint import who_in_last_brackets
from plancheck.parsing.month_titles import month_titles
from plancheck.plan import Column

if TYPE_CHECKING:
    from plancheck.parsing.lexicons import Lexicons

_FEWEST = 3  # measures
_SPEAKING = 2  # directions that speak of what plans plan
_TITLES = ("Направление", "Мероприятие", "Срок", "Ответственный")
_PLAIN = frozenset({Column.NUMBER.value, Column.DEADLINE.value, Column.RESPONSIBLE.value})
_BEGINS = re.compile(r"\s*(?:[-–—•*]\s+|\d+[.)]\s*)?(?=[А-ЯЁA-Z\d«])")


class _Entry(NamedTuple):
    """A measure of a grid, by the cells that say what, when and of which direction it is; `who` may be empty."""

    direction: Cell
    measure: Cell
    month: Cell
    who: Cell


def with_months_upright(blocks: Sequence[Block], known: Lexicons) -> Sequence[Block]:
    """The blocks, each table of months by directions made one with a row for each measure, direction by direction."""
    return [_upright(block, known) if isinstance(block, Table) else block for block in blocks]


def _upright(table: Table, known: Lexicons) -> Table:
    rows = [row.cells for row in table.rows]
    if len(rows) < 2 or len({len(cells) for cells in rows}) > 1 or len(rows[0]) < 2:
        return table
    columns = list(zip(*rows, strict=True))
    if _are_months(columns[0][1:], known):  # months go down, directions stand above
        lines = columns
    elif _are_months(rows[0][1:], known):
        lines = rows
    else:
        return table
    months, directions = lines[0], [line[0] for line in lines[1:]]
    entries = [
        entry
        for line in lines[1:]
        for month, cell in zip(months[1:], line[1:], strict=True)
        for entry in _entries(line[0], month, cell, known)
    ]
    if not _are_directions(directions, known) or not _are_measures(entries, known):
        return table
    named = any(entry.who.text for entry in entries)
    titles = _TITLES if named else _TITLES[:-1]
    at = table.rows[0].location
    header = Row(tuple(Cell(title, at) for title in titles), at)
    made = (Row(tuple(entry)[: len(titles)], entry.measure.location) for entry in entries)
    return replace(table, rows=(header, *made))


def _are_months(cells: Sequence[Cell], known: Lexicons) -> bool:
    """Whether all filled cells name a stretch of time each."""
    texts = [cell.text for cell in cells]
    found = month_titles([texts], lambda _: True, known.columns.times)
    return len(found) == sum(bool(text.strip()) for text in texts) > 1


def _are_directions(titles: Sequence[Cell], known: Lexicons) -> bool:
    """Whether titles name each what is worked on, and none a column of an ordinary plan."""
    texts = [clean(cell.text).replace("\n", " ") for cell in titles]
    speaking = [text for text in texts if known.topics.find_any(words(text))]
    plain = [text for text in texts if text not in speaking and title_code(text, known.columns) in _PLAIN]
    return all(texts) and len(set(texts)) == len(texts) and not plain and len(speaking) >= _SPEAKING


def _are_measures(entries: Sequence[_Entry], known: Lexicons) -> bool:
    """Whether there are a few, of several directions, and half of them speak of what plans plan."""
    speaking = [entry for entry in entries if known.topics.find_any(words(entry.measure.text))]
    several = len({entry.direction for entry in speaking}) > 1
    return len(entries) >= _FEWEST and several and 2 * len(speaking) >= len(entries)


def _entries(direction: Cell, month: Cell, cell: Cell, known: Lexicons) -> Iterator[_Entry]:
    """The measures of a cell: a line each, where each begins as a sentence does."""
    lines = [line for line in cell.text.split("\n") if line.strip()]
    apart = lines if all(_BEGINS.match(line) for line in lines) else [cell.text]
    for text in apart:
        if tidy := clean(_BEGINS.sub("", text, count=1)):
            what, who = who_in_last_brackets(tidy, known)
            yield _Entry(direction, Cell(what, cell.location), month, Cell(who, cell.location))
