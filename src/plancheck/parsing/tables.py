"""Finds in a document the tables that are the plan, reads them as one, and says what was left out and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.document import Block, Location, Paragraph, Row
from plancheck.language import clean, words
from plancheck.parsing.choosing import PlanTable, TableSense, paragraphs_above, plan_tables, rows_of
from plancheck.parsing.columns import ColumnWords
from plancheck.parsing.rows import RawMeasure, RawSection, RowReader, split_number
from plancheck.plan import Column, Skipped, SkipReason

_HEADING_LENGTH = 300
_LABEL_LENGTH = 80
_CAPTION = re.compile(r"таблица\b", re.IGNORECASE)
_LABEL = re.compile(r"[А-ЯЁ][а-яё]+ (?:№ ?)?(?=\d)|[А-ЯЁ][а-яё]+ (?=[IVX]+[.) ])")  # «Таблица » of «Таблица 1. План …»


class Gathered(NamedTuple):
    """The plan's rows and sections as they stand, the blocks around them, and the tables left out."""

    measures: tuple[RawMeasure, ...]
    sections: tuple[RawSection, ...]
    columns: tuple[Column, ...]
    others: tuple[str, ...]
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    skipped: tuple[Skipped, ...]


def gather(blocks: Sequence[Block], known: ColumnWords, sense: TableSense) -> Gathered | None:
    """Reads all the plan's tables as one; None where no table is a plan's."""
    chosen, left = plan_tables(blocks, known, sense)
    if not chosen:
        return None
    reader = _read(blocks, chosen, known)
    if reader.named_twice:  # what a column names stays with the measures, beside the document's own sections
        chosen = tuple(table._replace(layout=table.layout.without_sections()) for table in chosen)
        reader = _read(blocks, chosen, known)
    if not reader.measures:
        return None
    columns = dict.fromkeys(column for table in chosen for column in table.layout.columns)
    others = dict.fromkeys(title for table in chosen for title in table.layout.others)
    first, last = chosen[0], chosen[-1]
    blank = (Skipped(what=what, why=SkipReason.BLANK_ROW, location=at) for what, at in reader.blank)
    return Gathered(
        tuple(reader.measures),
        tuple(reader.sections),
        tuple(columns),
        tuple(others),
        (*filter(_is_text, blocks[: first.place]), *_over_header(rows_of(blocks[first.place]), first.skip)),
        tuple(blocks[last.place + 1 :]),
        (*left, *blank),
    )


def _read(blocks: Sequence[Block], chosen: Sequence[PlanTable], known: ColumnWords) -> RowReader:
    """The tables read in order, each after the headings above it."""
    reader = RowReader(known)
    for order, table in enumerate(chosen):
        above = _headings(paragraphs_above(blocks, table.place), known, first=order == 0)
        for text, location in above if len(chosen) > 1 or not _is_caption(above) else ():
            reader.heading(text, location)
        reader.table(rows_of(blocks[table.place])[table.skip :], table.layout)
    return reader


def _is_caption(headings: Sequence[tuple[str, Location]]) -> bool:
    """Whether a heading only says which table the one below is: where there is one, it parts nothing."""
    return any(_CAPTION.match(text) for text, _ in headings)


def _is_text(block: Block) -> bool:
    """Whether a block is the document's own text; the name of a sheet is a label, and titles no plan."""
    return not (isinstance(block, Paragraph) and block.location.sheet and block.location.row is None)


def _over_header(rows: Sequence[Row], skip: int) -> list[Paragraph]:
    """The rows of the first table above its header (a title, a stamp) as paragraphs of the head."""
    above = rows[: max(0, skip - 1)]
    return [Paragraph(cell.text, cell.location) for row in above for cell in row.cells if cell.text and not cell.merged]


def _headings(paragraphs: Sequence[Paragraph], known: ColumnWords, *, first: bool) -> list[tuple[str, Location]]:
    """The paragraphs above a table that open a section: above the first only one right above it may."""
    filled = _with_labels([p for p in paragraphs if clean(p.text)], known)
    if not filled:
        return []
    if first:
        last = filled[-1]
        return [(clean(last.text), last.location)] if _opens(last, known) else []
    found = [(clean(p.text), p.location) for p in filled if _opens(p, known) or _has_tasks(p, known)]
    last = filled[-1]
    if not found and (last.level or last.emphasised or len(filled) == 1) and len(last.text) < _HEADING_LENGTH:
        found = [(clean(last.text), last.location)]
    return found


def _with_labels(paragraphs: Sequence[Paragraph], known: ColumnWords) -> list[Paragraph]:
    """The paragraphs, «Таблица 2» or «Раздел II» alone in one put before the title that follows it."""
    whole: list[Paragraph] = []
    for paragraph in paragraphs:
        label = clean(whole[-1].text).rstrip(".:") if whole and len(whole[-1].text) < _LABEL_LENGTH else ""
        said = words(label)
        if len(said) == 2 and known.sections.find(said) and split_number(f"{said[1].text}. Я")[0]:
            whole[-1] = paragraph._replace(text=f"{label}. {clean(paragraph.text)}", location=whole[-1].location)
        else:
            whole.append(paragraph)
    return whole


def _opens(paragraph: Paragraph, known: ColumnWords) -> bool:
    text = clean(paragraph.text)
    if len(text) > 6 * _HEADING_LENGTH or text.endswith(";"):
        return False
    number, rest = split_number(text)
    unlabelled = split_number(_LABEL.sub("", rest, count=1))[1]
    if known.plan_titles.find(words(unlabelled[:_HEADING_LENGTH])):
        return False
    return bool(number or known.sections.find(words(text[:_HEADING_LENGTH])))


def _has_tasks(paragraph: Paragraph, known: ColumnWords) -> bool:
    said = words(clean(paragraph.text)[:60])
    return bool(said) and bool(said[0].lemmas & known.tasks)
