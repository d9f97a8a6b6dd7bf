"""Joins words that a line's end has torn at a hyphen, and keeps the hyphen where it is the word's own."""

from __future__ import annotations

import re

from plancheck.compiling_late import late_pattern
from plancheck.language.morphology import known

_AT_BREAK = late_pattern(r"[-\u00ad\u2010-\u2013]\s*\n")  # none of the patterns below is without it
_DOUBTFUL = late_pattern(r"[^\W\d_]+(?:\u200b\n[^\W\d_]+)+")
_MOST_PARTS = 8
_SHORT = 2  # letters of a preposition or a conjunction
_SOFT = late_pattern(r"\u00ad\s*\n\s*")
_TORN = late_pattern(r"([А-Яа-яЁё]+)[-\u2010\u2011]\s*\n\s*([а-яё]+)")
_RANGE = late_pattern(r"(\d)([-\u2010-\u2013])\s*\n\s*(\d)")
_FIGURED = late_pattern(r"(?:(?<=\d)|(?<=[A-ZА-ЯЁ]{2}))([-\u2010\u2011])\s*\n\s*(?=[а-яё]{1,3}(?!\w)|\d)")


def rejoin(text: str) -> str:
    """The text with words whole again: «наблю-⏎дателей» becomes one word, «учебно-⏎методический» keeps its hyphen.

    «9-⏎х» and «ВПР-⏎2026» keep theirs. A hyphen goes where the dictionary knows the word without it, or does not
    know what follows it.
    """
    if "\n" not in text or not _AT_BREAK.search(text):
        return text
    whole = _TORN.sub(_whole, _SOFT.sub("", text))
    return _RANGE.sub(r"\1\2\3", _FIGURED.sub(r"\1", whole))


def rejoin_doubtful(text: str) -> str:
    """The text with words whole again whose parts a zero width space and a line's end keep apart («коорди⏎натора»).

    Parts are joined so that the dictionary knows as many words as can be, and the words are few; a short word that
    it knows by itself («и», «в») stays one where what is before it does without it.
    """
    return _DOUBTFUL.sub(_likeliest, text).replace("\u200b\n", " ")


def _likeliest(torn: re.Match[str]) -> str:
    parts = torn[0].split("\u200b\n")
    if len(parts) > _MOST_PARTS:
        return " ".join(parts)
    best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]  # unknown words, how many there are, the words
    for end in range(1, len(parts) + 1):
        ways = []
        for start in range(end):
            unknown, count, before = best[start]
            word = "".join(parts[start:end])
            own = parts[start:end]
            alone = len(own) == 1
            lost = 0 if known(word) else 1 + (0 if alone else sum(len(part) > _SHORT and known(part) for part in own))
            short = alone and not lost and len(word) <= _SHORT
            ways.append((unknown + lost, count + (-1 if short else 1), (*before, word)))
        best.append(min(ways))
    return " ".join(best[-1][2])


def _whole(torn: re.Match[str]) -> str:
    before, after = torn.groups()
    joined = before + after
    return joined if known(joined) or not known(after) else f"{before}-{after}"
