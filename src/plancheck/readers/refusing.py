"""What to say of a file that is known and not read: what it is, and what to do."""

from __future__ import annotations

from pathlib import PurePath

from plancheck.errors import UnreadableError
from plancheck.readers.kinds import Kind

_OFFICE_SUFFIXES = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".odt", ".ods", ".doc", ".xls"})
_PACKED_SUFFIXES = _OFFICE_SUFFIXES - {".doc", ".xls"} | {".pdf"}  # Word and Excel save pages under those two
_AS_TEXT = ("Сохраните документ как обычный текст (.txt).", "Save the document as plain text (.txt).")
_AS_DOCUMENT = (
    "Сохраните план документом Word (.docx), книгой Excel (.xlsx) или PDF с текстом.",
    "Save the plan as a Word document (.docx), an Excel workbook (.xlsx) or a PDF with text.",
)
_UNPACK = ("Распакуйте его и проверьте сам план.", "Unpack it and check the plan itself.")
_ORIGINAL = (
    "Попросите исходный файл Word или Excel либо PDF с текстом.",
    "Ask for the original Word or Excel file, or a PDF with text.",
)
_ATTACHMENT = (
    "Откройте письмо, сохраните вложение с планом и проверьте его.",
    "Open the letter, save the attached plan and check that.",
)
_POINTED_TO = (
    "В нём нет самого плана, только указание, где он лежит: откройте документ, скачайте его и проверьте.",
    "It does not hold the plan, it only points to it: open the document, download it and check that.",
)
_SIGNED = (
    "Это не сам план: проверьте документ, который этой подписью подписан.",
    "It is not the plan itself: check the document that was signed.",
)
_IN_1C = (
    "Откройте её в 1С и сохраните как книгу Excel (.xlsx) или PDF.",
    "Open it in 1C and save it as an Excel workbook (.xlsx) or a PDF.",
)
_ADVICE = {
    **dict.fromkeys(("zip", "rar", "7z", "gz", "bz2", "xz", "tar"), _UNPACK),
    **dict.fromkeys(("djvu", "heic"), _ORIGINAL),
    **dict.fromkeys(("wordml", "xlsb", "pptx", "ppt", "ole", "iwork", "odp", "visio"), _AS_DOCUMENT),
    **dict.fromkeys(("xps", "epub", "fb2", "tex", "ps", "ics"), _AS_DOCUMENT),
    **dict.fromkeys(("eml", "msg", "winmail"), _ATTACHMENT),
    **dict.fromkeys(("lnk", "url", "webloc", "google"), _POINTED_TO),
    "signature": _SIGNED,
    "mxl": _IN_1C,
}


def refuse(kind: Kind, path: str = "") -> UnreadableError:
    """The error for a format that is recognised and not read: what it is, and what to do.

    A ZIP archive whose name in `path` is a Word or Excel file's is called what it is: damaged or mislabelled.
    """
    if kind.code == "zip" and PurePath(path).suffix.lower() in _OFFICE_SUFFIXES:
        return UnreadableError(
            "Файл назван как документ Word или Excel, но внутри не документ: он повреждён или переименован.",
            "Откройте его в Word или Excel и сохраните заново; если не открывается, попросите прислать его ещё раз.",
            reason_en="The file is named as a Word or Excel document and holds none: it is damaged or mislabelled.",
            advice_en="Open it in Word or Excel and save it again; if it does not open, ask for it to be sent again.",
        )
    if kind.code == "locked":
        from plancheck.readers.package import encrypted  # noqa: PLC0415 - takes time, and few files are locked

        return encrypted()
    advice = _ADVICE.get(kind.code, _AS_TEXT)
    return UnreadableError(
        f"Это {kind.russian}, этот формат не читается.",
        advice[0],
        reason_en=f"This is {kind.english}; that format is not read.",
        advice_en=advice[1],
    )


def is_page_instead(kind: Kind, content: bytes, path: str) -> bool:
    """Whether a page of a site without any table came under the name of a document: an error, a form to log in."""
    named = PurePath(path).suffix.lower() in _PACKED_SUFFIXES
    return kind.code == "html" and named and b"<table" not in content.lower()


def page_instead() -> UnreadableError:
    """The error for a page of a site that was saved instead of the document."""
    return UnreadableError(
        "Внутри не документ, а страница сайта: вместо файла скачалась страница входа или ошибки.",
        "Откройте ссылку в браузере, скачайте документ ещё раз и проверьте, что он открывается в Word или Excel.",
        reason_en="This is no document but a page of a site: one to log in, or of an error, was downloaded instead.",
        advice_en="Open the link in a browser, download the document again and see that Word or Excel opens it.",
    )
