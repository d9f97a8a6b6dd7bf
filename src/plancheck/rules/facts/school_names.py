"""Reads the names of schools as people write them, and tells whether two of them name one school.

«МАОУ СОШ №4 г. Томска», «школа 4» and «СОШ № 4» do; «гимназия 4» is another; of «СОШ» nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.language.morphology import lemmas
from plancheck.language.normalise import clean, fold
from plancheck.rules.facts.wording import wording

__all__ = ["Likeness", "SchoolName", "likeness", "pattern", "read_school_name"]

_SIGNS = late_pattern(r"\d+(?:-?[а-я]{1,2}\b)?|[a-zа-я]+(?:-[a-zа-я]+)*|[№«»\"“”„.,;()]", re.IGNORECASE)
_NUMBER_SIGN = late_pattern(r"№+|(?<![a-zа-яё])(?:no|n|номер)\.?(?=\s?\d)", re.IGNORECASE)
_NUMBER = late_pattern(r"(?:№\s*|^[\s\"«“„.-]*)(\d+)(?![\d.])")
_BEFORE = late_pattern(r"(\d+)\s*(?:-?[а-я]{1,2})?\s*$")
_LETTER = late_pattern(r"[а-яё]", re.IGNORECASE)
_TWINS = str.maketrans("AaBCcEeHKMOoPpTXxYy", "АаВСсЕеНКМОоРрТХхУу")
_SHORT = 3  # letters of the shortest word that tells schools apart; initials and endings are shorter
_SLIP = 6  # from this length on, a word with one slip may be the same
_STEM = 4  # letters that a place and its adjective share: «Ключи», «Ключевская»


class Likeness(IntEnum):
    """Whether two names are one school's; the lesser wins where several signs speak."""

    DIFFERENT = 0
    UNSURE = 1
    SAME = 2


class _Word(NamedTuple):
    """A word of a name: as written, and its dictionary forms."""

    written: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class SchoolName:
    """What a name says of a school; a part that it does not say is empty.

    `own` are its own words («Полянская», «Перспектива», «ТПУ»), `person` whom it is named after; `settlement` and
    `district` say where it is. `folded` is the whole as compared letter by letter.
    """

    kind: str = ""
    number: str = ""
    own: tuple[_Word, ...] = ()
    person: tuple[_Word, ...] = ()
    settlement: tuple[_Word, ...] = ()
    district: tuple[_Word, ...] = ()
    branch: bool = False
    institution: bool = False
    folded: str = ""

    @property
    def is_school(self) -> bool:
        """Whether it names a kind of school, or an institution with a number or a name."""
        return bool(self.kind or (self.institution and (self.number or self.own)))

    @property
    def is_certain(self) -> bool:
        """Whether it tells one school from the others of its kind."""
        return self.is_school and bool(self.number or self.own or self.settlement or self.person)


@cache
def _words_of(group: str) -> frozenset[str]:
    return frozenset(wording("schools")[group])


def pattern(written: str) -> str:
    """A phrase of the wording files as a regular expression on folded text; «*» is any ending."""
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in fold(written).split())
    return r"(?<![\w-])" + r"[\s()]+".join(parts) + r"(?![\w])"


@cache
def _patterns(group: str) -> re.Pattern[str]:
    return re.compile("|".join(map(pattern, wording("schools")[group])))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds: Mapping[str, list[str]] = wording("schools")["kinds"]
    return tuple((kind, re.compile("|".join(map(pattern, written)))) for kind, written in kinds.items())


@cache
def _empty() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in wording("schools")["empty"]))


@lru_cache(maxsize=1024)
def read_school_name(text: str) -> SchoolName:
    """The parts of a school's name, however it is typed; never fails."""
    line = _evened(text)
    folded = " ".join(re.findall(r"\w+", line))
    rest = _patterns("forms").sub(" ", line)
    institution = rest != line
    bare = _patterns("branch").sub(" ", rest)
    branch, rest = bare != rest, bare
    kind, number = "", ""
    for name, found in ((name, one.search(rest)) for name, one in _kinds()):
        if found is None:
            continue
        kind, before, after = name, rest[: found.start()], rest[found.end() :]
        number, before, after = _number(before, after)
        rest = f"{before} | {after}"
        break
    else:
        if signed := re.search(r"№\s*(\d+)", rest) or re.fullmatch(r"\W*(\d+)\W*", rest):
            number, rest = signed[1], rest[: signed.start()] + " | " + rest[signed.end() :]
    parts = _parts(rest)
    return SchoolName(
        kind=kind,
        number=str(int(number)) if number else "",
        branch=branch,
        institution=institution,
        folded=folded,
        **{part: _words(words) for part, words in parts.items()},
    )


def _evened(text: str) -> str:
    """Small letters without ё, one line, plain signs; Latin letters in Cyrillic words made Cyrillic."""
    line = " ".join(clean(text).split())
    line = _NUMBER_SIGN.sub("№", line)
    words = re.sub(r"[^\W\d_]+", lambda found: _cyrillic(found[0]), line)
    return re.sub(r"(?<=№)\s+", "", fold(words))


def _cyrillic(word: str) -> str:
    """A word typed partly in Latin look-alikes made Cyrillic; «CОШ» begins with no Roman numeral here."""
    return word.translate(_TWINS) if _LETTER.search(word) else word


def _number(before: str, after: str) -> tuple[str, str, str]:
    """The number behind the kind or its sign, else before it («4 гимназия»); and what is left on both sides."""
    if found := _NUMBER.search(after):
        return found[1], before, after[: found.start()] + " " + after[found.end() :]
    if found := re.search(r"№\s*(\d+)", before) or _BEFORE.search(before):
        return found[1], before[: found.start()] + " " + before[found.end() :], after
    return "", before, after


def _parts(rest: str) -> dict[str, list[str]]:
    """The words left when kind and number are known, by what they say."""
    found: dict[str, list[str]] = {"own": [], "person": [], "settlement": [], "district": []}
    tokens = _SIGNS.findall(rest)
    part, at = "own", 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token in _words_of("person"):
            part = "person"
        elif token in _words_of("settlements") and _names_place(tokens, at):
            part = "settlement"
        elif token in _words_of("districts") or not token[0].isalpha():
            part = part if token in {".", "«", "»", '"', "“", "”", "„", "№"} else "own"
        elif following in _words_of("districts"):
            found["district"].append(token)
            part = "own"
        elif not _empty().fullmatch(token) and (len(token) >= _SHORT or token == "ту"):
            found[part].append(token)
            part = "own" if part == "settlement" else part
        at += 1
    return found


def _names_place(tokens: Sequence[str], at: int) -> bool:
    """«с. Ключи», «г.Томска», «с Ключи»: a sign of a settlement that a word follows."""
    after = [one for one in tokens[at + 1 : at + 3] if one != "."]
    if not after or not after[0][0].isalpha():
        return False
    return not _empty().fullmatch(after[0])


def _words(written: Iterable[str]) -> tuple[_Word, ...]:
    distinct = {word: _Word(word, frozenset({word, *lemmas(word)})) for word in written if word not in {"при"}}
    return tuple(distinct[word] for word in sorted(distinct))


def likeness(one: SchoolName, other: SchoolName) -> Likeness:
    """Whether two names are one school's, as far as the names alone tell. Symmetric."""
    if not (one.is_school or one.number) or not (other.is_school or other.number):
        return Likeness.SAME if one.folded == other.folded and one.folded else _by_words_alone(one, other)
    kinds = _kinds_alike(one.kind, other.kind)
    if kinds is Likeness.DIFFERENT or _places(one, other) is Likeness.DIFFERENT:
        return Likeness.DIFFERENT
    capped = min(kinds, Likeness.UNSURE if one.branch != other.branch else Likeness.SAME)
    if one.number and other.number:
        return _same_number(one, other, capped) if one.number == other.number else Likeness.DIFFERENT
    if one.number or other.number:
        numbered, named = (one, other) if one.number else (other, one)
        return min(capped, _number_and_name(numbered, named))
    return min(capped, _names(one, other))


def _by_words_alone(one: SchoolName, other: SchoolName) -> Likeness:
    """«Перспектива» without a kind beside «школа „Перспектива“»: perhaps; other texts differ."""
    own = _alike(one.own, other.own)
    may = (one.is_school or other.is_school) and own is not None and own > Likeness.DIFFERENT
    return Likeness.UNSURE if may else Likeness.DIFFERENT


def _kinds_alike(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME
    if any({one, other} == set(pair) for pair in wording("schools")["same"]):
        return Likeness.SAME
    generic = {"", *_words_of("generic")}
    return Likeness.UNSURE if generic & {one, other} else Likeness.DIFFERENT


def _same_number(one: SchoolName, other: SchoolName, capped: Likeness) -> Likeness:
    signs = (
        _alike(one.own, other.own),
        _alike(one.person, other.person),
        _alike(one.own, other.settlement) if not other.own else None,
        _alike(other.own, one.settlement) if not one.own else None,
    )
    return min(capped, Likeness.UNSURE) if any(sign is not None and sign < Likeness.SAME for sign in signs) else capped


def _number_and_name(numbered: SchoolName, named: SchoolName) -> Likeness:
    """«СОШ 4» beside «школа Перспектива»: people call a school by the one or the other, unless one says both."""
    if named.own:
        if numbered.own:
            return _alike(numbered.own, named.own, exactly=True) or Likeness.DIFFERENT
        place = _alike(numbered.settlement, named.own)
        return Likeness.UNSURE if place else Likeness.DIFFERENT
    if named.person and numbered.person and not _alike(named.person, numbered.person):
        return Likeness.DIFFERENT
    return Likeness.UNSURE


def _names(one: SchoolName, other: SchoolName) -> Likeness:
    """Two names without a number."""
    own = _alike(one.own, other.own, exactly=True)
    person = _alike(one.person, other.person)
    if own is not None:
        return min(own, Likeness.UNSURE) if person is Likeness.DIFFERENT else own
    if one.own or other.own:
        named, placed = (one, other) if one.own else (other, one)
        place = _alike(named.own, placed.settlement)
        return place if place is not None else Likeness.UNSURE
    if person is not None:
        return person
    if one.settlement and other.settlement and not (one.person or other.person):
        return Likeness.SAME  # of two places that differ we have heard before
    return Likeness.UNSURE


def _places(one: SchoolName, other: SchoolName) -> Likeness:
    """Whether the two can be in one place: DIFFERENT where their towns, or their districts, are others."""
    told = [_alike(one.settlement, other.settlement), _alike(one.district, other.district)]
    return min((sign for sign in told if sign is not None), default=Likeness.SAME)


def _alike(some: Sequence[_Word], others: Sequence[_Word], *, exactly: bool = False) -> Likeness | None:
    """Whether two groups of words say the same, with `exactly` the one no more than the other.

    None where one of them says nothing.
    """
    if not some or not others:
        return None
    fewer, more = sorted((some, others), key=len)
    found = [max(_words_alike(word, against) for against in more) for word in fewer]
    if min(found) is Likeness.SAME and not (exactly and len(fewer) < len(more)):
        return Likeness.SAME
    return Likeness.UNSURE if max(found) > Likeness.DIFFERENT else Likeness.DIFFERENT


def _words_alike(one: _Word, other: _Word) -> Likeness:
    if one.forms & other.forms:
        return Likeness.SAME
    shorter = min(len(one.written), len(other.written))
    if shorter >= _SLIP and _slips(one.written, other.written) == 1:
        return Likeness.UNSURE
    stem = max(_STEM, shorter - 2)
    kin = shorter >= _STEM and one.written[:stem] == other.written[:stem]
    return Likeness.UNSURE if kin else Likeness.DIFFERENT


@lru_cache(maxsize=65536)
def _slips(one: str, other: str) -> int:
    """How many slips of the pen apart two words are."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - takes time, and most plans write all names right

    return OSA.distance(one, other)
