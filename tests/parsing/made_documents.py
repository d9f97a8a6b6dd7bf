"""Builds small documents for the tests of understanding: rows of texts, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.document import Block, Cell, Document, Location, Paragraph, Row, Source, Table

HEADER = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]


def table(*rows: Sequence[str], merged: str = "") -> Table:
    """A table of the rows given; line numbers count the rows."""
    made = tuple(
        Row(
            tuple(Cell(text, Location(line=line, row=line, cell=at), merged=merged) for at, text in enumerate(row, 1)),
            Location(line=line, table=1, row=line),
        )
        for line, row in enumerate(rows, 1)
    )
    return Table(made, Location(line=1, table=1))


def line(text: str, level: int = 0, *, bold: bool = False) -> Paragraph:
    return Paragraph(text, Location(line=1), level, bold)


def document(*blocks: Block) -> Document:
    return Document(Source("plan.txt", "txt", "0" * 64), blocks)
