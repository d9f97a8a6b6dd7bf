"""The bounds of what is read: each is named here, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.errors import UnreadableError

_WORDS = {
    "file_bytes": ("байт в файле", "bytes in the file"),
    "package_parts": ("частей внутри файла", "parts inside the file"),
    "unpacked_bytes": ("байт в распакованном файле", "bytes in the unpacked file"),
    "unpacked_ratio": ("крат сжатия одной части", "times compression of one part"),
    "markup": ("тегов и атрибутов в одной части файла", "tags and attributes in one part of the file"),
    "depth": ("уровней вложенности", "levels of nesting"),
    "pages": ("страниц", "pages"),
    "page_objects": ("объектов рисунка на одной странице", "drawn objects on one page"),
    "page_characters": ("знаков на одной странице", "characters on one page"),
    "sheets": ("листов", "sheets"),
    "paragraphs": ("абзацев", "paragraphs"),
    "lines": ("строк текста", "lines of text"),
    "line_characters": ("знаков в одной строке", "characters in one line"),
    "tables": ("таблиц", "tables"),
    "rows": ("строк в одной таблице", "rows in one table"),
    "cells_in_row": ("ячеек в одной строке таблицы", "cells in one row of a table"),
    "cells": ("ячеек во всех таблицах", "cells in all tables"),
    "cell_characters": ("знаков в одной ячейке", "characters in one cell"),
    "text_characters": ("знаков во всём тексте", "characters in all of the text"),
    "libreoffice_seconds": ("с на LibreOffice", "s for LibreOffice"),
    "memory_bytes": ("байт памяти", "bytes of memory"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a file is refused. A plan of 10,000 rows passes the defaults.

    `file_bytes` counts bytes; `line_characters`, `cell_characters` and `text_characters` (of the whole file, merged
    cells filled in) count characters after decoding; `rows` and `cells_in_row` hold for one table and one row; the
    other counts for the file. `unpacked_ratio` is held against parts over a megabyte; `markup` bounds the memory that
    a tree of XML takes; `depth` bounds nested tables, lists and tags; `page_objects` counts what forms
    that draw each other come to, and on a page of more no rules are sought; `libreoffice_seconds` is how long the
    reading of a .doc may take; `memory_bytes` is what a process of its own may take for reading (POSIX).
    """

    file_bytes: int = 20_000_000
    package_parts: int = 5_000
    unpacked_bytes: int = 200_000_000
    unpacked_ratio: int = 200
    markup: int = 1_500_000
    depth: int = 64
    pages: int = 500
    page_objects: int = 30_000
    page_characters: int = 50_000
    sheets: int = 100
    paragraphs: int = 200_000
    lines: int = 200_000
    line_characters: int = 200_000
    tables: int = 1_000
    rows: int = 20_000
    cells_in_row: int = 64
    cells: int = 300_000
    cell_characters: int = 100_000
    text_characters: int = 20_000_000
    libreoffice_seconds: int = 60
    memory_bytes: int = 1_000_000_000

    def check(self, bound: str, found: int, line: int | None = None) -> None:
        """Refuse the file where `found` is over the bound of that name; `line` (1-based) says where.

        Raises UnreadableError that names the bound.
        """
        limit: int = getattr(self, bound)
        if found <= limit:
            return
        russian, english = _WORDS[bound]
        where, where_en = (f" (строка {line})", f" (line {line})") if line else ("", "")
        figure = f"{limit:,}".replace(",", " ")
        raise UnreadableError(
            f"Файл слишком велик для проверки{where}: читается не больше {figure} {russian}.",
            "Оставьте в файле только план и сохраните его заново.",
            reason_en=f"The file is too large to check{where_en}: "
            f"no more than {limit:,} {english} are read (limit `{bound}`).",
            advice_en="Leave only the plan in the file and save it again.",
        )


DEFAULT_LIMITS = Limits()
