"""All the formats that documents are rendered to, and what each can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plancheck.document import Cell, Document, Row, Table
from rendering.docx_writer import DocxHabits, write_docx
from rendering.html_writer import HtmlHabits, MhtHabits, write_html, write_mht
from rendering.layout import located, unmerged
from rendering.odt_writer import OdtHabits, write_odt
from rendering.pdf_writer import PdfHabits, write_pdf
from rendering.rtf_writer import RtfHabits, write_rtf
from rendering.text_writers import CsvHabits, MarkdownHabits, TextHabits, write_csv, write_markdown, write_text
from rendering.xlsx_writer import XlsxHabits, write_xlsx


@dataclass(frozen=True)
class Format:
    """A format's habits and writer; whether it has merged cells, cells of several lines, several tables."""

    suffix: str
    habits: type
    write: Callable[[Document, Any], bytes]
    merges: bool = True
    newlines: bool = True

    def render(self, document: Document, habits: Any) -> bytes:
        return self.write(document if self.merges else unmerged(document), habits)


FORMATS: Mapping[str, Format] = {
    one.suffix: one
    for one in (
        Format("docx", DocxHabits, write_docx),
        Format("xlsx", XlsxHabits, write_xlsx),
        Format("odt", OdtHabits, write_odt),
        Format("html", HtmlHabits, write_html),
        Format("mht", MhtHabits, write_mht),
        Format("rtf", RtfHabits, write_rtf),
        Format("txt", TextHabits, write_text, merges=False, newlines=False),
        Format("md", MarkdownHabits, write_markdown, merges=False),
        Format("csv", CsvHabits, write_csv, merges=False),
        Format("pdf", PdfHabits, write_pdf),
    )
}


def squared(document: Document) -> Document:
    """A document read from text with its tables made even: a row of one cell is merged, a short one filled up."""
    blocks: list[Any] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        width = max(len(row.cells) for row in block.rows)
        blocks.append(tuple(_even(row, width) for row in block.rows))
    return Document(document.source, located(blocks))


def _even(row: Row, width: int) -> tuple[Cell, ...]:
    filled = [cell for cell in row.cells if cell.text]
    if len(filled) == 1 and row.cells[0].text:
        title = filled[0]
        return (title, *(Cell(title.text, title.location, "across") for _ in range(width - 1)))
    return (*row.cells, *(Cell("", row.location) for _ in range(width - len(row.cells))))
