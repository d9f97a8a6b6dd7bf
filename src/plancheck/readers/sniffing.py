"""What bytes are, told by themselves: a format that is read, one that is known and not read, or noise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from plancheck.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class Kind:
    """A file format: its code, and what to call it in a sentence («Это …», "This is …")."""

    code: str
    russian: str
    english: str


TEXT = Kind("txt", "текст", "plain text")
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind("pdf", "документ PDF", "a PDF document")),
    (b"{\\rtf", Kind("rtf", "документ RTF", "an RTF document")),
    (b"\x89PNG\r\n", Kind("png", "картинка PNG", "a PNG picture")),
    (b"\xff\xd8\xff", Kind("jpeg", "картинка JPEG", "a JPEG picture")),
    (b"GIF8", Kind("gif", "картинка GIF", "a GIF picture")),
    (b"II*\x00", Kind("tiff", "картинка TIFF", "a TIFF picture")),
    (b"MM\x00*", Kind("tiff", "картинка TIFF", "a TIFF picture")),
    (b"AT&TFORM", Kind("djvu", "скан DjVu", "a DjVu scan")),
    (b"Rar!\x1a\x07", Kind("rar", "архив RAR", "a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", Kind("7z", "архив 7-Zip", "a 7-Zip archive")),
    (b"\x1f\x8b\x08", Kind("gz", "архив gzip", "a gzip archive")),
)
_ZIP_MEMBERS: tuple[tuple[bytes, Kind], ...] = (
    (b"word/document", Kind("docx", "документ Word (.docx)", "a Word document (.docx)")),
    (b"xl/workbook", Kind("xlsx", "книга Excel (.xlsx)", "an Excel workbook (.xlsx)")),
    (b"ppt/presentation", Kind("pptx", "презентация (.pptx)", "a presentation (.pptx)")),
    (b"opendocument.text", Kind("odt", "документ OpenDocument (.odt)", "an OpenDocument text (.odt)")),
    (b"opendocument.spreadsheet", Kind("ods", "таблица OpenDocument (.ods)", "an OpenDocument sheet (.ods)")),
)
_ZIP = Kind("zip", "архив ZIP", "a ZIP archive")
_OLE_KINDS = {
    ".xls": Kind("xls", "книга Excel (.xls)", "an Excel workbook (.xls)"),
    ".doc": Kind("doc", "документ Word (.doc)", "a Word document (.doc)"),
}
_OLE = Kind("ole", "документ старого Microsoft Office", "a document of an old Microsoft Office")
_HTML = Kind("html", "страница HTML", "an HTML page")
_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ARCHIVES = frozenset({"zip", "rar", "7z", "gz"})
_OFFICE_SUFFIXES = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".odt", ".ods", ".doc", ".xls"})
_PICTURES = frozenset({"png", "jpeg", "gif", "tiff", "djvu"})

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def sniff(content: bytes, path: str = "") -> Kind:
    """The format of the bytes; the suffix of `path` decides only where the bytes leave it open."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return next((kind for member, kind in _ZIP_MEMBERS if member in content), _ZIP)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLE_KINDS.get(PurePath(path).suffix.lower(), _OLE)
    return _HTML if _HTML_START.match(content[:2_000]) else TEXT


def refuse(kind: Kind, path: str = "") -> UnreadableError:
    """The error for a format that is recognised and not read: what it is, and what to do.

    A ZIP archive whose name in `path` is a Word or Excel file's is called what it is: damaged or mislabelled.
    """
    if kind.code == "zip" and PurePath(path).suffix.lower() in _OFFICE_SUFFIXES:
        return UnreadableError(
            "Файл назван как документ Word или Excel, но внутри не документ: он повреждён или переименован.",
            "Откройте его в Word или Excel и сохраните заново обычным текстом (.txt); если не открывается, "
            "попросите прислать его ещё раз.",
            reason_en="The file is named as a Word or Excel document and holds none: it is damaged or mislabelled.",
            advice_en="Open it in Word or Excel and save it again as plain text (.txt); if it does not open, "
            "ask for it to be sent again.",
        )
    advice = ("Сохраните документ как обычный текст (.txt).", "Save the document as plain text (.txt).")
    if kind.code in _ARCHIVES:
        advice = ("Распакуйте его и проверьте сам план.", "Unpack it and check the plan itself.")
    elif kind.code in _PICTURES:
        advice = ("Распознайте текст и сохраните его как .txt.", "Recognise its text and save that as .txt.")
    return UnreadableError(
        f"Это {kind.russian}, этот формат пока не читается.",
        advice[0],
        reason_en=f"This is {kind.english}; that format is not read yet.",
        advice_en=advice[1],
    )


def empty() -> UnreadableError:
    """The error for a file that holds no text at all."""
    return UnreadableError(
        "Файл пуст: в нём нет текста.",
        "Проверьте, тот ли это файл.",
        reason_en="The file is empty: there is no text in it.",
        advice_en="Check that it is the right file.",
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
