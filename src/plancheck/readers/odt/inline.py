"""The text of an OpenDocument paragraph: spans, spaces, fields; notes and text boxes are set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from plancheck.readers.flow.characters import tidy
from plancheck.readers.flow.draft import DraftParagraph
from plancheck.readers.limits import Limits
from plancheck.readers.odt.names import DRAW, OFFICE, TEXT, whole
from plancheck.readers.odt.styles import Look, Styles

_ROOM = re.compile(r"[ \t\r\n]+")
_UNREAD = frozenset(
    (f"{OFFICE}annotation", f"{TEXT}hidden-text", f"{TEXT}ruby-text", f"{TEXT}number", f"{TEXT}note-citation",
     f"{TEXT}script", f"{OFFICE}event-listeners")
)  # fmt: skip
_S, _TAB, _BREAK, _NOTE = (f"{TEXT}{name}" for name in ("s", "tab", "line-break", "note"))
_SPAN, _LINK, _HIDDEN_PARAGRAPH = f"{TEXT}span", f"{TEXT}a", f"{TEXT}hidden-paragraph"
_STYLE_NAME = f"{TEXT}style-name"
_MOST_SPACES = 100


@dataclass(frozen=True, slots=True)
class Inline:
    """One paragraph: its text, whether all of it is bold, whether some was hidden, and what stands beside the text."""

    text: str
    bold: bool = False
    hidden: bool = False
    notes: Sequence[Element] = ()
    boxes: Sequence[Element] = ()


@dataclass(slots=True)
class _Gathered:
    pieces: list[str] = field(default_factory=list)
    bold: bool = False
    plain: bool = False
    hidden: bool = False
    whole_hidden: bool = False
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class InlineReader:
    """Reads paragraphs by the styles of one document."""

    def __init__(self, styles: Styles, limits: Limits) -> None:
        self._styles, self._limits = styles, limits
        self._looks: dict[str | None, Look] = {}

    def plain(self, paragraph: Element) -> str | DraftParagraph | None:
        """A paragraph that holds no elements: its text, a draft where it is bold; None where it is hidden."""
        name = paragraph.get(_STYLE_NAME)
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self._styles.look("paragraph", name)
        if look.hidden:
            return None
        text = paragraph.text
        if not text:
            text = ""
        elif "  " in text or not text.isprintable():
            text = tidy(_ROOM.sub(" ", text))
        else:
            text = text.strip()
        return DraftParagraph(text, 0, emphasised=True) if look.bold else text

    def read(self, paragraph: Element) -> Inline:
        """The text of a `text:p` or `text:h` without marks of lists.

        Raises UnreadableError where spans are nested too deep.
        """
        look = self._styles.look("paragraph", paragraph.get(_STYLE_NAME))
        found = _Gathered()
        self._inside(paragraph, found, bool(look.bold), bool(look.hidden), 0)
        text = "" if found.whole_hidden else tidy("".join(found.pieces))
        bold, hidden = found.bold and not found.plain, found.hidden or found.whole_hidden
        return Inline(text, bold, hidden, found.notes, found.boxes)

    def _inside(self, element: Element, found: _Gathered, bold: bool, hidden: bool, depth: int) -> None:
        self._limits.check("depth", depth)
        if element.text:
            _add(found, element.text, bold, hidden)
        for child in element:
            tag = child.tag
            if tag == _SPAN:
                look = self._styles.look("text", child.get(_STYLE_NAME))
                self._inside(
                    child,
                    found,
                    bold if look.bold is None else look.bold,
                    hidden if look.hidden is None else look.hidden,
                    depth + 1,
                )
            elif tag == _S:
                if not hidden:
                    found.pieces.append(" " * min(whole(child, f"{TEXT}c"), _MOST_SPACES))
            elif tag in (_TAB, _BREAK):
                found.pieces.append("\n" if tag == _BREAK else " ")
            elif tag == _NOTE:
                found.notes += child.findall(f"{TEXT}note-body")
            elif tag == _HIDDEN_PARAGRAPH:
                found.whole_hidden |= child.get(f"{TEXT}is-hidden") == "true"
            elif tag not in _UNREAD:
                if tag.startswith(DRAW) and tag != f"{DRAW}a":
                    found.boxes.append(child)
                else:
                    self._inside(child, found, bold, hidden, depth + 1)
            if child.tail:
                _add(found, child.tail, bold, hidden)


def _add(found: _Gathered, text: str, bold: bool, hidden: bool) -> None:
    if text.isspace():
        found.pieces.append(" ")
    elif hidden:
        found.hidden = True
    else:
        found.pieces.append(_ROOM.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text)
        if bold:
            found.bold = True
        else:
            found.plain = True
