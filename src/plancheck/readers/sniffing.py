"""What bytes are, told by themselves: a format that is read, one that is known and not read, or noise."""

from __future__ import annotations

import re
from pathlib import PurePath

from plancheck.errors import UnreadableError
from plancheck.readers.kinds import (
    REFUSED_OLE,
    REFUSED_OPEN_DOCUMENTS,
    REFUSED_PARTS,
    Kind,
    refused_text,
    told_by_start,
)
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.remark import Remark

_PDF = Kind("pdf", "документ PDF", "a PDF document")
TEXT = Kind("txt", "текст", "plain text")
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", _PDF),
    (b"{\\rtf", Kind("rtf", "документ RTF", "an RTF document")),
    (b"\x89PNG\r\n", Kind("png", "картинка PNG", "a PNG picture")),
    (b"\xff\xd8\xff", Kind("jpeg", "картинка JPEG", "a JPEG picture")),
    (b"GIF8", Kind("gif", "картинка GIF", "a GIF picture")),
    (b"II*\x00", Kind("tiff", "картинка TIFF", "a TIFF picture")),
    (b"MM\x00*", Kind("tiff", "картинка TIFF", "a TIFF picture")),
)
DOCX = Kind("docx", "документ Word (.docx)", "a Word document (.docx)")
XLSX = Kind("xlsx", "книга Excel (.xlsx)", "an Excel workbook (.xlsx)")
_ZIP_PARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"word/", DOCX),
    *REFUSED_PARTS,
    (b"xl/", XLSX),
)
_ODT = Kind("odt", "документ OpenDocument (.odt)", "an OpenDocument text (.odt)")
_OPEN_DOCUMENTS: tuple[tuple[bytes, Kind], ...] = (
    *REFUSED_OPEN_DOCUMENTS,
    (b"opendocument.text", _ODT),
    (b"opendocument.spreadsheet", Kind("ods", "таблица OpenDocument (.ods)", "an OpenDocument sheet (.ods)")),
)
_ZIP = Kind("zip", "архив ZIP", "a ZIP archive")
_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    *REFUSED_OLE,
    ("WordDocument", Kind("doc", "документ Word (.doc)", "a Word document (.doc)")),
    ("Workbook", Kind("xls", "книга Excel (.xls)", "an Excel workbook (.xls)")),
    ("Book", Kind("xls", "книга Excel (.xls)", "an Excel workbook (.xls)")),
    ("EncryptedPackage", Kind("locked", "файл Office под паролем", "an Office file under a password")),
)
_OLE = Kind("ole", "документ старого Microsoft Office", "a document of an old Microsoft Office")
_EXCEL_XML = Kind("xml2003", "таблица Excel 2003 (XML)", "an Excel 2003 XML sheet")
_WORD_XML = Kind("wordml", "документ Word в виде XML", "a Word document as XML")
_HTML = Kind("html", "страница HTML", "an HTML page")
_MHT = Kind("mht", "веб-архив (.mht)", "a web archive (.mht)")
_CSV = Kind("csv", "таблица CSV", "a CSV table")
_BY_SUFFIX = {".csv": _CSV, ".tsv": _CSV, ".html": _HTML, ".htm": _HTML, ".xhtml": _HTML, ".mht": _MHT, ".mhtml": _MHT}
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MIME_START = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):[^\n]*", re.IGNORECASE)
_DRAWN = frozenset({"png", "jpeg", "gif", "tiff", "bmp", "webp"})
_SIGNED = _DRAWN | {"pdf", "rtf", "docx", "xlsx", "odt", "ods", "html", "mht", "doc", "xls", "xml2003"}

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def sniff(content: bytes, path: str = "") -> Kind:
    """The format of the bytes; the suffix of `path` decides only where the bytes leave it open."""
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    signed = next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), None)
    if signed is None and content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        names = ((name.encode("utf-16-le"), kind) for name, kind in _OLE_STREAMS)
        signed = next((kind for name, kind in names if name + b"\x00\x00" in content), _OLE)
    return signed or told_by_start(content) or _told_by_text(content, path)


def is_document(start: bytes) -> bool:
    """Whether the first bytes of a file are those of a document that is read, whatever the file's name."""
    return sniff(start).code in _SIGNED


def _told_by_text(content: bytes, path: str) -> Kind:
    """Formats without a signature, by how they begin; then by the suffix."""
    start = content[:4_000].replace(b"\x00", b"")
    xml = b"<?xml" in start[:100]
    told = (
        (b"%PDF-" in content[:1_024] and b"obj" in content, _PDF),
        (b"<office:document" in start and b"opendocument.text" in start, _ODT),
        (xml and b"schemas-microsoft-com:office:spreadsheet" in start, _EXCEL_XML),
        (xml and (b'progid="Word.Document"' in start or b"office/2006/xmlPackage" in start), _WORD_XML),
        (_HTML_START.match(start) is not None, _HTML),
        (_MIME_START.match(start) is not None and b"multipart/related" in start.lower(), _MHT),
    )
    by_suffix = _BY_SUFFIX.get(PurePath(path).suffix.lower())
    return next((kind for holds, kind in told if holds), by_suffix) or refused_text(start, path) or TEXT


def _packed(content: bytes) -> Kind:
    """What a ZIP archive holds, by the names of its parts; a broken one by the names that are still there."""
    from plancheck.readers.listing import ENTRY  # noqa: PLC0415 - takes time, and many files are no archive

    begin = _list_of_parts(content)
    if content.count(ENTRY, begin) > DEFAULT_LIMITS.package_parts:  # its reader refuses it: not listed here
        return _by_parts(_parts_somewhere(content), content)
    records = content[begin:].split(ENTRY)[1:]
    names = [record[42 : 42 + int.from_bytes(record[24:26], "little")] for record in records]
    return _by_parts(names or _parts_somewhere(content), content)


def _list_of_parts(content: bytes) -> int:
    """Where an archive's list of parts begins by what its last record says; 0 where it has none."""
    last = content.rfind(b"PK\x05\x06")
    size = int.from_bytes(content[last + 12 : last + 16], "little") if last >= 0 else 0
    return max(0, last - size)


def _parts_somewhere(content: bytes) -> list[bytes]:
    return [part for part, _ in _ZIP_PARTS if part in content]


def _by_parts(names: list[bytes], content: bytes) -> Kind:
    listed = b"\0".join((b"", *names))  # to look through all at once takes a third of the time
    for part, kind in _ZIP_PARTS:
        if b"\0" + part in listed:
            return kind
    if b"[Content_Types].xml" in listed and b"/document" in listed:
        return DOCX  # a main part outside word/, as the format allows
    return next((kind for member, kind in _OPEN_DOCUMENTS if member in content[:4_000]), _ZIP)


def empty() -> UnreadableError:
    """The error for a file that holds no text at all."""
    return UnreadableError(
        "Файл пуст: в нём нет текста.",
        "Проверьте, тот ли это файл.",
        reason_en="The file is empty: there is no text in it.",
        advice_en="Check that it is the right file.",
    )


class PictureError(UnreadableError):
    """The plan is a picture: it may be recognised where that is installed."""


def picture() -> PictureError:
    """The error for a document whose pages are pictures: a scan or a photograph."""
    return PictureError(
        "План в файле — картинка (скан или фотография): текста в нём нет.",
        "Попросите исходный файл Word или Excel либо PDF с текстом; или установите распознавание: "
        "plancheck[ocr] и Tesseract с русским языком.",
        reason_en="The plan in the file is a picture (a scan or a photograph): it holds no text.",
        advice_en="Ask for the original Word or Excel file or a PDF with text; or install recognition: "
        "plancheck[ocr] and Tesseract with Russian.",
    )


def without_controls(text: str) -> tuple[str, int]:
    """The text without control characters, and how many there were; tabs, line ends, page breaks stay.

    Raises UnreadableError where they are so many (over one in two hundred) that this is no text.
    """
    clean, count = _CONTROLS.subn("", text.rstrip("\x00"))
    if count * 200 > len(text) and count > 3:
        raise UnreadableError(
            "Это не текст: в файле двоичные данные.",
            "Сохраните документ как обычный текст (.txt).",
            reason_en="This is no text: the file holds binary content.",
            advice_en="Save the document as plain text (.txt).",
        )
    return clean, count


def spoilt(damaged: int, controls: int, *, mended: bool = False) -> tuple[Remark, ...]:
    """What to say of characters that were lost in decoding, of control characters taken out, and of text mended."""
    remarks = []
    if mended:
        remarks.append(
            Remark(
                "Текст файла был сохранён в неверной кодировке («РџР»Р°РЅ» вместо «План»); он восстановлен.",
                "The text of the file was saved after being read by a wrong charset; it was restored.",
            )
        )
    if damaged:
        remarks.append(
            Remark(
                f"Часть знаков файла повреждена и не прочитана: {damaged}.",
                f"Some characters of the file are damaged and were not read: {damaged}.",
            )
        )
    if controls:
        remarks.append(
            Remark(
                f"Из текста убраны управляющие знаки: {controls}.",
                f"Control characters were taken out of the text: {controls}.",
            )
        )
    return tuple(remarks)
