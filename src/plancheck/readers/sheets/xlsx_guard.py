"""Bounds what a sheet of Excel may unfold to: calamine lays a sheet out in full between its outermost cells.

A sheet of two filled cells in opposite corners would take two hundred gigabytes, and end the program.
"""

from __future__ import annotations

import re
from array import array

from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged, forbidden, parse_xml
from plancheck.readers.sheets.sheet import LAST_COLUMN, LAST_ROW, column_number

_READINGS = 5  # times that each byte of a sheet's XML is looked at, at most
_AREA = 2_000_000  # places a sheet may be laid out over: some 60 MB
_TEXT_BYTES = 50_000_000  # that the texts of a sheet may come to when each cell has its own copy
_USUAL_CELL = re.compile(rb'<c r="([A-Z]{1,3})\d{1,5}"')
_USUAL_ROWS = 99_999
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:[^<>]*[^<>/])?>')
_ODD_CELL = re.compile(rb"<(?:[^\s<>/:]*:c|c(?! r=\"))[\s/>]")
_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


def guard_xml(content: bytes, xml_bytes: int, limits: Limits) -> None:
    """Refuse an XML part that has a DOCTYPE, or is in a charset no office program uses.

    `xml_bytes` counts all parts of the file so far, this one too: XML is bounded more tightly than pictures are.
    """
    limits.check("unpacked_bytes", xml_bytes * _READINGS)
    if b"\x00" in content:
        raise damaged()
    if b"<!" in content and b"<!DOCTYPE" in content.upper():
        raise forbidden()


def guard_sheet(content: bytes, strings: bytes, limits: Limits) -> None:
    """Refuse a sheet that would be laid out too large, with its `strings` (the part of shared texts).

    As Excel writes them, cells are told by their bytes; any other writing is parsed and counted cell by cell.
    Raises UnreadableError.
    """
    cells = content.count(b'<c r="')
    if not _has_odd_cells(content, cells):
        longest = max(map(len, strings.split(b"</si>")))
        most = min(limits.cells, _TEXT_BYTES // longest if longest else limits.cells)
        if _is_small(content, cells, most) or _is_small_without_blanks(content, most):
            return
    _count_filled(content, strings, limits)


def _is_small(content: bytes, cells: int, most: int) -> bool:
    """Whether there are few cells, all in few columns and above the row of six digits."""
    usual = _USUAL_CELL.findall(content) if cells <= most else []
    columns = max((column_number(letters.decode()) for letters in set(usual)), default=0)
    return len(usual) == cells and columns * _USUAL_ROWS <= _AREA


def _is_small_without_blanks(content: bytes, most: int) -> bool:
    """Whether the cells that hold something are few and near each other: blank ones with a frame go on for ever."""
    closed = content.count(b"</c>")
    filled = _FILLED_CELL.findall(content) if closed <= most else []
    if len(filled) != closed:
        return False
    columns = {column_number(letters.decode()) for letters in {letters for letters, _ in filled}}
    rows = [int(row) for _, row in filled]
    if not filled or max(rows) > LAST_ROW or max(columns) > LAST_COLUMN:
        return not filled
    return (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1) <= _AREA


def _has_odd_cells(content: bytes, cells: int) -> bool:
    """Whether a cell is written otherwise than Excel does; most sheets are told by counting, at no cost."""
    if content.count(b"<c") == cells + content.count(b"<col") and b":c" not in content:
        return False
    return _ODD_CELL.search(content) is not None


def _count_filled(content: bytes, strings: bytes, limits: Limits) -> None:
    """Refuse by the cells that hold something: rows and columns between the outermost, and the texts' bytes."""
    lengths = _lengths(strings, limits)
    top, left, bottom, right = LAST_ROW, LAST_COLUMN, 0, 0
    row = column = filled = text_bytes = 0
    for element in parse_xml(content, limits).iter("{*}row", "{*}c"):
        if element.tag.endswith("row"):
            row, column = _row_number(element.get("r") or "", row + 1), 0
            continue
        at, column = _place(element.get("r") or "", row, column + 1)
        value = "".join(child.text or "" for child in element.iter("{*}v", "{*}t"))
        if not value:
            continue
        filled += 1
        limits.check("cells", filled)
        top, bottom, left, right = min(top, at), max(bottom, at), min(left, column), max(right, column)
        shared = element.get("t") == "s" and value.isdecimal() and len(value) < 10 and int(value) < len(lengths)
        text_bytes += lengths[int(value)] if shared else 2 * len(value)
    down, across = bottom - top + 1, right - left + 1
    if filled and across * down > _AREA:
        limits.check("cells_in_row", across)
        limits.check("rows", down)
        limits.check("cells", across * down)
    if text_bytes > _TEXT_BYTES:
        limits.check("unpacked_bytes", text_bytes * 4)  # bytes in Rust, and characters in Python


def _row_number(text: str, following: int) -> int:
    if not text:
        return following
    if not text.isdecimal() or len(text) > 7:
        raise damaged()
    return int(text)


def _place(address: str, row: int, column: int) -> tuple[int, int]:
    """The row and column of a cell by its address; where it has none, those that follow the one before."""
    if address:
        found = _ADDRESS.fullmatch(address)
        if not found:
            raise damaged()
        row, column = int(found[2]), column_number(found[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise damaged()
    return row, column


def _lengths(strings: bytes, limits: Limits) -> array[int]:
    """Bytes of each shared text, by its number."""
    if not strings:
        return array("L")
    items = parse_xml(strings, limits).iter("{*}si")
    return array("L", (sum(2 * len(piece.text or "") for piece in item.iter("{*}t")) for item in items))
