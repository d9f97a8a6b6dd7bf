"""Bounds how often the forms of a PDF draw each other, before PDFium draws them all: it has no bound of its own.

Twenty-five forms, each of which draws the next one twice, come to thirty million objects.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plancheck.readers.limits import Limits

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(?:^|[\s>])(\d{1,8})\s+\d{1,5}\s+obj\b")
_DRAWN = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+(\d{1,8})\s+\d{1,5}\s+R\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_HOLDER = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST, _WHOLE = re.compile(rb"/First\s+(\d{1,8})\b"), re.compile(rb"\b\d{1,8}\b")
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
    forms = _forms(content, limits)
    sizes: dict[int, int] = {}
    for _ in range(_DEEPEST):
        before = dict(sizes)
        for number, form in forms.items():
            size = sum(count * before.get(form.named.get(name, -1), 1) for name, count in form.drawn.items())
            limits.check("page_objects", size)
            sizes[number] = 1 + size
        if sizes == before:
            return


def _forms(content: bytes, limits: Limits) -> Mapping[int, _Form]:
    """The forms that draw others, by the numbers of their objects."""
    dictionaries: dict[int, bytes] = {}
    holders: list[tuple[int, bytes]] = []  # where compressed objects stand, and what is said of them
    forms: dict[int, _Form] = {}
    for found in _OBJECT.finditer(content):
        head = content[found.end() : found.end() + _LONGEST]
        end = re.search(rb"\bstream\r?\n|\bendobj\b", head)
        dictionary = head[: end.start()] if end else head
        dictionaries[int(found[1])] = dictionary
        if end and end[0].startswith(b"stream") and _HOLDER.search(dictionary):
            holders.append((found.end() + end.end(), dictionary))
        if end and end[0].startswith(b"stream") and _FORM.search(dictionary):
            drawing = _drawing(content, found.end() + end.end(), dictionary, _DRAWING)
            drawn = Counter(_DRAWN.findall(drawing))
            if drawn:
                forms[int(found[1])] = _Form(drawn, {name: int(number) for name, number in _NAMED.findall(dictionary)})
    compressed: dict[int, bytes] = {}
    most = limits.unpacked_bytes
    for start, dictionary in holders if forms else ():
        inner = _drawing(content, start, dictionary, most)
        most = max(1, most - len(inner))
        compressed.update(_compressed(inner, dictionary))
    dictionaries = compressed | dictionaries
    return {number: _Form(form.drawn, _with_resources(form.named, dictionaries)) for number, form in forms.items()}


def _with_resources(named: Mapping[bytes, int], dictionaries: Mapping[int, bytes]) -> Mapping[bytes, int]:
    """The names of a form with those of the resources that stand in an object of their own."""
    found = dict(named)
    for kind in (b"Resources", b"XObject"):
        if kind in found:
            inner = dictionaries.get(found[kind], b"")
            found |= {name: int(number) for name, number in _NAMED.findall(inner)}
    return found


def _compressed(stream: bytes, dictionary: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of a stream that holds objects, by their numbers."""
    first = _FIRST.search(dictionary)
    if first is None:
        return
    begin = int(first[1])
    numbers = list(map(int, _WHOLE.findall(stream, 0, begin)))
    places = sorted({*numbers[1::2], len(stream)})
    for number, place in zip(numbers[::2], numbers[1::2], strict=False):
        end = places[min(bisect_right(places, place), len(places) - 1)]
        yield number, stream[begin + place : begin + min(end, place + _LONGEST)]


def _drawing(content: bytes, start: int, dictionary: bytes, most: int) -> bytes:
    """What a stream holds, unpacked, no more than so many bytes of it."""
    end = content.find(b"endstream", start)
    stream = memoryview(content)[start : end if end >= 0 else len(content)]
    if not _FLATE.search(dictionary):
        return bytes(stream[:most])
    try:
        return zlib.decompressobj().decompress(stream, most)
    except zlib.error:
        return b""
