"""The tags of an XML part in order, for parts that say all in attributes: found in the text as programs write it.

Parts written in any other way are parsed: to build a tree of a part of ten tags takes as long as reading a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from html import unescape

from plancheck.readers.limits import Limits
from plancheck.readers.package import parse_xml

Tag = tuple[str, Mapping[str, str]]
"""A tag's name without its namespace, and its attributes: `name`, with a namespace `r:name` or `{…}name`."""

_UTF8 = re.compile(rb'\s*<\?xml version="1.0"(?: encoding="(?:UTF|utf)-8")?[^<>]*\?>')
_TAG = re.compile(r'<(?:[\w.-]+:)?([\w.-]++)((?:\s++[\w:.-]++="[^"<]*+")*+)\s*+/?>')
_ATTRIBUTE = re.compile(r'([\w:.-]++)="([^"]*+)"')


def tags_of(content: bytes, names: Container[str], limits: Limits) -> Sequence[Tag]:
    """The tags of those names in an XML text, in the order that they begin. Raises UnreadableError as `parse_xml`."""
    text = plainly_written(content, b">")
    found = [] if text is None else _TAG.findall(text)
    if text is None or len(found) + text.count("</") + 1 != text.count("<"):
        elements = ((str(one.tag).rpartition("}")[2], one) for one in parse_xml(content, limits).iter("*"))
        return [
            (name, {str(key): str(value) for key, value in one.attrib.items()})
            for name, one in elements
            if name in names
        ]
    said = [(name, dict(_ATTRIBUTE.findall(given))) for name, given in found if name in names]
    if "&" in text:
        return [(name, {key: unescape(value) for key, value in given.items()}) for name, given in said]
    return said


def plainly_written(content: bytes, end: bytes) -> str | None:
    """An XML part as text, where it comes to that end and is written as office programs write: UTF-8, no comments or
    stretches of raw text.
    """
    if not content.rstrip().endswith(end) or (b"!" in content and b"<!" in content):
        return None
    head = _UTF8.match(content)
    if head is None or (content.find(b"?", head.end()) >= 0 and content.find(b"<?", head.end()) >= 0):
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None
