"""Small workbooks for the tests, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from plancheck.document import Block, Paragraph, Table
from plancheck.readers import read_document

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ["№", "Дело", "Срок"]


def xlsx(*fills: Callable[[Any, Any], object], names: Sequence[str] = ()) -> bytes:
    """A workbook with a sheet for each fill, called with the workbook and the sheet."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    for place, fill in enumerate(fills):
        fill(workbook, workbook.add_worksheet(names[place] if names else None))
    workbook.close()
    return out.getvalue()


def rows(*cells: Sequence[object], top: int = 0, left: int = 0) -> Callable[[Any, Any], None]:
    """A fill that writes those rows from a place on (0-based)."""

    def fill(_: Any, sheet: Any) -> None:
        for row, line in enumerate(cells, start=top):
            for column, value in enumerate(line, start=left):
                if value != "":
                    sheet.write(row, column, value)

    return fill


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The package with a piece of a part put in another's place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        for name in package.namelist():
            whole = package.read(name)
            if name == part:
                assert old in whole
                whole = whole.replace(old, new)
            other.writestr(name, whole)
    return out.getvalue()


def with_cells(more: bytes) -> bytes:
    """A workbook of Excel with «а» in A1, 1 in B2, and more rows as XML."""
    return changed(xlsx(rows(["а"], ["", 1])), SHEET, b"</sheetData>", more + b"</sheetData>")


def ods(tables: str, styles: str = "") -> bytes:
    """An OpenDocument workbook of those tables."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "style", "text", "table")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces} {calc}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def seen(blocks: Sequence[Block]) -> list[object]:
    """Paragraphs as their texts, tables as lists of rows."""
    return [
        block.text if isinstance(block, Paragraph) else [list(row.texts()) for row in block.rows] for block in blocks
    ]


def blocks_of(content: bytes, name: str = "план.xlsx") -> tuple[Block, ...]:
    return read_document(content, name).blocks


def only_table(content: bytes, name: str = "план.xlsx") -> Table:
    (table,) = (block for block in blocks_of(content, name) if isinstance(block, Table))
    return table


def only_texts(content: bytes, name: str = "план.xlsx") -> list[list[str]]:
    return [list(row.texts()) for row in only_table(content, name).rows]
