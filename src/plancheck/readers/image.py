"""A scan or photograph in a file of its own (PNG, JPEG, TIFF …): recognised where Tesseract is installed."""

from __future__ import annotations

from plancheck.readers.limits import Limits
from plancheck.readers.ocr import available, read_pictures
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import picture


def read(content: bytes, limits: Limits) -> Reading:
    """The blocks on the picture. Raises UnreadableError where it cannot be recognised, or holds no text."""
    if not available():
        raise picture()
    return read_pictures([content], limits)
