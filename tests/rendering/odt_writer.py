"""A document as an OpenDocument text (.odt), its XML written by hand, with the habits of LibreOffice's users."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

from plancheck.document import Document, Paragraph, Table
from rendering.merging import Piece, pieces

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_NUMBER = re.compile(r"(\d+)\.?")
_KIND = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class OdtHabits:
    automatic_numbers: bool = False  # the numbers of rows are list items
    header_rows: bool = False  # the first row is marked to be repeated on each page
    spans: bool = False  # texts broken into spans, bookmarks and soft page breaks among them
    tracked: bool = False  # text put in and taken out with changes recorded
    line_breaks: bool = False  # a line break instead of a paragraph
    framed: bool = False  # everything inside a table of one cell
    sections: bool = False  # everything inside a text:section
    columns_repeated: bool = False  # table-column elements count columns; else one for each


def write_odt(document: Document, habits: OdtHabits) -> bytes:
    """The bytes of the .odt: its kind, manifest and content."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), _KIND)
        package.writestr("content.xml", _content(document, habits))
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return written.getvalue()


def _content(document: Document, habits: OdtHabits) -> str:
    blocks = [
        _paragraph(block.text, habits, bold=block.emphasised) if isinstance(block, Paragraph) else _table(block, habits)
        for block in document.blocks
    ]
    body = "".join(blocks)
    if habits.framed:
        cell = f"<table:table-cell>{body}</table:table-cell>"
        body = f"<table:table><table:table-column/><table:table-row>{cell}</table:table-row></table:table>"
    if habits.sections:
        body = f'<text:section text:name="Раздел1">{body}</text:section>'
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
    changes = ""
    if habits.tracked:
        changes = (
            '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
            "<dc:creator>Секретарь</dc:creator><dc:date>2025-08-29T10:00:00</dc:date></office:change-info>"
            "<text:p>Снято с плана</text:p></text:deletion></text:changed-region>"
            '<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>Секретарь</dc:creator>'
            "<dc:date>2025-08-29T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region>"
            "</text:tracked-changes>"
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {declared} office:version="1.2">'
        '<office:automatic-styles><style:style style:name="P1" style:family="paragraph"/>'
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        f"{_lists(document)}</office:automatic-styles>"
        f"<office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>"
    )


def _lists(document: Document) -> str:
    """Styles of numbered lists, one for each way the first column ends its numbers: «1» and «1.»."""
    made = []
    for name, suffix in (("L1", ""), ("L2", ".")):
        ends = f'style:num-suffix="{suffix}" ' if suffix else ""
        made.append(
            f'<text:list-style style:name="{name}"><text:list-level-style-number text:level="1" {ends}'
            'style:num-format="1"/></text:list-style>'
        )
    return "".join(made)


def _paragraph(text: str, habits: OdtHabits, *, bold: bool = False) -> str:
    lines = "<text:line-break/>".join(_line(line, habits) for line in text.split("\n"))
    if bold:
        lines = f'<text:span text:style-name="B">{lines}</text:span>'
    if habits.tracked and text:
        lines = (
            f'<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>{lines}'
            '<text:change-end text:change-id="c2"/>'
        )
    return f'<text:p text:style-name="P1">{lines}</text:p>'


def _line(text: str, habits: OdtHabits) -> str:
    if not habits.spans:
        return escape(text)
    first, space, rest = text.partition(" ")
    between = "<text:s/>" if space else ""
    break_between = '<text:bookmark text:name="b"/>' + between + "<text:soft-page-break/>"
    return f"<text:span>{escape(first)}</text:span>{break_between}{escape(rest)}"


def _table(table: Table, habits: OdtHabits) -> str:
    width = max(len(row.cells) for row in table.rows)
    columns = "<table:table-column/>" * width
    if habits.columns_repeated:
        columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    counted = 0
    rows = []
    numbered = habits.automatic_numbers and table.rows[0].cells[0].text[:1] == "№"
    for at, (_, cells) in enumerate(pieces(table)):
        made = []
        for cell in cells:
            number = _NUMBER.fullmatch(cell.text) if numbered and at and cell.column == 0 else None
            # A list goes on counting only from one number to the next; a row that counts the columns is typed.
            if number and not cells[1].text.isdigit():
                begins = int(number[1]) != counted + 1 or counted == 0
                counted = int(number[1])
                made.append(_cell(cell, _item(cell.text, counted, begins=begins)))
            else:
                made.append(_cell(cell, _inside(cell, habits)))
        row = f"<table:table-row>{''.join(made)}</table:table-row>"
        rows.append(
            f"<table:table-header-rows>{row}</table:table-header-rows>" if habits.header_rows and not at else row
        )
    return f'<table:table table:name="Таблица1">{columns}{"".join(rows)}</table:table>'


def _item(text: str, number: int, *, begins: bool) -> str:
    style = "L2" if text.endswith(".") else "L1"
    goes_on = "" if begins else ' text:continue-numbering="true"'
    start = f' text:start-value="{number}"' if begins else ""
    return (
        f'<text:list text:style-name="{style}"{goes_on}><text:list-item{start}>'
        '<text:p text:style-name="P1"/></text:list-item></text:list>'
    )


def _inside(cell: Piece, habits: OdtHabits) -> str:
    if habits.line_breaks:
        return _paragraph(cell.text, habits)
    return "".join(_paragraph(line, habits) for line in cell.text.split("\n"))


def _cell(cell: Piece, inside: str) -> str:
    covered = "<table:covered-table-cell/>" * (cell.across - 1)
    if cell.covered:
        return "<table:covered-table-cell/>" + covered
    spans = ""
    if cell.across > 1:
        spans += f' table:number-columns-spanned="{cell.across}"'
    if cell.down > 1:
        spans += f' table:number-rows-spanned="{cell.down}"'
    return f'<table:table-cell office:value-type="string"{spans}>{inside}</table:table-cell>{covered}'
