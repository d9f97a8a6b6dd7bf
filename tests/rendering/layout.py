"""Content -> a `Document` in memory, laid out in one of the ways of Word users; what a perfect reader would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plancheck.document import Block, Cell, Document, Location, Paragraph, Row, Source, Table
from rendering.content import DEADLINE, MEASURE, NUMBER, RESPONSIBLE, PlanContent, Section


@dataclass(frozen=True)
class Layout:
    """Habits that show in the document whatever its format; the plan is the same with all of them."""

    stamp_in_table: bool = False
    sections_merged: bool = True  # a section's row is one cell over all columns, else its first cell
    merged_down: bool = True  # one deadline (or responsible) over several rows
    header_again: bool = False  # the header row written again in the middle, as at a page's top
    columns_counted: bool = False  # a row 1, 2, 3 … below the header
    bold: bool = False  # the title, the sections' headings are bold
    numbers_dotted: bool = False  # «1.» instead of «1»


def laid_out(content: PlanContent, layout: Layout = Layout()) -> Document:
    """The document that this layout makes of the content; tables and rows are located, as Word's are."""
    blocks: list[Block | tuple[tuple[Cell, ...], ...]] = []
    if content.stamp and layout.stamp_in_table:
        blocks.append(((_cell(""), _cell("\n".join(content.stamp))),))
    else:
        blocks += _lines(content.stamp)
    blocks += _lines(content.order) + _lines(content.head, bold=layout.bold)
    header = tuple(map(_cell, content.titles))
    counted = tuple(_cell(str(at)) for at in range(1, len(content.titles) + 1))
    over = [header, counted] if layout.columns_counted else [header]
    if content.parting in ("rows", "none"):
        rows = over[:]
        for section in content.sections:
            if section.title:
                rows.append(_section_row(section.title, content, layout))
            rows += _rows(section, content, layout, header)
        blocks.append(tuple(rows))
    else:
        for place, section in enumerate(content.sections):
            blocks += _lines((section.title,), bold=layout.bold)
            shown = over if content.parting == "headings" or place == 0 else []
            again = replace(layout, header_again=layout.header_again and bool(shown))
            blocks.append((*shown, *_rows(section, content, again, header)))
    blocks += _lines(content.end)
    if content.aside:
        blocks += _lines(("График проведения ВПР",))
        blocks.append(tuple(tuple(map(_cell, row)) for row in content.aside))
    return Document(Source("plan", "made", "0" * 64), located(blocks))


def located(blocks: Sequence[Block | tuple[tuple[Cell, ...], ...]]) -> tuple[Block, ...]:
    """Places for all: paragraphs counted, tables, rows and cells counted; rows without text left out."""
    found: list[Block] = []
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            found.append(block._replace(location=Location(paragraph=paragraphs)))
            continue
        assert isinstance(block, tuple)
        tables += 1
        rows = [
            Row(
                tuple(cell._replace(location=Location(table=tables, row=r, cell=c)) for c, cell in enumerate(row, 1)),
                Location(table=tables, row=r),
            )
            for r, row in enumerate(block, 1)
        ]
        found.append(Table(tuple(rows), Location(table=tables)))
    return tuple(found)


def unmerged(document: Document) -> Document:
    """The document as formats without merged cells have it: down merged texts repeated, across merged once."""

    def plain(row: Row) -> Row:
        cells = tuple(cell._replace(text="" if cell.merged == "across" else cell.text, merged="") for cell in row.cells)
        return row._replace(cells=cells)

    blocks = (
        replace(block, rows=tuple(map(plain, block.rows))) if isinstance(block, Table) else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _cell(text: str, merged: str = "") -> Cell:
    return Cell(text, Location(), merged)


def _lines(texts: Sequence[str], *, bold: bool = False) -> list[Block]:
    return [Paragraph(text, Location(), 0, bold) for text in texts]


def _section_row(title: str, content: PlanContent, layout: Layout) -> tuple[Cell, ...]:
    others = len(content.kinds) - 1
    if layout.sections_merged:
        return (_cell(title), *(_cell(title, "across") for _ in range(others)))
    place = 0 if content.kinds[0] == NUMBER else content.kinds.index(MEASURE)
    return tuple(_cell(title if at == place else "") for at in range(others + 1))


def _rows(section: Section, content: PlanContent, layout: Layout, header: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    middle = len(section.rows) // 2 if layout.header_again and len(section.rows) > 2 else 0
    for at, texts in enumerate(section.rows):
        if at and at == middle:
            rows.append(header)
        cells = []
        for place, (kind, text) in enumerate(zip(content.kinds, texts, strict=True)):
            goes_on = at and at != middle and text and text == section.rows[at - 1][place]
            down = layout.merged_down and goes_on and kind in (DEADLINE, RESPONSIBLE)
            shown = f"{text}." if kind == NUMBER and layout.numbers_dotted else text
            cells.append(_cell(shown, "down" if down else ""))
        rows.append(tuple(cells))
    return rows
