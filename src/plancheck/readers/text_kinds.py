"""Kinds of text that are no documents, told by how they begin."""

from __future__ import annotations

import re

from plancheck.readers.kinds import LETTER, MARK, Kind

_TEX = Kind("tex", "текст LaTeX", "a LaTeX text")
_FB2 = Kind("fb2", "электронная книга (.fb2)", "an electronic book (.fb2)")
_WEBLOC = Kind("webloc", "ярлык страницы в интернете", "a shortcut to a web page")
_TEXTS: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"(?=(?:[\w-]+:|[ \t])[^\n]*\n)(?s:.*?)^(?:MIME-Version|Message-ID|Received):", re.I | re.M), LETTER),
    (re.compile(rb"\s*(?:%[^\n]*\n\s*)*\\document(?:class|style)\b"), _TEX),
    (re.compile(rb"BEGIN:VCALENDAR"), Kind("ics", "календарь (.ics)", "a calendar (.ics)")),
    (re.compile(rb"<\?xml(?s:.{0,400}?)<FictionBook"), _FB2),
    (re.compile(rb"<\?xml(?s:.{0,400}?)<plist(?s:.*?)<key>URL</key>"), _WEBLOC),
)


def told_by_beginning(start: bytes) -> Kind | None:
    """The kind of a text by its first bytes; None for any other text."""
    return next((kind for pattern, kind in _TEXTS if pattern.match(start.removeprefix(MARK))), None)
