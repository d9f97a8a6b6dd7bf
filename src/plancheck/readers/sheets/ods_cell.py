"""The text of one cell of an OpenDocument sheet: as it is shown, but for dates, which are given in figures."""

from __future__ import annotations

import datetime as dt
import re

from lxml import etree

from plancheck.readers.sheets.number_formats import NumberFormat, shown
from plancheck.readers.sheets.sheet import clean_text

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_UNSHOWN = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text"})
_FIGURES = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_MOST_SPACES = 100


def box_text(box: etree._Element) -> str:
    """The text of a box or shape drawn over the sheet."""
    return clean_text("\n".join(_running(paragraph) for paragraph in box.iter(f"{_TEXT}p", f"{_TEXT}h")))


def cell_text(cell: etree._Element) -> str:
    """What the cell shows; "" for an error. A date is dd.mm.yyyy, or mm.yyyy or yyyy where no day is shown."""
    if cell.get(f"{_CALC}value-type") == "error":
        return ""
    kind = cell.get(f"{_OFFICE}value-type")
    text = clean_text("\n".join(_running(paragraph) for paragraph in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h")))
    if kind == "date":
        return _dated(cell.get(f"{_OFFICE}date-value") or "", text)
    if kind == "boolean":
        return (cell.get(f"{_OFFICE}boolean-value") or "").upper()
    if not text and kind in ("float", "percentage", "currency"):
        return _number(cell.get(f"{_OFFICE}value") or "")
    return text or clean_text(cell.get(f"{_OFFICE}string-value") or "")


def _running(element: etree._Element) -> str:
    """The text of a paragraph, with its spaces, tabs and line breaks."""
    pieces = [element.text or ""]
    for child in element:
        name = child.tag
        if name == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c") or "1"
            pieces.append(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 9 else 1))
        elif name == f"{_TEXT}tab":
            pieces.append(" ")
        elif name == f"{_TEXT}line-break":
            pieces.append("\n")
        elif name not in _UNSHOWN:
            pieces.append(_running(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _number(text: str) -> str:
    try:
        return shown(float(text))
    except ValueError:
        return ""


def _dated(written: str, text: str) -> str:
    """The date in figures, with as many of its parts as the text of the cell shows; the text where it is none."""
    try:
        value = dt.datetime.fromisoformat(written)
    except ValueError:
        return text
    timed = _CLOCK.search(text) is not None
    figures = _FIGURES.findall(_CLOCK.sub("", text))
    parts = "dmy"
    if text and _LETTERS.search(text):
        parts = "dmy" if len(figures) > 1 or figures == [str(value.day)] else "my"
    elif len(figures) == 1 and len(figures[0]) == 4:
        parts = "y"
    elif (
        len(figures) == 2
        and figures[1] in (f"{value.year}", f"{value.year % 100:02}")
        and int(figures[0]) == value.month
    ):
        parts = "my"
    return shown(value, NumberFormat(dated=parts + "h" * timed))
