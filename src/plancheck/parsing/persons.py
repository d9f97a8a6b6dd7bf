"""Finds persons' names in a cell: surname with initials, initials with surname, or the three names in full."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\.?"
_NAMED = re.compile(
    rf"(?<![Ё-ё]){_SURNAME}\s{{0,2}}{_INITIALS}(?![а-яё])"
    rf"|(?<![Ё-ё.]){_INITIALS}\s?{_SURNAME}"
    rf"|(?<![Ё-ё]){_SURNAME}\s[А-ЯЁ]\.(?=\s*(?:[,;)]|$))"
    rf"|(?<![Ё-ё]){_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+"
)


class Person(NamedTuple):
    """A name as written, and the characters it takes in its text."""

    name: str
    start: int
    end: int


def persons_in(text: str, patronymics: Sequence[str], named_after: Collection[str] = ()) -> tuple[Person, ...]:
    """The persons named, in order; three capitalised words are one only where the third ends as a patronymic."""
    found = []
    at = 0
    while match := _NAMED.search(text, at):
        name = match.group().strip()
        at = match.start() + 1
        before = text[: match.start()].split()[-1:]
        if (
            before and before[0].lower().strip(".") in named_after
        ):  # «институт имени А.Б. Петровой» employs nobody of that name
            at = match.end()
            continue
        if "." in name or name.lower().endswith(tuple(patronymics)):
            found.append(Person(re.sub(r"\s+", " ", name), match.start(), match.start() + len(match.group().rstrip())))
            at = match.end()
    return tuple(found)
