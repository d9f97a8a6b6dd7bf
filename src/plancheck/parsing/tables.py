"""Finds in a document the tables that are the plan, reads them as one, and says what was left out and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.document import Block, Location, Paragraph, Row, Table
from plancheck.language import clean, words
from plancheck.language.words import folded_words
from plancheck.parsing.choosing import PlanTable, TableSense, paragraphs_above, plan_tables, rows_of
from plancheck.parsing.columns import ColumnWords
from plancheck.parsing.rows import RawMeasure, RawSection, RowReader, split_number
from plancheck.parsing.subject import no_columns
from plancheck.parsing.told_above import told_above
from plancheck.plan import Column, Skipped, SkipReason

_HEADING_LENGTH = 300
_LABEL_LENGTH = 80
_CONTINUED_WORDS = 4
_TITLE_WORDS = 10  # of a heading above the first table, where the plan's own title stands too
_OWN_CELLS = frozenset({"measure", "deadline", "responsible", "result"})
_FEWEST_STRAYED = 2  # titles of columns amid the words of one measure
_WHEN_AND_WHO = frozenset({Column.DEADLINE, Column.RESPONSIBLE})
_YEARS = re.compile(r"20\d\d ?(?:[-/]|(?>[–—]))")
_Look = tuple[int, bool, bool]  # a paragraph's level, and whether it is emphasised and in capitals
_CAPTION = late_pattern(r"таблица\b", re.IGNORECASE)
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
    """Reads all the plan's tables as one; None where no table is a plan's.

    Raises UnreadableError where the columns of one are mixed.
    """
    chosen, left = plan_tables(blocks, known, sense)
    if not chosen:
        return None
    blocks, chosen = _unjoined(blocks, chosen, sense)
    reader = _read(blocks, chosen, known)
    if reader.named_twice:  # what a column names stays with the measures, beside the document's own sections
        chosen = tuple(table._replace(layout=table.layout.without_sections()) for table in chosen)
        reader = _read(blocks, chosen, known)
    if not reader.measures:
        return None
    if _are_mixed(reader.measures, chosen):
        raise no_columns()
    measures = told_above(_with_points_apart(reader.measures), reader.sections, known)
    columns = dict.fromkeys(column for table in chosen for column in table.layout.columns)
    columns |= dict.fromkeys(column for measure in measures for column in measure.columns)
    others = dict.fromkeys(title for table in chosen for title in table.layout.others)
    first, last = chosen[0], chosen[-1]
    blank = (Skipped(what=what, why=SkipReason.BLANK_ROW, location=at) for what, at in reader.blank)
    return Gathered(
        measures,
        tuple(reader.sections),
        tuple(columns),
        tuple(others),
        (*filter(_is_text, blocks[: first.place]), *_over_header(rows_of(blocks[first.place]), first.skip)),
        tuple(blocks[last.place + 1 :]),
        (*left, *blank),
    )


def _are_mixed(measures: Sequence[RawMeasure], chosen: Sequence[PlanTable]) -> bool:
    """Whether rows hold titles of columns amid their words, as where a file's layout was taken for other columns:
    «… графика процедур до 1 октября Ответственный за сайт График Мероприятие 4. Привлечение … Срок»."""
    named = {
        title
        for table in chosen
        for title, code in zip(table.layout.titles, table.layout.codes, strict=True)
        if code in _OWN_CELLS and title[:1].isupper() and " " not in title
    }
    if len(named) < _FEWEST_STRAYED:
        return False
    strayed = re.compile(rf"(?<![^\w)] )(?<=\S )(?:{'|'.join(map(re.escape, sorted(named)))})(?!\w|\s*[:–—-])")
    for measure in measures:
        text = clean(measure.text).replace("\n", " ")
        if any(title in text for title in named) and len(set(strayed.findall(text))) >= _FEWEST_STRAYED:
            return True
    return False


def _with_points_apart(measures: Sequence[RawMeasure]) -> Sequence[RawMeasure]:
    """The measures, those apart that stand as points of one cell."""
    if not any("\n" in measure.text for measure in measures):
        return measures
    from plancheck.parsing.sub_points import with_points_apart  # noqa: PLC0415 - most cells hold one measure

    return with_points_apart(measures)


def _unjoined(
    blocks: Sequence[Block], chosen: tuple[PlanTable, ...], sense: TableSense
) -> tuple[Sequence[Block], tuple[PlanTable, ...]]:
    """The blocks and tables with columns that say both when and by whom made two."""
    if all(set(table.layout.columns) >= _WHEN_AND_WHO for table in chosen):
        return blocks, chosen
    whole, tables = list(blocks), list(chosen)
    for order, one in enumerate(chosen):
        table = blocks[one.place]
        found = sense.unjoin(table, one.layout) if isinstance(table, Table) else None
        if found:
            whole[one.place], tables[order] = found[0], one._replace(layout=found[1])
    return whole, tuple(tables)


def _read(blocks: Sequence[Block], chosen: Sequence[PlanTable], known: ColumnWords) -> RowReader:
    """The tables read in order, each after the headings above it."""
    reader = RowReader(known)
    later = [paragraphs_above(blocks, table.place) for table in chosen[1:]]
    looks = frozenset(_look(paragraphs[-1]) for paragraphs in map(_shown, later) if paragraphs)
    for order, table in enumerate(chosen):
        above = _headings(paragraphs_above(blocks, table.place), known, looks if order == 0 else None)
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


def _headings(
    paragraphs: Sequence[Paragraph], known: ColumnWords, looks: Collection[_Look] | None
) -> list[tuple[str, Location]]:
    """The paragraphs above a table that open a section.

    `looks` are, for the first table, those of the headings above the others: there the last lines alone may open
    one, as all above them is the head of the document. None for any other table.
    """
    filled = _with_labels([p for p in paragraphs if clean(p.text) and not _only_continues(p, known)], known)
    if not filled:
        return []
    if looks is not None:
        titles = [p for p in filled[-1:] if _opens(p, known)] or [p for p in filled[-2:] if _titles(p, looks, known)]
        return [(clean(p.text), p.location) for p in titles[-1:]]
    found = [(clean(p.text), p.location) for p in filled if _opens(p, known) or _has_tasks(p, known)]
    shown = _shown(filled)
    if not found and shown and len(shown[-1].text) < _HEADING_LENGTH:
        found = [(clean(shown[-1].text), shown[-1].location)]
    return found


def _shown(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that look like headings; one that stands alone is one too."""
    filled = [p for p in paragraphs if clean(p.text)]
    return [p for p in filled if p.level or p.emphasised] or filled[:1] * (len(filled) == 1)


def _look(paragraph: Paragraph) -> _Look:
    return paragraph.level, paragraph.emphasised, paragraph.text.isupper()


def _titles(paragraph: Paragraph, looks: Collection[_Look], known: ColumnWords) -> bool:
    """Whether a line looks as the headings of the other tables do, and is not the plan's own title or period."""
    text = clean(paragraph.text)
    said = words(text)
    own = _names_plan(text, known) or _YEARS.search(text) or not text[:1].isupper()
    return _look(paragraph) in looks and len(said) <= _TITLE_WORDS and not own


def _only_continues(paragraph: Paragraph, known: ColumnWords) -> bool:
    """Whether a line between tables only says that the one below goes on: «Продолжение таблицы 1»."""
    text = clean(paragraph.text)[:_HEADING_LENGTH]
    if len(folded_words(text[:_LABEL_LENGTH])) > _CONTINUED_WORDS:  # as most have: the rest need not be parted
        return False
    said = words(text)
    return len(said) <= _CONTINUED_WORDS and bool(known.continued.find(said))


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
    if _names_plan(text, known):
        return False
    return bool(split_number(text)[0] or known.sections.find(words(text[:_HEADING_LENGTH])))


def _names_plan(text: str, known: ColumnWords) -> bool:
    """Whether a line is the plan's own title, be it numbered or a table's caption."""
    unlabelled = split_number(_LABEL.sub("", split_number(text)[1], count=1))[1]
    return bool(known.plan_titles.find(words(unlabelled[:_HEADING_LENGTH])))


def _has_tasks(paragraph: Paragraph, known: ColumnWords) -> bool:
    said = words(clean(paragraph.text)[:60])
    return bool(said) and bool(said[0].lemmas & known.tasks)
