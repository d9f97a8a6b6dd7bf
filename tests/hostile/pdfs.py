"""PDF files written object by object, so that any of them can be spoilt."""

from __future__ import annotations

import zlib
from collections.abc import Mapping


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def deflated(content: bytes, times: int = 1, entries: str = "") -> bytes:
    """A stream packed so many times over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, f"/Filter [{' /FlateDecode' * times}] {entries}")


def pdf(objects: Mapping[int, bytes], trailer: str = "") -> bytes:
    """A file of these objects by their numbers, with its table; 1 is the catalogue."""
    content = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places: dict[int, int] = {}
    for number, written in objects.items():
        places[number] = len(content)
        content += b"%d 0 obj\n" % number + written + b"\nendobj\n"
    start, size = len(content), max(objects) + 1
    lines = [b"%010d %05d %c \n" % (places.get(at, 0), 0 if at in places else 65_535, 110 if at in places else 102)
             for at in range(size)]  # fmt: skip
    content += b"xref\n0 %d\n" % size + b"".join(lines)
    return content + f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def page(drawing: bytes, entries: str = "", *, more: Mapping[int, bytes] | None = None, trailer: str = "") -> bytes:
    """A file of one page with this content stream (an object as `stream` writes it); `more` adds or replaces."""
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> {entries} >>".encode(),
        4: drawing,
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    return pdf(objects | dict(more or {}), trailer)
