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
_LED_BY_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[^\W\d_]|[«(]|\d{4}\b)")
_BULLET = re.compile(r"[-\u2013\u2014•·*]\s+\S")
_FEWEST_LED = 3
_ROW_LINES = 20  # lines of a row at the most, on the average: numbers farther apart are those of sections
_DEADLINE_LINE = 40  # characters of a line of a deadline that is broken over lines
_PARTED = 0.3  # the least share of lines that a blank line parts from the one before, where it parts cells
_FIRST_PAGE = 10  # a page's number that is met first is below this


class Looks(Protocol):
    """What a text may be: the column it titles, a deadline, words with a time in them, a post, a section's title.

    `broken_deadline` says that lines are one deadline, which the first alone is not.

    `oblique` says that it begins in a case that only the rest of a sentence begins with, `hangs` that it
    breaks off where a next word must come.
    """

    def column(self, text: str) -> str | None: ...
    def deadline(self, text: str) -> bool: ...
    def broken_deadline(self, lines: Sequence[str]) -> bool: ...
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
    led = _led_by_numbers([paragraphs[index].text for index in body], looks)
    inside = _numbers_are_inside([paragraphs[index].text[end:] for index, end in zip(body, led, strict=True) if end])
    units: list[Unit] = []
    for index, end in zip(body, led, strict=True):
        paragraph = paragraphs[index]
        text, line, distance = paragraph.text, paragraph.location.line, gap(paragraphs, index)
        number, text = text[:end].strip(), text[end:]
        if number and not inside:
            units.append(Unit(number, line, distance, "number", False))
            number, distance = "", 1
        heading = bool(paragraph.level) or paragraph.emphasised or (not number and looks.section(text))
        look = "plain" if number else _look(text, looks)
        units.append(Unit(text, line, distance, look, heading, number, looks.oblique(text), looks.hangs(text)))
    return _with_whole_deadlines(units, looks)


def blocks(paragraphs: Sequence[Paragraph], body: Sequence[int], looks: Looks) -> list[Paragraph] | None:
    """The paragraphs with those indices, what stands without a blank line between made one; None where all do, or none.

    So cells stand whose own lines are broken: blank lines part the cells.
    """
    made: list[Paragraph] = []
    for index in body:
        paragraph = paragraphs[index]
        if made and goes_on(paragraphs, index):
            made[-1] = made[-1]._replace(text=joined(made[-1].text, paragraph.text, looks.oblique(paragraph.text)))
        else:
            made.append(paragraph)
    return made if _PARTED * len(body) <= len(made) < len(body) else None


def goes_on(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether there is a paragraph there, right under the one before, and no heading."""
    return index < len(paragraphs) and gap(paragraphs, index) == 1 and not paragraphs[index].level


def joined(text: str, line: str, oblique: bool) -> str:
    """A cell's text with one more line, which is a new one only where it does not go on with the sentence."""
    goes_on = oblique or line[:1].islower()
    return f"{text} {line}" if goes_on and not _BULLET.match(line) else f"{text}\n{line}"


def _with_whole_deadlines(units: Sequence[Unit], looks: Looks) -> list[Unit]:
    """The lines with those made one that only together are a deadline: «не позднее 1», «ноября 2024 г.»."""
    whole: list[Unit] = []
    index = 0
    while index < len(units):
        count = next((many for many in (2, 3) if _are_one_deadline(units[index : index + many], many, looks)), 1)
        unit = units[index]
        if count > 1:
            text = "\n".join(each.text for each in units[index : index + count])
            unit = unit._replace(text=text, look="date", hangs=units[index + count - 1].hangs)
        whole.append(unit)
        index += count
    return whole


def _are_one_deadline(units: Sequence[Unit], count: int, looks: Looks) -> bool:
    texts = [unit.text for unit in units]
    return (
        len(units) == count
        and units[0].look in ("plain", "dated")
        and all(len(text) <= _DEADLINE_LINE for text in texts)
        and all(unit.gap == 1 and not unit.number and unit.look != "number" for unit in units[1:])
        and looks.broken_deadline(texts)
    )


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


def _led_by_numbers(texts: Sequence[str], looks: Looks) -> list[int]:
    """How many characters of each text are a row's number before its words; 0 throughout where numbers stand alone."""
    alone = sum(_NUMBER.fullmatch(text) is not None for text in texts)
    marked = [found.end() if (found := _LED_BY_NUMBER.match(text)) else 0 for text in texts]
    led = max(marked, _counting(texts, looks), key=lambda ends: sum(map(bool, ends)))
    count = sum(map(bool, led))
    if alone * 4 < count and count >= _FEWEST_LED and count * _ROW_LINES >= len(texts):
        return led
    return [0] * len(texts)


def _counting(texts: Sequence[str], looks: Looks) -> list[int]:
    """The same for bare whole numbers («3 Провести»), which count the rows from one on, in each section perhaps."""
    row, led = 0, []
    for text in texts:
        found = _LED_BY_BARE_NUMBER.match(text)
        number = int(found[1]) if found else 0
        counts = number in (1, row + 1, row + 2) and not _dates(text, number, looks)
        row = number if counts else row
        led.append(found.end() if found and counts else 0)
    return led


def _dates(text: str, number: int, looks: Looks) -> bool:
    """Whether the number before the words is part of a deadline: «1 квартал», not «2 проведения ВПР»."""
    rest = text.removeprefix(str(number)).lstrip()
    return not rest[:1].isdigit() and looks.deadline(text) and (looks.deadline(rest) or not looks.time(rest))


def _numbers_are_inside(rests: Sequence[str]) -> bool:
    """Whether the words after most numbers go on with a sentence that the line before began."""
    return 2 * sum(rest[:1].islower() for rest in rests) > len(rests)


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
