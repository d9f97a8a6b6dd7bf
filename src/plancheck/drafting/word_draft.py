"""A draft in Word: what is proposed goes into the document as tracked insertions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancheck import word
from plancheck.drafting.proposals import AddedRow, Proposals
from plancheck.location import Location
from plancheck.plan import Column
from plancheck.word.tracked import is_counted

__all__ = ["word_draft"]

Cells = Sequence[Mapping[Column, Location]]


def word_draft(content: bytes, cells: Cells, proposals: Proposals, author: word.Author) -> bytes:
    """The document with the proposals in it; `cells` are the places of each measure's cells there.

    A number that Word counts by itself is left to Word.
    """
    places = word.places_of(content)
    rows = []
    for row in proposals.rows:
        if row.below is None or not cells[row.below]:
            continue
        above = cells[row.below]
        first = next(iter(above.values()))
        number = above.get(Column.NUMBER)
        counted = number is not None and is_counted(places, number)
        rows.append(word.AddedRow(Location(table=first.table, row=first.row), _texts(row, above, counted=counted)))
    words = [
        word.AddedWords(cells[one.measure][one.column], one.text, marked=one.marked)
        for one in proposals.words
        if one.column in cells[one.measure]
    ]
    return word.tracked(content, rows, words, author)


def _texts(row: AddedRow, above: Mapping[Column, Location], *, counted: bool) -> dict[Location, str]:
    return {
        above[column]: text
        for column, text in row.cells.items()
        if column in above and not (counted and column is Column.NUMBER)
    }
