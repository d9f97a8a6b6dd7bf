"""The parts of a workbook of Excel: which sheet is which, its number formats, what is hidden or merged on it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from plancheck.readers.limits import Limits
from plancheck.readers.package import Package, damaged, parse_xml
from plancheck.readers.sheets.number_formats import BUILT_IN, PLAIN, NumberFormat, read_format
from plancheck.readers.sheets.sheet import LAST_COLUMN, LAST_ROW, Range, Spans, clean_text, column_number
from plancheck.readers.tags import tags_of

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_HIDDEN = re.compile(rb"<(?:[^\s<>/:]*:)?(row|col)(\s[^<>]*hidden[^<>]*)>")
_MERGED = re.compile(
    rb"<(?:[^\s<>/:]*:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})[\"']"
)
_ATTRIBUTE = re.compile(rb"\s([a-z]+)\s*=\s*([\"'])(.*?)\2", re.IGNORECASE | re.DOTALL)
_TRUE = frozenset({"1", "true"})
_ALL_SHOWN = Spans(), Spans()
_NO_CELLS = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet"})
_HIDDEN_TAB = frozenset({"hidden", "veryHidden"})


@dataclass(frozen=True)
class Styles:
    """The part of styles, parsed only where a sheet holds a number."""

    content: bytes
    limits: Limits

    def form(self, style: str) -> NumberFormat:
        """The number format of a style by its number as written; PLAIN for what shows values as they are."""
        return self._forms.get(style or "0", PLAIN)

    @cached_property
    def _forms(self) -> Mapping[str, NumberFormat]:
        if not self.content:
            return {}
        codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
        forms: dict[str, NumberFormat] = {}
        root = parse_xml(self.content, self.limits)
        for element in root.iter("{*}numFmt"):
            codes[element.get("numFmtId") or ""] = element.get("formatCode") or ""
        for count, element in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            form = read_format(codes.get(element.get("numFmtId") or "", ""))
            if form != PLAIN:
                forms[str(count)] = form
        return forms


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet as the workbook names it: its name, the name of its part, and whether its tab is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """The tabs of a workbook in order, the parts that they share, and whether its days count from 1904."""

    tabs: tuple[Tab, ...]
    texts: str
    styles: str
    since_1904: bool


def book_of(parts: Mapping[str, bytes], names: Iterable[str], limits: Limits) -> Book:
    """What the workbook's own part says; `parts` are those of XML, `names` those of all.

    Raises UnreadableError where it is none, or names a part that is not there.
    """
    if _BOOK not in parts or _RELATIONS not in parts:
        raise damaged()
    spelled = {name.replace("\\", "/").lower(): name for name in names}
    targets: dict[str, tuple[str, str]] = {}  # what a relation leads to: its kind, and the part
    for _, given in tags_of(parts[_RELATIONS], {"Relationship"}, limits):
        target = given.get("Target", "")
        part = spelled.get(f"xl/{target}".lower()) or spelled.get(_from_root("/xl", target).lower(), "")
        targets[given.get("Id", "")] = given.get("Type", "").rpartition("/")[2], part
    tabs, since = [], None
    for name, given in tags_of(parts[_BOOK], {"sheet", "workbookPr"}, limits):
        if name == "sheet":
            kind, part = targets.get(_relation(given), ("", ""))
            if kind in _NO_CELLS:
                continue
            if not part:
                raise damaged()
            tabs.append(Tab(given.get("name", ""), part, given.get("state") in _HIDDEN_TAB))
        elif since is None:
            since = given.get("date1904", "")
    by_kind = dict(targets.values())
    return Book(tuple(tabs), by_kind.get("sharedStrings", ""), by_kind.get("styles", ""), since in _TRUE)


def merged_in(content: bytes) -> tuple[Range, ...]:
    """The ranges of a sheet's part that are merged."""
    behind = max(0, content.rfind(b"sheetData"))
    if content.find(b"mergeCell", behind) < 0:
        return ()
    return tuple(
        (int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in _MERGED.findall(content, behind)
    )


def hidden_in(content: bytes) -> tuple[Spans, Spans]:
    """The hidden rows of a sheet's part, those that a filter hides too, and its hidden columns."""
    if content.rfind(b"hidden") < 0:  # from the end: what is not there is told so in half the time
        return _ALL_SHOWN
    rows: list[tuple[int, int]] = []
    columns: list[tuple[int, int]] = []
    for tag in _HIDDEN.finditer(content):
        attributes = _attributes(tag[2])
        if attributes.get("hidden") not in _TRUE:
            continue
        if tag[1] == b"row":
            above = content.count(b"<row", 0, tag.start()) if "r" not in attributes else 0
            number = _number(attributes.get("r"), above + 1, LAST_ROW)
            rows.append((number, number))
        else:
            first = _number(attributes.get("min"), 1, LAST_COLUMN)
            columns.append((first, _number(attributes.get("max"), first, LAST_COLUMN)))
    return Spans.of(rows), Spans.of(columns)


def _attributes(tag: bytes) -> Mapping[str, str]:
    return {name.decode(): value.decode("utf-8", "replace") for name, _, value in _ATTRIBUTE.findall(tag)}


def boxes_of(package: Package, sheet_part: str) -> tuple[str, ...]:
    """The texts of the boxes drawn over a sheet: stamps are often typed into one."""
    folder, _, name = sheet_part.rpartition("/")
    relations = package.xml(f"{folder}/_rels/{name}.rels")
    found: list[str] = []
    for relation in relations.iter("{*}Relationship") if relations is not None else ():
        target = _from_root(f"/{folder}", relation.get("Target") or "")
        drawing = package.xml(target) if "/drawings/drawing" in target else None
        for box in drawing.iter("{*}txBody") if drawing is not None else ():
            lines = ("".join(run.text or "" for run in line.iter("{*}t")) for line in box.iter("{*}p"))
            found.append(clean_text("\n".join(lines)))
    return tuple(filter(None, found))


def _from_root(folder: str, target: str) -> str:
    """The part that a relation leads to from a folder."""
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def _relation(given: Mapping[str, str]) -> str:
    return next((value for name, value in given.items() if name.endswith((":id", "}id"))), "")


def _number(text: str | None, otherwise: int, most: int = 10**6) -> int:
    return min(int(text), most) if text and text.isdecimal() and len(text) < 9 else otherwise
