"""Turns a lexicon's short phrases («учебн* год*», «уч. г.») into patterns over plain text.

For places where single characters count (dates, stamps, blanks); topics and roles use language.phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTER = r"[^\W\d_]"
_LETTER_OR_DIGIT = r"[^\W_]"


def _of_phrase(phrase: str) -> str:
    pieces: list[str] = []
    for token in phrase.split():
        if pieces:
            pieces.append(r"\s*" if pieces[-1].endswith(r"\.") else r"\s+")
        escaped = re.escape(token).replace(r"\*", r"[^\W\d_]*")
        pieces.append(re.sub("[её]", "[её]", re.sub("[ЕЁ]", "[ЕЁ]", escaped)))
    before = f"(?<!{_LETTER_OR_DIGIT if phrase[:1].isdigit() else _LETTER})"
    after = f"(?!{_LETTER_OR_DIGIT if phrase[-1:].isdigit() else _LETTER})"
    return before + "".join(pieces) + ("" if phrase.endswith((".", "*")) else after)


def alternation(phrases: Iterable[str]) -> str:
    """Source of a pattern that matches any of the phrases as whole words, longest first.

    `*` stands for any ending (letters only), a blank for any white space (after a full stop it may
    be missing). A digit may touch a word: «2023г.» holds «г.».
    """
    ordered = sorted(map(str, phrases), key=len, reverse=True)
    return f"(?:{'|'.join(_of_phrase(phrase) for phrase in ordered)})"


def any_of(phrases: Iterable[str], *, exact_case: bool = False) -> re.Pattern[str]:
    """A compiled alternation, case-blind unless `exact_case`; of no phrases: one that never matches."""
    listed = list(phrases)
    if not listed:
        return re.compile(r"(?!)")
    return re.compile(alternation(listed), 0 if exact_case else re.IGNORECASE)
