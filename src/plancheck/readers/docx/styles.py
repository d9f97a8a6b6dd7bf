"""Styles of a Word document: what a paragraph or a run has from its style and from those that one is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.readers.docx.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, number, switched, value, word

if TYPE_CHECKING:
    from lxml.etree import _Element

_BASED_ON, _NAME, _STYLE_ID, _TYPE = word("basedOn"), word("name"), word("styleId"), word("type")
_NUMBERING, _LIST, _LIST_LEVEL = word("numPr"), word("numId"), word("ilvl")
_OUTLINE, _BOLD, _HIDDEN = word("outlineLvl"), word("b"), word("vanish")
_DEFAULTS = f"{word('docDefaults')}/{word('rPrDefault')}/{RUN_PROPERTIES}"
_HEADING_NAME = re.compile(r"(?:heading|заголовок) ([1-9])", re.IGNORECASE)  # as Word and its translations name them
_BODY_TEXT = 9  # the outline level of text that is no heading


@dataclass(frozen=True, slots=True)
class Style:
    """What a style settles, its bases counted; None where nothing is said.

    `outline` 0–8 is a heading's depth, 9 plain text; `list_id` and `list_level` (0–8) are its automatic number's.
    """

    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None


_PLAIN = Style()


def heading_level(outline: int | None) -> int:
    """1–6 for a heading of that outline level, 0 for plain text."""
    return 0 if outline is None or not 0 <= outline < _BODY_TEXT else min(outline + 1, 6)


class Styles:
    """The styles of a document by their ids; an unknown id has nothing to say."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self.paragraph_default = ""
        self.bold = self.hidden = False
        if root is None:
            return
        for element in root.iterchildren(word("style")):
            name = element.get(_STYLE_ID, "")
            self._elements.setdefault(name, element)
            if element.get(_TYPE) == "paragraph" and element.get(word("default"), "0") not in {"0", "false", "off"}:
                self.paragraph_default = name
        defaults = root.find(_DEFAULTS)
        if defaults is not None:
            self.bold, self.hidden = bool(switched(defaults, _BOLD)), bool(switched(defaults, _HIDDEN))

    def of(self, name: str | None) -> Style:
        """What the style of that id settles; for a paragraph without one ask for `paragraph_default`."""
        if not name:
            return _PLAIN
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str) -> Style:
        """The style with what it leaves unsaid taken from its bases; a circle of bases ends where it closes."""
        chain: dict[str, Style] = {}
        base: str | None = name
        while base and base not in chain and base in self._elements:
            element = self._elements[base]
            chain[base] = self._known.get(base) or _own(element)
            base = None if base in self._known else value(element, _BASED_ON)
        settled = list(chain.values())
        return Style(
            outline=next((style.outline for style in settled if style.outline is not None), None),
            list_id=next((style.list_id for style in settled if style.list_id is not None), None),
            list_level=next((style.list_level for style in settled if style.list_level is not None), None),
            bold=next((style.bold for style in settled if style.bold is not None), None),
            hidden=next((style.hidden for style in settled if style.hidden is not None), None),
        )


def _own(element: _Element) -> Style:
    outline: int | None = None
    list_id = list_level = None
    properties = element.find(PARAGRAPH_PROPERTIES)
    if properties is not None:
        said = value(properties, _OUTLINE)
        outline = None if said is None else number(said, _BODY_TEXT)
        numbering = properties.find(_NUMBERING)
        if numbering is not None:
            list_id = value(numbering, _LIST)
            level = value(numbering, _LIST_LEVEL)
            list_level = None if level is None else number(level)
    if outline is None:
        named = _HEADING_NAME.fullmatch(value(element, _NAME) or "")
        outline = int(named[1]) - 1 if named else None
    run = element.find(RUN_PROPERTIES)
    if run is None:
        return Style(outline, list_id, list_level)
    return Style(outline, list_id, list_level, switched(run, _BOLD), switched(run, _HIDDEN))
