"""The styles of an OpenDocument text: which make text bold or hide it, and how lists and headings are numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from plancheck.readers.flow.characters import BULLET
from plancheck.readers.flow.numbers import shown
from plancheck.readers.odt.names import FO, LOEXT, OFFICE, STYLE, TEXT, whole

_CHAIN = 32  # styles that may inherit one from another
_BOLD = frozenset(("bold", "600", "700", "800", "900"))
_FOLDERS = f"{OFFICE}styles", f"{OFFICE}automatic-styles"
_STYLE, _NAME, _FAMILY = (f"{STYLE}{name}" for name in ("style", "name", "family"))
_LIST_STYLE, _OUTLINE_STYLE = f"{TEXT}list-style", f"{TEXT}outline-style"
LEVELS = 10


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of its text; None where it says nothing. `list_style` is "" where there is none."""

    bold: bool | None = None
    hidden: bool | None = None
    list_style: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is marked: the form of its number, what stands around it, or a bullet."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    levels: int = 1  # how many levels' numbers are shown: «1.2.» shows two
    start: int = 1
    pattern: str = ""  # LibreOffice's own: «%1%.%2%)»
    bullet: bool = False


_NO_LOOK, _NO_LEVEL = Look(), Level()


class Styles:
    """The styles of the roots given, a later root's over an earlier one's of the same name."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._outline: Element | None = None
        self._looks: dict[tuple[str, str], Look] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        for root in roots:
            for folder in _FOLDERS:
                for styles in root:
                    if styles.tag == folder:
                        for style in styles:
                            self._keep(style)

    def _keep(self, style: Element) -> None:
        name, tag = style.get(_NAME, ""), style.tag
        if tag == _STYLE:
            self._styles[style.get(_FAMILY, ""), name] = style
        elif tag == _LIST_STYLE:
            self._lists[name] = style
        elif tag == _OUTLINE_STYLE:
            self._outline = style

    def look(self, family: str, name: str | None) -> Look:
        """What a style of the family «paragraph» or «text» says, with all that it inherits."""
        if not name:
            return _NO_LOOK
        known = self._looks.get((family, name))
        if known is None:
            known = self._looks[family, name] = self._inherited(family, name)
        return known

    def _inherited(self, family: str, name: str | None) -> Look:
        bold: bool | None = None
        hidden: bool | None = None
        list_style: str | None = None
        for _ in range(_CHAIN):
            style = self._styles.get((family, name or ""))
            if style is None:
                break
            if list_style is None:
                list_style = style.get(f"{STYLE}list-style-name")
            properties = style.find(f"{STYLE}text-properties")
            if properties is not None:
                weight, display = properties.get(f"{FO}font-weight"), properties.get(f"{TEXT}display")
                bold = weight in _BOLD if bold is None and weight else bold
                hidden = display == "none" if hidden is None and display else hidden
            name = style.get(f"{STYLE}parent-style-name")
        return Look(bold, hidden, list_style or "")

    def level(self, list_style: str, level: int) -> Level:
        """How a level (from 1) of a list style is marked; the outline of headings is the style ""."""
        levels = self._levels.get(list_style)
        if levels is None:
            root = self._lists.get(list_style) if list_style else self._outline
            levels = self._levels[list_style] = {} if root is None else dict(map(_level, root))
        return levels.get(level, _NO_LEVEL)

    def mark(self, list_style: str, level: int, counters: Sequence[int | None]) -> str:
        """What stands before an item: its number with those of the levels above that are shown, or a bullet."""
        look = self.level(list_style, level)
        if look.bullet:
            return BULLET
        if not look.form:
            return ""
        numbers = {}
        for each in range(1, level + 1):
            above = self.level(list_style, each)
            number = counters[each - 1]
            numbers[each] = shown(above.start if number is None else number, above.form) if above.form else ""
        if look.pattern:
            text = look.pattern
            for each, number_text in numbers.items():
                text = text.replace(f"%{each}%", number_text)
            return text.strip()
        first = max(1, level - look.levels + 1)
        joined = ".".join(text for each, text in numbers.items() if each >= first and text)
        return f"{look.prefix}{joined}{look.suffix}".strip()


def _level(element: Element) -> tuple[int, Level]:
    number = whole(element, f"{TEXT}level")
    if not element.tag.endswith(("-style-number", "outline-level-style")):
        return number, Level(bullet=True)
    written = element.get(f"{STYLE}num-format", "")
    return number, Level(
        form={"А": "А", "а": "а"}.get(written[:1], written),
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        levels=whole(element, f"{TEXT}display-levels"),
        start=whole(element, f"{TEXT}start-value"),
        pattern=element.get(f"{LOEXT}num-list-format", ""),
    )
