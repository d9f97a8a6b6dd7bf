"""Rebuilds a table that reached us as paragraphs, one for each cell or for each line of a cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plancheck.document import Cell, Paragraph, Row, Table
from plancheck.location import Location
from plancheck.parsing.dump_header import (
    DEADLINE,
    MEASURE,
    NUMBER,
    RESPONSIBLE,
    Header,
    HeaderCell,
    HeaderCode,
    find_headers,
    gap,
)
from plancheck.parsing.dump_path import OUTSIDE, TITLE, Unit, Walk, likeliest

Looks = Callable[[str], bool]

_SURE = 0.85  # the share of rows that must be beyond doubt
_FEWEST_ROWS = 2
_SAMPLE = 300  # lines by which readings of a header are weighed
_DEADLINE_LENGTH, _RESPONSIBLE_LENGTH = 160, 300
_NUMBER = re.compile(r"(?:№\s*)?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?")
_LED_BY_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4}[.)])\s+(?=\S)|(\d{1,3}(?:\.\d{1,3}){1,4})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A table made of paragraphs, and which of them it took: from `start` up to, not including, `stop`."""

    table: Table
    start: int
    stop: int


@dataclass(slots=True)
class _Row:
    cells: list[list[Unit]]
    title: bool


def rebuild_table(
    paragraphs: Sequence[Paragraph],
    is_header: HeaderCode,
    is_deadline: Looks,
    is_responsible: Looks,
    *,
    number: int = 1,
) -> Table | None:
    """The first table that can surely be rebuilt from the paragraphs, or None: see `rebuild`."""
    found = rebuild(paragraphs, is_header, is_deadline, is_responsible, number=number)
    return found.table if found else None


def rebuild(
    paragraphs: Sequence[Paragraph],
    is_header: HeaderCode,
    is_deadline: Looks,
    is_responsible: Looks,
    *,
    number: int = 1,
) -> Rebuilt | None:
    """The first table that can surely be rebuilt from the paragraphs, with the paragraphs it took.

    `is_header` gives the column's code of a header cell (number, measure, deadline, responsible, result,
    anything else for other columns) or None; the other two say whether a text is what stands in such a
    column. `number` is the table's 1-based place in the document. The first row holds the titles, a
    section's title stands in the first cell of its row. None where too many rows would be a guess.
    """
    headers = find_headers(paragraphs, is_header)
    for place, header in enumerate(headers):
        ends = [later.start for later in headers[place + 1 :] if later.codes != header.codes]
        again = [later for later in headers[place + 1 :] if later.codes == header.codes]
        stop = ends[0] if ends else len(paragraphs)
        repeated = {index for later in again for index in range(later.start, later.stop) if index < stop}
        body = [index for index in range(header.stop, stop) if index not in repeated]
        units = _units(paragraphs, body, is_deadline, is_responsible)
        found = _rows(units, header)
        if found is None:
            continue
        whole, rows = found
        taken = max((unit.line or 0 for row in rows for cell in row.cells for unit in cell), default=0)
        last = max(index for index in body if (paragraphs[index].location.line or 0) <= taken or not taken)
        return Rebuilt(_table(whole, rows, number), whole.start, last + 1)
    return None


def _units(
    paragraphs: Sequence[Paragraph], body: Sequence[int], is_deadline: Looks, is_responsible: Looks
) -> list[Unit]:
    glued = _numbers_are_glued([paragraphs[index].text for index in body])
    units: list[Unit] = []
    for index in body:
        paragraph = paragraphs[index]
        text, line, distance = paragraph.text, paragraph.location.line, gap(paragraphs, index)
        led = _LED_BY_NUMBER.match(text) if glued else None
        if led:
            units.append(Unit(led[0].strip(), line, distance, "number", False))
            text, distance = text[led.end() :], 1
        heading = bool(paragraph.level) or paragraph.emphasised
        units.append(Unit(text, line, distance, _look(text, is_deadline, is_responsible), heading))
    return units


def _look(text: str, is_deadline: Looks, is_responsible: Looks) -> str:
    if _NUMBER.fullmatch(text):
        # «01.09» is a day and «1.2» a number: the classifier knows, and a point at the end settles it.
        return "date" if re.fullmatch(r"\d\d\.\d\d", text) and is_deadline(text) else "number"
    if text in ("-", "–", "—"):
        return "dash"
    if len(text) <= _DEADLINE_LENGTH and is_deadline(text):
        return "date"
    return "post" if len(text) <= _RESPONSIBLE_LENGTH and is_responsible(text) else "plain"


def _numbers_are_glued(texts: Sequence[str]) -> bool:
    """Whether rows' numbers stand before their measures in one line, and not on lines of their own."""
    alone = sum(_NUMBER.fullmatch(text) is not None for text in texts)
    led = sum(_LED_BY_NUMBER.match(text) is not None for text in texts)
    return alone * 4 < led and led > 2


def _rows(units: Sequence[Unit], header: Header) -> tuple[Header, list[_Row]] | None:
    """The header as it is best read, and the rows that the lines make under it, if they are sure."""
    if not units:
        return None
    numbers = sum(unit.look == "number" for unit in units)
    dates = sum(unit.look == "date" for unit in units)
    numbered = numbers >= _FEWEST_ROWS and 2 * numbers >= dates
    usual = Counter(min(unit.gap, 4) for unit in units[:2_000]).most_common(1)[0][0]
    readings = [_with_numbers(reading) if numbered else reading for reading in header.readings()]
    walks = [Walk.of(reading.codes, usual, numbered=numbered) for reading in readings]
    best = max(range(len(readings)), key=lambda index: likeliest(units[:_SAMPLE], walks[index])[0])
    codes = readings[best].codes
    rows: list[_Row] = []
    for unit, step in zip(units, likeliest(units, walks[best])[1], strict=True):
        if step.state == OUTSIDE:
            break
        if step.begins_row or not rows:
            rows.append(_Row([[] for _ in codes], step.state == TITLE))
        rows[-1].cells[max(step.state, 0)].append(unit)
    return (readings[best], rows) if _are_sure(rows, codes, numbered) else None


def _with_numbers(header: Header) -> Header:
    """The header with a column for the rows' numbers, which may lack a title."""
    if NUMBER in header.codes:
        return header
    unnamed = HeaderCell(NUMBER, "", header.cells[0].line, header.start)
    return Header((unnamed, *header.cells), header.start, header.stop)


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
    return "\n".join(unit.text for unit in row.cells[codes.index(code)])


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
        texts = [("\n".join(unit.text for unit in cell), cell[0].line if cell else first) for cell in row.cells]
        made.append(_row(texts, len(made) + 1, number))
    return Table(tuple(made), Location(line=header.cells[0].line, table=number), rebuilt=True)


def _row(texts: Sequence[tuple[str, int | None]], place: int, number: int) -> Row:
    cells = tuple(
        Cell(text, Location(line=line, table=number, row=place, cell=index))
        for index, (text, line) in enumerate(texts, start=1)
    )
    return Row(cells, Location(line=cells[0].location.line, table=number, row=place))
