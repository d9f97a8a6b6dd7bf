"""Builds the blocks of a head from a few lines, as a reader would hand them over."""

from __future__ import annotations

import re

from plancheck.document import Block, Cell, Location, Paragraph, Row, Table

HERE = Location()


def blocks(text: str) -> list[Block]:
    """A paragraph a blank line; a line with «||» is a stamp table of one row."""
    made: list[Block] = []
    for piece in re.split(r"\n\s*\n", text):
        if "||" in piece:
            cells = tuple(Cell(cell.strip(), HERE) for cell in piece.split("||"))
            made.append(Table((Row(cells, HERE),), HERE))
        elif piece.strip():
            made.append(Paragraph(piece.rstrip(), HERE))
    return made
