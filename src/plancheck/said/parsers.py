"""What the YAML and TOML parsers complain of: said as this project says it, in both languages."""

from __future__ import annotations

import re
from typing import Final

from plancheck.said import Said, catalogue, said

__all__ = ["complaint"]

_NO_LETTERS: Final = re.compile(r"[^a-z]+")

# These go on with a character or a key, which the fault's line and column show.
_NAMING: Final = (
    "Cannot declare",
    "Cannot mutate immutable namespace",
    "Cannot redefine namespace",
    "Duplicate inline table key",
    "Found invalid character",
    "Illegal character",
)


def complaint(text: str) -> Said | str:
    """The sentence for a parser's complaint; the complaint itself, in English, where it is none of those known."""
    known = next((beginning for beginning in _NAMING if text.startswith(beginning)), text)
    slug = _NO_LETTERS.sub("_", known.lower()).strip("_")
    return said(f"parser.{slug}") if f"parser.{slug}" in catalogue("en") else text
