"""What calamine does not tell of a workbook of Excel: its number formats, and which rows and columns are hidden."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from plancheck.readers.limits import Limits
from plancheck.readers.package import Package, parse_xml
from plancheck.readers.sheets.number_formats import BUILT_IN, PLAIN, NumberFormat, read_format
from plancheck.readers.sheets.sheet import LAST_COLUMN, LAST_ROW, Spans, clean_text, column_number

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_CELL = re.compile(rb"<(?:[^\s<>/:]*:)?c(\s[^<>]*[^<>/])>")
_HIDDEN = re.compile(rb"<(?:[^\s<>/:]*:)?(row|col)(\s[^<>]*hidden[^<>]*)>")
_ATTRIBUTE = re.compile(rb"\s([a-z]+)\s*=\s*([\"'])(.*?)\2", re.IGNORECASE | re.DOTALL)
_TRUE = frozenset({"1", "true"})
_FORMAT_NUMBER = re.compile(rb"numFmtId\s*=\s*[\"']([^\"']*)[\"']")
_PLAIN_NUMBERS = frozenset({b"0", b"1", b"14", b"49"})  # as it is, whole, a date, text


@dataclass(frozen=True)
class Styles:
    """The part of styles, parsed only where a sheet may need it."""

    content: bytes
    limits: Limits

    @cached_property
    def forms(self) -> Mapping[int, NumberFormat]:
        """The number format of each style by its number, of those that show values otherwise than plainly."""
        if not self.content:
            return {}
        codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
        forms: dict[int, NumberFormat] = {}
        root = parse_xml(self.content, self.limits)
        for element in root.iter("{*}numFmt"):
            codes[element.get("numFmtId") or ""] = element.get("formatCode") or ""
        for count, element in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            form = read_format(codes.get(element.get("numFmtId") or "", ""))
            if form != PLAIN:
                forms[count] = form
        return forms

    @cached_property
    def used(self) -> re.Pattern[bytes] | None:
        """Finds in a sheet a cell whose style must be known for its value to be shown; None where no style is such."""
        if set(_FORMAT_NUMBER.findall(self.content)) <= _PLAIN_NUMBERS:
            return None
        telling = sorted(number for number, form in self.forms.items() if form.telling)
        if not telling:
            return None
        return re.compile(rb"\ss\s*=\s*[\"'](?:%s)[\"']" % b"|".join(b"%d" % one for one in telling))


@dataclass(frozen=True)
class SheetPart:
    """The XML of one sheet. Its tags are sought in the bytes: a tree of a large sheet takes as long as all the rest."""

    content: bytes
    styles: Styles

    @cached_property
    def telling(self) -> bool:
        """Whether a cell of it has a number format that must be known."""
        return self.styles.used is not None and self.styles.used.search(self.content) is not None

    @cached_property
    def forms(self) -> Mapping[tuple[int, int], NumberFormat]:
        """(row, column), 1-based -> number format, of the cells that have one worth knowing."""
        found: dict[tuple[int, int], NumberFormat] = {}
        for tag in _CELL.finditer(self.content):
            attributes = _attributes(tag[1])
            form = self.styles.forms.get(_number(attributes.get("s"), 0))
            address = _ADDRESS.fullmatch(attributes.get("r", ""))
            if form and address:
                found[int(address[2]), column_number(address[1])] = form
        return found

    @cached_property
    def hidden(self) -> tuple[Spans, Spans]:
        """The hidden rows, and the hidden columns; rows that a filter hides too."""
        if b"hidden" not in self.content:
            return Spans(), Spans()
        rows: list[tuple[int, int]] = []
        columns: list[tuple[int, int]] = []
        for tag in _HIDDEN.finditer(self.content):
            attributes = _attributes(tag[2])
            if attributes.get("hidden") not in _TRUE:
                continue
            if tag[1] == b"row":
                above = self.content.count(b"<row", 0, tag.start()) if "r" not in attributes else 0
                number = _number(attributes.get("r"), above + 1, LAST_ROW)
                rows.append((number, number))
            else:
                first = _number(attributes.get("min"), 1, LAST_COLUMN)
                columns.append((first, _number(attributes.get("max"), first, LAST_COLUMN)))
        return Spans.of(rows), Spans.of(columns)


def _attributes(tag: bytes) -> Mapping[str, str]:
    return {name.decode(): value.decode("utf-8", "replace") for name, _, value in _ATTRIBUTE.findall(tag)}


def parts_of_sheets(package: Package) -> Mapping[str, str]:
    """A sheet's name -> the name of its part."""
    book, relations = package.xml(_BOOK), package.xml(_RELATIONS)
    if book is None or relations is None:
        return {}
    targets = {each.get("Id"): each.get("Target") or "" for each in relations.iter("{*}Relationship")}
    return {
        sheet.get("name") or "": posixpath.normpath(posixpath.join("/xl", targets.get(_relation(sheet), ""))).lstrip(
            "/"
        )
        for sheet in book.iter("{*}sheet")
    }


def boxes_of(package: Package, sheet_part: str) -> tuple[str, ...]:
    """The texts of the boxes drawn over a sheet: stamps are often typed into one."""
    folder, _, name = sheet_part.rpartition("/")
    relations = package.xml(f"{folder}/_rels/{name}.rels")
    found: list[str] = []
    for relation in relations.iter("{*}Relationship") if relations is not None else ():
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
        drawing = package.xml(target.lstrip("/")) if "/drawings/drawing" in target else None
        for box in drawing.iter("{*}txBody") if drawing is not None else ():
            lines = ("".join(run.text or "" for run in line.iter("{*}t")) for line in box.iter("{*}p"))
            found.append(clean_text("\n".join(lines)))
    return tuple(filter(None, found))


def _relation(sheet: etree._Element) -> str | None:
    found = (value for name, value in sheet.attrib.items() if str(name).endswith("}id"))
    return next((str(value) for value in found), None)


def _number(text: str | None, otherwise: int, most: int = 10**6) -> int:
    return min(int(text), most) if text and text.isdecimal() and len(text) < 9 else otherwise
