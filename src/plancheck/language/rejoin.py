"""Joins words that a line's end has torn at a hyphen, and keeps the hyphen where it is the word's own."""

from __future__ import annotations

import re

from plancheck.language.morphology import known

_AT_BREAK = re.compile(r"[-\u00ad\u2010-\u2013]\s*\n")  # none of the patterns below is without it
_SOFT = re.compile(r"\u00ad\s*\n\s*")
_TORN = re.compile(r"([А-Яа-яЁё]+)[-\u2010\u2011]\s*\n\s*([а-яё]+)")
_RANGE = re.compile(r"(\d)([-\u2010-\u2013])\s*\n\s*(\d)")
_FIGURED = re.compile(r"(?:(?<=\d)|(?<=[A-ZА-ЯЁ]{2}))([-\u2010\u2011])\s*\n\s*(?=[а-яё]{1,3}(?!\w)|\d)")


def rejoin(text: str) -> str:
    """The text with words whole again: «наблю-⏎дателей» becomes one word, «учебно-⏎методический» keeps its hyphen.

    «9-⏎х» and «ВПР-⏎2026» keep theirs. A hyphen goes where the dictionary knows the word without it, or does not
    know what follows it.
    """
    if "\n" not in text or not _AT_BREAK.search(text):
        return text
    whole = _TORN.sub(_whole, _SOFT.sub("", text))
    return _RANGE.sub(r"\1\2\3", _FIGURED.sub(r"\1", whole))


def _whole(torn: re.Match[str]) -> str:
    before, after = torn.groups()
    joined = before + after
    return joined if known(joined) or not known(after) else f"{before}-{after}"
