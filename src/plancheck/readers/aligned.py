"""Tables of fixed-width text: columns kept apart by spaces in every line, told only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancheck.readers.notation import Finding, Line, RawCell, RawRow, begins_section, is_row_number, is_rule

_WIDE_GAP = re.compile(r"\S {2,}(?=\S)")
_FEWEST_LINES = 3
_STAMP_GAP = 4  # spaces between two columns alone, as stamps stand side by side
_WIDEST_LINE = 500  # characters; a longer line is running text
_GAPLESS = 12  # lines on end in which but one column goes on

Span = tuple[int, int]


def find(lines: Sequence[Line], at: int) -> Finding | None:
    """The aligned table that begins at that line; no rows unless its lines keep to the same columns."""
    if not _gaps(lines[at].text):
        return None
    block, stop = _block(lines, at)
    spans = _spans(block)
    size = len(block)
    while size and _place(block[size - 1], spans) is None and not begins_section(block[size - 1].text):
        size -= 1  # running text right under the table
    if size < _FEWEST_LINES or len(spans) < 2:
        return Finding([], stop)
    if size < len(block):
        stop = next(index for index in range(at, stop) if lines[index] is block[size])
    rows = _stamp(block[:size], spans) if len(spans) == 2 else _rows(block[:size], spans)
    return Finding(rows, stop)


def _gaps(text: str) -> int:
    if len(text) > _WIDEST_LINE or "\t" in text or "|" in text:
        return 0
    return len(_WIDE_GAP.findall(text.strip()))


def _block(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """The adjacent lines from `at` on, single blank lines between them allowed while columns go on."""
    block: list[Line] = []
    index = stop = at
    gapless = 0
    while index < len(lines) and gapless <= _GAPLESS:
        text = lines[index].text
        if not text.strip():
            if not any(_gaps(line.text) for line in lines[index + 1 : index + 3]):
                break
        elif len(text) > _WIDEST_LINE or "\t" in text or "|" in text:
            break
        elif not is_rule(text):
            block.append(lines[index])
            gapless = 0 if _gaps(text) else gapless + 1
        index = stop = index + 1
    return block, stop


def _spans(block: Sequence[Line]) -> list[Span]:
    """(first, last + 1) character of each column: parted by two or more places blank in lines with gaps."""
    used = bytearray(_WIDEST_LINE + 1)
    for line in block:
        if _gaps(line.text):
            for found in re.finditer(r"\S+", line.text):
                used[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    return [(found.start(), found.end()) for found in re.finditer(rb"\x01(?:\x00?\x01)*", bytes(used))]


def _place(line: Line, spans: Sequence[Span]) -> list[str] | None:
    """The line's text in each column; None where it runs over the space between columns."""
    parts = []
    end = 0
    for index, (left, right) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else len(line.text)
        last = index + 1 == len(spans)
        if line.text[end:left].strip() or (line.text[right:limit].strip() and not last):
            return None
        parts.append(line.text[left:limit].strip())
        end = limit
    return parts


def _stamp(block: Sequence[Line], spans: Sequence[Span]) -> list[RawRow]:
    """Two columns line by line: stamps side by side; none where the first only marks a list's items."""
    parts = [_place(line, spans) for line in block]
    if spans[1][0] - spans[0][1] < _STAMP_GAP or None in parts:
        return []
    rows = [
        [RawCell(part, line.number) for part in each]
        for each, line in zip(parts, block, strict=True)
        if each is not None
    ]
    both = sum(all(cell.text for cell in row) for row in rows)
    listed = all(len(row[0].text) < 4 for row in rows)
    return rows if all(cell.text for cell in rows[0]) and both > 1 and not listed else []


def _rows(block: Sequence[Line], spans: Sequence[Span]) -> list[RawRow]:
    """Logical rows: begun by row numbers where the first column holds them; else each line must be whole."""
    parts = [_place(line, spans) for line in block]
    rows: list[RawRow] = []
    numbered = sum(part is not None and is_row_number(part[0]) for part in parts) > 1
    begun = False
    for part, line in zip(parts, block, strict=True):
        if part is None:
            if not rows or not begins_section(line.text):
                return []
            rows.append([RawCell(line.text.strip(), line.number)])
            continue
        first_of_row = is_row_number(part[0]) if numbered else all(part)
        begun = begun or first_of_row
        if first_of_row or not rows:
            rows.append([RawCell(text, line.number) for text in part])
        elif not numbered or (begun and part[0]) or len(rows[-1]) == 1:
            return []
        else:
            rows[-1] = [_joined(cell, text, line) for cell, text in zip(rows[-1], part, strict=True)]
    full = sum(sum(bool(cell.text) for cell in row) >= len(spans) - 1 for row in rows if len(row) > 1)
    return rows if full * 10 >= 9 * sum(len(row) > 1 for row in rows) else []


def _joined(cell: RawCell, text: str, line: Line) -> RawCell:
    if not text:
        return cell
    return cell._replace(text=f"{cell.text}\n{text}") if cell.text else RawCell(text, line.number)
