"""Tells a plan file from a document: by how it begins, else by its suffix."""

from __future__ import annotations

import re
from pathlib import PurePath

__all__ = ["SUFFIXES", "decoded", "is_plan_file"]

SUFFIXES = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
_START = 4_000  # characters that tell
_BEGINS = re.compile(
    r"(?:\s*(?:#[^\n]*|---[ \t]*|%YAML[^\n]*)\n)*\s*(?:\{\s*)?[\"']?schema[\"']?\s*:\s*[\"']?plancheck\.plan/"
)
_OTHER = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<", b"\x89PNG", b"\xff\xd8\xff")
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def is_plan_file(content: bytes, path: str = "") -> bool:
    """Whether the bytes are to be read as a plan file: they begin as one, or are named so and hold text."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start or start.startswith(_OTHER):
        return False
    wide = content[:2] in _WIDE
    if b"\x00" in content[:_START] and not wide:
        return False
    if PurePath(path).suffix.lower() in SUFFIXES:
        return True
    begun = content[: 2 * _START].decode("utf-16" if wide else "utf-8-sig", "ignore")
    return _BEGINS.match(begun[:_START]) is not None


def decoded(content: bytes) -> str | None:
    """The text of a plan file: UTF-8, or UTF-16 with its mark; None where it is neither."""
    try:
        return content.decode(_WIDE.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        return None
