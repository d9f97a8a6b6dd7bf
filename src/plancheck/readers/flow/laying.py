"""Drafts -> blocks: gives every paragraph and cell its place, fills merged cells, opens tables that only frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from plancheck.document import Block, Cell, Paragraph, Row, Table
from plancheck.location import Location
from plancheck.readers.flow.draft import Draft, DraftCell, DraftParagraph, DraftTable
from plancheck.readers.limits import Limits

_OUTWEIGHS = 2  # a table inside a cell with twice as many filled cells as the outer one has is what the outer frames


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
                for cell in (each for row in draft.rows for each in row if not each.hidden):
                    yield from self.blocks(cell.content)
            else:
                table = self._table(draft)
                if table.rows:
                    yield table

    def _frames(self, table: DraftTable) -> bool:
        inner = [draft for row in table.rows for cell in row for draft in cell.content if isinstance(draft, DraftTable)]
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
        begins = sorted({cell.column for row in draft.rows for cell in row})
        self._limits.check("cells_in_row", len(begins))
        self._count_places(draft, begins)
        rows = [
            Row(cells, Location(table=number, row=index + 1))
            for index, cells in enumerate(self._filled(draft, begins, number))
            if any(cell[0] for cell in cells)
        ]
        return Table(tuple(rows), Location(table=number))

    def _count_places(self, draft: DraftTable, begins: Sequence[int]) -> None:
        """Refuses too many cells before they are made: few spans may ask for millions."""
        height, places = len(draft.rows), 0
        for index, row in enumerate(draft.rows):
            places += len(row)
            for cell in row:
                if cell.across > 1 or cell.down > 1:
                    width = bisect_left(begins, cell.column + cell.across) - bisect_left(begins, cell.column)
                    places += width * min(cell.down, height - index) - 1
        self._cells += min(places, len(begins) * height)
        self._limits.check("cells", self._cells)

    def _filled(self, draft: DraftTable, begins: Sequence[int], number: int) -> Iterator[tuple[Cell, ...]]:
        """The cells of each row, every place that a merged cell covers filled with its text."""
        index_of = {column: index for index, column in enumerate(begins)}
        grid: list[dict[int, Cell]] = []
        spans: list[tuple[int, int, DraftCell]] = []
        made = tuple.__new__
        for row, cells in enumerate(draft.rows):
            places: dict[int, Cell] = {}
            for draft_cell in cells:
                column = index_of[draft_cell.column]
                # the fields in their order: calls by name would take a third of the whole laying out
                at = made(Location, (None, None, None, number, row + 1, column + 1, None, None, None, None))
                places[column] = made(Cell, (self._text(draft_cell), at, "", draft_cell.hidden, False))
                if draft_cell.across > 1 or draft_cell.down > 1:
                    spans.append((row, column, draft_cell))
            grid.append(places)
        for row, column, draft_cell in spans:  # after all the cells with words of their own
            text = grid[row][column].text
            end = bisect_left(begins, draft_cell.column + draft_cell.across)
            for below in range(row, min(row + draft_cell.down, len(grid))):
                merged = "across" if below == row else "down"
                for place in range(column, end):
                    if place not in grid[below]:
                        at = Location(table=number, row=below + 1, cell=place + 1)
                        grid[below][place] = Cell(text, at, merged, draft_cell.hidden)
        for row, places in enumerate(grid):
            if list(places) == list(range(len(places))):
                yield tuple(places.values())
                continue
            for place in range(max(places, default=-1)):
                if place not in places:
                    places[place] = Cell("", Location(table=number, row=row + 1, cell=place + 1))
            yield tuple([places[place] for place in sorted(places)])

    def _text(self, cell: DraftCell) -> str:
        content = cell.content
        if not content:
            return ""
        first = content[0]
        if len(content) == 1 and isinstance(first, DraftParagraph):
            text = first.text
        else:
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
            for row in draft.rows:
                texts = (self._text(cell).replace("\n", " ") for cell in row if not cell.hidden)
                yield " ".join(text for text in texts if text)


def _cells(table: DraftTable) -> Iterator[DraftCell]:
    return (cell for row in table.rows for cell in row)


def _has_words(cell: DraftCell) -> bool:
    return any(isinstance(draft, DraftParagraph) and draft.text for draft in cell.content)
