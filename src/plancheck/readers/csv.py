"""Reads tables of a spreadsheet saved as text (`.csv`, `.tsv`): cells parted by one sign, whichever it is."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plancheck.document import Block, Cell, Paragraph, Row, Table
from plancheck.location import Location
from plancheck.readers.charset import decode
from plancheck.readers.limits import Limits
from plancheck.readers.plain import text as plain_text
from plancheck.readers.reading import Reading
from plancheck.readers.sheets.bands import Band, bands_of
from plancheck.readers.sheets.sheet import Sheet, clean_text
from plancheck.readers.sniffing import empty, spoilt, without_controls

_SIGNS = (";", "\t", ",", "|")  # of two that part a file into as many cells the earlier wins
_SAMPLE = 100_000  # characters that the sign is told by
_EVEN = 0.4  # share of the records of several cells that must have one number of them
_FEWEST = 2  # records of that number
_PROSE = 2  # cells: so many may be parts of a sentence, and must be told by all records of the file
_OPEN_CELL = 60  # lines that one quoted cell may reach over; a quote left open reaches to the end
_NAMED_SIGN = re.compile(r"sep=(?P<sign>[^\r\n\"])(?:\r\n|\r|\n|$)", re.IGNORECASE)  # Excel's own first line
_FRAMED_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)  # Markdown's, for the reader of plain text
_BLANK = ' ;,|"\t\r\n'
_AS_TEXT = re.compile(r'="([^"]*)"')  # how a number is kept from losing its zeros


@dataclass(frozen=True, slots=True)
class _Record:
    """The cells of one record, and the line it begins at."""

    line: int
    cells: tuple[str, ...]


def read(content: bytes, limits: Limits) -> Reading:
    """The tables of the file, and the lines of one cell above and below them as paragraphs.

    A file that no sign parts into even records is read as plain text.
    Raises UnreadableError where the bytes are no text, hold none, or go over a limit.
    """
    decoded = decode(content)
    text, controls = without_controls(decoded.text)
    limits.check("lines", text.count("\n") + 1)
    if not text.strip(_BLANK):
        raise empty()
    named = _NAMED_SIGN.match(text)
    start = named.end() if named else 0
    sign = named["sign"] if named else _sign(text)
    if sign is None:
        return plain_text.read(content, limits)
    limits.check("cells", text.count(sign))
    blocks = _blocks(_mended(_records(text[start:], sign, 1 if named else 0), sign), limits)
    if not any(isinstance(block, Table) for block in blocks):
        return plain_text.read(content, limits)
    return Reading(blocks, spoilt(decoded.damaged, controls, mended=decoded.mended))


def _sign(text: str) -> str | None:
    """The sign that parts most records into one number of cells; None where none does."""
    sample = text[:_SAMPLE]
    best, found = 0, None
    for sign in _SIGNS:
        if sign not in sample or (sign == "|" and _FRAMED_ROW.search(sample)):
            continue
        records = [record for record in _records(sample, sign) if any(record.cells)]
        width, count = _usual_width(records)
        # An order of thirty lines may stand above a plan of five rows; two lines of prose may have a comma each.
        among = sum(len(record.cells) > 1 for record in records) if width > _PROSE else len(records)
        if count >= _FEWEST and count >= _EVEN * among and count * (width - 1) > best:
            best, found = count * (width - 1), sign
    return found


def _records(text: str, sign: str, above: int = 0) -> list[_Record]:
    """The records in order; `above` lines stand before the text. Quotes that do not close are taken as they stand."""
    found = _parted(text, sign, above, csv.QUOTE_MINIMAL)
    return _parted(text, sign, above, csv.QUOTE_NONE) or [] if found is None else found


def _parted(text: str, sign: str, above: int, quoting: Literal[0, 3]) -> list[_Record] | None:
    """None where a quoted cell does not close."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=quoting)
    records: list[_Record] = []
    read_so_far = 0
    try:
        for cells in reader:
            if reader.line_num - read_so_far > _OPEN_CELL:
                return None
            records.append(_Record(above + read_so_far + 1, tuple(cells)))
            read_so_far = reader.line_num
    except csv.Error:  # a cell over 131,072 characters
        return None
    return records


def _usual_width(records: Sequence[_Record]) -> tuple[int, int]:
    """The number of cells that most records have of those with several, and how many have it."""
    widths = Counter(len(record.cells) for record in records if len(record.cells) > 1)
    return widths.most_common(1)[0] if widths else (0, 0)


def _mended(records: Sequence[_Record], sign: str) -> Iterator[_Record]:
    """The records, those with too many cells put together where the sign stood in a sentence: before a space."""
    usual, _ = _usual_width(records)
    for record in records:
        if len(record.cells) <= usual:
            yield record
            continue
        cells: list[str] = []
        for cell in record.cells:
            if cells and cell[:1].isspace() and cell.strip():
                cells[-1] += sign + cell
            else:
                cells.append(cell)
        yield replace(record, cells=tuple(cells)) if len(cells) == usual else record


def _blocks(records: Iterable[_Record], limits: Limits) -> tuple[Block, ...]:
    """Tables, and what stands loose around them, as on a sheet; places are the file's lines."""
    lines: dict[int, int] = {}
    rows: dict[int, dict[int, str]] = {}
    for number, record in enumerate(records, start=1):
        limits.check("cells_in_row", len(record.cells), record.line)
        texts = (clean_text(_AS_TEXT.sub(r"\1", cell)) for cell in record.cells)
        filled = {column: text for column, text in enumerate(texts, start=1) if text}
        if filled:
            limits.check("cell_characters", max(map(len, filled.values())), record.line)
            rows[number], lines[number] = filled, record.line
    blocks: list[Block] = []
    tables = 0
    for band in bands_of(Sheet("", rows)):
        if band.is_table:
            tables += 1
            limits.check("tables", tables)
            limits.check("rows", len(band.lines))
            blocks.append(_table(band, tables, lines))
        else:
            text = next(iter(band.lines[0].cells.values()))
            blocks.append(Paragraph(text, Location(line=lines[band.lines[0].number])))
    return tuple(blocks)


def _table(band: Band, table: int, lines: Mapping[int, int]) -> Table:
    """The table of a band; columns without any text are cut, and keep their numbers."""
    columns = sorted({column for line in band.lines for column in line.cells})
    rows = []
    for row, record in enumerate(band.lines, start=1):
        line = lines[record.number]
        cells = tuple(
            Cell(record.cells.get(column, ""), Location(line=line, table=table, row=row, cell=column))
            for column in columns
        )
        rows.append(Row(cells, Location(line=line, table=table, row=row)))
    return Table(tuple(rows), Location(line=rows[0].location.line, table=table))
