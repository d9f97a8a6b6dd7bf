"""A Word document read as a whole: its body, its header where a title can only stand there, its notes, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancheck.document import Block, Paragraph, Table
from plancheck.location import Location
from plancheck.readers.docx.blocks import BlockMaker, cell_text
from plancheck.readers.docx.content import GridCell, Note, Seen
from plancheck.readers.docx.names import ID, RELATION_ID, TYPE, switched, word
from plancheck.readers.docx.numbering import Numbering
from plancheck.readers.docx.parts import Parts
from plancheck.readers.docx.places import WordPlaces
from plancheck.readers.docx.story import StoryReader
from plancheck.readers.docx.styles import Styles
from plancheck.readers.flow.remarks import CHANGES, HIDDEN
from plancheck.readers.limits import Limits
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import empty, picture
from plancheck.remark import Remark

if TYPE_CHECKING:
    from lxml.etree import _Element

_HARDLY_A_TEXT = 300  # characters: a title and a stamp around a scanned plan stay under that
_SECTION, _HEADER, _FIRST_PAGE = word("sectPr"), word("headerReference"), word("titlePg")


class DocumentReader:
    """Reads one document; the parts stay open so that notes and headers are read only where they are wanted."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.parts = Parts(content, limits)
        self.seen = Seen()
        styles = Styles(self.parts.related("styles"))
        numbering = Numbering(self.parts.related("numbering"), styles)
        self._story = StoryReader(styles, numbering, self.seen, limits)
        self._limits = limits

    def read(self) -> Reading:
        """The blocks of the document. Raises UnreadableError where it holds no text, or only pictures."""
        maker = BlockMaker(self._limits)
        blocks = maker.blocks(self._story.read(self.parts.body))
        written = sum(_written(block) for block in blocks)
        if self.seen.pictures if 0 < written < _HARDLY_A_TEXT else self.seen.drawn and not written:
            raise picture()
        headed = self._header() if _is_untitled(blocks) else []
        blocks = [*headed, *blocks, *self._notes(maker)]
        if not blocks:
            raise empty()
        return Reading(tuple(blocks), self._remarks(bool(headed)))

    def pictures(self) -> tuple[bytes, ...]:
        """The pictures large enough to hold a page's text, each once, in document order; over `pages` it raises."""
        self._story.read(self.parts.body)
        self._limits.check("pages", len(self.seen.pictures))
        return tuple(filter(None, map(self.parts.bytes_of, self.seen.pictures)))

    def places(self) -> WordPlaces:
        """The body's blocks with what each of their places was read from."""
        maker = BlockMaker(self._limits)
        blocks = maker.blocks(self._story.read(self.parts.body))
        return WordPlaces(self.parts.main, self.parts.document, tuple(blocks), maker.elements, maker.merged)

    def _header(self) -> list[Block]:
        """The header of the first page: it may hold the title where a document begins with its table."""
        section = next(self.parts.document.iter(_SECTION), None)
        if section is None:
            return []
        headers = {header.get(TYPE, "default"): header.get(RELATION_ID, "") for header in section.iterfind(_HEADER)}
        wanted = headers.get("first" if switched(section, _FIRST_PAGE) else "default")
        relation = self.parts.relations.get(wanted or "")
        root = None if relation is None else self.parts.xml(relation.target)
        if root is None:
            return []
        blocks = BlockMaker(self._limits).blocks(self._story.read(root))
        return [Paragraph(block.text, Location()) for block in blocks if isinstance(block, Paragraph)]

    def _notes(self, maker: BlockMaker) -> list[Block]:
        """The text of each footnote and endnote referred to, at the place of its reference."""
        blocks: list[Block] = []
        known: dict[Note, _Element] = {}
        for kind in sorted({kind for (kind, _), _ in maker.notes}):
            root = self.parts.related(f"{kind}s")
            for note in () if root is None else root.iterchildren(word(kind)):
                known.setdefault((kind, note.get(ID, "")), note)
        for reference, location in maker.notes:
            found = known.pop(reference, None)
            text = "" if found is None else cell_text(GridCell(tuple(self._story.read(found))))
            blocks += [Paragraph(text, location)] if text else []
        return blocks

    def _remarks(self, headed: bool) -> tuple[Remark, ...]:
        seen = self.seen
        told = (
            (seen.tracked, CHANGES),
            (seen.hidden, HIDDEN),
            (seen.elsewhere > 0, _ELSEWHERE),
            (bool(seen.pictures), _PICTURED),
            (headed, _HEADED),
        )
        return tuple(remark for found, remark in told if found)


def _is_untitled(blocks: Sequence[Block]) -> bool:
    """Whether no paragraph stands above the longest table."""
    tables = [place for place, block in enumerate(blocks) if isinstance(block, Table)]
    longest = max(tables, key=lambda place: _written(blocks[place]), default=0)
    return bool(tables) and not any(isinstance(block, Paragraph) for block in blocks[:longest])


def _written(block: Block) -> int:
    """How many characters of its own a block has."""
    if isinstance(block, Table):
        return sum(len(cell.text) for row in block.rows for cell in row.cells if not cell.merged)
    return len(block.text)


_ELSEWHERE = Remark(
    "Часть документа вставлена файлом другого формата и не прочитана.",
    "A part of the document is a file of another format put into it; it was not read.",
)
_PICTURED = Remark(
    "В документе есть картинки: текст на них не прочитан.",
    "The document has pictures: no text in them was read.",
)
_HEADED = Remark(
    "Документ начинается с таблицы: текст над ней взят из верхнего колонтитула.",
    "The document begins with a table: the text above it was taken from the page header.",
)
