"""What a ZIP archive lists: its parts, how each is packed, and where it stands; nothing is unpacked."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.readers.limits import DEFAULT_LIMITS, Limits

ENTRY = b"PK\x01\x02"  # what the record of a part begins with
BROKEN = (zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What an archive that is broken raises beside `zipfile.BadZipFile`."""

_LAST = struct.Struct("<4s4H2LH")  # the last record of an archive
_RECORD = struct.Struct("<4s2x3H4x3L3H8xL")
_LARGE = b"PK\x06\x07"  # what stands before the last record of an archive of over four gigabytes
_UTF8 = 0x800  # the name is told to be in UTF-8
_VERSION = 63  # of the format, beyond which zipfile does not read
_ELSEWHERE = 0xFFFFFFFF  # a figure that stands in another record


class Part(NamedTuple):
    """A part as its archive lists it; sizes in bytes, `header_offset` where its own record begins."""

    filename: str
    flag_bits: int
    compress_type: int
    CRC: int
    compress_size: int
    file_size: int
    header_offset: int


def listed(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Sequence[Part]:
    """The parts in the order of the archive's list.

    Raises ValueError for what is no archive, or a broken one, UnreadableError over `package_parts`.
    A list as all office programs write it is read here, any other by `zipfile`: to load it takes longer than to read
    a plan.
    """
    found = _plainly_listed(content, limits)
    if found is None:
        limits.check("package_parts", content.count(ENTRY))  # at least so many, before the list is built
        found = _by_zipfile(content)
        limits.check("package_parts", len(found))
    return found


def _plainly_listed(content: bytes, limits: Limits) -> list[Part] | None:
    """The parts of an archive with nothing before, within or behind but what it must have; None for any other."""
    at = len(content) - _LAST.size
    if at < 0:
        return None
    sign, disk, first_disk, here, count, size, begin, comment = _LAST.unpack_from(content, at)
    odd = disk or first_disk or here != count or comment or begin + size != at or content[at - 20 : at - 16] == _LARGE
    if sign != b"PK\x05\x06" or odd:
        return None
    limits.check("package_parts", count)
    found = []
    place, unpacked, made = begin, _RECORD.unpack_from, tuple.__new__
    while place + _RECORD.size <= at:
        sign, version, flags, method, crc, size, whole, name, more, comment, start = unpacked(content, place)
        place += _RECORD.size
        written = content[place : place + name]
        odd = more or comment or version & 0xFF > _VERSION or _ELSEWHERE in (size, whole, start)
        if sign != ENTRY or odd or not written.isascii() or b"\x00" in written or b"\\" in written:
            return None
        place += name
        found.append(made(Part, (written.decode(), flags, method, crc, size, whole, start)))
    return found if place == at and len(found) == count else None


def _by_zipfile(content: bytes) -> list[Part]:
    import zipfile  # noqa: PLC0415 - seldom needed

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [Part(*(getattr(entry, name) for name in Part._fields)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, *BROKEN) as error:
        raise ValueError(str(error)) from error
