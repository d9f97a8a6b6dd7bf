"""PDF files written object by object, so that any of them can be spoilt."""

from __future__ import annotations

import struct
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


def packed_pdf(objects: Mapping[int, bytes], packed: Mapping[int, bytes]) -> bytes:
    """A file with some of its objects in one compressed stream of objects, and its table in another stream."""
    holder, table = max((*objects, *packed)) + 1, max((*objects, *packed)) + 2
    heads, inside = [], b""
    for number, written in packed.items():
        heads.append(f"{number} {len(inside)}")
        inside += written + b"\n"
    head = " ".join(heads).encode() + b"\n"
    entries = f"/Type /ObjStm /N {len(packed)} /First {len(head)}"
    content = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    rows = {number: (2, holder, place) for place, number in enumerate(packed)}
    for number, written in {**objects, holder: deflated(head + inside, entries=entries)}.items():
        rows[number] = 1, len(content), 0
        content += b"%d 0 obj\n" % number + written + b"\nendobj\n"
    rows[table] = 1, len(content), 0
    listed = b"".join(struct.pack(">BIH", *rows.get(number, (0, 0, 0))) for number in range(table + 1))
    entries = f"/Type /XRef /Size {table + 1} /W [1 4 2] /Root 1 0 R"
    ending = f"startxref\n{len(content)}\n%%EOF\n".encode()
    return content + b"%d 0 obj\n" % table + deflated(listed, entries=entries) + b"\nendobj\n" + ending


def page(drawing: bytes, entries: str = "", *, more: Mapping[int, bytes] | None = None, trailer: str = "") -> bytes:
    """A file of one page with this content stream (an object as `stream` writes it); `more` adds or replaces."""
    return pdf(one_page(drawing, entries) | dict(more or {}), trailer)


def one_page(drawing: bytes, entries: str = "") -> dict[int, bytes]:
    """The objects of such a file; the page draws by `/X` what 6 is."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> {entries} >>".encode(),
        4: drawing,
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
