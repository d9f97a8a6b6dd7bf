"""A document as plain text, Markdown and CSV: formats without merged cells, in the charsets they come in."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from plancheck.document import Document, Paragraph, Row


@dataclass(frozen=True)
class TextHabits:
    bars: bool = False  # cells between bars, else between tabs
    windows_1251: bool = False
    sections_alone: bool = False  # a section's title is a line without the signs of the other cells
    blank_lines: bool = False  # a blank line between lines of the head
    windows_ends: bool = False  # \\r\\n


def write_text(document: Document, habits: TextHabits) -> bytes:
    """The bytes of a .txt; cells must hold no newlines."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += [block.text] + [""] * habits.blank_lines
            continue
        lines += [""] + [_text_row(row, habits) for row in block.rows] + [""]
    text = "\n".join(lines) + "\n"
    if habits.windows_ends:
        text = text.replace("\n", "\r\n")
    return text.encode("cp1251" if habits.windows_1251 else "utf-8")


def _text_row(row: Row, habits: TextHabits) -> str:
    texts = row.texts()
    filled = [text for text in texts if text]
    if habits.sections_alone and len(filled) == 1 and not habits.bars:
        return filled[0]
    return "| " + " | ".join(texts) + " |" if habits.bars else "\t".join(texts)


@dataclass(frozen=True)
class MarkdownHabits:
    headings: bool = False  # bold lines are headings
    breaks: bool = False  # cells' newlines as <br>


def write_markdown(document: Document, habits: MarkdownHabits) -> bytes:
    """The bytes of a .md: tables with a rule under the first row, newlines in cells as <br>."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            marked = f"**{block.text}**" if block.emphasised else block.text
            lines += [f"## {block.text}" if habits.headings and block.emphasised else marked, ""]
            continue
        for at, row in enumerate(block.rows):
            texts = [text.replace("|", "\\|").replace("\n", "<br>") for text in row.texts()]
            lines.append("| " + " | ".join(texts) + " |")
            if at == 0:
                lines.append("|" + " --- |" * len(texts))
        lines.append("")
    return "\n".join(lines).encode()


@dataclass(frozen=True)
class CsvHabits:
    commas: bool = False
    tabs: bool = False
    windows_1251: bool = False
    byte_order_mark: bool = False
    all_quoted: bool = False
    padded: bool = False  # lines above the table filled up with empty cells, as Excel saves them


def write_csv(document: Document, habits: CsvHabits) -> bytes:
    """The bytes of a .csv as a spreadsheet saves it; cells may hold newlines."""
    sign = "\t" if habits.tabs else "," if habits.commas else ";"
    width = max(len(row.cells) for block in document.tables for row in block.rows)
    written = io.StringIO()
    quoting = csv.QUOTE_ALL if habits.all_quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(written, delimiter=sign, lineterminator="\r\n", quoting=quoting)
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if at and not isinstance(document.blocks[at - 1], Paragraph):
                writer.writerow([""] * width)
            writer.writerow([block.text, *[""] * (width - 1)] if habits.padded else [block.text])
        else:
            writer.writerows(row.texts() for row in block.rows)
    text = written.getvalue()
    if habits.windows_1251:
        return text.encode("cp1251")
    return text.encode("utf-8-sig" if habits.byte_order_mark else "utf-8")
