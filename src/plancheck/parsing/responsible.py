"""Reads a responsible cell: whose posts and which institutions it names, and which persons stand without a post."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from plancheck.language import Phrase, PhraseSet, Word, clean, words
from plancheck.language.morphology import may_be
from plancheck.parsing.persons import Person, persons_in
from plancheck.plan import Responsible, Role

_HARD = frozenset(",;/\n•|")
_SHORTENED = re.compile(r"\b([Ё-ё][а-яё]{1,3})\. (?=[А-ЯЁ]{2})")  # «рук. ОО»: its full stop ends nothing


_Run = tuple[int, int, tuple[Role, bool]]


class RoleWords(NamedTuple):
    """The lexicon of roles made ready: every phrase with its role, and which of them are posts."""

    phrases: PhraseSet
    posts: Mapping[Phrase, Role]
    bodies: Mapping[Phrase, Role]
    joins: frozenset[str]
    within: frozenset[str]  # words after which an institution only says where
    patronymics: tuple[str, ...]
    named_after: frozenset[str]
    own: Mapping[str, Role] = MappingProxyType({})  # institutions by the short names that the plan itself gives them


class _Name(NamedTuple):
    """A role as it stands in the cell: its words, and whether it is a post (else an institution) for one person."""

    role: Role
    first: int
    last: int
    post: bool
    single: bool


def read_responsible(text: str, known: RoleWords) -> Responsible:
    """The roles in the order in which the cell names them, the persons, and those no post stands with."""
    tidy = clean(text)
    persons = persons_in(tidy, known.patronymics, known.named_after)
    said = words(_SHORTENED.sub(r"\1  ", tidy))
    cell = tuple(w for w in said if not any(p.start <= w.start < p.end for p in persons))
    named = _named(cell, tidy, known)
    roles = [name.role for name in named]
    if not named and any(len(word.folded) > 2 for word in cell):
        roles = [Role.OTHER]
    return Responsible(
        text=tidy,
        roles=tuple(dict.fromkeys(roles)),
        persons=tuple(dict.fromkeys(person.name for person in persons)),
        persons_without_post=_without_post(persons, [n for n in named if n.post], cell, tidy),
    )


def _named(cell: Sequence[Word], text: str, known: RoleWords) -> list[_Name]:
    """The longest runs from left to right, less the complements of the posts before them."""
    found: list[_Name] = []
    at = 0
    for first, last, (role, post) in _longest(_places(cell, text, known)):
        if first < at:
            continue
        name = _Name(role, first, last, post, _single(cell[first]))
        if not (found and _belongs(name, found[-1], cell, text, known)):
            found.append(_of_unknown_post(name, cell, text, known) or name)
        else:  # its words are part of the name before: what follows may be too
            before = found[-1]
            found[-1] = _Name(before.role, before.first, last, before.post, before.single)
        at = last + 1
    return found


def _places(cell: Sequence[Word], text: str, known: RoleWords) -> list[_Run]:
    """Every run of words that is a name, with its role and whether it is a post."""
    runs: list[_Run] = []
    for first, last, phrase in known.phrases.places(cell):
        if not _listed(text[cell[first].end : cell[last].start]):
            post = known.posts.get(phrase)
            runs.append((first, last, (post or known.bodies[phrase], post is not None)))
    if known.own:
        runs += [(at, at, (known.own[word.text], False)) for at, word in enumerate(cell) if word.text in known.own]
    return runs


def _of_unknown_post(name: _Name, cell: Sequence[Word], text: str, known: RoleWords) -> _Name | None:
    """An institution right after a person's post that no lexicon has («аналитик школы») only says where."""
    before = cell[name.first - 1]
    if name.post or not name.first or before.folded in known.joins:
        return None
    person = may_be(before.folded, "NOUN", "anim", "nomn")
    named = may_be(before.folded, "Surn")  # «МБОУ «Ольховская СОШ»»: a name that looks like a surname
    if not person or named or any(mark in _HARD for mark in text[before.end : cell[name.first].start]):
        return None
    return _Name(Role.OTHER, name.first, name.last, post=True, single=_single(before))


def _longest(runs: Sequence[_Run]) -> list[_Run]:
    best: dict[int, _Run] = {}
    for run in runs:
        if run[0] not in best or run[1] > best[run[0]][1]:
            best[run[0]] = run
    return [best[first] for first in sorted(best)]


def _belongs(name: _Name, before: _Name, cell: Sequence[Word], text: str, known: RoleWords) -> bool:
    """Whether the words are a complement of the name before («директор *школы*»), not one more who answers."""
    word = cell[name.first]
    between = text[cell[before.last].end : word.start]
    if "(" in between and ")" not in between:
        return True
    if before.post and not name.post and any(mark in between for mark in '«"') and not _parted(between):
        return True  # «методисты центра «Методический центр»»: a name in quotes stands in the nominative
    if _parted(between) or cell[name.first - 1].folded in known.joins:
        return False
    where = not name.post and cell[name.first - 1].folded in known.within
    shouted = word.text.isupper() and len(word.text) > 1
    if shouted and not where:  # an abbreviation shows no case: a post takes one body as its own, a body none
        return before.post and not name.post and before.last == name.first - 1 and not cell[before.last].text.isupper()
    if where or not may_be(word.folded, "nomn"):
        return True
    oblique = may_be(word.folded, "gent") or may_be(word.folded, "datv")
    return oblique and (word.text[0].islower() or (before.post and not name.post))


def _listed(between: str) -> bool:
    """Whether a mark of a list stands inside what would be one name («гимназии, лицеи» are two)."""
    return "," in between or ";" in between


def _parted(between: str) -> bool:
    return any(mark in _HARD for mark in between)


def _single(word: Word) -> bool:
    return not (may_be(word.folded, "plur", "nomn") and not may_be(word.folded, "sing", "nomn"))


def _without_post(
    persons: Sequence[Person], posts: Sequence[_Name], cell: Sequence[Word], text: str
) -> tuple[str, ...]:
    """The persons with no post of their own: each post for one serves one person, a plural one all that follow it."""
    taken: set[int] = set()
    lacking: list[str] = []
    for index, person in enumerate(persons):
        earlier = [i for i, post in enumerate(posts) if cell[post.last].end <= person.start]
        since = persons[index - 1].end if index else 0
        if earlier and (not posts[earlier[-1]].single or earlier[-1] not in taken):
            taken.add(earlier[-1])
            continue
        end = persons[index + 1].start if index + 1 < len(persons) else len(text)
        after = [
            i
            for i, post in enumerate(posts)
            if person.end <= cell[post.first].start < end and post.single and i not in taken
        ]
        if after and since <= person.start:
            taken.add(after[0])
        else:
            lacking.append(person.name)
    return tuple(dict.fromkeys(lacking))
