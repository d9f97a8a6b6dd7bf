"""Word documents written: comments and tracked insertions put into a submitted file, or a plan laid out anew."""

from plancheck.readers.docx import WordPlaces, places
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.word.author import Author
from plancheck.word.comments import Comment, Spot, commented
from plancheck.word.layout import LaidOut, laid_out
from plancheck.word.package import has_macros
from plancheck.word.tracked import AddedRow, AddedWords, tracked

__all__ = [
    "AddedRow",
    "AddedWords",
    "Author",
    "Comment",
    "LaidOut",
    "Spot",
    "commented",
    "has_macros",
    "laid_out",
    "places_of",
    "tracked",
]


def places_of(content: bytes, limits: Limits = DEFAULT_LIMITS) -> WordPlaces:
    """Where in a document's XML each place of its body stands. Raises UnreadableError."""
    return places(content, limits)
