"""Plain text and Markdown -> blocks: finds the tables in whatever notation, the rest are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancheck.document import Block, Paragraph
from plancheck.location import Location
from plancheck.readers.charset import decode
from plancheck.readers.limits import Limits
from plancheck.readers.plain import aligned, bars, cellends, delimited, grid, lonebars, tabs
from plancheck.readers.plain.building import build_table
from plancheck.readers.plain.markup import clean, heading
from plancheck.readers.plain.notation import Line, Notation, is_rule
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import empty, spoilt, without_controls

NOTATIONS: tuple[Notation, ...] = (
    grid.find,
    lonebars.find,
    bars.find,
    cellends.find,
    tabs.find,
    delimited.find,
    aligned.find,
)
_OPEN_CELL = 40  # lines that an open `<p>` or quote in a tab table may reach over
_BOLD_LINES = 12  # lines that one bold block may reach over
_ONLY_BARS = re.compile(r"[\s|]*")


def read(content: bytes, limits: Limits) -> Reading:
    """The blocks of a text file in reading order, and remarks on the reading.

    Raises UnreadableError where the bytes are no text, hold none, or go over a limit.
    """
    decoded = decode(content)
    text, controls = without_controls(decoded.text)
    limits.check("cells", max(text.count("\t"), text.count("|") // 2))  # told before the work of reading them
    blocks = read_lines(split_lines(text, limits), limits)
    if not blocks:
        raise empty()
    return Reading(blocks, spoilt(decoded.damaged, controls, mended=decoded.mended))


def split_lines(text: str, limits: Limits) -> list[Line]:
    """The numbered lines of a text, with an empty line for each page break."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    limits.check("lines", text.count("\n") + text.count("\f") + 1)
    lines: list[Line] = []
    for number, line in enumerate(text.split("\n"), start=1):
        limits.check("line_characters", len(line), number)
        if "\f" not in line:
            lines.append(Line(line, number))
            continue
        for place, piece in enumerate(line.split("\f")):
            lines += [Line("", number)] * (place > 0) + [Line(piece, number)]
    return lines


def read_lines(lines: Sequence[Line], limits: Limits) -> tuple[Block, ...]:
    """Paragraphs (one for each line that is no table's) and tables, in order."""
    lines = _closed_cells(lines)
    blocks: list[Block] = []
    blocked = [0] * len(NOTATIONS)
    index = tables = cells = 0
    while index < len(lines):
        if lines[index].blank:
            index += 1
            continue
        stop = index
        for place, find in enumerate(NOTATIONS):
            if index < blocked[place]:
                continue
            finding = find(lines, index)
            if finding is None:
                continue
            if not finding.rows:
                blocked[place] = finding.stop
                continue
            limits.check("rows", len(finding.rows), lines[index].number)
            table = build_table(finding.rows, tables + 1, limits)
            if table.rows:
                tables += 1
                cells += sum(len(row.cells) for row in table.rows)
                limits.check("tables", tables, lines[index].number)
                limits.check("cells", cells, lines[index].number)
                blocks.append(table)
            stop = finding.stop
            break
        if stop > index:
            index = stop
            continue
        paragraph, index = _paragraph(lines, index)
        if paragraph is not None:
            blocks.append(paragraph)
    return tuple(blocks)


def _paragraph(lines: Sequence[Line], at: int) -> tuple[Paragraph | None, int]:
    """The paragraph of that line (or of a bold block that begins there), and the index after it."""
    line, after = lines[at], at + 1
    if is_rule(line.text) or _ONLY_BARS.fullmatch(line.text):
        return None, after
    level, text = heading(line.text)
    if text.count("**") % 2:
        for index in range(after, min(at + _BOLD_LINES, len(lines))):
            if lines[index].blank or heading(lines[index].text)[0]:
                break
            if lines[index].text.count("**") % 2:
                text = "\n".join([text, *(each.text for each in lines[after : index + 1])])
                after = index + 1
                break
    plain, emphasised = clean(text.replace("\t", " "))
    if not plain:
        return None, after
    return Paragraph(plain, Location(line=line.number), level, emphasised), after


def _closed_cells(lines: Sequence[Line]) -> list[Line]:
    """Lines of tab tables joined where a cell's `<p>` or a spreadsheet's quote is closed lines later."""
    joined: list[Line] = []
    index = 0
    while index < len(lines):
        text, after = lines[index].text, index + 1
        if "\t" in text:
            last = text.rpartition("\t")[2].lstrip()
            closing = None
            if last.startswith("<p") and "</p>" not in last.lower():
                closing = "</p>"
            elif last.startswith('"') and last.count('"') % 2:
                closing = '"'
            end = _closing_line(lines, after, closing) if closing else None
            if end is not None:
                text = "\n".join(line.text for line in lines[index : end + 1])
                after = end + 1
        joined.append(Line(text, lines[index].number))
        index = after
    return joined


def _closing_line(lines: Sequence[Line], at: int, closing: str) -> int | None:
    for index in range(at, min(at + _OPEN_CELL, len(lines))):
        before_tab = lines[index].text.partition("\t")[0].rstrip().lower()
        if before_tab.endswith(closing) and (closing != '"' or before_tab.count('"') % 2):
            return index
        if "\t" in lines[index].text:
            return None
    return None
