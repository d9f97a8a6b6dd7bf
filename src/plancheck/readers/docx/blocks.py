"""Lines and tables of a Word document -> blocks with their places: merged cells filled, layout tables opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from plancheck.document import Block, Cell, Paragraph, Row, Table
from plancheck.location import Location
from plancheck.readers.docx.content import Content, Elements, Grid, GridCell, Line, Note
from plancheck.readers.docx.lattice import columns_of
from plancheck.readers.limits import Limits


class BlockMaker:
    """Gives places to the content of a document in reading order; bounded by `limits`.

    `notes` holds the references to footnotes and endnotes met so far, each with the place it stands at. `elements`
    holds what each place was read from; `merged` the places that a merged cell fills, each with the cell's own.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._paragraphs = self._tables = self._cells = 0
        self.notes: list[tuple[Note, Location]] = []
        self.elements: dict[Location, Elements] = {}
        self.merged: dict[Location, Location] = {}

    def blocks(self, content: Sequence[Content]) -> list[Block]:
        """The blocks of the body's content. Empty paragraphs and tables are counted, and left out."""
        found: list[Block] = []
        for each in content:
            if isinstance(each, Line):
                self._paragraphs += not each.aside
                location = Location(paragraph=self._paragraphs or None)
                self.notes += [(note, location) for note in each.notes]
                self._keep(location, each.elements)
                if each.text:
                    found.append(Paragraph(each.shown, location, each.level, each.emphasised))
            elif _is_frame(each):
                for row in each.rows:
                    for cell in row.cells:
                        found += self.blocks(_laid_aside(cell.content) if each.aside else cell.content)
            else:
                table = self._table(each)
                found += [table] if table.rows else []
        return found

    def _table(self, grid: Grid) -> Table:
        """The table of a grid; rows with no text of their own are left out."""
        self._tables += 1
        number = self._tables
        texts = [[cell_text(cell) for cell in row.cells] for row in grid.rows]
        filled = {(at, place) for at, row in enumerate(texts) for place, text in enumerate(row) if text}
        places = columns_of(grid.rows, grid.widths, filled)
        width = max((last for row in places for _, last in row), default=0)
        self._limits.check("cells_in_row", width)
        self._cells += width * len(grid.rows)
        self._limits.check("cells", self._cells)
        rows: list[Row] = []
        open_merges: dict[int, tuple[str, Location]] = {}  # the first column of a merge downwards -> text and place
        for grid_row, row_texts, row_places in zip(grid.rows, texts, places, strict=True):
            laid: list[tuple[str, str]] = [("", "")] * width
            for cell, own, (first, last) in zip(grid_row.cells, row_texts, row_places, strict=True):
                if first == last:  # an empty cell in a column that no one sees
                    continue
                at = Location(table=number, row=grid_row.number, cell=first + 1)
                text, merged, begun = own, "", at
                above = open_merges.pop(first, None)
                if cell.merge == "continue" and above is not None and own in ("", above[0]):
                    merged, (text, begun) = "down", above
                for column in range(first, last):
                    open_merges.pop(column, None)
                    laid[column] = (text, merged or ("across" if column > first else ""))
                    place = Location(table=number, row=grid_row.number, cell=column + 1)
                    self._keep(place, cell.elements)
                    if begun != place:
                        self.merged[place] = begun
                if cell.merge:
                    open_merges[first] = (text, begun)
                self._limits.check("cell_characters", len(text))
                self.notes += [(note, at) for line in _lines(cell.content) for note in line.notes]
            self._keep(Location(table=number, row=grid_row.number), grid_row.elements)
            if any(text and merged != "down" for text, merged in laid):
                cells = tuple(
                    Cell(text, Location(table=number, row=grid_row.number, cell=column), merged, grid_row.hidden)
                    for column, (text, merged) in enumerate(laid, start=1)
                )
                rows.append(Row(cells, Location(table=number, row=grid_row.number)))
        return Table(tuple(rows), Location(table=number))

    def _keep(self, location: Location, elements: Elements) -> None:
        """What stands in a text box has the place of the paragraph that holds the box."""
        self.elements[location] = (*self.elements.get(location, ()), *elements)


def cell_text(cell: GridCell) -> str:
    """The text of a cell, a line a paragraph; a table in it as lines, its cells parted by spaces.

    A cell with nothing but an automatic number holds that number.
    """
    pieces = []
    for each in cell.content:
        pieces.append(each.shown if isinstance(each, Line) else _flat(each))
    text = "\n".join(piece for piece in pieces if piece)
    if text:
        return text
    labels = (each.label for each in cell.content if isinstance(each, Line))
    return "\n".join(label.text for label in labels if label and not label.bullet)


def _flat(grid: Grid) -> str:
    rows = (" ".join(filter(None, map(cell_text, row.cells))) for row in grid.rows if not row.hidden)
    return "\n".join(filter(None, rows))


def _is_frame(grid: Grid) -> bool:
    """Whether a table is only there to lay out other tables: one column around them, or hardly a text beside them."""
    inner = sum(len(_flat(each)) for row in grid.rows for cell in row.cells for each in cell.content if _is_table(each))
    if not inner:
        return False
    if all(len(row.cells) <= 1 for row in grid.rows):
        return True
    outer = 0
    for row in grid.rows:
        holding = [any(map(_is_table, cell.content)) for cell in row.cells]
        for cell, holds in zip(row.cells, holding, strict=True):
            text = cell_text(cell)
            if text and any(holding) and not holds:
                return False
            outer += len(text)
    return inner * 2 > outer


def _is_table(content: Content) -> TypeGuard[Grid]:
    """Whether it is a table of two columns or more, or one column around such a table."""
    if isinstance(content, Line):
        return False
    cells = [cell for row in content.rows for cell in row.cells]
    return len(cells) > len(content.rows) or any(_is_table(each) for cell in cells for each in cell.content)


def _laid_aside(content: Sequence[Content]) -> list[Content]:
    return [replace(each, aside=True) for each in content]


def _lines(content: Sequence[Content]) -> list[Line]:
    """All lines in order, those of tables among them; their depth is bounded by the reading."""
    found: list[Line] = []
    for each in content:
        if isinstance(each, Line):
            found.append(each)
        else:
            for row in each.rows:
                for cell in row.cells:
                    found += _lines(cell.content)
    return found
