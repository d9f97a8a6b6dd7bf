"""Cuts a dump's paragraphs into lines for rebuilding: numbers apart from words, pages' numbers left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from plancheck.document import Paragraph
from plancheck.parsing.dump_header import gap
from plancheck.parsing.dump_path import Unit

_DEADLINE_LENGTH, _RESPONSIBLE_LENGTH = 160, 300
_NUMBER = re.compile(r"(?:№\s*)?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?")
_LED_BY_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4}[.)])\s+(?=\S)|(\d{1,3}(?:\.\d{1,3}){1,4})\s+(?=\S)")
_BULLET = re.compile(r"[-\u2013\u2014•·*]\s+\S")
_FEWEST_LED = 3
_FIRST_PAGE = 10  # a page's number that is met first is below this


class Looks(Protocol):
    """What a text may be: the column it titles, a deadline, words with a time in them, a post, a section's title.

    `oblique` says that it begins in a case that only the rest of a sentence begins with, `hangs` that it
    breaks off where a next word must come.
    """

    def column(self, text: str) -> str | None: ...
    def deadline(self, text: str) -> bool: ...
    def time(self, text: str) -> bool: ...
    def responsible(self, text: str) -> bool: ...
    def section(self, text: str) -> bool: ...
    def oblique(self, text: str) -> bool: ...
    def hangs(self, text: str) -> bool: ...


def cut(paragraphs: Sequence[Paragraph], body: Sequence[int], looks: Looks) -> list[Unit]:
    """The lines of the paragraphs with those indices, in order.

    A number before a row's words becomes a line of its own; where numbers stand before the second line of
    the words (as they do in the middle of a cell), it stays with its line as `Unit.number` instead.
    """
    body = _without_page_numbers(paragraphs, body)
    texts = [paragraphs[index].text for index in body]
    glued = _numbers_are_glued(texts)
    inside = glued and _numbers_are_inside(texts)
    units: list[Unit] = []
    for index in body:
        paragraph = paragraphs[index]
        text, line, distance = paragraph.text, paragraph.location.line, gap(paragraphs, index)
        led = _LED_BY_NUMBER.match(text) if glued else None
        number = led[0].strip() if led else ""
        if led:
            text = text[led.end() :]
        if number and not inside:
            units.append(Unit(number, line, distance, "number", False))
            number, distance = "", 1
        heading = bool(paragraph.level) or paragraph.emphasised or (not number and looks.section(text))
        look = "plain" if number else _look(text, looks)
        units.append(Unit(text, line, distance, look, heading, number, looks.oblique(text), looks.hangs(text)))
    return units


def _look(text: str, looks: Looks) -> str:
    if _NUMBER.fullmatch(text):
        # «01.09» is a day and «1.2» a number: the classifier knows, and a point at the end settles it.
        return "date" if re.fullmatch(r"\d\d\.\d\d", text) and looks.deadline(text) else "number"
    if text in ("-", "–", "—"):
        return "dash"
    if len(text) <= _DEADLINE_LENGTH and looks.time(text):
        if looks.deadline(text):
            return "date"
        return "plain" if _BULLET.match(text) else "dated"
    return "post" if len(text) <= _RESPONSIBLE_LENGTH and looks.responsible(text) else "plain"


def _numbers_are_glued(texts: Sequence[str]) -> bool:
    """Whether rows' numbers stand before words in one line, and not on lines of their own."""
    alone = sum(_NUMBER.fullmatch(text) is not None for text in texts)
    led = sum(_LED_BY_NUMBER.match(text) is not None for text in texts)
    return alone * 4 < led and led >= _FEWEST_LED


def _numbers_are_inside(texts: Sequence[str]) -> bool:
    """Whether the words after most numbers go on with a sentence that the line before began."""
    led = [found.end() for text in texts if (found := _LED_BY_NUMBER.match(text))]
    rests = [text[found.end() :] for text in texts if (found := _LED_BY_NUMBER.match(text))]
    return 2 * sum(rest[:1].islower() for rest in rests) > len(led)


def _without_page_numbers(paragraphs: Sequence[Paragraph], body: Sequence[int]) -> list[int]:
    """The indices without those of whole numbers that break the rows' own count and count pages themselves."""
    counted = [
        (place, value, alone)
        for place, index in enumerate(body)
        for value, alone in (_counted(paragraphs[index].text),)
        if value is not None
    ]
    dropped: set[int] = set()
    page = row = 0
    for order, (place, value, alone) in enumerate(counted):
        following = counted[order + 1][1] if order + 1 < len(counted) else None
        counts_rows = value == row + 1 or (value == 1 and following in (2, None))
        counts_pages = value == page + 1 or (page == 0 and value < _FIRST_PAGE)
        if alone and counts_pages and not counts_rows and row > 0 and following in (row + 1, None):
            dropped.add(place)
            page = value
        else:
            row = value
    return [index for place, index in enumerate(body) if place not in dropped]


def _counted(text: str) -> tuple[int | None, bool]:
    """The whole number that a text is or begins with, and whether it is nothing else."""
    bare = text.strip(" -\u2013\u2014.")
    if bare.isdigit() and len(bare) < 4:
        return int(bare), True
    led = _LED_BY_NUMBER.match(text)
    number = led[0].strip(" .)") if led else ""
    return (int(number), False) if number.isdigit() else (None, False)
