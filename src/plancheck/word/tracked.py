"""Rows and words put into a Word document as tracked insertions: Word shows them, and takes them in or out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plancheck.location import Location
from plancheck.readers.docx import WordPlaces
from plancheck.readers.docx import places as places_of
from plancheck.readers.docx.names import (
    CELL,
    ID,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    VAL,
    WORD,
    child,
    number,
    value,
    word,
)
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.word.author import Author
from plancheck.word.edits import Edits
from plancheck.word.names import declaration
from plancheck.word.package import WordPackage
from plancheck.word.xml_text import attribute, run

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["AddedRow", "AddedWords", "tracked"]

_CELL_PROPERTIES, _ROW_PROPERTIES = word("tcPr"), word("trPr")
_DOWN, _SPAN, _BEFORE = word("vMerge"), word("gridSpan"), word("gridBefore")
# What a new row has of the one above it: how it looks and fits into the grid, nothing of what it is.
_OF_ROW: Final = frozenset(map(word, ("gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "jc")))
_OF_CELL: Final = frozenset(
    map(word, ("tcW", "gridSpan", "hMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign"))
)
_OF_PARAGRAPH: Final = frozenset(map(word, ("pStyle", "numPr", "spacing", "ind", "contextualSpacing", "jc")))
_OF_RUN: Final = frozenset(map(word, ("rFonts", "color", "sz", "szCs", "lang")))
_HIGHLIGHT: Final = '<w:highlight w:val="yellow"/>'


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row to put below the one at `below`; `texts` by the places of that row's cells."""

    below: Location
    texts: Mapping[Location, str]


@dataclass(frozen=True, slots=True)
class AddedWords:
    """Words to put at the end of a cell; `marked` ones are highlighted."""

    at: Location
    text: str
    marked: bool = False


def tracked(
    content: bytes,
    rows: Sequence[AddedRow],
    words: Sequence[AddedWords],
    author: Author,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """The document with the insertions; nothing of it is taken away, and only its main part changes.

    A row or cell that the document does not have is passed over. Raises UnreadableError where it cannot be read.
    """
    package, places = WordPackage(content, limits), places_of(content, limits)
    writing = _Writing(places, author, package.part(places.main) or b"")
    for one in words:
        writing.add_words(one)
    for row in rows:
        writing.add_row(row)
    package.put(places.main, writing.edits.result())
    return package.packed()


class _Writing:
    """The insertions into one document, each with an id of its own."""

    def __init__(self, places: WordPlaces, author: Author, main: bytes) -> None:
        self._places, self._author = places, author
        self.edits = Edits(main, places.root)
        self._declared = declaration(main, places.root)
        self._last_id = max((number(element.get(ID)) for element in places.root.iter("*")), default=0)

    def add_words(self, added: AddedWords) -> None:
        cells = self._places.shown(added.at)
        paragraphs = [each for cell in cells for each in _own_paragraphs(cell)]
        if not paragraphs:
            return
        filled = [each for each in paragraphs if any(text.text for text in each.iter(TEXT))]
        paragraph = (filled or paragraphs[:1])[-1]
        looks = _looks(paragraph) + (_HIGHLIGHT if added.marked else "")
        self.edits.last_in(paragraph, self._inserted(run(added.text, looks), self._declared))

    def add_row(self, added: AddedRow) -> None:
        elements = self._places.elements.get(added.below, ())
        if not elements or elements[0].tag != ROW:
            return
        model = elements[0]
        by_cell = {
            self._places.elements[place][0]: text
            for place, text in added.texts.items()
            if place in self._places.elements
        }
        going_on = _going_on(_row_below(model))
        written, column = "", _before(model)
        for cell in _cells(model):
            properties = _properties(cell, _CELL_PROPERTIES)
            merged = properties is not None and child(properties, _DOWN) is not None
            goes_on = column in going_on or (merged and cell not in by_cell)
            written += self._cell(cell, properties, "" if goes_on else by_cell.get(cell, ""), goes_on=goes_on)
            column += max(1, number(value(properties, _SPAN), 1)) if properties is not None else 1
        kept = _copied(_properties(model, _ROW_PROPERTIES), _OF_ROW)
        row = f"<w:tr{self._declared}><w:trPr>{kept}{self._mark()}</w:trPr>{written}</w:tr>"
        self.edits.after(_in_table(model), row)

    def _cell(self, model: _Element, properties: _Element | None, text: str, *, goes_on: bool) -> str:
        kept = _copied(properties, _OF_CELL, more="<w:vMerge/>" if goes_on else "")
        paragraph = next(iter(_own_paragraphs(model)), None)
        own = None if paragraph is None else child(paragraph, PARAGRAPH_PROPERTIES)
        looks = "" if paragraph is None else _looks(paragraph)
        content = self._inserted(run(text, looks)) if text else ""
        about = f"<w:pPr>{_copied(own, _OF_PARAGRAPH)}<w:rPr>{self._mark()}</w:rPr></w:pPr>"
        return f"<w:tc><w:tcPr>{kept}</w:tcPr><w:p>{about}{content}</w:p></w:tc>"

    def _mark(self) -> str:
        """The sign that something is inserted, with a new id."""
        self._last_id += 1
        return f'<w:ins w:id="{self._last_id}" {self._author.attributes()}/>'

    def _inserted(self, inside: str, declared: str = "") -> str:
        self._last_id += 1
        return f'<w:ins{declared} w:id="{self._last_id}" {self._author.attributes()}>{inside}</w:ins>'


def is_counted(places: WordPlaces, at: Location) -> bool:
    """Whether the number in a cell is one that Word counts: the cell has no text of its own."""
    paragraphs = [each for cell in places.shown(at) for each in _own_paragraphs(cell)]
    return bool(paragraphs) and not any((text.text or "").strip() for each in paragraphs for text in each.iter(TEXT))


def _own_paragraphs(cell: _Element) -> Iterator[_Element]:
    return (each for each in cell.iter(PARAGRAPH) if next(each.iterancestors(CELL), None) is cell)


def _properties(element: _Element | None, name: str) -> _Element | None:
    return None if element is None else child(element, name)


def _cells(row: _Element) -> Iterator[_Element]:
    """The cells of a row, those in content controls too."""
    return (cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW), None) is row)


def _in_table(row: _Element) -> _Element:
    """The row, or what stands around it directly in its table: a content control."""
    element = row
    while (above := element.getparent()) is not None and above.tag != TABLE:
        element = above
    return element


def _row_below(row: _Element) -> _Element | None:
    following = _in_table(row).itersiblings()
    return next((each for element in following for each in element.iter(ROW)), None)


def _going_on(row: _Element | None) -> set[int]:
    """The columns of the grid in which a row goes on with a merge from above."""
    found: set[int] = set()
    if row is None:
        return found
    column = _before(row)
    for cell in _cells(row):
        own = child(cell, _CELL_PROPERTIES)
        down = None if own is None else child(own, _DOWN)
        if down is not None and down.get(VAL) != "restart":
            found.add(column)
        column += 1 if own is None else max(1, number(value(own, _SPAN), 1))
    return found


def _before(row: _Element) -> int:
    """How many columns of the grid are left out at the row's start."""
    properties = child(row, _ROW_PROPERTIES)
    return 0 if properties is None else number(value(properties, _BEFORE))


def _looks(paragraph: _Element) -> str:
    """Font, size and colour of the paragraph's last run, as `w:rPr` holds them."""
    runs = [each for each in paragraph.iter(RUN) if child(each, TEXT) is not None]
    mark = _properties(child(paragraph, PARAGRAPH_PROPERTIES), RUN_PROPERTIES)
    return _copied(child(runs[-1], RUN_PROPERTIES) if runs else mark, _OF_RUN)


def _copied(parent: _Element | None, names: frozenset[str], more: str = "") -> str:
    """The children of those names in their order, with what is in them; `more` stands where merges do."""
    kept = [] if parent is None else [each for each in parent if each.tag in names]
    before = [each for each in kept if more and each.tag in (word("tcW"), word("gridSpan"), word("hMerge"))]
    after = [each for each in kept if each not in before]
    return "".join(map(_plain, before)) + more + "".join(map(_plain, after))


def _plain(element: _Element) -> str:
    """An element of WordprocessingML written with the prefix w; what is of other namespaces is left out."""
    if not isinstance(element.tag, str) or not element.tag.startswith(f"{{{WORD}}}"):
        return ""
    name = element.tag.rpartition("}")[2]
    own = ((str(key), str(text)) for key, text in element.items())
    attributes = "".join(
        f' w:{key.rpartition("}")[2]}="{attribute(text)}"' for key, text in own if key.startswith(f"{{{WORD}}}")
    )
    inside = "".join(map(_plain, element))
    return f"<w:{name}{attributes}>{inside}</w:{name}>" if inside else f"<w:{name}{attributes}/>"
