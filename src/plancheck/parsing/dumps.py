"""Rebuilds a table that reached us as paragraphs, one for each cell or for each line of a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from plancheck.document import Cell, Paragraph, Row, Table
from plancheck.location import Location
from plancheck.parsing.dump_header import (
    DEADLINE,
    MEASURE,
    NUMBER,
    RESPONSIBLE,
    Header,
    HeaderCell,
    find_headers,
)
from plancheck.parsing.dump_path import OUTSIDE, TITLE, Unit, Walk, likeliest, may_stand
from plancheck.parsing.dump_units import Looks, blocks, cut, goes_on, joined

_SURE = 0.85  # the share of rows that must be beyond doubt
_FEWEST_ROWS = 2
_EVEN = 0.7  # the share of rows of one line a cell that makes such rows the rule
_SAMPLE = 300  # lines by which readings of a header are weighed

_INNER_NUMBER = re.compile(r"(?m)^\d{1,3}\.? [а-яё]")  # of a row, where it was not told from the words


class Rebuilt(NamedTuple):
    """A table made of paragraphs, and which of them it took: from `start` up to, not including, `stop`."""

    table: Table
    start: int
    stop: int


@dataclass(slots=True)
class _Row:
    cells: list[list[Unit]]
    title: bool


def rebuild(paragraphs: Sequence[Paragraph], looks: Looks, *, number: int = 1) -> Rebuilt | None:
    """The first table that can surely be rebuilt from the paragraphs, with the paragraphs it took.

    `looks` says what a text may be; `number` is the table's 1-based place in the document. The first row
    holds the titles, a section's title stands in the first cell of its row. None where too many rows would
    be a guess.
    """
    headers = find_headers(paragraphs, looks.column)
    plain = [place for place, header in enumerate(headers) if header.plain]
    for place, header in enumerate(headers):
        if plain and place > plain[0] and not header.plain:
            continue  # words of the rows that look like titles, under titles that gave no sure rows
        later = headers[place + 1 :]
        ends = [other.start for other in later if other.codes != header.codes and other.plain]
        stop = ends[0] if ends else len(paragraphs)
        again = {i for other in later if other.codes == header.codes for i in range(other.start, other.stop)}
        bodies = [(reading, _body(paragraphs, reading, stop, again)) for reading in header.readings()]
        for read in (_read_blocks, _read_lines):
            readings = [(reading, body, units) for reading, body in bodies if (units := read(paragraphs, body, looks))]
            found = _rows([(reading, units) for reading, _, units in readings], whole=read is _read_blocks)
            if found:
                which, whole, rows = found
                last = _last_taken(paragraphs, readings[which][1], rows)
                while read is _read_blocks and goes_on(paragraphs, last + 1):
                    last += 1
                return Rebuilt(_table(whole, rows, number), whole.start, last + 1)
    return None


def _read_blocks(paragraphs: Sequence[Paragraph], body: Sequence[int], looks: Looks) -> list[Unit]:
    """The cells, where blank lines part them; none where they do not."""
    made = blocks(paragraphs, body, looks)
    return cut(made, range(len(made)), looks) if made else []


def _read_lines(paragraphs: Sequence[Paragraph], body: Sequence[int], looks: Looks) -> list[Unit]:
    return cut(paragraphs, body, looks)


def _last_taken(paragraphs: Sequence[Paragraph], body: Sequence[int], rows: Sequence[_Row]) -> int:
    """The last of the paragraphs with those indices that is in a row."""
    taken = max((unit.line or 0 for row in rows for cell in row.cells for unit in cell), default=0)
    return max(index for index in body if (paragraphs[index].location.line or 0) <= taken or not taken)


def _body(paragraphs: Sequence[Paragraph], header: Header, stop: int, again: Set[int]) -> list[int]:
    """The paragraphs under the header, up to `stop`, without those where it, or its column numbers, stand again."""
    counts = [str(number) for number in range(1, len(header.cells) + 1)]
    body: list[int] = []
    index = header.stop
    while index < stop:
        if len(counts) > 2 and [each.text.strip() for each in paragraphs[index : index + len(counts)]] == counts:
            index += len(counts)
            continue
        if index not in again:
            body.append(index)
        index += 1
    return body


def _rows(readings: Sequence[tuple[Header, list[Unit]]], *, whole: bool) -> tuple[int, Header, list[_Row]] | None:
    """Which reading of the header is the best, how it reads, and the rows under it; None if they are not sure.

    `whole` says that blank lines part the cells, so that nearly every unit is one.
    """
    found: list[tuple[float, int, Header, Walk]] = []
    for which, (reading, units) in enumerate(readings):
        header, walk = _walk(reading, units)
        walk = walk._replace(whole=whole)
        found.append((likeliest(units[:_SAMPLE], walk)[0], which, header, walk))
    if not found:
        return None
    _, which, header, walk = max(found, key=lambda each: each[0])
    units = readings[which][1]
    rows: list[_Row] = []
    steps = likeliest(units, walk)[1]
    steps = likeliest(units, walk.with_widths(units, steps))[1]
    for unit, step in zip(units, steps, strict=True):
        if step.state == OUTSIDE:
            break
        if step.begins_row or not rows:
            rows.append(_Row([[] for _ in walk.codes], step.state == TITLE))
        rows[-1].cells[max(step.state, 0)].append(unit)
    rows = _redealt(rows, walk.codes)
    numbered = NUMBER in walk.codes and walk.numbered
    if any(unit.number for unit in units):
        rows = _with_inner_numbers(rows, header)
        numbered = True
    return (which, header, rows) if rows and _are_sure(rows, header.codes, numbered) else None


def _redealt(rows: Sequence[_Row], codes: Sequence[str]) -> list[_Row]:
    """Rows dealt a line to each column, where nearly all stand so, and one of as many lines was read otherwise."""

    def even(row: _Row) -> bool:
        return all(len(cell) == 1 for cell in row.cells)

    measures = [row for row in rows if not row.title]
    if sum(map(even, measures)) < _EVEN * len(measures):
        return list(rows)
    dealt = []
    for row in rows:
        lines = [unit for cell in row.cells for unit in cell]
        fits = len(lines) == len(codes) and not row.title and all(map(may_stand, codes, lines))
        dealt.append(_Row([[unit] for unit in lines], False) if fits else row)
    return dealt


def _walk(reading: Header, units: Sequence[Unit]) -> tuple[Header, Walk]:
    """The header with a column for numbers where rows have them, and what ways through the lines are judged by."""
    numbers = sum(unit.look == "number" for unit in units)
    dates = sum(unit.look in ("date", "dated") for unit in units)
    if any(unit.number for unit in units):
        codes = tuple(code for code in reading.codes if code != NUMBER)
        return _with_numbers(reading), Walk.of(codes, units, numbered=False)
    numbered = numbers >= _FEWEST_ROWS and 2 * numbers >= dates
    header = _with_numbers(reading) if numbered else reading
    return header, Walk.of(header.codes, units, numbered=numbered)


def _with_inner_numbers(rows: Sequence[_Row], header: Header) -> list[_Row]:
    """The rows with the numbers that stood inside their measures put into their column.

    No rows where one of them holds two numbers, or many hold none: then the rows were parted wrongly.
    """
    place = header.codes.index(NUMBER)
    whole = []
    lacking = 0
    for row in rows:
        numbers = [unit._replace(text=unit.number) for cell in row.cells for unit in cell if unit.number]
        if len(numbers) > 1:
            return []
        lacking += not numbers and not row.title
        cells = [[_numbered(unit) for unit in cell] for cell in row.cells] if row.title else list(row.cells)
        cells.insert(place, [] if row.title else numbers)
        whole.append(_Row(cells, row.title))
    return whole if lacking <= (1 - _SURE) * len(whole) else []


def _numbered(unit: Unit) -> Unit:
    """A section's title with its number before it again."""
    return unit._replace(text=f"{unit.number} {unit.text}", number="") if unit.number else unit


def _with_numbers(header: Header) -> Header:
    """The header with a column for the rows' numbers, which may lack a title."""
    if NUMBER in header.codes:
        return header
    unnamed = HeaderCell(NUMBER, "", header.cells[0].line, header.start)
    return header._replace(cells=(unnamed, *header.cells))


def _are_sure(rows: Sequence[_Row], codes: Sequence[str], numbered: bool) -> bool:
    measures = [row for row in rows if not row.title]
    full = sum(sum(map(bool, row.cells)) > 1 + numbered for row in measures)
    if full < _FEWEST_ROWS or 2 * full < len(measures):
        return False
    small = sum(_cell(row, codes, MEASURE)[:1].islower() for row in measures)
    lower_case_is_usual = 2 * small > len(measures)
    doubts = [not _is_sure(row, codes, numbered, lower_case_is_usual) for row in measures]
    if doubts[-1] and len(doubts) > _FEWEST_ROWS:
        doubts.pop()  # the text may break off in the middle of the last row
    return sum(doubts) <= (1 - _SURE) * len(doubts) and (not numbered or _numbers_run_on(measures, codes))


def _is_sure(row: _Row, codes: Sequence[str], numbered: bool, lower_case_is_usual: bool) -> bool:
    measure = _cell(row, codes, MEASURE)
    if not measure or measure[0] in ",;:.)]»" or (measure[0].islower() and not lower_case_is_usual):
        return False
    if _INNER_NUMBER.search(measure):
        return False
    looks: dict[str, list[str]] = {code: [] for code in codes}
    for code, cell in zip(codes, row.cells, strict=True):
        looks[code] += [unit.look for unit in cell]
    has_number = numbered and bool(looks.get(NUMBER))
    filled = {code for code, found in looks.items() if found}
    if has_number and filled == {NUMBER, MEASURE}:
        return True  # a section's number and title, or a row that was left unfilled
    misplaced = {"date", "number"} & {*looks[MEASURE][1:], *looks.get(RESPONSIBLE, ())}
    dates = looks.get(DEADLINE, [])
    undated = DEADLINE in codes and not (dates or (has_number and looks.get(RESPONSIBLE)))
    unlike = bool(dates) and not {"date", "dash"} & set(dates)
    return not (misplaced or undated or unlike) and (has_number or bool(filled - {NUMBER, MEASURE}))


def _cell(row: _Row, codes: Sequence[str], code: str) -> str:
    return _text(row.cells[codes.index(code)])


def _text(cell: Sequence[Unit]) -> str:
    """The text of a cell: a line that goes on with a sentence makes no new line, unless it stands apart."""
    text = cell[0].text if cell else ""
    for unit in cell[1:]:
        text = joined(text, unit.text, unit.oblique) if unit.gap == 1 else f"{text}\n{unit.text}"
    return text


def _numbers_run_on(rows: Sequence[_Row], codes: Sequence[str]) -> bool:
    """Whether nearly all row numbers go up by one at some depth, or begin again from one."""
    numbers = [_cell(row, codes, NUMBER).strip("№ .)") for row in rows]
    parts = [[int(part) for part in number.split(".") if part] for number in numbers if number]
    breaks = 0
    for before, after in pairwise(parts):
        depth = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
        deeper = depth is None and len(after) > len(before)
        stepped = depth is not None and 0 < after[depth] - before[depth] <= 2
        breaks += not (deeper or stepped or after[-1] == 1)
    return len(parts) * 3 >= len(rows) * 2 and breaks * 10 <= len(parts)


def _table(header: Header, rows: Sequence[_Row], number: int) -> Table:
    made = [_row([(cell.title, cell.line) for cell in header.cells], 1, number)]
    for row in rows:
        first = next(cell for cell in row.cells if cell)[0].line
        texts = [(_text(cell), cell[0].line if cell else first) for cell in row.cells]
        made.append(_row(texts, len(made) + 1, number))
    return Table(tuple(made), Location(line=header.cells[0].line, table=number), rebuilt=True)


def _row(texts: Sequence[tuple[str, int | None]], place: int, number: int) -> Row:
    cells = tuple(
        Cell(text, Location(line=line, table=number, row=place, cell=index))
        for index, (text, line) in enumerate(texts, start=1)
    )
    return Row(cells, Location(line=cells[0].location.line, table=number, row=place))
