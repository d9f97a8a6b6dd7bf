"""What a drawing holds: the text boxes to read on, the words of WordArt, pictures as large as a page's part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancheck.readers.docx.content import Seen
from plancheck.readers.docx.names import (
    ALTERNATIVES,
    BOX,
    CHOICE,
    EMBED,
    EXTENT,
    FALLBACK,
    PICTURES,
    RELATION_ID,
    SHAPE,
    WORD_ART,
    number,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE_LIKE = 8 / 2.54  # inches each way from which on a picture may hold a page's text: eight centimetres
_EMU_IN_INCH = 914_400
_UNITS = {"pt": 72.0, "in": 1.0, "cm": 2.54, "mm": 25.4, "px": 96.0, "": 96.0}  # how many make an inch
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)(pt|in|cm|mm|px|)\s*(?=;|$)")


def alternative(element: _Element) -> _Element | None:
    """The one of `mc:AlternateContent` that is read: the first choice that holds anything, else the fallback."""
    choices = [*element.iterchildren(CHOICE), *element.iterchildren(FALLBACK)]
    return next((choice for choice in choices if len(choice)), None)


def look_into(drawing: _Element, seen: Seen) -> Iterator[_Element | str]:
    """The text boxes (not those inside them) and the words of WordArt in document order; pictures go to `seen`."""
    ahead = [drawing]
    while ahead:
        element = ahead.pop()
        if element.tag == BOX:
            yield element
        elif element.tag == WORD_ART and element.get("string", "").strip():
            yield element.get("string", "")
        elif element.tag in PICTURES:
            seen.drawn += 1
            target = element.get(EMBED) or element.get(RELATION_ID)
            if target and target not in seen.pictures and _is_large(drawing):
                seen.pictures[target] = None
        elif element.tag == ALTERNATIVES:
            chosen = alternative(element)
            ahead += [] if chosen is None else [chosen]
        else:
            ahead += reversed(element)


def _is_large(drawing: _Element) -> bool:
    """Whether a drawing is large enough for a page's text; so is one that does not tell its size."""
    extent = next(drawing.iter(EXTENT), None)
    if extent is not None:
        sides = [number(extent.get(side)) / _EMU_IN_INCH for side in ("cx", "cy")]
        return min(sides) >= _PAGE_LIKE
    shape = next(drawing.iter(SHAPE), None)
    found = [] if shape is None else _SIZE.findall(shape.get("style", "")[:2_000])
    told = {side: float(figure) / _UNITS[unit] for side, figure, unit in found}
    return len(told) < 2 or min(told.values()) >= _PAGE_LIKE
