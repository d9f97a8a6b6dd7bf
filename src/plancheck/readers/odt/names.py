"""The namespaces of OpenDocument, as trees have them before a name, and its numbers as written."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, STYLE, DRAW = (_OASIS % name for name in ("office", "text", "table", "style", "drawing"))
FO = _OASIS % "xsl-fo-compatible"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DIGITS = 9


def whole(element: Element, name: str, otherwise: int = 1) -> int:
    """A whole number of an attribute; `otherwise` where there is none, or no number."""
    written = element.get(name)
    if written is None or not written.isdecimal() or len(written) > _DIGITS:
        return otherwise
    return int(written)
