"""Drafts -> blocks: gives every paragraph and cell its place, fills merged cells, opens tables that only frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise, repeat
from operator import attrgetter

from plancheck.document import Block, Cell, Paragraph, Row, Table
from plancheck.location import Location
from plancheck.readers.flow.draft import Draft, DraftCell, DraftParagraph, DraftTable, PlainRow
from plancheck.readers.limits import Limits

_text = attrgetter("text")
_OUTWEIGHS = 2  # a table inside a cell with twice as many filled cells as the outer one has is what the outer frames

Held = tuple[Sequence[int], Sequence[Cell]]
"""The places (0-based) at which cells of a row begin, and those cells."""


def lay_out(drafts: Sequence[Draft], limits: Limits) -> tuple[Block, ...]:
    """The blocks of a document in reading order, within the limits.

    Columns at which no cell begins are no columns; rows and tables without text are left out and still counted.
    A table that only frames another gives its content as blocks; any other nested table is text of its cell.
    Raises UnreadableError where there are too many paragraphs, tables, rows or cells, or a cell is too long.
    """
    return tuple(_Page(limits).blocks(drafts))


class _Page:
    """Counts what has been laid out so far, for one document."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._longest = limits, limits.cell_characters
        self._paragraphs = self._tables = self._cells = 0
        self._weights: dict[int, int] = {}

    def blocks(self, drafts: Sequence[Draft]) -> Iterator[Block]:
        for draft in drafts:
            if isinstance(draft, DraftParagraph):
                self._paragraphs += 1
                self._limits.check("paragraphs", self._paragraphs)
                if draft.text:
                    self._limits.check("cell_characters", len(draft.text))
                    place = Location(paragraph=self._paragraphs)
                    yield Paragraph(draft.text, place, draft.level, draft.emphasised)
            elif self._frames(draft):
                for cell in (each for each in _cells(draft) if not each.hidden):
                    yield from self.blocks(cell.held())
            else:
                table = self._table(draft)
                if table.rows:
                    yield table

    def _frames(self, table: DraftTable) -> bool:
        mixed = [cell.content for row in table.rows if not isinstance(row, PlainRow) for cell in row if cell.content]
        inner = [draft for content in mixed for draft in content if isinstance(draft, DraftTable)]
        if not inner:
            return False
        if len({cell.column for cell in _cells(table)}) == 1:
            return True
        own = sum(_has_words(cell) for cell in _cells(table))
        return max(map(self._weight, inner)) >= max(1, _OUTWEIGHS * own)

    def _weight(self, table: DraftTable) -> int:
        """Filled cells of the greatest real table (over one row and column) that this is or holds."""
        known = self._weights.get(id(table))
        if known is not None:
            return known
        own = sum(_has_words(cell) for cell in _cells(table))
        weight = own if len(table.rows) > 1 and len({cell.column for cell in _cells(table)}) > 1 else 0
        for cell in _cells(table):
            for draft in cell.content:
                if isinstance(draft, DraftTable):
                    weight = max(weight, self._weight(draft))
        self._weights[id(table)] = weight
        return weight

    def _table(self, draft: DraftTable) -> Table:
        self._tables += 1
        self._limits.check("tables", self._tables)
        self._limits.check("rows", len(draft.rows))
        number = self._tables
        columns, texts, hidden = list[int](), list[str](), list[bool]()
        wide: list[tuple[int, DraftCell]] = []
        counts = []
        for index, laid in enumerate(draft.rows):
            if isinstance(laid, PlainRow):
                count = len(laid.texts)
                columns += range(count)
                texts += laid.texts
                hidden += repeat(False, count)
            else:
                count = len(laid)
                for cell in laid:
                    columns.append(cell.column)
                    texts.append(self._text(cell) if cell.text is None else cell.text)
                    hidden.append(cell.hidden)
                    if cell.across > 1 or cell.down > 1:
                        wide.append((index, cell))
            counts.append(count)
        begins = sorted(set(columns))
        self._limits.check("cells_in_row", len(begins))
        self._count_places(len(columns), wide, begins, len(counts))
        index_of = {column: index for index, column in enumerate(begins)}
        places = list(map(index_of.__getitem__, columns))
        ends = [0, *accumulate(counts)]
        made = self._made(counts, texts, hidden, places, number)
        held = [(places[begin:end], made[begin:end]) for begin, end in pairwise(ends)]
        under = _under(held, wide, begins, number)
        usual, rows, new = list(range(len(begins))), [], tuple.__new__
        for index, (own, found) in enumerate(held):
            row = found
            if index in under or own != usual[: len(own)]:
                row = _without_holes(under.get(index) or dict(zip(own, found, strict=True)), number, index + 1)
            if any(map(_text, row)):
                # the fields in their order: calls by name would take a third of the whole laying out
                at = new(Location, (None, None, None, number, index + 1, None, None, None, None, None))
                rows.append(new(Row, (tuple(row), at)))
        return Table(tuple(rows), Location(table=number))

    def _count_places(
        self, count: int, wide: Sequence[tuple[int, DraftCell]], begins: Sequence[int], height: int
    ) -> None:
        """Refuses too many cells before they are made: few spans may ask for millions."""
        places = count
        for row, cell in wide:
            width = bisect_left(begins, cell.column + cell.across) - bisect_left(begins, cell.column)
            places += width * min(cell.down, height - row) - 1
        self._cells += min(places, len(begins) * height)
        self._limits.check("cells", self._cells)

    def _made(
        self, counts: Sequence[int], texts: Sequence[str], hidden: Sequence[bool], places: Sequence[int], number: int
    ) -> Sequence[Cell]:
        """The cells with their texts, each at its place in its row (0-based); `counts` are those of each row."""
        self._limits.check("cell_characters", max(map(len, texts), default=0))
        rows = chain.from_iterable(map(repeat, range(1, len(counts) + 1), counts))
        none, columns = repeat(None), [place + 1 for place in places]
        # all cells at once, their fields in order: a call by name for each would take a third of the laying out
        fields = zip(none, none, none, repeat(number), rows, columns, none, none, none, none)
        located = map(tuple.__new__, repeat(Location), fields)
        return list(map(tuple.__new__, repeat(Cell), zip(texts, located, repeat(""), hidden, repeat(False))))

    def _text(self, cell: DraftCell) -> str:
        """The text of a cell that holds more than one plain paragraph, or none."""
        content = cell.content
        if not content:
            return cell.text or ""
        first = content[0]
        if len(content) == 1 and isinstance(first, DraftParagraph):
            return first.text
        text = "\n".join(line for line in self._lines(content) if line)
        if len(text) > self._longest:
            self._limits.check("cell_characters", len(text))
        return text

    def _lines(self, content: Sequence[Draft]) -> Iterator[str]:
        """The paragraphs of a cell, and each row of the tables in it as a line."""
        for draft in content:
            if isinstance(draft, DraftParagraph):
                yield draft.text
                continue
            for row in draft.cells():
                texts = (self._text(cell).replace("\n", " ") for cell in row if not cell.hidden)
                yield " ".join(text for text in texts if text)


def _cells(table: DraftTable) -> Iterator[DraftCell]:
    return chain.from_iterable(table.cells())


def _has_words(cell: DraftCell) -> bool:
    return bool(cell.text) or any(isinstance(draft, DraftParagraph) and draft.text for draft in cell.content)


def _under(
    held: Sequence[Held], wide: Sequence[tuple[int, DraftCell]], begins: Sequence[int], number: int
) -> Mapping[int, dict[int, Cell]]:
    """The rows that a merged cell reaches over, by place: every place that it covers filled with its text."""
    rows: dict[int, dict[int, Cell]] = {}
    for row, cell in wide:  # after all the cells with words of their own
        column, text = bisect_left(begins, cell.column), ""
        end = bisect_left(begins, cell.column + cell.across)
        for below in range(row, min(row + cell.down, len(held))):
            places = rows.get(below)
            if places is None:
                places = rows[below] = dict(zip(*held[below], strict=True))
            if below == row:
                text = places[column].text
            merged = "across" if below == row else "down"
            for place in range(column, end):
                if place not in places:
                    at = Location(table=number, row=below + 1, cell=place + 1)
                    places[place] = Cell(text, at, merged, cell.hidden)
    return rows


def _without_holes(places: dict[int, Cell], number: int, row: int) -> Sequence[Cell]:
    """The cells of a row in order; where none begins or reaches over, and one does behind, stands a blank one."""
    for place in range(max(places, default=-1)):
        if place not in places:
            places[place] = Cell("", Location(table=number, row=row, cell=place + 1))
    return [places[place] for place in sorted(places)]
