"""Which elements of a Word document the places of its blocks were read from: for who writes into the same file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.document import Block
from plancheck.location import Location
from plancheck.readers.docx.content import Elements

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """The body of a document as blocks, and the elements that each place stands for.

    `main` is the name of the main part, `root` its root in the transitional namespaces; its elements stand in the
    order of the part itself. A place of a paragraph stands for `w:p` elements, those in its text boxes among them,
    a cell's for `w:tc`, a row's for its `w:tr`. `merged` maps a place that a cell merged over it fills to the
    place of that cell.
    """

    main: str
    root: _Element
    blocks: tuple[Block, ...]
    elements: Mapping[Location, Elements]
    merged: Mapping[Location, Location]

    def shown(self, location: Location) -> Elements:
        """What a person sees at a place: of a merged cell the one that shows the text. Empty where it is unknown."""
        return self.elements.get(self.merged.get(location, location), ())
