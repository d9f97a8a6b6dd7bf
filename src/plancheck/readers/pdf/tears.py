"""Words torn at a cell's border without a hyphen: told by the words that stand whole elsewhere in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from plancheck.document import TEAR
from plancheck.readers.pdf.lines import TORN

_SHORTEST_WORD = 4  # letters: a shorter rest that is no word elsewhere in the file is the end of one
_NEVER_FIRST = frozenset("ьъы")  # letters that begin no Russian word
_TEAR = re.compile(rf"([^\W\d_]+){TORN}([^\W\d_]+)")
_AT_TEAR = re.compile(rf"[^\W\d_]*(?:{TORN}|-\n)[^\W\d_]*")
_WORD = re.compile(r"[^\W\d_]+")


def mender(texts: Iterable[str]) -> Callable[[str], str]:
    """A function that puts nothing, or `TEAR` where it cannot tell, for each possible tear of a word.

    `texts` are all of the file, with tears.
    """
    every = texts
    known: set[str] = set()

    def mend(tear: re.Match[str]) -> str:
        if not known:
            for text in every:
                known.update(
                    _WORD.findall((_AT_TEAR.sub(" ", text) if TORN in text or "-\n" in text else text).lower())
                )
        before, rest = tear.groups()
        joined = (before + rest).lower()
        torn = joined in known or rest[0] in _NEVER_FIRST or (len(rest) < _SHORTEST_WORD and rest not in known)
        return before + rest if torn else f"{before}{TEAR}{rest}"

    def mended(text: str) -> str:
        for _ in range(text.count(TORN)):  # a word may be torn twice
            text = _TEAR.sub(mend, text, count=1)
        return text.replace(TORN, " ")

    return mended
