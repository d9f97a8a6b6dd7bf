"""Tables of a spreadsheet saved as text: cells parted by `;` or `,`, in quotes where they hold such signs."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from plancheck.readers.plain.notation import Finding, Line, RawCell, RawRow, is_row_number, next_filled
from plancheck.readers.plain.pouring import WIDEST

_FEWEST_LINES, _FEWEST_CELLS = 3, 3
_LONGEST_TITLE = 60  # characters of a cell in the first row
_OPEN_CELL = 40  # lines that one quoted cell may reach over


def find(lines: Sequence[Line], at: int) -> Finding | None:
    """The table of delimited cells that begins at that line.

    Told by three lines on end with one number of signs, two at least; by commas only where none outside of
    quotes has a space after it, as it has in prose.
    """
    for sign in (";", ","):
        if lines[at].text.count(sign) + 1 < _FEWEST_CELLS:
            continue
        first = _cells(lines, at, sign)
        if first is None or not _is_header(first[0]):
            continue
        rows, stop = _rows(lines, at, sign, len(first[0]))
        if len(rows) < _FEWEST_LINES:
            continue
        return Finding(rows, stop)
    return None


def _is_header(cells: Sequence[str]) -> bool:
    """Whether the cells are titles: short, with words, none of them the number of a row."""
    titles = [cell.strip() for cell in cells]
    return (
        _FEWEST_CELLS <= len(titles) <= WIDEST
        and all(titles)
        and all(len(title) <= _LONGEST_TITLE and not title.isdigit() for title in titles)
        and 2 * sum(any(map(str.isalpha, title)) for title in titles) > len(titles)
    )


def _rows(lines: Sequence[Line], at: int, sign: str, width: int) -> tuple[list[RawRow], int]:
    """The rows from `at` on, and the index after them.

    A line without signs between rows is a title; a row over-full is read again with «; » taken for text.
    """
    rows: list[RawRow] = []
    index = stop = at
    whole = 0
    while index < len(lines):
        if lines[index].blank:
            following = next_filled(lines, index)
            row = _row(lines, following, sign, width) if following is not None else None
            if following is None or row is None:
                break
            index = following
            continue
        row = _row(lines, index, sign, width)
        if row is None:
            after = index + 1
            if not rows or after >= len(lines) or not _row(lines, after, sign, width):
                break
            if sign in lines[index].text:
                return [], stop  # a row whose cells nobody can count, amid the others
            rows.append([RawCell(lines[index].text.strip(), lines[index].number)])
            index = after
            continue
        cells, after = row
        rows.append([RawCell(text, lines[index].number) for text in cells])
        whole += 1
        index = stop = after
    if whole < _FEWEST_LINES or _is_list(rows):
        return [], stop
    return rows, stop


def _is_list(rows: Sequence[RawRow]) -> bool:
    """Whether these are sentences that list things: spaces after all signs, and no row numbers in front."""
    body = [row for row in rows[1:] if len(row) > 1]
    spaced = sum(all(cell.text[:1].isspace() or not cell.text for cell in row[1:]) for row in body)
    numbered = sum(is_row_number(row[0].text) for row in body)
    return 2 * spaced > len(body) and 2 * numbered < len(body)


def _row(lines: Sequence[Line], at: int, sign: str, width: int) -> tuple[list[str], int] | None:
    """The cells of the row that begins at the line, as many as the table is wide, and the index after it."""
    found = _cells(lines, at, sign)
    if found is None:
        return None
    cells, after = found
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    spaced = sum(text[:1].isspace() and bool(text.strip()) for text in cells[1:])
    if len(cells) == width and not (sign == "," and spaced):
        return cells, after
    if len(cells) > width and spaced:
        merged = _merged(cells, sign)
        if len(merged) == width:
            return merged, after
    if 1 < len(cells) < width and is_row_number(cells[0]) and not spaced:
        return [*cells, *[""] * (width - len(cells))], after
    return None


def _merged(cells: Sequence[str], sign: str) -> list[str]:
    """The cells with those that begin with a space put back behind the sign they were cut at."""
    merged: list[str] = []
    for text in cells:
        if merged and text[:1].isspace() and text.strip():
            merged[-1] = f"{merged[-1]}{sign}{text}"
        else:
            merged.append(text)
    return merged


def _cells(lines: Sequence[Line], at: int, sign: str) -> tuple[list[str], int] | None:
    """The cells of the row at the line, over the lines that a quoted one takes, and the index after it."""
    taken = 0

    def pieces() -> Iterator[str]:
        nonlocal taken
        for line in lines[at : at + _OPEN_CELL]:
            taken += 1
            yield line.text + "\n"

    if sign not in lines[at].text:
        return None
    try:
        cells = next(csv.reader(pieces(), delimiter=sign, strict=True))
    except (csv.Error, StopIteration):
        taken = 1
        cells = lines[at].text.split(sign)
    return cells, at + taken
