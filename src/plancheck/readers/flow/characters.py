"""The characters of a text as a person sees them: no control characters, soft hyphens or blank lines."""

from __future__ import annotations

import re

# C0 but for tab and line end, DEL and C1, soft hyphen, zero-width space and joiners, direction marks, BOM,
# surrogates that stand alone, and characters that are none.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SYMBOLS = re.compile("[\ue000-\uf8ff]")  # where symbol fonts keep their bullets
_ROOM = " \t\xa0"
BULLET = "•"


def tidy(text: str) -> str:
    """The text without unseen characters, its lines stripped, blank lines left out, tabs as spaces."""
    seen = _UNSEEN.sub("", text)
    if not seen.isascii():
        seen = _SYMBOLS.sub(BULLET, seen)
    if "\t" in seen:
        seen = seen.replace("\t", " ")
    if "\n" not in seen:
        return seen.strip()
    return "\n".join(line for line in (each.strip(_ROOM) for each in seen.split("\n")) if line).strip()
