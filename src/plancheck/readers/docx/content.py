"""What stands in a Word document before places are given: lines and tables, one inside the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancheck.readers.docx.numbering import Label

if TYPE_CHECKING:
    from lxml.etree import _Element

Elements = tuple["_Element", ...]
"""What a line or a cell was read from: several paragraphs or cells where the file joins them to one."""

Note = tuple[str, str]
"""A reference to a note: «footnote» or «endnote», and the note's id."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as shown, with the label of its list. `text` may be empty, and may hold newlines.

    `aside`: it stands in a text box, so that it is no paragraph of the text it is anchored in.
    """

    text: str
    label: Label | None = None
    level: int = 0
    emphasised: bool = False
    aside: bool = False
    notes: tuple[Note, ...] = ()
    elements: Elements = field(default=(), compare=False, repr=False)

    @property
    def shown(self) -> str:
        """The text with its number or bullet in front; empty where there is no text."""
        return f"{self.label.text}{self.label.space}{self.text}" if self.label and self.text else self.text


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a row: `span` columns of the grid wide. `merge` is «restart» or «continue» of a merge downwards."""

    content: tuple[Content, ...]
    span: int = 1
    merge: str = ""
    elements: Elements = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row, the `number`th of its table in the file; `before` columns of the grid are left out at its start."""

    number: int
    cells: tuple[GridCell, ...]
    before: int = 0
    hidden: bool = False
    elements: Elements = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file has it. `widths` of the grid's columns are in twentieths of a point, as far as told."""

    rows: tuple[GridRow, ...]
    widths: tuple[int, ...] = ()
    aside: bool = False


Content = Line | Grid


@dataclass(slots=True)
class Seen:
    """What was met on the way that the reader of the document is told of."""

    tracked: bool = False
    hidden: bool = False
    elsewhere: int = 0
    pictures: dict[str, None] = field(default_factory=dict)  # relationship ids of those large enough to be a page
    drawn: int = 0  # pictures of any size
