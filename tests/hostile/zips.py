"""Hostile archives: bombs, lies about sizes, odd names, passwords."""

from __future__ import annotations

import io
import stat
import zipfile
from functools import partial

import base
import packages
from made import EITHER, READ, Cases, Hostile

MEGABYTE = 1_000_000


def bomb(name: str, good: bytes, size: int = 40 * MEGABYTE) -> bytes:
    """A good file with one part replaced by so many bytes of nothing, written a megabyte at a time."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            if entry.filename != name:
                archive.writestr(entry, source.read(entry))
        bomb_itself = zipfile.ZipInfo(name)
        bomb_itself.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(bomb_itself, "w") as part:
            block = b" " * MEGABYTE
            for _ in range(size // MEGABYTE):
                part.write(block)
    return target.getvalue()


def overlapping(count: int = 400) -> bytes:
    """One packed megabyte that `count` parts claim: the archive lists the same bytes again and again."""
    content = packages.zipped({"word/document.xml": bytes(MEGABYTE)})
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    record = content[start:end]
    name_at = 46
    listed = b"".join(record[:name_at] + b"word/%08d.xml" % number + record[name_at + 17 :] for number in range(count))
    tail = bytearray(content[end:])
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = len(listed).to_bytes(4, "little")
    return content[:start] + listed + bytes(tail)


def lying(size: int) -> bytes:
    """A good document whose main part is said to unpack to `size` bytes."""
    content = bytearray(base.docx())
    name = b"word/document.xml"
    local = content.index(name) - 30
    central = content.rindex(name) - 46
    content[local + 22 : local + 26] = content[central + 24 : central + 28] = size.to_bytes(4, "little")
    return bytes(content)


def locked_by_flag() -> bytes:
    content = bytearray(base.docx())
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1
    content[6] |= 1
    return bytes(content)


def with_link() -> bytes:
    """A good document beside which lies a symbolic link out of the archive."""
    link = zipfile.ZipInfo("word/media/link.png")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    target = io.BytesIO(base.docx())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def twice(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(base.docx())) as archive:
        parts = [(one, archive.read(one)) for one in archive.namelist()]
    return packages.zipped([*parts, (name, b"<w:document/>")])


def nested(levels: int = 30) -> bytes:
    content = b"a"
    for _ in range(levels):
        content = packages.zipped({"a.zip": content})
    return content


def locked_open_document() -> bytes:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        '<manifest:encryption-data manifest:checksum="AAAA"/></manifest:file-entry></manifest:manifest>'
    )
    return base.odt(more={"META-INF/manifest.xml": manifest, "content.xml": b"\x8a\x11\x90"})


def locked_office() -> bytes:
    """The container that Word and Excel put a locked file into."""
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_016) + entries


TRAVERSING = {"../../../../tmp/plancheck-was-here": b"x", "/etc/plancheck-was-here": b"x", "C:\\nul": b"x"}

CASES: Cases = {
    "bomb-flat.docx": Hostile(
        partial(bomb, "word/document.xml", packages.zipped({}), 300 * MEGABYTE), says="limit `unpacked_"
    ),
    "bomb-flat.xlsx": Hostile(lambda: bomb("xl/worksheets/sheet1.xml", base.xlsx()), says="limit `unpacked_"),
    "bomb-flat.odt": Hostile(lambda: bomb("content.xml", base.odt()), says="limit `unpacked_"),
    "bomb-flat.ods": Hostile(lambda: bomb("content.xml", base.ods()), says="limit `unpacked_"),
    "bomb-styles.docx": Hostile(lambda: bomb("word/styles.xml", base.docx()), says="limit `unpacked_"),
    "bomb-picture.docx": Hostile(lambda: bomb("word/media/a.png", base.docx()), says="limit `unpacked_"),
    "bomb-overlapping.docx": Hostile(overlapping, says="limit `unpacked_"),
    "bomb-many-parts.docx": Hostile(
        lambda: base.docx(more={f"word/media/{number}": b"" for number in range(6_000)}), says="limit `package_parts`"
    ),
    "bomb-half-a-million-parts.docx": Hostile(
        lambda: b"PK\x03\x04word/" + b"PK\x01\x02".ljust(46, b"\0") * 400_000, says="limit `package_parts`"
    ),
    "bomb-nested.zip": Hostile(nested, says="a ZIP archive"),
    "size-too-small.docx": Hostile(partial(lying, 100), says="damaged"),
    "size-too-large.docx": Hostile(partial(lying, 100_000_000), says="limit `unpacked_ratio`"),
    "two-of-one-name.docx": Hostile(partial(twice, "word/document.xml"), says="damaged"),
    "two-but-for-case.docx": Hostile(partial(twice, "WORD/Document.xml"), EITHER),
    "names-that-climb.docx": Hostile(lambda: base.docx(more=dict(TRAVERSING)), READ),
    "symbolic-link.docx": Hostile(with_link, READ),
    "password-flag.docx": Hostile(locked_by_flag, says="password"),
    "password-office.docx": Hostile(locked_office, says="password"),
    "password-office.xlsx": Hostile(locked_office, says="password"),
    "password-open-document.odt": Hostile(locked_open_document, says="password"),
    "junk-before.docx": Hostile(lambda: b"\x00" * 64 + base.docx(), EITHER),
    "junk-after.docx": Hostile(lambda: base.docx() + b"\x00" * 64, EITHER),
}
