"""Tells a table by what its cells hold: the columns of one without a header, the cells of one dumped as paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancheck.document import Block, Paragraph, Row, Table
from plancheck.language import clean, fold, words
from plancheck.parsing.approval import NAME
from plancheck.parsing.choosing import TableSense
from plancheck.parsing.columns import SECTION, Layout, is_column_numbers
from plancheck.parsing.deadlines import ANY_YEAR, read_deadline
from plancheck.parsing.grouping import section_column
from plancheck.parsing.procedures import procedures_in
from plancheck.parsing.rows import split_number
from plancheck.parsing.sideways import turned
from plancheck.plan import Column

if TYPE_CHECKING:
    from plancheck.parsing.dump_looks import LexiconLooks
    from plancheck.parsing.lexicons import Lexicons

_ROWS = 40  # rows that are looked at
_LEAST = 3  # a guess on fewer rows is none
_MONTH = 12  # characters that hold the longest name of a month
_TITLES = 200  # characters of a line that holds all the titles of a table
_CHIEF = frozenset({Column.MEASURE.value, Column.DEADLINE.value, Column.RESPONSIBLE.value})


def table_sense(known: Lexicons) -> TableSense:
    """What the lexicons tell of a table; for `choosing`."""
    return TableSense(
        guess=lambda table: guess_layout(table, known),
        suits=lambda table, layout: suits(table, layout, known),
        speech=lambda rows, layout: speech(rows, layout, known),
        elsewhere=lambda paragraphs: elsewhere(paragraphs, known),
        appended=lambda paragraphs: appended(paragraphs, known),
        stamp=lambda table: is_stamp(table, known),
        unjoin=lambda table, layout: unjoined(table, layout, known),
    )


def speech(rows: Sequence[Row], layout: Layout, known: Lexicons) -> float:
    """The share of rows whose measure speaks of what plans plan; rows merged into one text are not counted."""
    at = layout.codes.index(Column.MEASURE.value)
    texts = [row.cells[at].text for row in rows[:_ROWS] if at < len(row.cells) and len(set(row.texts())) > 2]
    filled = [clean(text) for text in texts if text.strip()]
    return sum(known.topics.find_any(words(text)) for text in filled) / len(filled) if filled else 0


def elsewhere(paragraphs: Sequence[Paragraph], known: Lexicons) -> bool:
    """Whether the paragraphs right above a table title a plan, and nothing in them speaks of assessment."""
    said = [words(clean(paragraph.text)) for paragraph in paragraphs if paragraph.text.strip()][-3:]
    if not any(known.columns.plan_titles.find(text) for text in said):
        return False
    texts = [clean(paragraph.text) for paragraph in paragraphs]
    return not any(known.plans.subjects.find(text) for text in said) and not any(
        procedures_in(text, known.procedures) for text in texts
    )


def appended(paragraphs: Sequence[Paragraph], known: Lexicons) -> bool:
    """Whether an appendix begins among the paragraphs above a table."""
    said = (words(clean(paragraph.text)[:_TITLES]) for paragraph in paragraphs)
    return any(known.columns.appendices.find(text) for text in said)


def is_stamp(table: Table, known: Lexicons) -> bool:
    """Whether a table lays out a stamp of approval or agreement, or its rows end in the names of who signs."""
    approval = known.head.approval
    texts = [line.strip() for row in table.rows for text in row.texts() for line in text.split("\n") if line.strip()]
    if any(approval.stamp.match(t) or approval.stamp_form.match(t) or approval.others.match(t) for t in texts):
        return True
    rows = [[text for text in row.texts() if text.strip()] for row in table.rows]
    return all(len(row) <= 3 and any(NAME.search(text) for text in row) for row in rows if row)


def guess_layout(table: Table, known: Lexicons) -> Layout | None:
    """The layout of a table without a header, or None where its cells do not surely tell measures with deadlines.

    Numbers lead their rows; deadlines are read as such in most cells of a column; those who answer are
    known roles; the longest texts are the measures, a long column right of all these is the result,
    and one left of the measures whose cells repeat names their sections.
    """
    rows = [row.texts() for row in table.rows[:_ROWS] if sum(map(bool, map(str.strip, row.texts()))) > 1]
    rows = [row for row in rows if not is_column_numbers(row)]
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    rows = [row for row in rows if len(row) == width]
    if len(rows) < _LEAST or width < 3:
        return None
    cells = [[clean(row[i]) for row in rows] for i in range(width)]
    codes: list[str | None] = [_code(column, known) for column in cells]
    for code in (Column.NUMBER, Column.DEADLINE, Column.RESPONSIBLE):
        if codes.count(code.value) > 1:
            return None
    free = [i for i, code in enumerate(codes) if code is None]
    if Column.DEADLINE.value not in codes or not free:
        return None
    lengths = {i: sum(map(len, cells[i])) for i in free}
    measure = max(free[:2], key=lambda i: lengths[i])
    if not _speaks(cells[measure], known):
        return None
    codes[measure] = Column.MEASURE.value
    section = section_column([cells[i] if codes[i] is None else [] for i in range(measure)], measure)
    if section is not None:
        codes[section] = SECTION
    if free[-1] > measure and len(free) > 1:
        codes[free[-1]] = Column.RESULT.value
    return Layout(tuple(codes), ("",) * width)


def suits(table: Table, layout: Layout, known: Lexicons) -> bool:
    """Whether most rows of a table without a header hold what a layout says: numbers, deadlines in their columns."""
    rows = [row.texts() for row in table.rows[:_ROWS] if sum(map(bool, map(str.strip, row.texts()))) > 1]
    return 3 * sum(_fits(row, layout, known) for row in rows) >= 2 * len(rows)


def _fits(row: Sequence[str], layout: Layout, known: Lexicons) -> bool:
    for code, text in zip(layout.codes, map(clean, row), strict=False):
        if not text:
            continue
        if code == Column.NUMBER.value and text[0].isdigit() and not split_number(f"{text} Я")[0]:
            return False
        if code == Column.DEADLINE.value:
            dated = read_deadline(text, ANY_YEAR, known.deadlines).understood or _month(text, known)
            if not dated and (text[0].isdigit() or text[0].isupper()):
                return False
    return True


def unjoined(table: Table, layout: Layout, known: Lexicons) -> tuple[Table, Layout] | None:
    """The table with a column that says both when and by whom made two; None where it has none such."""
    from plancheck.parsing import joint  # noqa: PLC0415 - few plans have one

    return joint.parted(table, layout, known)


def upright_blocks(blocks: Sequence[Block], known: Lexicons) -> Sequence[Block]:
    """The blocks with tables of months by directions made upright; the same blocks where there is none such."""
    if not any(isinstance(block, Table) and _names_months(block, known) for block in blocks):
        return blocks
    from plancheck.parsing.month_grids import with_months_upright  # noqa: PLC0415 - few plans are such

    return with_months_upright(blocks, known)


def turned_blocks(blocks: Sequence[Block], known: Lexicons) -> Sequence[Block] | None:
    """The blocks with tables turned whose first column is a header; None where there is none such."""
    return turned(blocks, known.columns)


def listed_blocks(blocks: Sequence[Block], known: Lexicons) -> tuple[Block, ...] | None:
    """The blocks with a list of measures and their labels made a table; None where they list none."""
    from plancheck.parsing import lists  # noqa: PLC0415 - few plans are lists

    return lists.listed_blocks(blocks, known)


def rebuilt_blocks(blocks: Sequence[Block], known: Lexicons) -> tuple[Block, ...] | None:
    """The blocks with the paragraphs that were a table's cells made a table again; None where none surely were."""
    # Half of the room, and few plans need it: their tables came as tables.
    from plancheck.parsing.dump_looks import LexiconLooks  # noqa: PLC0415
    from plancheck.parsing.dumps import rebuild  # noqa: PLC0415

    places = [place for place, block in enumerate(blocks) if isinstance(block, Paragraph)]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    found = rebuild(paragraphs, LexiconLooks(known))
    if found is None:
        return None
    return (*blocks[: places[found.start]], found.table, *blocks[places[found.stop - 1] + 1 :])


def names_columns(blocks: Sequence[Block], known: Lexicons) -> bool:
    """Whether paragraphs hold what a plan's table is titled with: titles on end, or all of them in one line."""
    from plancheck.parsing.dump_header import find_headers  # noqa: PLC0415 - as above
    from plancheck.parsing.dump_looks import LexiconLooks  # noqa: PLC0415

    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    looks = LexiconLooks(known)
    if any(header.plain for header in find_headers(paragraphs, looks.column)):
        return True
    return any(_lists_titles(paragraph.text, looks) for paragraph in paragraphs)


def _lists_titles(text: str, looks: LexiconLooks) -> bool:
    """Whether a short line is made of titles: of measures, deadlines and those responsible, and hardly a word more."""
    said = words(text) if len(text) <= _TITLES else ()
    codes = [looks.column(word.text) for word in said]
    return set(codes) >= _CHIEF and 2 * sum(code is not None for code in codes) >= len(codes)


def _code(column: list[str], known: Lexicons) -> str | None:
    filled = [text for text in column if text]
    if 2 * len(filled) < len(column):
        return None
    below = filled[1:] if len(filled) > _LEAST and not any(map(str.isdigit, filled[0])) else filled  # «№» stands above
    if all(len(text) <= 8 and split_number(f"{text} Я")[0] for text in below):
        return Column.NUMBER.value
    short = [text for text in filled if len(text) < 80]
    dated = sum(read_deadline(text, ANY_YEAR, known.deadlines).understood or _month(text, known) for text in short)
    if 3 * dated >= 2 * len(filled):
        return Column.DEADLINE.value
    named = sum(bool(known.roles.phrases.places(words(text))) for text in filled if len(text) < 160)
    starts = sum(bool(known.topics.find_any(words(text))) for text in filled)
    if 3 * named >= 2 * len(filled) and 2 * starts < len(filled):
        return Column.RESPONSIBLE.value
    return None


def _names_months(table: Table, known: Lexicons) -> bool:
    """Whether two titles of rows or of columns begin with a month's name."""
    across, down = table.rows[0].cells if table.rows else (), [row.cells[0] for row in table.rows if row.cells]
    return any(
        sum(fold(cell.text[:_MONTH].split(" ")[0].strip()) in known.deadlines.month_forms for cell in cells) > 1
        for cells in (across, down)
    )


def _month(text: str, known: Lexicons) -> bool:
    return any(word.folded in known.deadlines.month_forms for word in words(text))


def _speaks(column: list[str], known: Lexicons) -> bool:
    """Whether most cells speak of what plans plan."""
    told = sum(bool(known.topics.find_any(words(text))) for text in column if text)
    return 2 * told >= len([text for text in column if text])
