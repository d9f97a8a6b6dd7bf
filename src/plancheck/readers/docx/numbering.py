"""Automatic numbers of lists, counted as Word counts them: one count for each abstract list, in document order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plancheck.readers.docx.names import FALLBACK, number, switched, value, word
from plancheck.readers.docx.numerals import numeral
from plancheck.readers.docx.styles import Styles
from plancheck.readers.flow.characters import BULLET

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_LONGEST = 60  # characters of a label; a longer pattern is no number
_SIGN_FONTS = ("symbol", "wingdings", "webdings", "courier", "opensymbol")  # a letter of theirs shows as a sign
_PLACE = re.compile(r"%([1-9])")
_ABSTRACT_ID, _LIST_ID, _LEVEL = word("abstractNumId"), word("numId"), word("ilvl")
_FORM, _FONTS = word("numFmt"), f"{word('rPr')}/{word('rFonts')}"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `pattern` is «%1.%2.»; `restart` the 1-based level after which it begins anew, 0 never."""

    start: int = 0
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    glued: bool = False
    style: str | None = None


_BARE = Level(pattern="")


@dataclass(frozen=True, slots=True)
class Label:
    """The number or bullet in front of a paragraph, with the space that parts it from the text."""

    text: str
    space: str = " "
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: tuple[Level, ...]
    anew: tuple[int, ...]  # levels whose count begins at their own start when this list first comes


class Numbering:
    """The lists of a document and how far each has been counted."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._abstract: dict[str, _Element] = {}
        self._elements: dict[str, _Element] = {}
        self._styled: dict[str, str] = {}  # a numbering style's id -> the abstract list that stands for it
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._styles = styles
        for element in () if root is None else root.iterchildren(word("abstractNum")):
            name = element.get(_ABSTRACT_ID, "")
            self._abstract[name] = element
            style = value(element, word("styleLink"))
            if style:
                self._styled[style] = name
        for element in () if root is None else root.iterchildren(word("num")):
            self._elements[element.get(_LIST_ID, "")] = element

    def level_of(self, list_id: str, style: str) -> int | None:
        """The level (0–8) that the list keeps for paragraphs of that style; None where it keeps none."""
        found = self._list(list_id)
        if found is None:
            return None
        return next((depth for depth, level in enumerate(found.levels) if level.style == style), None)

    def count(self, list_id: str, depth: int) -> Label | None:
        """Counts one paragraph of that list and level (0–8) and gives its label; None where it has none."""
        found = self._list(list_id)
        if found is None or not 0 <= depth < _LEVELS:
            return None
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        level = found.levels[depth]
        if depth in found.anew and (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            counts[depth] = None
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        for above in range(depth):  # a level passed over counts as begun
            counts[above] = found.levels[above].start if counts[above] is None else counts[above]
        for deeper in range(depth + 1, _LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or depth < restart:
                counts[deeper] = None
        return self._label(found, depth, counts)

    def _label(self, found: _List, depth: int, counts: list[int | None]) -> Label | None:
        level = found.levels[depth]
        if level.form == "bullet":
            return Label(level.pattern, "" if level.glued else " ", bullet=True) if level.pattern else None

        def written(place: re.Match[str]) -> str:
            above = int(place[1]) - 1
            shown = found.levels[above]
            count = counts[above]
            form = "decimal" if level.legal and shown.form not in {"none", "bullet"} else shown.form
            return numeral(shown.start if count is None else count, form)

        text = _PLACE.sub(written, level.pattern).strip()
        return Label(text, "" if level.glued else " ") if text and len(text) <= _LONGEST else None

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> _List | None:
        element = self._elements.get(list_id)
        name = "" if element is None else value(element, _ABSTRACT_ID) or ""
        abstract = self._abstract.get(name)
        if element is None or abstract is None:
            return None
        link = value(abstract, word("numStyleLink"))
        if link:  # the levels stand where the style of that name points
            name = self._styled.get(link) or self._by_style(link) or name
            abstract = self._abstract.get(name, abstract)
        levels = [_BARE] * _LEVELS
        _lay(levels, abstract)
        anew = []
        for override in element.iterchildren(word("lvlOverride")):
            depth = number(override.get(_LEVEL), -1)
            if not 0 <= depth < _LEVELS:
                continue
            _lay(levels, override)
            start = value(override, word("startOverride"))
            if start is not None:
                levels[depth] = replace(levels[depth], start=number(start))
                anew.append(depth)
        return _List(name, tuple(levels), tuple(anew))

    def _by_style(self, style: str) -> str | None:
        element = self._elements.get(self._styles.of(style).list_id or "")
        return None if element is None else value(element, _ABSTRACT_ID)


def _lay(levels: list[Level], parent: _Element) -> None:
    """Puts the levels that stand under `parent` into their places."""
    for element in parent.iterchildren(word("lvl")):
        depth = number(element.get(_LEVEL), -1)
        if 0 <= depth < _LEVELS:
            levels[depth] = _level(element)


def _level(element: _Element) -> Level:
    form = value(element, _FORM) or _fallback(element) or "decimal"
    restart = value(element, word("lvlRestart"))
    pattern = (value(element, word("lvlText")) or "")[: _LONGEST * 2]
    if form == "bullet":
        pattern = _shown_bullet(pattern.strip(), element)
    return Level(
        start=number(value(element, word("start"))),
        form=form,
        pattern=pattern,
        restart=None if restart is None else number(restart),
        legal=bool(switched(element, word("isLgl"))),
        glued=value(element, word("suff")) == "nothing",
        style=value(element, word("pStyle")),
    )


def _fallback(element: _Element) -> str | None:
    """The form for programs that do not know the one Word wrote."""
    fallback = next(element.iter(FALLBACK), None)
    return None if fallback is None else value(fallback, _FORM)


def _shown_bullet(sign: str, element: _Element) -> str:
    """The bullet's sign; those of symbol fonts, whose letters stand for pictures, all become «•»."""
    if not sign:
        return ""
    fonts = element.find(_FONTS)
    font = "" if fonts is None else fonts.get(word("ascii"), "").lower()
    pictured = any("\ue000" <= letter <= "\uf8ff" for letter in sign) or font.startswith(_SIGN_FONTS)
    return BULLET if pictured or len(sign) > 3 or sign.isalnum() else sign
