"""Where in a document's XML a comment begins and ends: at the runs of the words at fault, else around the cell."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plancheck.location import Location
from plancheck.readers.docx import WordPlaces
from plancheck.readers.docx.names import BOX, CELL, DELETED, PARAGRAPH, PARAGRAPH_PROPERTIES, TEXT, TRANSPARENT, word

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIELD, _FIELD_KIND = word("fldChar"), word("fldCharType")
_SHORTEST = 3  # letters and figures of a quote that are sought; fewer may stand anywhere


class Spot(NamedTuple):
    """A place of a document and the words there that are meant; empty words mean the whole of it."""

    location: Location | None
    quote: str = ""


class Range(NamedTuple):
    """The paragraph where a comment begins and its first child meant, and the same where it ends.

    None stands for a paragraph's own beginning or end.
    """

    first: _Element
    since: _Element | None
    last: _Element
    until: _Element | None

    @property
    def controlled(self) -> bool:
        """Whether it lies in a cell that a content control stands around."""
        cell = next(self.last.iterancestors(CELL), None)
        around = None if cell is None else cell.getparent()
        return around is not None and around.tag in TRANSPARENT


def range_of(places: WordPlaces, spot: Spot) -> Range | None:
    """The range of a spot; None where the document has no such place (a page header, a note)."""
    elements = places.shown(spot.location) if spot.location else ()
    paragraphs = list(dict.fromkeys(each for element in elements for each in _paragraphs(element)))
    if not paragraphs:
        return None
    return _of_words(paragraphs, spot.quote) or Range(paragraphs[0], None, paragraphs[-1], None)


def _paragraphs(element: _Element) -> Iterator[_Element]:
    """The paragraphs of a place itself, not those of tables in its cells.

    Word keeps no comments in text boxes: what stands in one is commented where the box is anchored.
    """
    boxes = list(element.iterancestors(BOX))
    if boxes:
        yield from itertools.islice(boxes[-1].iterancestors(PARAGRAPH), 1)
    elif element.tag == PARAGRAPH:
        yield element
    else:
        cells = [element] if element.tag == CELL else list(element.iter(CELL))[:1]
        for cell in cells:
            for each in cell.iter(PARAGRAPH):
                if next(each.iterancestors(CELL), None) is cell and next(each.iterancestors(BOX), None) is None:
                    yield each


def _of_words(paragraphs: Sequence[_Element], quote: str) -> Range | None:
    """The fewest children of paragraphs, whole runs, that hold the quoted words; None where they are not found."""
    sought = letters(quote)
    if len(sought) < _SHORTEST:
        return None
    owners: list[tuple[_Element, _Element]] = []
    text = ""
    for paragraph in paragraphs:
        for piece in paragraph:
            own = letters(_text(piece))
            owners += [(paragraph, piece)] * len(own)
            text += own
    at = text.find(sought)
    if at < 0:
        return None
    (first, since), (last, until) = owners[at], owners[at + len(sought) - 1]
    since, until = _outside_fields(first, since, -1), _outside_fields(last, until, +1)
    return Range(first, since, last, until)


def letters(text: str) -> str:
    """The letters and figures of a text alone: what stays the same however spaces, signs and quotes are written."""
    return "".join(filter(str.isalnum, text)).casefold()


def _text(piece: _Element) -> str:
    """The text of a paragraph's child as the reader takes it: nothing deleted, no codes of fields."""
    if piece.tag in DELETED or piece.tag == PARAGRAPH_PROPERTIES:
        return ""
    shown = (
        each
        for each in piece.iter(TEXT)
        if not any(above.tag in DELETED or above.tag == BOX for above in each.iterancestors())
    )
    return "".join(each.text or "" for each in shown)


def _outside_fields(paragraph: _Element, piece: _Element, step: int) -> _Element:
    """The piece, or the end of the field it stands in: Word writes what is inside a field anew."""
    pieces = list(paragraph)
    depths, depth = [], 0
    for each in pieces:
        kinds = [field.get(_FIELD_KIND) for field in each.iter(_FIELD)]
        before = depth
        depth = max(0, depth + kinds.count("begin") - kinds.count("end"))
        depths.append((before, depth))
    at = pieces.index(piece)
    if step < 0:
        while at > 0 and depths[at][0] > 0 and pieces[at - 1].tag != PARAGRAPH_PROPERTIES:
            at -= 1
    else:
        while at + 1 < len(pieces) and depths[at][1] > 0:
            at += 1
    return pieces[at]
