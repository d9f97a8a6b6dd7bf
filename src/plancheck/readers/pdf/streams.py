"""Bounds what the streams of a PDF unpack to, before PDFium unpacks them: it has no bound of its own."""

from __future__ import annotations

import re
import zlib

from plancheck.readers.limits import Limits

_STREAM = re.compile(rb">>\s*stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_NO_DRAWING = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)|/Length1\b|/Type\s*/(?:ObjStm|XRef|Metadata)|/Alternate\b"
)
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_DICTIONARY = 2_000  # bytes before a stream in which its dictionary begins
_BYTES_A_CHARACTER = 200  # of a page's drawing: text takes 5 to 60, the rest is left for lines and pictures
_LAYERS = 3  # times that a stream is unpacked here; no program packs one more than twice
_DENSEST = 1_040  # bytes that one byte unpacks to at most
_PIECE = 1_000_000  # bytes unpacked at a time


def guard_streams(content: bytes, limits: Limits) -> None:
    """Refuse a file whose streams unpack to more than `unpacked_bytes`, or one page's drawing to too much.

    Pictures are not counted: nobody unpacks them. What does not unpack is left for PDFium to mend or refuse.
    Raises UnreadableError.
    """
    total = untold = 0
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _DICTIONARY) : found.start()]
        dictionary = before[before.rfind(b"obj") + 1 :]
        layers = min(len(_FLATE.findall(dictionary)), _LAYERS)
        if not layers or _PICTURE.search(dictionary):
            continue
        end = content.find(b"endstream", found.end())
        packed = memoryview(content)[found.end() : end if end >= 0 else len(content)]
        most = limits.unpacked_bytes - total
        if not _NO_DRAWING.search(dictionary):
            most = min(most, limits.page_characters * _BYTES_A_CHARACTER)
        possible = len(packed) * _DENSEST
        if layers == 1 and possible <= most and total + untold + possible <= limits.unpacked_bytes:
            untold += possible  # whatever it is, it cannot unpack to too much
            continue
        size = _unpacked(packed, layers, most)
        total += size
        limits.check("unpacked_bytes", total)
        if size > most:
            limits.check("page_characters", size // _BYTES_A_CHARACTER)


def _unpacked(packed: bytes | memoryview, layers: int, most: int) -> int:
    """The bytes that a stream unpacks to, told no further than just beyond `most`."""
    unpacking = zlib.decompressobj()
    inner, size = bytearray(), 0
    rest: bytes | memoryview = packed
    while rest and size <= most and not unpacking.eof:
        try:
            piece = unpacking.decompress(rest, _PIECE)
        except zlib.error:
            break
        rest = unpacking.unconsumed_tail
        size += len(piece)
        if layers > 1:
            inner += piece
    return max(size, _unpacked(bytes(inner), layers - 1, most)) if layers > 1 and size <= most else size
