"""Finds a header over columns of months: in one row, or in two or three with «Срок» and years over the months."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plancheck.document import Row
from plancheck.language import clean
from plancheck.parsing.columns import ColumnWords, Layout, read_header, title_code
from plancheck.parsing.month_marks import mark_in
from plancheck.parsing.month_titles import month_titles
from plancheck.plan import Column

_DEEPEST = 3  # rows: «Срок», the years, the months


def find_marked_header(rows: Sequence[Row], index: int, known: ColumnWords) -> tuple[int, Layout] | None:
    """How many rows are taken by a header that begins at `index`, with all above it, and its layout.

    None where no columns stand for months, or where the cells below them are no marks.
    """
    for depth in range(_DEEPEST, 0, -1):
        texts = _evened([row.texts() for row in rows[index : index + depth]])
        if len(texts) < depth:
            continue
        lowest = texts[-1]
        months = month_titles(texts, lambda above: title_code(above, known) == Column.DEADLINE.value, known.times)
        if not months or not _only_titles(texts, frozenset(months)):
            continue
        titles = [lowest[at] if at in months else _stacked([row[at] for row in texts]) for at in range(len(lowest))]
        layout = read_header(titles, known, months)
        if layout and _holds_marks(rows[index + depth :], layout, known):
            return index + depth, layout
    return None


def _evened(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows as long as the longest; the title over the months, where it was written once, over each of them."""
    width = max(map(len, rows), default=0)
    lowest = rows[-1] if rows and len(rows[-1]) == width else ()
    begins = next((at for at, text in enumerate(lowest) if text.strip()), 0)
    even = []
    for row in rows:
        lacking = width - len(row)
        if lacking and 0 < begins < len(row):
            even.append([*row[:begins], *[row[begins]] * (lacking + 1), *row[begins + 1 :]])
        else:
            even.append([*row, *[""] * lacking])
    return even


def _only_titles(rows: Sequence[Sequence[str]], months: frozenset[int]) -> bool:
    """Whether the lower rows say nothing new beside the months: their titles are merged down, or left empty."""
    return all(
        not cell.strip() or cell == above
        for upper, lower in pairwise(rows)
        for at, (above, cell) in enumerate(zip(upper, lower, strict=True))
        if at not in months
    )


def _stacked(titles: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, map(clean, titles))))


def _holds_marks(rows: Sequence[Row], layout: Layout, known: ColumnWords) -> bool:
    """Whether what stands in the columns of months are marks and days, but for one in three; nothing is as good."""
    measure = layout.codes.index(Column.MEASURE.value)
    marks = words = 0
    for row in rows:
        texts = row.texts()
        for at, title in layout.months.items():
            if at >= len(texts) or measure >= len(texts) or texts[at] == texts[measure]:
                continue
            found = mark_in(at, title, texts[at], known.marks, known.times)
            marks += found is not None and not found.free
            words += found is not None and found.free
    return 2 * words <= marks
