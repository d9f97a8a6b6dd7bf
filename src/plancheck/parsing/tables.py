"""Finds in a document the tables that are the plan, reads them as one, and says what was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plancheck.document import Block, Location, Paragraph, Row, Table
from plancheck.language import clean, words
from plancheck.parsing.columns import ColumnWords, Layout, read_header, title_code
from plancheck.parsing.rows import RawMeasure, RawSection, RowReader, split_number
from plancheck.plan import Column, Skipped, SkipReason

_HEADER_ROWS = 15  # a header stands within the first rows; above it only a title or a stamp
_HEADING_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Gathered:
    """The plan's rows and sections as they stand, the blocks around them, and the tables left out."""

    measures: tuple[RawMeasure, ...]
    sections: tuple[RawSection, ...]
    columns: tuple[Column, ...]
    others: tuple[str, ...]
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    skipped: tuple[Skipped, ...]


def gather(
    blocks: Sequence[Block],
    known: ColumnWords,
    guess: Callable[[Table], Layout | None],
    suits: Callable[[Table, Layout], bool],
) -> Gathered | None:
    """Reads all the plan's tables as one; None where no table is a plan's.

    `guess` tells the layout of a table that has no header by what its cells hold; it is asked only where
    no table has a header. `suits` says whether a later table's cells hold what a layout says.
    """
    layouts = _layouts(blocks, known, suits)
    if not any(layouts):
        tables = [i for i, block in enumerate(blocks) if isinstance(block, Table)]
        for index in tables:
            layout = guess(_table(blocks[index]))
            if layout:
                layouts[index] = (0, layout)
    places = [i for i, found in enumerate(layouts) if found]
    if not places:
        return None
    reader = RowReader(known)
    columns: dict[Column, None] = {}
    others: dict[str, None] = {}
    for order, place in enumerate(places):
        earlier = places[order - 1] if order else -1
        between = [block for block in blocks[earlier + 1 : place] if isinstance(block, Paragraph)]
        for text, location in _headings(between, known, first=order == 0):
            reader.heading(text, location)
        found = layouts[place]
        assert found is not None
        skip, layout = found
        reader.table(_table(blocks[place]).rows[skip:], layout)
        columns |= dict.fromkeys(layout.columns)
        others |= dict.fromkeys(layout.others)
    if not reader.measures:
        return None
    first, last = places[0], places[-1]
    return Gathered(
        tuple(reader.measures),
        tuple(reader.sections),
        tuple(columns),
        tuple(others),
        (*blocks[:first], *_above(blocks[first], layouts[first])),
        tuple(blocks[last + 1 :]),
        (
            *_other_tables(blocks, layouts),
            *(Skipped(what=what, why=SkipReason.BLANK_ROW, location=at) for what, at in reader.blank),
        ),
    )


def _other_tables(blocks: Sequence[Block], layouts: Sequence[object]) -> list[Skipped]:
    """The tables that are not the plan, by their first row."""
    return [
        Skipped(
            what=" | ".join(filter(None, map(clean, block.rows[0].texts()))),
            why=SkipReason.NO_MEASURES,
            location=block.location,
        )
        for block, layout in zip(blocks, layouts, strict=True)
        if isinstance(block, Table) and block.rows and not layout
    ]


def _table(block: Block) -> Table:
    assert isinstance(block, Table)
    return block


def _above(block: Block, found: tuple[int, Layout] | None) -> list[Paragraph]:
    """The rows of the first table above its header (a title, a stamp) as paragraphs of the head."""
    skip = found[0] if found else 0
    rows = _table(block).rows[: max(0, skip - 1)]
    return [Paragraph(cell.text, cell.location) for row in rows for cell in row.cells if cell.text and not cell.merged]


def _layouts(
    blocks: Sequence[Block], known: ColumnWords, suits: Callable[[Table, Layout], bool]
) -> list[tuple[int, Layout] | None]:
    """For each block, the number of rows to skip and the layout, where it is a table of the plan."""
    found: list[tuple[int, Layout] | None] = []
    current: Layout | None = None
    for block in blocks:
        if not isinstance(block, Table):
            found.append(None)
            continue
        own = find_header(block.rows, known)
        if own:
            current = own[1]
            found.append(own)
        elif current and _continues(block.rows, current) and suits(block, current):
            found.append((0, current))
        else:
            found.append(None)
    return found


def find_header(rows: Sequence[Row], known: ColumnWords) -> tuple[int, Layout] | None:
    """How many rows the header takes with all above it, and the layout; a header of two rows is read as one."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        texts = row.texts()
        layout = read_header(texts, known)
        if layout:
            whole = _with_row_below(texts, rows[index + 1 : index + 2], layout, known)
            taken = index + (2 if whole else 1)
            return taken, _with_unnamed_number(whole or layout, rows[taken:])
        if index + 1 < len(rows):
            both = _stacked(texts, rows[index + 1].texts())
            layout = read_header(both, known) if _is_half(texts, known) else None
            if layout:
                return index + 2, layout
    return None


def _with_row_below(texts: Sequence[str], below: Sequence[Row], layout: Layout, known: ColumnWords) -> Layout | None:
    """The layout of both rows where the one below only ends or divides the titles («п/п», «начало», «окончание»)."""
    ends = [clean(text) for row in below for text in row.texts() if clean(text)]
    if not ends or not all(text[0].islower() and len(text.split()) <= 3 for text in ends):
        return None
    if sum(title_code(text, known) is not None for text in ends) < 2:
        return None
    both = read_header(_stacked(texts, below[0].texts()), known)
    if both is None or any(a not in (None, b) for a, b in zip(layout.codes, both.codes, strict=False)):
        return None
    return both


def _is_half(texts: Sequence[str], known: ColumnWords) -> bool:
    return sum(title_code(text, known) is not None for text in texts) >= 2


def _stacked(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    rows = [[*row, *[""] * (width - len(row))] for row in (upper, lower)]
    return [above if above == below else f"{above} {below}".strip() for above, below in zip(*rows, strict=True)]


def _with_unnamed_number(layout: Layout, rows: Sequence[Row]) -> Layout:
    """A header whose first cell is blank, or lacks, above numbers: that column is the number's."""
    if Column.NUMBER in layout.columns:
        return layout
    led = [row for row in rows if row.cells and split_number(row.cells[0].text.strip() + " Я")[0]]
    numbers = [row for row in led if len(row.cells[0].text.strip()) <= 8]
    if 2 * len(numbers) < max(1, len(rows)):
        return layout
    if layout.codes[0] is None:
        return Layout((Column.NUMBER.value, *layout.codes[1:]), layout.titles, layout.span)
    if all(len(row.cells) == len(layout.codes) + 1 for row in numbers):
        return Layout((Column.NUMBER.value, *layout.codes), ("", *layout.titles), layout.span)
    return layout


def _continues(rows: Sequence[Row], layout: Layout) -> bool:
    """Whether a table without a header goes on with the columns of the one before (a page break, a section)."""
    widths = [len(row.cells) for row in rows]
    return 2 <= max(widths, default=0) <= len(layout.codes) and max(widths) >= len(layout.codes) - 1


def _headings(paragraphs: Sequence[Paragraph], known: ColumnWords, *, first: bool) -> list[tuple[str, Location]]:
    """The paragraphs above a table that open a section: above the first only one right above it may."""
    filled = [p for p in paragraphs if clean(p.text)]
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


def _opens(paragraph: Paragraph, known: ColumnWords) -> bool:
    text = clean(paragraph.text)
    if len(text) > 6 * _HEADING_LENGTH or text.endswith(";"):
        return False
    number, rest = split_number(text)
    if known.plan_titles.find(words(rest[:_HEADING_LENGTH])):
        return False
    return bool(number or known.sections.find(words(text[:_HEADING_LENGTH])))


def _has_tasks(paragraph: Paragraph, known: ColumnWords) -> bool:
    said = words(clean(paragraph.text)[:60])
    return bool(said) and bool(said[0].lemmas & known.tasks)
