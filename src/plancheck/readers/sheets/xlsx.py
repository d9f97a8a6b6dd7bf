"""Excel's `.xlsx` and `.xlsm`: values by calamine; macros, formulas and links are not looked at."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from plancheck.readers.limits import Limits
from plancheck.readers.package import Package, damaged, encrypted
from plancheck.readers.sheets.number_formats import PLAIN, Value, shown
from plancheck.readers.sheets.sheet import Range, Sheet, Workbook, clean_text
from plancheck.readers.sheets.xlsx_guard import guard_sheet, guard_xml
from plancheck.readers.sheets.xlsx_parts import SheetPart, Styles, boxes_of, parts_of_sheets

_XML = (".xml", ".rels")
_SHARED_TEXTS = re.compile(rb"<(?:[\w.-]+:)?sst[\s/>]")
_Result = TypeVar("_Result")


def read_xlsx(content: bytes, limits: Limits) -> Workbook:
    """The sheets of a workbook in the order of their tabs. Raises UnreadableError, and nothing else."""
    package = Package(content, limits)
    xml = _guarded(package, limits)
    book = _called(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    limits.check("sheets", len(book.sheet_names))
    styles = Styles(xml.get("xl/styles.xml", b""), limits)
    parts = _sheet_parts(package, xml, book.sheet_names)
    boxed = any(b"txBody" in part for name, part in xml.items() if "drawings/" in name)
    sheets = []
    for place, about in enumerate(book.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = _called(book.get_sheet_by_index, place)
        name = parts.get(about.name, "")
        part = SheetPart(xml.get(name, b""), styles)
        sheets.append(
            Sheet(
                about.name,
                _rows(sheet, part),
                tuple(_ranges(sheet)),
                about.visible is not SheetVisibleEnum.Visible,
                *part.hidden,
                boxes_of(package, name) if boxed else (),
            )
        )
    return Workbook(tuple(sheets), any(name.startswith("xl/media/") for name in package.names))


def _guarded(package: Package, limits: Limits) -> Mapping[str, bytes]:
    """The XML parts by name, looked through before calamine does.

    A part that is no XML by its name may be a sheet all the same: a link is enough.
    """
    parts: dict[str, bytes] = {}
    strings = b""
    xml_bytes = 0
    for name in sorted(package.names):
        part = package.read(name) or b""
        if not name.lower().endswith(_XML) and b"sheetData" not in part:
            continue
        parts[name] = part
        xml_bytes += len(part)
        guard_xml(part, xml_bytes, limits)
        if b"sst" in part and _SHARED_TEXTS.search(part):
            if strings:
                raise damaged()
            strings = part
    for part in parts.values():
        if b"sheetData" in part:
            guard_sheet(part, strings, limits)
    return parts


def _sheet_parts(package: Package, xml: Mapping[str, bytes], names: Sequence[str]) -> Mapping[str, str]:
    """A sheet's name -> the name of its part; of a book of one sheet it is told without looking."""
    sheets = [name for name, part in xml.items() if b"sheetData" in part]
    return {names[0]: sheets[0]} if len(sheets) == len(names) == 1 else parts_of_sheets(package)


def _called(call: Callable[..., _Result], *arguments: object) -> _Result:
    """What calamine answers; whatever it throws, a panic of its Rust too, is a file it could not read."""
    try:
        return call(*arguments)
    except PasswordError as error:
        raise encrypted() from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic is no Exception
        raise damaged() from error


def _rows(sheet: CalamineSheet, part: SheetPart) -> Mapping[int, Mapping[int, str]]:
    top, left = sheet.start or (0, 0)
    values: Sequence[Sequence[Value]] = _called(sheet.to_python)
    telling = part.telling
    rows: dict[int, dict[int, str]] = {}
    for row, line in enumerate(values, start=top + 1):
        cells: dict[int, str] = {}
        for column, value in enumerate(line, start=left + 1):
            if isinstance(value, str):
                text = clean_text(value) if value else ""
            elif telling or _uneven(value):
                text = shown(value, part.forms.get((row, column), PLAIN))
            else:
                text = shown(value)
            if text:
                cells[column] = text
        if cells:
            rows[row] = cells
    return rows


def _uneven(value: object) -> bool:
    """Whether a value may look otherwise under a plain format: a part of a number, a time of a day."""
    return isinstance(value, dt.datetime) or (isinstance(value, float) and value % 1 != 0)


def _ranges(sheet: CalamineSheet) -> Sequence[Range]:
    merged = _called(lambda: sheet.merged_cell_ranges) or []
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged]
