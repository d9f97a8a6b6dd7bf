"""The charset of a page: told by its bytes; what the page says of itself is believed where letters cannot tell."""

from __future__ import annotations

import re

from plancheck.readers.charset import Decoded, decode

_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 8_000  # bytes in which a page names its charset
# Names are mapped here, not by Python, which knows codecs that are no charsets («zlib», «unicode_escape»).
# Windows-1251, KOI8-R and cp866 are not among them: pages are re-saved and sent on under labels that are no longer
# true, and the letters tell those three apart.
_BELIEVED = {"iso-8859-5": "iso8859_5", "x-mac-cyrillic": "mac_cyrillic", "macintosh": "mac_cyrillic"}


def decode_page(content: bytes, charset: str | None = None) -> Decoded:
    """The characters of a page; `charset` is a label that came with it.

    Raises UnreadableError where no charset makes text of the bytes.
    """
    found = _DECLARED.search(content[:_HEAD])
    inside = found.group(1).decode("ascii", "ignore") if found else ""
    codec = next((_BELIEVED[name] for name in ((charset or "").lower(), inside.lower()) if name in _BELIEVED), None)
    if codec is None or b"\x00" in content[:_HEAD]:
        return decode(content)
    try:
        return Decoded(content.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        text = content.decode(codec, "replace")
        return Decoded(text, codec, text.count("\ufffd"))
