"""Kinds of files: how they are called, those that are known and not read, and what to do about each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple


class Kind(NamedTuple):
    """A file format: its code, and what to call it in a sentence («Это …», "This is …")."""

    code: str
    russian: str
    english: str


_Holds = Callable[[bytes], bool]

_BMP, _WEBP = Kind("bmp", "картинка BMP", "a BMP picture"), Kind("webp", "картинка WebP", "a WebP picture")
_HEIC = Kind("heic", "фотография HEIC", "a HEIC photograph")
_SIGNATURE = Kind("signature", "файл электронной подписи", "a file of an electronic signature")
_MXL = Kind("mxl", "печатная форма 1С (.mxl)", "a 1C print form (.mxl)")
_GOOGLE = Kind("google", "ссылка на документ Google", "a link to a Google document")
LETTER = Kind("eml", "письмо электронной почты (.eml)", "an e-mail letter (.eml)")
MARK = b"\xef\xbb\xbf"
_MARKUP = (b"\\", b"%", b"<", b" ", b"\n", b"\r")
_INNER_SIGNED_DATA = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"  # the object identifier of PKCS #7 signed data

# Parts of ZIP packages, and streams of old Office files; tried before those of the formats that are read.
REFUSED_PARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"xl/workbook.bin", Kind("xlsb", "двоичная книга Excel (.xlsb)", "a binary Excel workbook (.xlsb)")),
    (b"ppt/", Kind("pptx", "презентация (.pptx)", "a presentation (.pptx)")),
    (b"visio/", Kind("visio", "схема Visio", "a Visio drawing")),
    (b"FixedDoc", Kind("xps", "документ XPS", "an XPS document")),
    (b"Index/Document.iwa", Kind("iwork", "документ Apple iWork", "an Apple iWork document")),
)
REFUSED_OPEN_DOCUMENTS: tuple[tuple[bytes, Kind], ...] = (
    (b"opendocument.presentation", Kind("odp", "презентация OpenDocument (.odp)", "an OpenDocument presentation")),
    (b"application/epub+zip", Kind("epub", "электронная книга (.epub)", "an electronic book (.epub)")),
)
REFUSED_OLE: tuple[tuple[str, Kind], ...] = (
    ("__nameid_version1.0", Kind("msg", "письмо Outlook (.msg)", "an Outlook letter (.msg)")),
    ("PowerPoint Document", Kind("ppt", "презентация (.ppt)", "a presentation (.ppt)")),
    ("VisioDocument", Kind("visio", "схема Visio", "a Visio drawing")),
)
_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"AT&TFORM", Kind("djvu", "скан DjVu", "a DjVu scan")),
    (b"Rar!\x1a\x07", Kind("rar", "архив RAR", "a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", Kind("7z", "архив 7-Zip", "a 7-Zip archive")),
    (b"\x1f\x8b\x08", Kind("gz", "архив gzip", "a gzip archive")),
    (b"BZh", Kind("bz2", "архив bzip2", "a bzip2 archive")),
    (b"\xfd7zXZ\x00", Kind("xz", "архив xz", "an xz archive")),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Kind("lnk", "ярлык Windows", "a Windows shortcut")),
    (b"[InternetShortcut]", Kind("url", "ярлык страницы в интернете", "a shortcut to a web page")),
    (b"x\x9f>\x22", Kind("winmail", "вложение Outlook (winmail.dat)", "an Outlook attachment (winmail.dat)")),
    (b"MOXCEL", _MXL),
    (b"%!PS", Kind("ps", "документ PostScript", "a PostScript document")),
    (b"-----BEGIN PKCS7", _SIGNATURE),
)
_HOLDING: tuple[tuple[_Holds, Kind], ...] = (
    (lambda content: content.startswith(b"BM") and content[6:10] == b"\x00\x00\x00\x00", _BMP),
    (lambda content: content.startswith(b"RIFF") and content[8:12] == b"WEBP", _WEBP),
    (lambda content: content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"avif"), _HEIC),
    (lambda content: content[257:262] == b"ustar", Kind("tar", "архив TAR", "a TAR archive")),
    (lambda content: content.startswith(b"0") and _INNER_SIGNED_DATA in content[:40], _SIGNATURE),
)
_BY_SUFFIX: Mapping[str, Kind] = MappingProxyType(
    {".mxl": _MXL, ".eml": LETTER, ".gdoc": _GOOGLE, ".gsheet": _GOOGLE, ".sig": _SIGNATURE, ".p7s": _SIGNATURE}
)


def told_by_start(content: bytes) -> Kind | None:
    """A format that is seldom sent, by its first bytes."""
    found = next((kind for start, kind in _STARTS if content.startswith(start)), None)
    return found or next((kind for holds, kind in _HOLDING if holds(content)), None)


def refused_text(start: bytes, path: str) -> Kind | None:
    """A kind of text that is no document, by how it begins or by the suffix of its name."""
    if start.removeprefix(MARK)[:1].isalpha() or start.removeprefix(MARK)[:1] in _MARKUP:
        from plancheck.readers import text_kinds  # noqa: PLC0415 - Russian text begins otherwise

        found = text_kinds.told_by_beginning(start)
        if found:
            return found
    return _BY_SUFFIX.get(PurePath(path).suffix.lower())
