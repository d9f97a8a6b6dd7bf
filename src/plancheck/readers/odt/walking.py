"""Walks the text of an OpenDocument file and drafts its paragraphs, lists and tables in reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

from plancheck.readers.flow.characters import BULLET
from plancheck.readers.flow.draft import Draft, DraftParagraph
from plancheck.readers.flow.remarks import CHANGES, HIDDEN
from plancheck.readers.limits import Limits
from plancheck.readers.odt.inline import InlineReader
from plancheck.readers.odt.lists import Counters, Lists
from plancheck.readers.odt.names import DRAW, TABLE, TEXT, whole
from plancheck.readers.odt.styles import LEVELS, Styles
from plancheck.readers.odt.tables import TableReader
from plancheck.remark import Remark

_PARAGRAPH, _HEADING = f"{TEXT}p", f"{TEXT}h"
_PARAGRAPHS = frozenset((_PARAGRAPH, _HEADING))
_ITEMS = frozenset((f"{TEXT}list-item", f"{TEXT}list-header"))
_WRAPPERS = frozenset(
    f"{TEXT}{name}"
    for name in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
        "bibliography", "index-body", "index-title", "note-body",
    )
) | {f"{DRAW}{name}" for name in ("frame", "text-box", "g", "a")}  # fmt: skip
_SHAPES = frozenset(
    f"{DRAW}{name}" for name in ("custom-shape", "rect", "ellipse", "line", "polyline", "polygon", "path", "caption")
)
_TOP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class _Running:
    """A list while its items are read: its style, what it counts with, and how deep it is (from 1)."""

    style: str
    counters: Counters
    level: int = 1


class Walk:
    """One reading of one document: `remarks` and `pictures` hold what was met on the way."""

    def __init__(self, styles: Styles, limits: Limits) -> None:
        self._styles, self._limits = styles, limits
        self._deepest = limits.depth
        self._inline = InlineReader(styles, limits)
        self._plain = self._inline.plain
        self._lists = Lists(styles)
        self._tables = TableReader(limits, self._blocks, self._plain)
        self._notes: list[Element] = []
        self._cells = 0  # deeper than the body: a number without text is shown there
        self.remarks: dict[Remark, None] = {}
        self.pictures = False

    def body(self, text: Element) -> list[Draft]:
        """Drafts of an `office:text`; footnotes and endnotes stand at its end.

        Raises UnreadableError where lists, sections or tables are nested too deep.
        """
        drafts: list[Draft] = []
        self._blocks(text, drafts, 0)
        while self._notes:
            notes, self._notes = self._notes, []
            for note in notes:
                self._blocks(note, drafts, 1)
        return drafts

    def _blocks(self, element: Element, out: list[Draft], depth: int) -> None:
        if depth > self._deepest:
            self._limits.check("depth", depth)
        for child in element:
            tag = child.tag
            if tag == _PARAGRAPH and not len(child):  # most of them: the short way saves a third of the time
                plain = self._plain(child)
                if plain is not None:
                    out.append(DraftParagraph(plain) if isinstance(plain, str) else plain)
                    continue
            reader = _READERS.get(tag)
            if reader is not None:
                reader(self, child, out, depth + 1)

    def _image(self, _element: Element, _out: list[Draft], _depth: int) -> None:
        self.pictures = True

    def _changes(self, element: Element, _out: list[Draft], _depth: int) -> None:
        if len(element):
            self.remarks[CHANGES] = None

    def _section(self, element: Element, out: list[Draft], depth: int) -> None:
        if element.get(f"{TEXT}display") == "none":
            self.remarks[HIDDEN] = None
        else:
            self._blocks(element, out, depth)

    def _outer_paragraph(self, element: Element, out: list[Draft], depth: int) -> None:
        mark = ""
        if element.tag == _HEADING:
            mark = self._lists.heading(element, max(1, whole(element, f"{TEXT}outline-level")))
        self._paragraph(element, mark, out, depth)

    def _paragraph(self, element: Element, mark: str, out: list[Draft], depth: int) -> None:
        found = self._inline.read(element)
        if found.notes or found.boxes:
            self._notes += found.notes
            for box in found.boxes:
                reader = _READERS.get(box.tag)
                if reader is not None:
                    reader(self, box, out, depth + 1)
        if found.hidden:
            self.remarks[HIDDEN] = None
        text = found.text
        if mark and (text or (self._cells and mark != BULLET)):
            text = f"{mark} {text}".rstrip()
        level = 0
        if element.tag == _HEADING:
            level = min(_TOP_LEVEL, max(1, whole(element, f"{TEXT}outline-level")))
        out.append(DraftParagraph(text, level, found.bold))

    def _list(self, element: Element, out: list[Draft], depth: int) -> None:
        style = element.get(f"{TEXT}style-name") or self._style_of_first(element)
        self._items(element, _Running(style, self._lists.begin(element, style)), out, depth)

    def _style_of_first(self, element: Element) -> str:
        """The list style that the first paragraph's own style names: for a list that names none."""
        first = next((each for each in element.iter() if each.tag in _PARAGRAPHS), None)
        return "" if first is None else self._styles.look("paragraph", first.get(f"{TEXT}style-name")).list_style

    def _items(self, element: Element, running: _Running, out: list[Draft], depth: int) -> None:
        self._limits.check("depth", depth)
        for item in element:
            if item.tag not in _ITEMS:
                continue
            style = item.get(f"{TEXT}style-override") or running.style
            counted = item.tag != f"{TEXT}list-item"  # a header has no number
            for child in item:
                if child.tag == f"{TEXT}list":
                    inner = child.get(f"{TEXT}style-name") or style
                    self._items(child, _Running(inner, running.counters, running.level + 1), out, depth + 1)
                elif child.tag in _PARAGRAPHS:
                    mark = "" if counted else self._lists.item(running.counters, style, running.level, item)
                    counted = True
                    self._paragraph(child, mark, out, depth)
                else:
                    reader = _READERS.get(child.tag)
                    if reader is not None:
                        reader(self, child, out, depth + 1)

    def _numbered(self, element: Element, out: list[Draft], depth: int) -> None:
        """A paragraph that is a list item by itself: `text:numbered-paragraph`."""
        style = element.get(f"{TEXT}style-name") or self._style_of_first(element)
        level = min(LEVELS, max(1, whole(element, f"{TEXT}level")))
        counters = self._lists.paragraph(element, style)
        for child in element:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, self._lists.item(counters, style, level, element), out, depth)

    def _table(self, element: Element, out: list[Draft], depth: int) -> None:
        self._cells += 1
        out.append(self._tables.read(element, depth))
        self._cells -= 1


_READERS: Mapping[str, Callable[[Walk, Element, list[Draft], int], None]] = MappingProxyType(
    {
        f"{TEXT}list": Walk._list,
        f"{TEXT}section": Walk._section,
        f"{TEXT}numbered-paragraph": Walk._numbered,
        f"{TEXT}tracked-changes": Walk._changes,
        f"{TABLE}table": Walk._table,
        f"{DRAW}image": Walk._image,
        **dict.fromkeys(_PARAGRAPHS, Walk._outer_paragraph),
        **dict.fromkeys(_WRAPPERS | _SHAPES, Walk._blocks),
    }
)
