"""Walks a story of a Word document (its body, a note, a header) into lines and tables, wherever they stand in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plancheck.readers.docx.content import Content, Grid, GridCell, GridRow, Line, Seen
from plancheck.readers.docx.drawings import alternative
from plancheck.readers.docx.names import (
    ALTERNATIVES,
    CELL,
    DELETED,
    ELSEWHERE,
    INSERTED,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    TRANSPARENT,
    VAL,
    child,
    number,
    switched,
    value,
    word,
)
from plancheck.readers.docx.numbering import Label, Numbering
from plancheck.readers.docx.runs import Inside, RunReader
from plancheck.readers.docx.styles import Style, Styles, heading_level
from plancheck.readers.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE, _OUTLINE, _HIDDEN = word("pStyle"), word("outlineLvl"), word("vanish")
_NUMBERING, _LIST, _LIST_LEVEL = word("numPr"), word("numId"), word("ilvl")
_ROW_PROPERTIES, _CELL_PROPERTIES, _CELL_DELETED = word("trPr"), word("tcPr"), word("cellDel")
_ROW_HIDDEN, _BEFORE = word("hidden"), word("gridBefore")
_SPAN, _DOWN, _ACROSS = word("gridSpan"), word("vMerge"), word("hMerge")
_COLUMNS, _WIDTH = f"{word('tblGrid')}/{word('gridCol')}", word("w")
_NO_LIST = "0"
_MOST_COLUMNS = 1_000  # of the grid; a cell said to be wider is as wide as that


class StoryReader:
    """Reads stories one after another in the order Word counts them; bounded by `limits`, tells `seen` what it met."""

    def __init__(self, styles: Styles, numbering: Numbering, seen: Seen, limits: Limits) -> None:
        self._styles, self._numbering, self._seen, self._limits = styles, numbering, seen, limits
        self._runs = RunReader(styles, seen, limits)
        self._paragraphs = self._tables = self._cells = 0
        self._plain = styles.of(styles.paragraph_default)

    def read(self, parent: _Element, depth: int = 0) -> list[Content]:
        """The content of a story or of a part of one, in order. Raises UnreadableError over a limit."""
        found: list[Content] = []
        left_open = self._blocks(parent, depth, found, None)
        if left_open is not None:
            self._close(left_open, self._plain, None, found, depth)
        return found

    def _blocks(self, parent: _Element, depth: int, found: list[Content], begun: Inside | None) -> Inside | None:
        """Appends to `found`; takes and gives back a paragraph whose end was deleted, to go on in the next one."""
        self._limits.check("depth", depth)
        for element in parent:
            tag = element.tag
            if tag == PARAGRAPH:
                begun = self._paragraph(element, depth, found, begun)
            elif tag == TABLE:
                found.append(self._table(element, depth))
            elif tag in TRANSPARENT or tag in INSERTED:
                self._seen.tracked = self._seen.tracked or tag in INSERTED
                begun = self._blocks(element, depth + 1, found, begun)
            elif tag in DELETED:
                self._seen.tracked = self._seen.tracked or len(element) > 0
            elif tag == ALTERNATIVES:
                chosen = alternative(element)
                if chosen is not None:
                    begun = self._blocks(chosen, depth + 1, found, begun)
            elif tag in ELSEWHERE:
                self._seen.elsewhere += 1
        return begun

    def _paragraph(self, element: _Element, depth: int, found: list[Content], begun: Inside | None) -> Inside | None:
        self._paragraphs += 1
        self._limits.check("paragraphs", self._paragraphs)
        properties = child(element, PARAGRAPH_PROPERTIES)
        style = self._plain
        mark = None
        if properties is not None:
            named = value(properties, _STYLE)
            style = self._styles.of(named) if named else style
            mark = child(properties, RUN_PROPERTIES)
        inside = begun or Inside()
        inside.paragraphs.append(element)
        self._runs.read(element, style, inside, depth)
        if mark is not None and any(child(mark, name) is not None for name in DELETED):
            self._seen.tracked = True
            return inside
        self._close(inside, style, properties, found, depth)
        return None

    def _close(
        self, inside: Inside, style: Style, properties: _Element | None, found: list[Content], depth: int
    ) -> None:
        """The line that a paragraph comes to, and what stands in its text boxes."""
        text = inside.text()
        self._limits.check("line_characters", len(text))
        outline = style.outline
        label = None
        if properties is not None:
            said = value(properties, _OUTLINE)
            outline = outline if said is None else number(said, -1)
        if text or not self._is_hidden(properties, style):
            label = self._label(style, properties)
        bold = bool(text) and not inside.light
        read_from = tuple(inside.paragraphs)
        found.append(Line(text, label, heading_level(outline), bold, notes=tuple(inside.notes), elements=read_from))
        for box in inside.boxes:
            if isinstance(box, str):
                found.append(Line(box.strip(), aside=True, elements=read_from))
            else:
                found += [replace(content, aside=True) for content in self.read(box, depth + 1)]

    def _is_hidden(self, properties: _Element | None, style: Style) -> bool:
        """Whether the end of a paragraph is hidden: without text in it, Word neither shows nor counts it."""
        mark = None if properties is None else child(properties, RUN_PROPERTIES)
        own = None if mark is None else switched(mark, _HIDDEN)
        return bool(style.hidden) if own is None else own

    def _label(self, style: Style, properties: _Element | None) -> Label | None:
        own = None if properties is None else child(properties, _NUMBERING)
        own_list = None if own is None else value(own, _LIST)
        list_id = own_list or style.list_id
        if not list_id or list_id == _NO_LIST:
            return None
        own_level = None if own is None else value(own, _LIST_LEVEL)
        if own_level is not None:
            return self._numbering.count(list_id, number(own_level))
        depth: int | None = 0
        if own_list is None:
            named = None if properties is None else value(properties, _STYLE)
            depth = self._numbering.level_of(list_id, named or self._styles.paragraph_default)
            depth = style.list_level if depth is None else depth
        return self._numbering.count(list_id, depth or 0)

    def _table(self, element: _Element, depth: int) -> Grid:
        self._tables += 1
        self._limits.check("tables", self._tables)
        rows: list[GridRow | None] = []
        self._rows(element, depth, rows)
        widths = tuple(number(column.get(_WIDTH)) for column in element.iterfind(_COLUMNS))
        return Grid(tuple(row for row in rows if row is not None), widths[:_MOST_COLUMNS])

    def _rows(self, parent: _Element, depth: int, rows: list[GridRow | None]) -> None:
        """Appends the rows under `parent`, None for a deleted one: its number stays used."""
        self._limits.check("depth", depth)
        for element in parent:
            tag = element.tag
            if tag == ROW:
                self._limits.check("rows", len(rows) + 1)
                rows.append(self._row(element, depth, len(rows) + 1))
            elif tag in TRANSPARENT or tag in INSERTED:
                self._rows(element, depth + 1, rows)
            elif tag == ALTERNATIVES:
                chosen = alternative(element)
                if chosen is not None:
                    self._rows(chosen, depth + 1, rows)

    def _row(self, element: _Element, depth: int, place: int) -> GridRow | None:
        properties = child(element, _ROW_PROPERTIES)
        before, hidden = 0, False
        if properties is not None:
            said = {each.tag for each in properties}
            self._seen.tracked = self._seen.tracked or bool(said & (DELETED | INSERTED))
            if said & DELETED:
                return None
            before = max(0, min(number(value(properties, _BEFORE)), _MOST_COLUMNS))
            hidden = bool(switched(properties, _ROW_HIDDEN))
        cells: list[GridCell] = []
        self._row_cells(element, depth, cells)
        return GridRow(place, tuple(cells), before, hidden, (element,))

    def _row_cells(self, parent: _Element, depth: int, cells: list[GridCell]) -> None:
        self._limits.check("depth", depth)
        for element in parent:
            tag = element.tag
            if tag == CELL:
                self._cells += 1
                self._limits.check("cells", self._cells)
                self._limits.check("cells_in_row", len(cells) + 1)
                self._cell(element, depth, cells)
            elif tag in TRANSPARENT or tag in INSERTED:
                self._row_cells(element, depth + 1, cells)
            elif tag == ALTERNATIVES:
                chosen = alternative(element)
                if chosen is not None:
                    self._row_cells(chosen, depth + 1, cells)

    def _cell(self, element: _Element, depth: int, cells: list[GridCell]) -> None:
        properties = child(element, _CELL_PROPERTIES)
        span, merge, joined = 1, "", False
        if properties is not None:
            said = {each.tag: each.get(VAL) for each in properties}
            if _CELL_DELETED in said:
                self._seen.tracked = True
                return
            if _SPAN in said:
                span = max(1, min(number(said[_SPAN], 1), _MOST_COLUMNS))
            if _DOWN in said:
                merge = "restart" if said[_DOWN] == "restart" else "continue"
            joined = _ACROSS in said and said[_ACROSS] != "restart" and bool(cells)
        covered = joined or merge == "continue"
        # Word shows nothing of a covered cell: the empty paragraph in it is not counted by its list.
        empty = covered and not any((text.text or "").strip() for text in element.iter(TEXT))
        content = () if empty else tuple(self.read(element, depth + 1))
        if joined:  # the merge of old Word: the cell before is wider
            before = cells[-1]
            cells[-1] = replace(
                before,
                content=before.content + content,
                span=min(span + before.span, _MOST_COLUMNS),
                elements=(*before.elements, element),
            )
        else:
            cells.append(GridCell(content, span, merge, (element,)))
