"""Words marked in a text."""

from __future__ import annotations

import re


def parted(text: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is one of the words; these are found across line breaks."""
    sought = ["\\s+".join(map(re.escape, one.split())) for one in words if one.strip()]
    if not sought:
        return ((text, False),)
    pieces = re.split(f"({'|'.join(sorted(sought, key=len, reverse=True))})", text)
    return tuple((piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece)
