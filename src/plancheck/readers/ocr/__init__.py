"""Scans -> blocks: pages that are pictures are recognised by Tesseract and laid out as PDF pages are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from plancheck.document import Block, Cell, Row, Table
from plancheck.errors import PassingError
from plancheck.location import Rectangle
from plancheck.readers.limits import Limits
from plancheck.readers.ocr.rules import find_rules, straightened
from plancheck.readers.ocr.tesseract import Seen, available, words_on
from plancheck.readers.pdf.blocks import blocks_of
from plancheck.readers.pdf.furniture import without_furniture
from plancheck.readers.pdf.lattice import find_lattices
from plancheck.readers.pdf.lines import lines_of
from plancheck.readers.pdf.sheets import Sheet, shared_out
from plancheck.readers.pdf.words import RIGHT, Word
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import picture
from plancheck.remark import Remark

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["available", "read_pictures", "recognised_sheet"]

DPI = 300.0
_DOUBTFUL = 60.0  # of 100: a word less certain makes its cell doubtful
_LEAST, _MOST = 500, 12_000  # pixels of a page's longer side
_PAGE_INCHES = 11.7  # the longer side of A4, for pictures that do not say their resolution

Doubts = dict[int, list[Rectangle]]
"""Page number -> the boxes of words that were told with little certainty."""


def read_pictures(files: Sequence[bytes], limits: Limits) -> Reading:
    """What pictures of pages hold, each file a page. Raises UnreadableError where no text is found on them."""
    limits.check("pages", len(files))
    doubts: Doubts = {}
    sheets = [recognised_sheet(page, None, number, doubts) for number, page in enumerate(_opened(files), start=1)]
    limits.check("pages", len(sheets))
    return reading(sheets, doubts, limits)


def reading(sheets: Sequence[Sheet], doubts: Doubts, limits: Limits, *, part: bool = False) -> Reading:
    """The blocks of pages some or all of which were recognised (`part`: only some), doubtful cells marked."""
    if not any(sheet.letters for sheet in sheets):
        raise picture()
    blocks = blocks_of(sheets, without_furniture(sheets), limits)
    if not blocks:
        raise picture()
    return Reading(tuple(_doubted(block, doubts) for block in blocks), (_remark(part=part),), recognised=True)


def recognised_sheet(page: Image, dpi: float | None, number: int, doubts: Doubts) -> Sheet:
    """One page taken apart as a PDF's; `number` is 1-based, `dpi` the picture's where it is known."""
    dpi = dpi or _resolution(page)
    page = straightened(page)
    scale = 72 / dpi
    level, upright, clean = find_rules(page, dpi)
    try:
        seen = words_on(clean)
    except RuntimeError as error:
        raise PassingError(
            "Распознать картинку не удалось: Tesseract не справился.",
            "Попросите исходный файл Word или Excel либо PDF с текстом.",
            reason_en="The picture could not be recognised: Tesseract failed.",
            advice_en="Ask for the original Word or Excel file or a PDF with text.",
        ) from error
    words = [_word(one, scale, index) for index, one in enumerate(seen)]
    unsure = [one for one, told in zip(words, seen, strict=True) if told.certainty < _DOUBTFUL]
    doubts[number] = [(word.left, word.top, word.right, word.bottom) for word in unsure]
    lattices = find_lattices(level, upright)
    inside, outside = shared_out(words, lattices)
    return Sheet(
        number=number,
        width=page.width * scale,
        height=page.height * scale,
        way=RIGHT,
        tables=tuple((lattice, held) for lattice, held in zip(lattices, inside, strict=True) if held),
        lines=[line._replace(page=number) for line in lines_of(outside)],
        rules=tuple(rule for rule in level if not any(one.holds(rule[1], rule[0]) for one in lattices)),
        letters=sum(len(word.text) for word in words),
        nameless=0,
        pictured=True,
        sampled=0,
        unmapped=0,
    )


def _word(seen: Seen, scale: float, index: int) -> Word:
    """The word as a PDF's: its size is guessed by its height."""
    top, bottom = seen.top * scale, seen.bottom * scale
    size = max(6.0, min((bottom - top) * 1.2, 20.0))
    return Word(seen.text, seen.left * scale, top, seen.right * scale, bottom, size, True, False, RIGHT, index)


def _opened(files: Iterable[bytes]) -> Iterator[Image]:
    """The pictures that may be pages, every frame of a file of several."""
    from PIL import Image as Pictures  # noqa: PLC0415 - of an extra
    from PIL import ImageSequence, UnidentifiedImageError  # noqa: PLC0415

    for content in files:
        try:
            for page in ImageSequence.Iterator(Pictures.open(io.BytesIO(content))):
                if _LEAST <= max(page.size) <= _MOST:
                    yield page.copy()
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
            continue  # a drawing or a damaged picture is no page


def _resolution(page: Image) -> float:
    """The picture's own word if it may be true, else as if it were a sheet of A4."""
    told = page.info.get("dpi")
    dpi = float(told[0]) if isinstance(told, tuple) and told else 0.0
    return dpi if 100 <= dpi <= 1200 else max(page.size) / _PAGE_INCHES


def _doubted(block: Block, doubts: Doubts) -> Block:
    if not isinstance(block, Table):
        return block
    return replace(block, rows=tuple(_doubted_row(row, doubts) for row in block.rows))


def _doubted_row(row: Row, doubts: Doubts) -> Row:
    return row._replace(cells=tuple(cell._replace(doubtful=_is_doubtful(cell, doubts)) for cell in row.cells))


def _is_doubtful(cell: Cell, doubts: Doubts) -> bool:
    place = cell.location
    if not cell.text or place.page is None or place.rectangle is None:
        return False
    left, top, right, bottom = place.rectangle
    return any(
        left <= (word[0] + word[2]) / 2 <= right and top <= (word[1] + word[3]) / 2 <= bottom
        for word in doubts.get(place.page, ())
    )


def _remark(*, part: bool) -> Remark:
    whole = ("Часть страниц — картинки, они распознаны", "Some pages are pictures and were recognised")
    some = whole if part else ("План — картинка, он распознан", "The plan is a picture and was recognised")
    return Remark(
        f"{some[0]} программой Tesseract: буквы могут быть прочитаны неверно, сверяйте с оригиналом.",
        f"{some[1]} by Tesseract: letters may be wrong, compare with the original.",
    )
