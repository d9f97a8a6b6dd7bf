"""Tells the column of measures from those that only name their sections, by what the cells below the titles hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plancheck.document import Row
from plancheck.language import clean
from plancheck.parsing.columns import (
    OTHER,
    SECTION,
    SECTION_NUMBER,
    ColumnWords,
    Layout,
    is_column_numbers,
    title_code,
)
from plancheck.plan import Column

_LEAST = 3  # rows; fewer do not tell whether a column's cells repeat
_SENTENCE = 20  # characters; under a title that says nothing, measures are told by cells at least as long on average


def settled_by_cells(layout: Layout, rows: Sequence[Row], known: ColumnWords) -> Layout:
    """The layout of a header's titles, with measures and sections as the rows below it have them.

    A column whose cells repeat from row to row, are merged down, or are filled only where something new
    begins, names what the rows have in common: their section. One that says something else in each row
    names none. Without enough rows to tell, the titles stand.
    """
    at = layout.codes.index(Column.MEASURE.value)
    if not {None, OTHER, SECTION} & set(layout.codes):
        return layout
    titled = [title_code(title, known) for title in layout.titles]
    rivals = [
        place
        for place, code in enumerate(layout.codes)
        if code is None or (code in (OTHER, SECTION) and titled[place] in (Column.MEASURE.value, SECTION))
    ]
    cells = _Cells.of(rows, len(layout.codes)) if rivals else None
    if cells is None:
        return layout
    codes = list(layout.codes)
    if cells.grouped(at):
        own = [i for i in rivals if cells.distinct(i) and (titled[i] or cells.length(i) >= _SENTENCE)]
        if own:
            best = max(own, key=lambda i: (titled[i] == Column.MEASURE.value, cells.length(i)))
            codes[at], codes[best] = SECTION, Column.MEASURE.value
    _settle_sections(codes, titled, cells)
    return layout._replace(codes=tuple(codes))


def section_column(cells: Sequence[Sequence[str]], measure: int) -> int | None:
    """The column left of the measures, of those given as their cells, that names their sections; None: none does."""
    grid = _Cells(tuple(map(tuple, cells)))
    return next((i for i in range(measure) if grid.grouped(i) and grid.length(i) > 3), None)


class _Cells(NamedTuple):
    """The texts of the rows that are measures, by column."""

    by_column: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, rows: Sequence[Row], width: int) -> _Cells | None:
        """None where too few rows are filled as measures are: with three texts or more."""
        texts = [tuple(map(clean, row.texts())) for row in rows if len(row.cells) >= width]
        texts = [row for row in texts if len(set(filter(None, row))) >= 3 and not is_column_numbers(row)]
        return cls(tuple(tuple(row[i] for row in texts) for i in range(width))) if len(texts) >= _LEAST else None

    def said(self, place: int) -> frozenset[str]:
        return frozenset(filter(None, self.by_column[place]))

    def grouped(self, place: int) -> bool:
        """Whether a cell's text holds for a row and a half or more on average, be it repeated or written once."""
        return 0 < 3 * len(self.said(place)) <= 2 * len(self.by_column[place])

    def distinct(self, place: int) -> bool:
        """Whether rows hardly share a text."""
        return 5 * len(self.said(place)) > 4 * len(self.by_column[place])

    def length(self, place: int) -> float:
        """Characters of a filled cell on average."""
        said = self.said(place)
        return sum(map(len, said)) / len(said) if said else 0

    def go_together(self, first: int, second: int) -> bool:
        """Whether each text of the one column stands beside one text of the other, and the other way round."""
        pairs = {pair for pair in zip(self.by_column[first], self.by_column[second], strict=True) if any(pair)}
        return len(pairs) == len(self.said(first)) == len(self.said(second))


def _settle_sections(codes: list[str | None], titled: Sequence[str | None], cells: _Cells) -> None:
    """Leave one column of sections at most: titled or told so, and not another text in each row."""
    measure = codes.index(Column.MEASURE.value)
    for place, code in enumerate(codes):
        if code == SECTION and cells.distinct(place):
            codes[place] = OTHER
        elif place < measure and code == OTHER and titled[place] and cells.grouped(place):
            codes[place] = SECTION if titled[place] in (Column.MEASURE.value, SECTION) else code
    found = [place for place, code in enumerate(codes) if code == SECTION]
    for place in found[1:]:
        codes[place] = OTHER
    numbers = [place for place, code in enumerate(codes) if code == Column.NUMBER.value]
    if found and numbers and cells.go_together(numbers[0], found[0]):
        codes[numbers[0]] = SECTION_NUMBER
