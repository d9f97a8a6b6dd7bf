"""Turns tables that are written sideways: a card of two columns for each measure, or titles in the first column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plancheck.document import Block, Cell, Row, Table
from plancheck.language import clean
from plancheck.parsing.columns import ColumnWords, read_header, title_code
from plancheck.parsing.rows import split_number
from plancheck.plan import Column

_FEWEST = 2  # measures; the card of one alone is a passport of something
_CARD = 2  # columns of a card: a title, and what it says
_SAMPLE = 4  # rows that show whether a table may be cards

Card = dict[str, Cell]  # what a card says, by the words of its titles; under no words, a section's title


def with_cards_upright(blocks: Sequence[Block], known: ColumnWords) -> Sequence[Block]:
    """The blocks, each table of cards made one with a row for each; the same blocks where there are no cards."""
    found = {
        place: cards
        for place, block in enumerate(blocks)
        if isinstance(block, Table)
        for cards in [_cards(block, known)]
        if cards
    }
    measures = [card for cards in found.values() for card in cards if "" not in card]
    if len(measures) < _FEWEST:
        return blocks
    titles = list(dict.fromkeys(title for card in measures for title in card))
    whole = list(blocks)
    for place, cards in found.items():
        whole[place] = _table(blocks[place], cards, titles)
    return whole


def turned(blocks: Sequence[Block], known: ColumnWords) -> Sequence[Block] | None:
    """The blocks with tables turned whose first column is a header; None where there is none such."""
    made = [_turned(block, known) if isinstance(block, Table) else block for block in blocks]
    return made if any(a is not b for a, b in zip(made, blocks, strict=True)) else None


def _turned(table: Table, known: ColumnWords) -> Table:
    width = max((len(row.cells) for row in table.rows), default=0)
    rows = [row.cells for row in table.rows if len(row.cells) == width]
    if width <= _FEWEST or len(rows) < len(table.rows) or read_header([cells[0].text for cells in rows], known) is None:
        return table
    columns = zip(*rows, strict=True)
    return replace(table, rows=tuple(Row(cells, cells[-1].location) for cells in columns))


def _cards(table: Table, known: ColumnWords) -> list[Card]:
    """The cards of a table of two columns; none where a row is neither a title's nor a number's."""
    if any(len(row.cells) != _CARD for row in table.rows):
        return []
    if not any(_title(row, known) for row in table.rows[:_SAMPLE]):
        return []
    cards: list[Card] = []
    kinds: set[str] = set()
    for row in table.rows:
        found = _title(row, known)
        if found is None:
            heading = _heading(row)
            if heading is None:
                return []
            cards += [{"": heading}] if heading.text.strip() else []
            continue
        code, title = found
        if not cards or "" in cards[-1] or title in cards[-1] or code == Column.NUMBER.value:
            cards.append({})
        if code == Column.NUMBER.value and not title_code(title, known):
            cards[-1][_NUMBER] = row.cells[0]
            code, title = Column.MEASURE.value, _MEASURE
        cards[-1][title] = row.cells[1]
        kinds.add(code)
    chief = {Column.DEADLINE.value, Column.RESPONSIBLE.value}
    return cards if Column.MEASURE.value in kinds and kinds & chief else []


def _heading(row: Row) -> Cell | None:
    """The one text of a row; None where there are two."""
    first, second = row.cells
    return first if second.merged or not second.text.strip() else None


_NUMBER, _MEASURE = "№", "Мероприятие"


def _title(row: Row, known: ColumnWords) -> tuple[str, str] | None:
    """The code and the words of a row's title; a number before a measure is one too."""
    text = clean(row.cells[0].text).rstrip(" :.")
    if code := title_code(text, known):
        return code, text
    return (Column.NUMBER.value, text) if text and len(text) < 6 and split_number(f"{text}. Я")[0] else None


def _table(block: Block, cards: Sequence[Card], titles: Sequence[str]) -> Table:
    assert isinstance(block, Table)
    at = block.rows[0].location
    rows = [Row(tuple(Cell(title, at) for title in titles), at)]
    for card in cards:
        place = next(iter(card.values())).location
        said = {titles[0]: card[""]} if "" in card else card
        rows.append(Row(tuple(said.get(title, Cell("", place)) for title in titles), place))
    return replace(block, rows=tuple(rows))
