"""A PDF some or all of whose pages are pictures: those are drawn and recognised, the others read as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2

from plancheck.readers.limits import Limits
from plancheck.readers.ocr import DPI, Doubts, reading, recognised_sheet
from plancheck.readers.pdf.sheets import PDFIUM, Sheet
from plancheck.readers.reading import Reading

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST = 9_000  # pixels of a drawn page's longer side; a larger sheet is drawn coarser


def read_scans(content: bytes, sheets: Sequence[Sheet], pictures: Collection[int], limits: Limits) -> Reading:
    """The blocks of the PDF with the pages of those numbers (1-based) recognised.

    Raises UnreadableError where Tesseract fails, or no text is found.
    """
    doubts: Doubts = {}
    drawn = _drawn(content, sorted(pictures))
    told = [
        recognised_sheet(*next(drawn), sheet.number, doubts) if sheet.number in pictures else sheet for sheet in sheets
    ]
    return reading(told, doubts, limits, part=len(pictures) < len(sheets))


def _drawn(content: bytes, numbers: Sequence[int]) -> Iterator[tuple[Image, float]]:
    """The pages of those numbers as grey pictures, each with its resolution (dots an inch)."""
    for number in numbers:
        with PDFIUM:
            document = pypdfium2.PdfDocument(content)
            try:
                page = document[number - 1]
                dpi = min(DPI, _LARGEST * 72 / max(1.0, *page.get_size()))
                image: Image = page.render(scale=dpi / 72, grayscale=True).to_pil()
            finally:
                document.close()
        yield image, dpi
