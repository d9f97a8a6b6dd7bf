"""PDFium asked about many characters or drawn objects at once: the loop runs in C, its answers stand in one array.

A PDF of five pages takes some three thousand questions, which asked one by one cost more than PDFium's own work:
these take plain addresses (`address`), and do not let go of the interpreter, since each is over in a microsecond.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, repeat
from typing import Any

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
Objects = tuple[list[int], list[int]]
"""The addresses of drawn objects, and the kind of each."""

_FLOAT = ctypes.sizeof(ctypes.c_float)
_BOX = 4 * _FLOAT
_Calls = Callable[..., Any]


def _asked(function: Any, answer: Any, *kinds: Any) -> _Calls:
    """The function of PDFium under other types: pointers are plain numbers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(answer, *kinds)(address or 0)


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_OBJECT = _asked(pdfium.FPDFPage_GetObject, _POINTER)  # told no kinds, it takes a pointer and a number as they are
_PART = _asked(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, _INT)
_KIND = _asked(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
_BOUNDS = _asked(pdfium.FPDFPageObj_GetBounds, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_LOOSE = _asked(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_UNMAPPED = _asked(pdfium.FPDFText_HasUnicodeMapError, _INT, _POINTER, _INT)


def address(pointer: Any) -> int:
    """The address that a pointer of PDFium's holds."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def objects_of_page(page: int, count: int) -> Objects:
    """The first `count` objects of a page but its text."""
    things, kinds = _with_kinds(map(_OBJECT, repeat(_POINTER(page)), range(count)))
    drawn = [kind != pdfium.FPDF_PAGEOBJ_TEXT for kind in kinds]
    return list(compress(things, drawn)), list(compress(kinds, drawn))


def objects_of_form(form: int, count: int) -> Objects:
    """The first `count` objects of a form, its text among them."""
    return _with_kinds(map(_PART, repeat(form), range(count)))


def _with_kinds(objects: Iterable[int | None]) -> Objects:
    things = list(filter(None, objects))
    return things, list(map(_KIND, things))


def bounds_of(objects: Sequence[int]) -> tuple[Sequence[int], list[Box]]:
    """For each object whether its bounds are known, and its left, bottom, right and top in its own space."""
    edges, first = _room(len(objects))
    places = [range(first + at * _FLOAT, first + len(objects) * _BOX, _BOX) for at in range(4)]
    known = list(map(_BOUNDS, objects, *places))
    return known, _in_fours(edges)


def boxes_of(page: int, characters: Sequence[int]) -> list[Box]:
    """The boxes of characters of a page's text as high as their font: left, top, right, bottom in the page's space."""
    edges, first = _room(len(characters))
    deque(map(_LOOSE, repeat(page), characters, range(first, first + len(characters) * _BOX, _BOX)), 0)
    return _in_fours(edges)


def unmapped(page: int, characters: Iterable[int]) -> int:
    """How many of the characters the font gives no Unicode for."""
    return list(map(_UNMAPPED, repeat(page), characters)).count(1)


def _room(boxes: int) -> tuple[array[float], int]:
    """An array for so many boxes, and where it stands."""
    edges = array("f", bytes(boxes * _BOX))
    return edges, edges.buffer_info()[0]


def _in_fours(edges: array[float]) -> list[Box]:
    given = iter(edges.tolist())
    return list(zip(given, given, given, given, strict=True))
