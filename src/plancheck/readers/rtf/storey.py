"""Where the paragraphs of an RTF text go: the page, or the cells of tables and of tables inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plancheck.readers.flow.characters import tidy
from plancheck.readers.flow.draft import Draft, DraftParagraph
from plancheck.readers.limits import Limits
from plancheck.readers.rtf.tables import ReadRow, RowDefinition, gridded

_HALVES = re.compile("[\ud800-\udfff]")  # `\u` writes signs beyond U+FFFF in two halves


@dataclass(slots=True)
class _Storey:
    """A table that is being read: rows that are done, cells of the row at hand, content of the cell at hand."""

    rows: list[ReadRow] = field(default_factory=list)
    cells: list[list[Draft]] = field(default_factory=list)
    content: list[Draft] = field(default_factory=list)


class Storeys:
    """One run of text (the page, a footnote, a text box) with the tables open in it; depth 0 is the run itself."""

    def __init__(self, page: list[Draft], limits: Limits) -> None:
        self.page, self._limits = page, limits
        self._open: list[_Storey] = []
        self._cells = self._paragraphs = 0
        self.row, self.nested_row = RowDefinition(), RowDefinition()
        self.in_row = False  # between `\\trowd` and `\\row`
        self.pieces: list[str] = []
        self.mark: list[str] = []
        self.bold = self.plain = False  # whether the paragraph at hand has bold letters, plain letters

    @property
    def unfinished(self) -> bool:
        """Whether a row or a paragraph has begun and not ended."""
        return (
            self.in_row
            or bool("".join(self.pieces).strip())
            or any(storey.cells or storey.content for storey in self._open)
        )

    def at(self, depth: int) -> list[Draft]:
        """What holds the content at a depth; deeper tables end here, missing ones begin."""
        while len(self._open) > depth:
            self._end_table()
        self._limits.check("depth", depth)
        while len(self._open) < depth:
            self._open.append(_Storey())
        return self._open[-1].content if self._open else self.page

    def put(self, text: str, *, bold: bool) -> None:
        """Adds text to the paragraph at hand."""
        self.pieces.append(text)
        self._limits.check("cell_characters", len(self.pieces))
        if not text.isspace():
            if bold:
                self.bold = True
            else:
                self.plain = True

    def end_paragraph(self, depth: int, level: int = 0) -> None:
        """Puts the paragraph at hand down, an empty one too: it is counted."""
        self._paragraphs += 1
        self._limits.check("paragraphs", self._paragraphs)
        text = "".join(self.pieces)
        if _HALVES.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = tidy(text)
        mark = tidy("".join(self.mark))
        if mark and (text or (depth and any(map(str.isalnum, mark)))):
            text = f"{mark} {text}".rstrip()
        self.at(depth).append(DraftParagraph(text, level, self.bold and not self.plain))
        self.pieces, self.mark = [], []
        self.bold = self.plain = False

    def end_cell(self, depth: int, level: int = 0) -> None:
        self.end_paragraph(depth, level)
        storey = self._open[-1]
        storey.cells.append(storey.content)
        storey.content = []
        self._cells += 1
        self._limits.check("cells", self._cells)

    def end_row(self, depth: int, definition: RowDefinition) -> None:
        """Ends a row; text after its last cell is a cell of its own, so that it is not lost."""
        if "".join(self.pieces).strip():
            self.end_cell(depth)
        self.at(depth)
        storey = self._open[-1]
        if storey.content:
            storey.cells.append(storey.content)
        storey.rows.append(ReadRow(definition.left, tuple(definition.edges), storey.cells))
        self._limits.check("rows", len(storey.rows))
        storey.cells, storey.content = [], []

    def end(self) -> None:
        """Ends the run: the last paragraph may have no end of its own."""
        if self.pieces:
            self.end_paragraph(len(self._open))
        self.at(0)

    def _end_table(self) -> None:
        storey = self._open.pop()
        if storey.content or storey.cells:  # cells that no row has closed
            cells = [*storey.cells, storey.content] if storey.content else storey.cells
            storey.rows.append(ReadRow(0, (), cells))
        if storey.rows:
            outer = self._open[-1].content if self._open else self.page
            outer.append(gridded(storey.rows))
