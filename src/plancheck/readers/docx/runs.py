"""The inside of a paragraph: the text its runs show, whether all of it is bold, its notes and drawings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancheck.readers.docx.content import Note, Seen
from plancheck.readers.docx.drawings import alternative, look_into
from plancheck.readers.docx.names import (
    ALTERNATIVES,
    DELETED,
    DRAWINGS,
    ELSEWHERE,
    FORMULA_TEXT,
    FORMULAE,
    ID,
    INSERTED,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TRANSPARENT,
    VAL,
    child,
    number,
    switched,
    value,
    word,
)
from plancheck.readers.docx.styles import Style, Styles
from plancheck.readers.flow.characters import BULLET, tidy
from plancheck.readers.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNS = {word("tab"): " ", word("ptab"): " ", word("br"): "\n", word("cr"): "\n", word("noBreakHyphen"): "-"}
_SYMBOL, _FIELD = word("sym"), word("fldChar")
_NOTES = {word("footnoteReference"): "footnote", word("endnoteReference"): "endnote"}
_RUBY, _RUBY_BASE = word("ruby"), word("rubyBase")
_BOLD, _HIDDEN, _STYLE = word("b"), word("vanish"), word("rStyle")
_LIST_BOX, _CHOSEN, _DEFAULT, _ENTRY = word("ddList"), word("result"), word("default"), word("listEntry")
_SPACES = re.compile(r"[\t\r\n]+")  # inside `w:t` they are spaces, as Word shows them
_SYMBOLS = {  # the letters of Symbol and Wingdings that stand in running text, by their place in the font
    0x2D: "−", 0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xFC: "✓", 0xFE: "☑", 0xA8: "☐",
}  # fmt: skip


@dataclass(slots=True)
class Inside:
    """What has been gathered of one paragraph so far."""

    pieces: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    boxes: list[_Element | str] = field(default_factory=list)
    paragraphs: list[_Element] = field(default_factory=list)  # one, or those whose ends were deleted
    light: bool = False  # some of the text is not bold
    fields: list[bool] = field(default_factory=list)  # complex fields begun here; True once in their result
    withheld: list[str] = field(default_factory=list)  # text among the codes of a field

    def add(self, text: str, bold: bool) -> None:
        """Text of a run, unless it stands among a field's codes."""
        if all(self.fields):
            self.pieces.append(text)
            self.light = self.light or not (bold or text.isspace())
        else:
            self.withheld.append(text)

    def text(self) -> str:
        """The text as shown. A field that never came to its result is given as it stands."""
        if self.withheld and not all(self.fields):
            self.pieces += self.withheld
        return tidy("".join(self.pieces))


class RunReader:
    """Reads what stands inside paragraphs; tells `seen` what it met."""

    def __init__(self, styles: Styles, seen: Seen, limits: Limits) -> None:
        self._styles, self._seen, self._limits = styles, seen, limits

    def read(self, parent: _Element, style: Style, inside: Inside, depth: int) -> None:
        """Gathers the content of a paragraph, or of what stands around some of it, into `inside`."""
        for element in parent:
            tag = element.tag
            if tag == RUN:
                self._run(element, style, inside, depth)
            elif tag in TRANSPARENT or tag in INSERTED:
                self._seen.tracked = self._seen.tracked or tag in INSERTED
                self._deeper(element, style, inside, depth)
            elif tag in DELETED:
                self._seen.tracked = True
            elif tag == ALTERNATIVES:
                chosen = alternative(element)
                if chosen is not None:
                    self._deeper(chosen, style, inside, depth)
            elif tag in FORMULAE:
                inside.add("".join(piece.text or "" for piece in element.iter(FORMULA_TEXT)), bold=False)
            elif tag in ELSEWHERE:
                self._seen.elsewhere += 1

    def _deeper(self, element: _Element, style: Style, inside: Inside, depth: int) -> None:
        self._limits.check("depth", depth + 1)
        self.read(element, style, inside, depth + 1)

    def _run(self, run: _Element, style: Style, inside: Inside, depth: int) -> None:
        bold, hidden = self._looks(run, style)
        if hidden:
            shown = any((text.text or "").strip() for text in run.iterchildren(TEXT))
            self._seen.hidden = self._seen.hidden or shown
            self._fields_of(run, inside)
            return
        self._content(run, bold, style, inside, depth)

    def _looks(self, run: _Element, style: Style) -> tuple[bool, bool]:
        """Whether a run is bold, and whether it is hidden: said by itself, else by its style and the paragraph's."""
        own = child(run, RUN_PROPERTIES)
        if own is None:
            return (
                self._switch(None, style.bold, self._styles.bold),
                self._switch(None, style.hidden, self._styles.hidden),
            )
        bold, hidden = switched(own, _BOLD), switched(own, _HIDDEN)
        if bold is not None and hidden is not None:
            return bold, hidden
        named = self._styles.of(value(own, _STYLE))
        if bold is None:
            bold = self._switch(named.bold, style.bold, self._styles.bold)
        if hidden is None:
            hidden = self._switch(named.hidden, style.hidden, self._styles.hidden)
        return bold, hidden

    @staticmethod
    def _switch(run: bool | None, paragraph: bool | None, default: bool) -> bool:
        """A property that two styles switch on is off again: that is how Word joins them."""
        if run is None and paragraph is None:
            return default
        return bool(run) ^ bool(paragraph)

    def _content(self, run: _Element, bold: bool, style: Style, inside: Inside, depth: int) -> None:
        for element in run:
            tag = element.tag
            if tag == TEXT:
                text = element.text
                if text:
                    inside.add(_SPACES.sub(" ", text), bold)
            elif tag in _SIGNS:
                inside.add(_SIGNS[tag], bold)
            elif tag == _FIELD:
                self._field(element, inside)
            elif tag == _SYMBOL:
                inside.add(_symbol(element), bold)
            elif tag in _NOTES:
                inside.notes.append((_NOTES[tag], element.get(ID, "")))
            elif tag in DRAWINGS:
                inside.boxes += look_into(element, self._seen)
            elif tag == ALTERNATIVES:
                chosen = alternative(element)
                if chosen is not None:
                    self._limits.check("depth", depth + 1)
                    self._content(chosen, bold, style, inside, depth + 1)
            elif tag == _RUBY:
                for base in element.iterchildren(_RUBY_BASE):
                    self._deeper(base, style, inside, depth)

    def _fields_of(self, run: _Element, inside: Inside) -> None:
        for element in run.iterchildren(_FIELD):
            self._field(element, inside)

    @staticmethod
    def _field(element: _Element, inside: Inside) -> None:
        """A complex field's beginning, the start of its result, or its end."""
        kind = element.get(word("fldCharType"))
        if kind == "begin":
            inside.add(_chosen(element), bold=False)
            inside.fields.append(False)
        elif kind == "separate" and inside.fields:
            inside.fields[-1] = True
        elif kind == "end" and inside.fields:
            inside.fields.pop()
        if all(inside.fields):
            inside.withheld.clear()


def _chosen(begin: _Element) -> str:
    """The entry chosen in the drop-down list of an old form, which has no text of its own; else nothing."""
    for box in begin.iter(_LIST_BOX):
        entries = [entry.get(VAL, "") for entry in box.iterchildren(_ENTRY)]
        at = number(value(box, _CHOSEN) or value(box, _DEFAULT))
        return entries[at] if 0 <= at < len(entries) else ""
    return ""


def _symbol(element: _Element) -> str:
    """The sign of a symbol font as a common one; «•» for a picture that has none."""
    try:
        code = int(element.get(word("char"), "")[:6], 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        return _SYMBOLS.get(code, BULLET)
    return chr(code) if 0x20 <= code < 0xD800 else BULLET
