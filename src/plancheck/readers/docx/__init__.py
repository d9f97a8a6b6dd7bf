"""Word documents (.docx, .docm) -> blocks. Macros are never touched, external parts never fetched."""

from __future__ import annotations

from plancheck.readers.docx.document import DocumentReader
from plancheck.readers.docx.places import WordPlaces
from plancheck.readers.limits import Limits
from plancheck.readers.ocr import available, read_pictures
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import PictureError

__all__ = ["WordPlaces", "pictures", "places", "read"]


def read(content: bytes, limits: Limits) -> Reading:
    """The paragraphs and tables of a Word document in reading order, and remarks on the reading.

    Tracked changes are read as accepted, hidden text is left out, automatic numbers are written out, and the text
    of notes comes last. Raises UnreadableError where the file is damaged or encrypted, holds no text or only
    pictures that cannot be recognised, or goes over a limit.
    """
    try:
        return DocumentReader(content, limits).read()
    except PictureError:
        if not available():
            raise
    return read_pictures(pictures(content, limits), limits)


def places(content: bytes, limits: Limits) -> WordPlaces:
    """Where in the main part's XML each place of the body stands; numbered as `read` numbers them.

    Raises UnreadableError where the file is damaged or encrypted, or goes over a limit.
    """
    return DocumentReader(content, limits).places()


def pictures(content: bytes, limits: Limits) -> tuple[bytes, ...]:
    """The pictures of a Word document that may be scanned pages, as files of their own formats, for recognition.

    In document order, each once; vector ones too. Raises UnreadableError as `read` does, but for pictures.
    """
    return DocumentReader(content, limits).pictures()
