"""Bounds how often the forms of a PDF draw each other, before PDFium draws them all: it has no bound of its own.

Twenty-five forms, each of which draws the next one twice, come to thirty million objects.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from plancheck.readers.limits import Limits

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(?:^|[\s>])(\d{1,8})\s+\d{1,5}\s+obj\b")
_DRAWN = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+(\d{1,8})\s+\d{1,5}\s+R\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_LONGEST = 20_000  # bytes of a dictionary
_DRAWING = 1_000_000  # bytes of a form's drawing that are looked through
_DEEPEST = 60  # PDFium itself goes no deeper than forty


@dataclass(frozen=True, slots=True)
class _Form:
    """What a form's stream draws: how often each name, and which object each name is as far as it is told."""

    drawn: Mapping[bytes, int]
    named: Mapping[bytes, int] = field(default_factory=dict)


def guard_forms(content: bytes, limits: Limits) -> None:
    """Refuse a file one of whose forms comes to more than `page_objects` once those it draws are drawn too.

    Raises UnreadableError.
    """
    if not _FORM.search(content):
        return
    forms = _forms(content)
    sizes: dict[int, int] = {}
    for _ in range(_DEEPEST):
        before = dict(sizes)
        for number, form in forms.items():
            size = sum(count * before.get(form.named.get(name, -1), 1) for name, count in form.drawn.items())
            limits.check("page_objects", size)
            sizes[number] = 1 + size
        if sizes == before:
            return


def _forms(content: bytes) -> Mapping[int, _Form]:
    """The forms that draw others, by the numbers of their objects."""
    dictionaries: dict[int, bytes] = {}
    forms: dict[int, _Form] = {}
    for found in _OBJECT.finditer(content):
        head = content[found.end() : found.end() + _LONGEST]
        end = re.search(rb"\bstream\r?\n|\bendobj\b", head)
        dictionary = head[: end.start()] if end else head
        dictionaries[int(found[1])] = dictionary
        if end and end[0].startswith(b"stream") and _FORM.search(dictionary):
            drawing = _drawing(content, found.end() + end.end(), packed=_FLATE.search(dictionary) is not None)
            drawn = Counter(_DRAWN.findall(drawing))
            if drawn:
                forms[int(found[1])] = _Form(drawn, {name: int(number) for name, number in _NAMED.findall(dictionary)})
    return {number: _Form(form.drawn, _with_resources(form.named, dictionaries)) for number, form in forms.items()}


def _with_resources(named: Mapping[bytes, int], dictionaries: Mapping[int, bytes]) -> Mapping[bytes, int]:
    """The names of a form with those of the resources that stand in an object of their own."""
    found = dict(named)
    for kind in (b"Resources", b"XObject"):
        if kind in found:
            inner = dictionaries.get(found[kind], b"")
            found |= {name: int(number) for name, number in _NAMED.findall(inner)}
    return found


def _drawing(content: bytes, start: int, *, packed: bool) -> bytes:
    end = content.find(b"endstream", start)
    stream = content[start : end if end >= 0 else len(content)]
    if not packed:
        return stream[:_DRAWING]
    try:
        return zlib.decompressobj().decompress(stream, _DRAWING)
    except zlib.error:
        return b""
