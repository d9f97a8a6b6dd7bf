"""A ZIP package (docx, xlsx, odt, ods) opened within the limits: what it holds is known before it is unpacked."""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, Protocol

from plancheck.errors import UnreadableError
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.readers.listing import Part, listed

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOCAL, _LENGTHS = 30, struct.Struct("<HH")  # bytes of the record before a part, the last four the lengths of more
_TOO_DEEP = re.compile("[Ee]xcessive depth|nested too deep|[Mm]aximum.*depth")
_SMALL = 1_000_000  # bytes that may unpack at any ratio: a page of one letter packs a thousandfold
_PROLOGUE = 100_000  # bytes in which a DOCTYPE would have to stand
_START = 1_000  # bytes in which most parts' first tag begins
_TAG = re.compile(rb"<[A-Za-z_:\x80-\xff]")
_STORED, _DEFLATED = 0, 8  # how a part is packed
_LOCKED = 0x1


class Sized(Protocol):
    """A part that an archive lists: how many bytes it takes there, and unpacked."""

    @property
    def compress_size(self) -> int: ...

    @property
    def file_size(self) -> int: ...


class Package:
    """The parts of a package by name. Nothing is unpacked but what is asked for, and nothing is written.

    Raises UnreadableError where the archive is broken, encrypted, holds two parts of one name, or goes over
    `package_parts`, `unpacked_bytes` or `unpacked_ratio`.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            entries = listed(content, limits)
        except ValueError as error:
            raise damaged() from error
        limits.check("unpacked_bytes", sum(entry.file_size for entry in entries))
        for entry in entries:
            if entry.flag_bits & _LOCKED:
                raise encrypted()
            check_entry(entry, limits)
        self._entries = {entry.filename: entry for entry in entries}
        self.names = self._entries.keys()
        if len(self.names) != len(entries):
            raise damaged()
        self._content, self._limits = content, limits

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none. A part that is not as long as it says is damaged."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        part = self._unpacked(entry, entry.file_size + 1)
        if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
            raise damaged()
        return part

    def start(self, name: str) -> bytes:
        """The first thousand bytes of a part; all of it where no tag begins in those, and a DOCTYPE may follow."""
        entry = self._entries.get(name)
        start = b"" if entry is None else self._unpacked(entry, _START)
        return start if _TAG.search(start) else self.read(name) or b""

    def _unpacked(self, entry: Part, most: int) -> bytes:
        begin = entry.header_offset + _LOCAL
        if not _LOCAL <= begin <= len(self._content):
            raise damaged()
        name_length, more = _LENGTHS.unpack_from(self._content, begin - _LENGTHS.size)
        begin += name_length + more
        packed = self._content[begin : begin + entry.compress_size]
        if entry.compress_type == _STORED:
            return packed[:most]
        if entry.compress_type != _DEFLATED:
            raise damaged()  # no office program packs in another way
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
        except zlib.error as error:
            raise damaged() from error

    def xml(self, name: str) -> _Element | None:
        """The root of an XML part; None where there is none.

        A DOCTYPE is refused (no office program writes one), entities are not resolved, no network is used.
        """
        content = self.read(name)
        return None if content is None else parse_xml(content, self._limits)


def check_entry(entry: Sized, limits: Limits) -> None:
    """Refuses a part that is packed too well to be a document. Raises UnreadableError."""
    if entry.file_size > _SMALL:
        limits.check("unpacked_ratio", entry.file_size // max(1, entry.compress_size))


def parse_xml(content: bytes, limits: Limits = DEFAULT_LIMITS) -> _Element:
    """The root of an XML text; raises UnreadableError for a DOCTYPE, for what is no XML, and over `markup`."""
    from lxml import etree  # noqa: PLC0415 - text files are read without it

    start = content[:_PROLOGUE]
    if b"!" in start and b"<!DOCTYPE" in start.replace(b"\x00", b"").upper():
        raise forbidden()
    if len(content) > limits.markup:
        limits.check("markup", content.count(b"<") + content.count(b"="))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise (too_deep() if _TOO_DEEP.search(str(error)) else damaged()) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise forbidden()
    return root


def damaged() -> UnreadableError:
    """The error for a file whose format is known and whose content is broken."""
    return UnreadableError(
        "Файл повреждён: его не удалось разобрать до конца.",
        "Откройте его в своей программе и сохраните заново; если не открывается, попросите прислать ещё раз.",
        reason_en="The file is damaged: it could not be read to its end.",
        advice_en="Open it in its own program and save it again; if it does not open, ask for it to be sent again.",
    )


def encrypted() -> UnreadableError:
    """The error for a file under a password."""
    return UnreadableError(
        "Файл защищён паролем.",
        "Снимите пароль (сохраните копию без него) и проверьте её.",
        reason_en="The file is protected by a password.",
        advice_en="Remove the password (save a copy without one) and check that.",
    )


def too_deep() -> UnreadableError:
    """The error for a file whose parts are nested beyond what the interpreter can follow."""
    return UnreadableError(
        "Части файла вложены друг в друга слишком глубоко.",
        "Оставьте в файле только план и сохраните его заново.",
        reason_en="The parts of the file are nested too deeply in each other.",
        advice_en="Leave only the plan in the file and save it again.",
    )


def forbidden() -> UnreadableError:
    """The error for an XML part with a DOCTYPE."""
    return UnreadableError(
        "Внутри файла есть объявление DOCTYPE: офисные программы такого не пишут, файл может быть опасен.",
        "Откройте его в Word или LibreOffice и сохраните заново.",
        reason_en="A part of the file has a DOCTYPE: no office program writes one, and the file may be hostile.",
        advice_en="Open it in Word or LibreOffice and save it again.",
    )
