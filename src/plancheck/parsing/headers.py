"""Finds the header of a table: in its first rows, in one row or in two."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.document import Row
from plancheck.language import clean
from plancheck.parsing.columns import OTHER, ColumnWords, Layout, is_column_numbers, read_header, title_code
from plancheck.parsing.grouping import settled_by_cells
from plancheck.parsing.month_headers import find_marked_header
from plancheck.parsing.rows import split_number
from plancheck.plan import Column

_HEADER_ROWS = 15  # a header stands within the first rows; above it only a title or a stamp


def find_header(rows: Sequence[Row], known: ColumnWords) -> tuple[int, Layout] | None:
    """How many rows the header takes with all above it, and the layout; a header of two rows is read as one."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        if marked := find_marked_header(rows, index, known):
            return marked[0], _by_rows(marked[1], rows[marked[0] :], known)
        texts = row.texts()
        if _is_numbered(texts):
            return None  # a row of the plan: what follows may repeat a header, and is not its own
        if _is_one_text(texts):
            continue  # a title over the whole table: whatever it says, it names no columns
        layout = read_header(texts, known)
        if layout:
            if below := _better_below(row, rows[index + 1 : index + 2], layout, known):
                return index + 2, _by_rows(below, rows[index + 2 :], known)
            whole = _with_row_below(row, rows[index + 1 : index + 2], layout, known)
            taken = index + (2 if whole else 1)
            return taken, _by_rows(whole or layout, rows[taken:], known)
        if index + 1 < len(rows):
            both = _stacked(texts, rows[index + 1].texts())
            layout = read_header(both, known) if _is_half(texts, known) else None
            if layout and not _tells_more(rows[index + 1], layout, known):
                return index + 2, _by_rows(layout, rows[index + 2 :], known)
    return None


def _is_numbered(texts: Sequence[str]) -> bool:
    """Whether a row is one of a table's body: its number, and two or more other texts that are no mere numbers."""
    filled = [clean(text) for text in texts if text.strip()]
    if len(set(filled)) < 3 or is_column_numbers(filled):
        return False
    number = split_number(f"{filled[0]} Я")[0] if len(filled[0]) <= 8 else None
    return number is not None and number[0].isdigit()


def _is_one_text(texts: Sequence[str]) -> bool:
    return len(texts) > 2 and len(set(texts)) == 1


def _better_below(row: Row, below: Sequence[Row], layout: Layout, known: ColumnWords) -> Layout | None:
    """The layout of the row below where the titles above only group its own («Организация» over «Срок»)."""
    if not below or not any(cell.merged == "across" or not cell.text.strip() for cell in row.cells):
        return None
    found = read_header(below[0].texts(), known)
    return found if found and set(found.columns) > set(layout.columns) else None


def _tells_more(row: Row, layout: Layout, known: ColumnWords) -> bool:
    """Whether a row by itself is a header of more columns than it is with the titles above it."""
    own = read_header(row.texts(), known)
    return own is not None and len(own.columns) > len(layout.columns)


def _with_row_below(row: Row, below: Sequence[Row], layout: Layout, known: ColumnWords) -> Layout | None:
    """The layout of both rows where the one below only ends or divides the titles («п/п», «начало», «окончание»)."""
    texts = row.texts()
    above = [*texts, *[""] * (len(below[0].cells) - len(texts))] if below else []
    own = [clean(cell) for row in below for cell, over in zip(row.texts(), above, strict=False) if cell != over]
    ends = [end for end in own if end]  # a title merged over both rows stands in both
    if not ends or not all(len(text.split()) <= 3 for text in ends):
        return None
    if not _divides(row, below[0], layout):
        if not all(text[0].islower() for text in ends):
            return None
        if sum(title_code(text, known) is not None for text in ends) < 2:
            return None
    both = read_header(_stacked(texts, below[0].texts()), known)
    if both is None or any(a not in (None, OTHER, b) for a, b in zip(layout.codes, both.codes, strict=False)):
        return None
    return both


def _divides(row: Row, below: Row, layout: Layout) -> bool:
    """Whether a row has words only under titles that reach over several columns, and none where measures stand."""
    if len(below.cells) != len(row.cells):
        return False
    at = layout.codes.index(Column.MEASURE.value)
    wide = [False] * len(row.cells)
    for place, cell in enumerate(row.cells):
        if place and (cell.merged == "across" or not cell.text.strip()):
            wide[place - 1] = wide[place] = True
    pairs = [(clean(lower.text), clean(upper.text)) for upper, lower in zip(row.cells, below.cells, strict=True)]
    own = [place for place, (lower, upper) in enumerate(pairs) if lower and lower != upper]
    return len(own) > 1 and at not in own and all(wide[p] and not any(map(str.isdigit, pairs[p][0])) for p in own)


def _is_half(texts: Sequence[str], known: ColumnWords) -> bool:
    return sum(title_code(text, known) is not None for text in texts) >= 2


def _stacked(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    rows = [[*row, *[""] * (width - len(row))] for row in (upper, lower)]
    return [above if above == below else f"{above} {below}".strip() for above, below in zip(*rows, strict=True)]


def _by_rows(layout: Layout, rows: Sequence[Row], known: ColumnWords) -> Layout:
    """The layout that the titles give, as the rows below them bear it out."""
    return settled_by_cells(_with_unnamed_number(layout, rows), rows, known)


def _with_unnamed_number(layout: Layout, rows: Sequence[Row]) -> Layout:
    """A header whose first cell is blank, or lacks, above numbers: that column is the number's."""
    if Column.NUMBER in layout.columns:
        return layout
    led = [row for row in rows if row.cells and split_number(row.cells[0].text.strip() + " Я")[0]]
    numbers = [row for row in led if len(row.cells[0].text.strip()) <= 8]
    if 2 * len(numbers) < max(1, len(rows)):
        return layout
    if layout.codes[0] is None:
        return layout._replace(codes=(Column.NUMBER.value, *layout.codes[1:]))
    if all(len(row.cells) == len(layout.codes) + 1 for row in numbers):
        months = {at + 1: title for at, title in layout.months.items()}
        return Layout((Column.NUMBER.value, *layout.codes), ("", *layout.titles), layout.span, months)
    return layout
