"""Files that are cut, empty, mislabelled, or noise behind a known beginning; and plan files that are bombs."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import base
from made import EITHER, READ, Cases, Hostile

CUTS = (0.05, 0.33, 0.66, 0.95, 0.999)
BEGINNINGS = {
    "zip.docx": b"PK\x03\x04",
    "zip-with-word.docx": b"PK\x03\x04word/document.xml",
    "zip-with-excel.xlsx": b"PK\x03\x04xl/workbook.xml",
    "zip-with-text.odt": b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
    "zip-with-sheets.ods": b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    "ole.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "ole-with-word.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"),
    "ole-with-excel.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"),
    "pdf.pdf": b"%PDF-1.7\n",
    "rtf.rtf": b"{\\rtf1",
    "html.html": b"<!DOCTYPE html><html>",
    "mht.mht": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n",
    "utf8.txt": b"\xef\xbb\xbf",
    "utf16.txt": b"\xff\xfe",
    "utf32.txt": b"\xff\xfe\x00\x00",
    "nothing.csv": b"",
    "nothing.yaml": b"schema: plancheck.plan/1\n",
}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def white_png(side: int, rows: int) -> bytes:
    """A white picture of that many points a side, of which so many rows are there."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packed = zlib.compress((b"\0" + b"\xff" * ((side + 7) // 8)) * rows)
    return PNG[:8] + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def yaml(text: str) -> Callable[[], bytes]:
    return f"schema: plancheck.plan/1\n{text}".encode


def json(text: str) -> Callable[[], bytes]:
    return f'{{"schema": "plancheck.plan/1", {text}'.encode


def noise(beginning: bytes, size: int = 20_000) -> bytes:
    return beginning + random.Random(len(beginning)).randbytes(size)


def kept(suffix: str) -> bytes:
    """A good file that cannot be made here: files/ has it from LibreOffice."""
    return (Path(__file__).parent / "files" / f"good.{suffix}").read_bytes()


def cut(suffix: str, share: float) -> bytes:
    content = base.GOOD[suffix]() if suffix in base.GOOD else kept(suffix)
    return content[: int(len(content) * share)]


def laughs() -> str:
    lines = ["a0: &a0 [смех, смех]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12))]
    return "\n".join(lines)


CASES: Cases = {
    **{
        f"cut-at-{share:g}.{suffix}": Hostile(partial(cut, suffix, share), EITHER)
        for suffix in (*base.GOOD, "pdf", "xls")
        for share in CUTS
    },
    **{f"noise-{name}": Hostile(partial(noise, beginning)) for name, beginning in BEGINNINGS.items()},
    **{f"empty.{suffix}": Hostile(lambda: b"", says="empty") for suffix in (*base.GOOD, "pdf", "doc", "xls", "yaml")},
    "pdf-file.docx": Hostile(partial(kept, "pdf"), READ),
    "old-excel-file.xlsx": Hostile(partial(kept, "xls"), READ),
    "word-file.pdf": Hostile(base.docx, READ),
    "word-file.xlsx": Hostile(base.docx, READ),
    "word-file.txt": Hostile(base.docx, READ),
    "excel-file.docx": Hostile(base.xlsx, READ),
    "open-document.doc": Hostile(base.odt, READ),
    "page.xls": Hostile(base.html, READ),
    "page.doc": Hostile(base.html, READ),
    "rich-text.doc": Hostile(base.rtf, READ),
    "archive-of-a-page.doc": Hostile(base.mht, READ),
    "plain-text.docx": Hostile(base.txt, READ),
    "plain-text.pdf": Hostile(base.txt, READ),
    "picture.docx": Hostile(lambda: PNG),
    "picture.pdf": Hostile(lambda: b"\xff\xd8\xff\xe0" + bytes(100)),
    "picture-of-a-billion-points.png": Hostile(partial(white_png, 31_000, 31_000)),
    "picture-of-a-million-a-side.png": Hostile(partial(white_png, 1_000_000, 10)),
    "picture-cut.png": Hostile(lambda: white_png(500, 500)[:-60]),
    "program.docx": Hostile(lambda: b"MZ\x90\x00" + bytes(range(256)) * 20),
    "laughs.yaml": Hostile(yaml(laughs())),
    "deep.yaml": Hostile(yaml("title: " + "[" * 50_000)),
    "deep-blocks.yaml": Hostile(yaml("".join(" " * n + "a:\n" for n in range(1_500)))),
    "deep.json": Hostile(json('"title": ' + "[" * 100_000)),
    "number-of-any-length.json": Hostile(json('"measures": [{"section": ' + "9" * 100_000 + "}]}")),
    "keys-by-the-thousand.yaml": Hostile(yaml("".join(f"k{n}: 1\n" for n in range(20_000)))),
    "tags-of-python.yaml": Hostile(yaml("title: !!python/object/apply:os.system [exit]\n")),
    "in-a-circle.yaml": Hostile(yaml("title: &a [*a]\n")),
    "surrogates.json": Hostile(json('"title": "\\ud800"}'), EITHER),
}
