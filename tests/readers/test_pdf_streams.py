"""What the streams of a PDF unpack to is told before PDFium unpacks them."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest

from plancheck.errors import UnreadableError
from plancheck.readers import DEFAULT_LIMITS
from plancheck.readers.pdf.streams import guard_streams

LIMITS = replace(DEFAULT_LIMITS, page_characters=100, unpacked_bytes=100_000)
DRAWING, WHOLE = "page_characters", "unpacked_bytes"


def stream(content: bytes, entries: str = "/Filter /FlateDecode", layers: int = 1) -> bytes:
    for _ in range(layers):
        content = zlib.compress(content)
    return f"4 0 obj\n<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream\nendobj\n"


def refused_by(content: bytes) -> str | None:
    """The limit that a file goes over; None where it passes."""
    try:
        guard_streams(b"%PDF-1.7\n" + content, LIMITS)
    except UnreadableError as error:
        return error.text("en").partition("(limit `")[2].partition("`")[0]
    return None


SMALL, LARGE, HUGE = bytes(15_000), bytes(25_000), bytes(150_000)
CASES = {
    "a page's drawing within the bound": (stream(SMALL), None),
    "a page's drawing over it": (stream(LARGE), DRAWING),
    "the short name of the packing": (stream(LARGE, "/Filter /Fl"), DRAWING),
    "packed twice": (stream(LARGE, "/Filter [/FlateDecode /FlateDecode]", 2), DRAWING),
    "packed twice, and small": (stream(SMALL, "/Filter [/FlateDecode /FlateDecode]", 2), None),
    "a picture": (stream(HUGE, "/Filter /FlateDecode /Subtype /Image"), None),
    "a font": (stream(LARGE, "/Filter /FlateDecode /Length1 25000"), None),
    "a font over all bounds": (stream(HUGE, "/Filter /FlateDecode /Length1 150000"), WHOLE),
    "many drawings": (stream(SMALL) * 7, WHOLE),
    "not packed": (stream(LARGE, "", 0), None),
    "noise": (b"4 0 obj << /Filter /FlateDecode >>\nstream\n\xff\xfe\xfd\nendstream", None),
    "never ended": (stream(LARGE).partition(b"\nendstream")[0], DRAWING),
    "nothing in it": (b"<< /Filter /FlateDecode >>stream\n\nendstream", None),
    "lines after the packed bytes": (stream(SMALL).replace(b"\nendstream", b"\r\n\r\n\r\nendstream"), None),
}


@pytest.mark.parametrize(("content", "bound"), CASES.values(), ids=CASES)
def test_a_file_is_refused_by_the_bound_that_its_streams_break(content: bytes, bound: str | None) -> None:
    assert refused_by(content) == bound
