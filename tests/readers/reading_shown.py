"""A reading written down plainly, so that a test can hold it against what is expected."""

from __future__ import annotations

from plancheck.document import Cell, Paragraph, Table
from plancheck.readers.reading import Reading

_FLAGS = {"across": ">", "down": "^"}


def lines(reading: Reading) -> list[str | list[list[str]]]:
    """Each paragraph as its text («# » before a heading, «**» about a bold one), each table as rows of cells.

    A cell's copy is written «>» (merged across) or «^» (merged down), a hidden cell with «?» before its text.
    """
    return [_paragraph(block) if isinstance(block, Paragraph) else rows(block) for block in reading.blocks]


def rows(table: Table) -> list[list[str]]:
    return [[_cell(cell) for cell in row.cells] for row in table.rows]


def only_table(reading: Reading) -> Table:
    tables = [block for block in reading.blocks if isinstance(block, Table)]
    assert len(tables) == 1
    return tables[0]


def _paragraph(paragraph: Paragraph) -> str:
    text = f"**{paragraph.text}**" if paragraph.emphasised else paragraph.text
    return f"{'#' * paragraph.level} {text}" if paragraph.level else text


def _cell(cell: Cell) -> str:
    return ("?" if cell.hidden else "") + (_FLAGS[cell.merged] if cell.merged else cell.text)
