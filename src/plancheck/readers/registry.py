"""The formats that are read: a format's code (as `sniffing` tells it) and the module whose `read` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from plancheck.readers.reading import Reader

READERS: Mapping[str, str] = MappingProxyType(
    {
        "txt": "plancheck.readers.plain.text",
        "csv": "plancheck.readers.csv",
        "docx": "plancheck.readers.docx",
        "doc": "plancheck.readers.doc",
        "rtf": "plancheck.readers.rtf",
        "odt": "plancheck.readers.odt",
        "html": "plancheck.readers.html",
        "mht": "plancheck.readers.mht",
        "xlsx": "plancheck.readers.sheets.xlsx",
        "xls": "plancheck.readers.sheets",
        "xml2003": "plancheck.readers.sheets",
        "ods": "plancheck.readers.sheets",
        "pdf": "plancheck.readers.pdf",
        **dict.fromkeys(("png", "jpeg", "gif", "tiff", "bmp", "webp"), "plancheck.readers.image"),
    }
)

_loaded = cache(import_module)


def reader_of(code: str) -> Reader | None:
    """The reader of a format, its libraries loaded only now; None for a format that is not read."""
    module = READERS.get(code)
    if module is None:
        return None
    read: Reader = _loaded(module).read
    return read
