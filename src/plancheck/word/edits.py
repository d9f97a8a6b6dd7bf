"""Insertions into an XML part that leave every other byte of it as it is.

The part is not written anew from its tree: the places of elements are told in the part's own bytes, and the new
elements are put between them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAG = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_NAME = re.compile(rb"[^\s/>]+")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF8 = ("utf-8", "us-ascii", "ascii")


class Span(NamedTuple):
    """Where an element stands in its part, in bytes: its start tag, then its end tag; one tag if it is empty."""

    start: int
    inner: int
    inner_end: int
    end: int

    @property
    def empty(self) -> bool:
        return self.inner == self.end


class Edits:
    """Elements to be put into one part; `root` is the tree of the part, or one with the same elements in its order.

    Elements put at one place stand there in the order in which they were put.
    """

    def __init__(self, content: bytes, root: _Element) -> None:
        self._content = in_utf8(content, root)
        self._root = root
        self._put: list[tuple[str, _Element, str]] = []

    def before(self, element: _Element, *written: str) -> None:
        self._put += [("before", element, one) for one in written]

    def after(self, element: _Element, *written: str) -> None:
        self._put += [("after", element, one) for one in written]

    def first_in(self, element: _Element, *written: str) -> None:
        self._put += [("first", element, one) for one in written]

    def last_in(self, element: _Element, *written: str) -> None:
        self._put += [("last", element, one) for one in written]

    def result(self) -> bytes:
        """The part with all that was put into it."""
        wanted = {element for _, element, _ in self._put}
        places = {element: place for place, element in enumerate(self._root.iter("*")) if element in wanted}
        spans = spans_of(self._content, set(places.values()))
        pieces: list[tuple[int, int, bytes]] = []
        filled: dict[Span, list[bytes]] = {}  # elements that were one empty tag
        for order, (where, element, written) in enumerate(self._put):
            span, new = spans[places[element]], written.encode("utf-8")
            if span.empty and where in ("first", "last"):
                filled.setdefault(span, []).append(new)
                continue
            at = {"before": span.start, "after": span.end, "first": span.inner, "last": span.inner_end}[where]
            pieces.append((at, order, new))
        return self._joined(sorted(pieces), filled)

    def _joined(self, pieces: list[tuple[int, int, bytes]], filled: dict[Span, list[bytes]]) -> bytes:
        content, done, at = self._content, bytearray(), 0
        opened = sorted(filled.items())
        steps = [(place, place, order, new) for place, order, new in pieces]
        for span, news in opened:
            name = _NAME.match(content, span.start + 1)
            assert name is not None
            steps.append((span.end - 2, span.end, -1, b">" + b"".join(news) + b"</" + name.group() + b">"))
        for first, last, _, new in sorted(steps):
            done += content[at:first] + new
            at = last
        return bytes(done + content[at:])


def spans_of(content: bytes, wanted: Collection[int]) -> dict[int, Span]:
    """Where the elements stand in a part in UTF-8, by their places in document order (the root is 0)."""
    starts: dict[int, int] = {}
    found: dict[int, Span] = {}
    open_elements: list[int] = []
    count = 0
    parser = expat.ParserCreate()

    def begin(_name: str, _attributes: object) -> None:
        nonlocal count
        open_elements.append(count)
        if count in wanted:
            starts[count] = parser.CurrentByteIndex
        count += 1

    def finish(_name: str) -> None:
        place = open_elements.pop()
        if place in wanted:
            found[place] = _span(content, starts[place], parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(content, True)
    return found


def _span(content: bytes, start: int, reported: int) -> Span:
    """`reported` is where the end tag begins, or where an empty tag ends."""
    tag = _TAG.match(content, start)
    assert tag is not None
    if tag.group().endswith(b"/>"):
        return Span(start, tag.end(), tag.end(), tag.end())
    return Span(start, tag.end(), reported, content.index(b">", reported) + 1)


def in_utf8(content: bytes, root: _Element) -> bytes:
    """The part as it is where it is in UTF-8, else written anew so: bytes can be counted in it then."""
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:4]
    if not wide and (declared is None or declared[1].decode().lower() in _UTF8):
        return content
    from lxml import etree  # noqa: PLC0415 - hardly a part is not in UTF-8

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
