"""Counts the items of OpenDocument lists: which list goes on with which, and what number each item has."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from plancheck.readers.odt.names import TEXT, XML_ID, whole
from plancheck.readers.odt.styles import LEVELS, Styles

Counters = list[int | None]


class Lists:
    """The lists of one document, in the order they are met."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_id: dict[str, Counters] = {}
        self._by_style: dict[str, Counters] = {}
        self._outline: Counters = [None] * LEVELS

    def begin(self, element: Element, style: str) -> Counters:
        """The counters that an outermost list counts with: its own, or those of the list it goes on from."""
        goes_on = element.get(f"{TEXT}continue-list", "")
        if goes_on in self._by_id:
            counters = self._by_id[goes_on]
        elif goes_on or element.get(f"{TEXT}continue-numbering") == "true":
            counters = self._by_style.get(style, [None] * LEVELS)
        else:
            counters = [None] * LEVELS
        self._by_style[style] = counters
        own = element.get(XML_ID)
        if own:
            self._by_id[own] = counters
        return counters

    def paragraph(self, element: Element, style: str) -> Counters:
        """The counters of a `text:numbered-paragraph`: all of one list id count together."""
        return self._by_id.setdefault(element.get(f"{TEXT}list-id") or f"style {style}", [None] * LEVELS)

    def item(self, counters: Counters, style: str, level: int, item: Element) -> str:
        """The mark of the next item of a level (from 1), which is counted now."""
        return self._count(counters, style, level, whole(item, f"{TEXT}start-value", -1))

    def heading(self, element: Element, level: int) -> str:
        """The number of a heading that stands in no list, by the outline of the document; "" for none."""
        if element.get(f"{TEXT}is-list-header") == "true":
            return ""
        start = whole(element, f"{TEXT}start-value", -1)
        return self._count(self._outline, "", level, start)

    def _count(self, counters: Counters, style: str, level: int, start: int) -> str:
        level = min(level, LEVELS)
        before = counters[level - 1]
        if start >= 0:
            number = start
        elif before is None:
            number = self._styles.level(style, level).start
        else:
            number = before + 1
        counters[level - 1] = number
        counters[level:] = [None] * (LEVELS - level)
        return self._styles.mark(style, level, counters)
