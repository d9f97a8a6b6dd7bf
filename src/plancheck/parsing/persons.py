"""Finds persons' names in a cell: surname with initials, initials with surname, or the three names in full."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from plancheck.language.morphology import may_be

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\.?"
_NAMED = re.compile(
    rf"(?<![Ё-ё]){_SURNAME}\s{{0,2}}{_INITIALS}(?![а-яё])"
    rf"|(?<![Ё-ё.]){_INITIALS}\s?{_SURNAME}"
    rf"|(?<![Ё-ё]){_SURNAME}\s[А-ЯЁ]\.(?=\s*(?:[,;)]|$))"
    rf"|(?<![Ё-ё]){_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+"
)
_POST_FIRST = re.compile(rf"({_SURNAME})\s{{1,2}}{_INITIALS}\s?({_SURNAME})(?!\s?[А-ЯЁ]\.)")  # «Директор И.И. Петрова»


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
        post = _POST_FIRST.match(text, match.start())
        if post and _is_post(post[1]) and not _is_post(post[2]):
            at = post.end(1)
            continue
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


def _is_post(word: str) -> bool:
    """Whether a capitalised word is what a person is, not what one is called."""
    return may_be(word.lower(), "NOUN", "anim") and not may_be(word.lower(), "Surn")
