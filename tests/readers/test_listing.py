"""The list of an archive's parts is the same whether it is read here or by zipfile, which reads what is unusual."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from plancheck.readers.listing import Part, listed

Edit = Callable[[bytes], bytes]


def archive(*names: str, comment: bytes = b"", extra: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.extra = extra
            written.writestr(entry, name * 20, zipfile.ZIP_DEFLATED if len(name) > 1 else zipfile.ZIP_STORED)
        written.comment = comment
    return target.getvalue()


def by_zipfile(content: bytes) -> list[Part]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return [Part(*(getattr(entry, name) for name in Part._fields)) for entry in opened.infolist()]


def with_last_record(content: bytes, place: int, form: str, value: int) -> bytes:
    """The archive with one figure of its last record changed."""
    spoilt = bytearray(content)
    struct.pack_into(form, spoilt, len(content) - 22 + place, value)
    return bytes(spoilt)


PLAIN = archive("a", "word/document.xml", "[Content_Types].xml")


@pytest.mark.parametrize("content", [PLAIN, archive("a"), archive()], ids=["three", "one", "none"])
def test_what_office_programs_write_is_listed_without_zipfile(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = by_zipfile(content)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *given: pytest.fail("zipfile was asked"))
    assert listed(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        archive("a", "план.xml"),
        archive("a", "b\\c.xml"),
        archive("a", "b", comment=b"made by hand"),
        archive("a", extra=struct.pack("<HHI", 0x5455, 4, 1)),
        b"#!/bin/sh\n" + PLAIN,
        with_last_record(PLAIN, 10, "<H", 7),
        with_last_record(PLAIN, 8, "<H", 2),
        with_last_record(PLAIN, 16, "<L", len(PLAIN)),
    ],
    ids=["Russian", "backslash", "comment", "extra", "prefix", "count", "count on disk", "place of the list"],
)
def test_what_is_unusual_is_listed_as_zipfile_lists_it(content: bytes) -> None:
    assert listed(content) == by_zipfile(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x05\x06",
        PLAIN[:-1],
        PLAIN[:-30],
        with_last_record(PLAIN, 12, "<L", 40),
        archive("a", "b", comment=PLAIN[-60:]),
        PLAIN.replace(b"PK\x01\x02", b"PK\x01\x03"),
        archive("a", extra=struct.pack("<HHI", 1, 40, 1)),
    ],
    ids=["nothing", "a mark", "cut", "cut more", "short list", "archive in a comment", "no record", "broken extra"],
)
def test_what_zipfile_refuses_is_refused(content: bytes) -> None:
    with pytest.raises(zipfile.BadZipFile):
        by_zipfile(content)
    with pytest.raises(ValueError, match=r"."):
        listed(content)
