"""Finds the schools that a text names, numbers expanded: «гимназиях № 2, 13» is two schools."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from plancheck.language import Word, clean, fold, unmix, words
from plancheck.language.morphology import analyzer, lemmas, may_be
from plancheck.parsing.signs import LETTERS, OPENS, QUOTED, SHUTS

_TOKEN = re.compile(rf"№+|\d+(?:-\d+)?|{OPENS}{QUOTED}{{2,60}}{SHUTS}|[{LETTERS}]+(?:-[{LETTERS}]+)*|[,;]|\S")
_LATIN = re.compile(r"[a-z]")
_LATIN_NUMBER = re.compile(r"(?<![A-Za-z])(?<![Ё-ё])[Nn]o?\.?(?=\s?\d)")
# «Лицей № 4»: the quotes say nothing
_NUMBERED = re.compile(rf"{OPENS}({QUOTED}{{0,60}}№\s?\d+{QUOTED}{{0,60}}){SHUTS}")
_MOST_WORDS = 65_536
_LONGEST_NAME = 4  # words of a school's short name
_MANY = 60  # a range of school numbers longer than this is no list of schools


@dataclass(frozen=True, slots=True, eq=False)
class SchoolWords:
    """The lexicon of schools made ready: the canonical kind of each word that names one.

    `at` are the words before a university's short name, `places` the signs of villages by the words for them.
    """

    kinds: Mapping[str, str]
    joins: frozenset[str]
    at: frozenset[str]
    places: Mapping[str, str]
    other_words: set[str] = field(default_factory=set, init=False)  # words met so far that name no kind

    def kind(self, token: str) -> str | None:
        return _kind(self, token)


@lru_cache(maxsize=16384)
def _kind(known: SchoolWords, token: str) -> str | None:
    word = fold(unmix(token))
    if word in known.kinds:
        return known.kinds[word]
    lemma = min(known.kinds.keys() & lemmas(word), default=None)
    return known.kinds[lemma] if lemma else None


def schools_in(text: str, known: SchoolWords, said: Sequence[Word] | None = None) -> tuple[str, ...]:
    """The schools named, in order, each once: «СОШ 13», «школа Надежда», «Ивановская СОШ», «ООШ с. Ключи».

    `said` are the text's words where the caller has them.
    """
    if not _names_kind(words(clean(text)) if said is None else said, known):
        return ()
    flat = clean(text).replace("\n", " ")
    plain = _NUMBERED.sub(r" \1 ", _LATIN_NUMBER.sub("№", flat))
    tokens = _TOKEN.findall(plain)
    found: list[str] = []
    at = 0
    while at < len(tokens):
        kind = known.kind(tokens[at]) if tokens[at][0].isalpha() else None
        if kind is None:
            at += 1
            continue
        named, after = _listed(tokens, at + 1, kind, known)
        if not named and at and _is_adjective(tokens[at - 1]):
            named = [f"{_nominative(tokens[at - 1], kind)} {kind}"]
        found += named
        at = max(after, at + 1)
    return tuple(dict.fromkeys(found))


def _names_kind(said: Sequence[Word], known: SchoolWords) -> bool:
    """Whether some word may name a kind of school, be it only the Russian part of a word in two alphabets."""
    for word in {word.folded for word in said} - known.other_words:
        if known.kind(word) or _LATIN.search(word):
            return True
        if len(known.other_words) < _MOST_WORDS:
            known.other_words.add(word)
    return False


def _listed(tokens: list[str], at: int, kind: str, known: SchoolWords) -> tuple[list[str], int]:
    """The numbers and names that follow a kind, and where they end."""
    if owned := _by_owner_or_place(tokens, at, known):
        return [f"{kind} {owned[0]}"], owned[1]
    found: list[str] = []
    numbered = False
    while at < len(tokens):
        token = tokens[at]
        if token.startswith("№"):
            numbered = True
        elif token[0].isdigit() and (numbered or not found):
            if not numbered and not _ends_well(tokens, at):
                break
            numbered = True
            found += [f"{kind} {number}" for number in _expanded(token)]
        elif token[0] in '«"“' and not _is_sentence(token):
            found.append(f"{kind} {token[1:-1]}")
        elif token[0].isupper() and _is_adjective(token) and (found or numbered):
            found.append(f"{kind} {_nominative(token, kind)}")
        elif token == "," or token in known.joins:
            if not (at + 1 < len(tokens) and _goes_on(tokens[at + 1], known)):
                break
        else:
            break
        at += 1
    return found, at


def _by_owner_or_place(tokens: list[str], at: int, known: SchoolWords) -> tuple[str, int] | None:
    """«при ТПУ», «с. Ключи» right after the kind, and where it ends; None where neither stands there."""
    word = fold(tokens[at]) if at < len(tokens) else ""
    after = at + 2 if tokens[at + 1 : at + 2] == ["."] else at + 1
    named = tokens[after] if after < len(tokens) else ""
    if word in known.at and named.isupper() and len(named) > 1:
        return f"{word} {named}", after + 1
    if word in known.places and named[:1].isupper() and named[:1].isalpha() and not named.isupper():
        return f"{known.places[word]} {named}", after + 1
    return None


def _is_sentence(quoted: str) -> bool:
    """Whether a quotation is a title or sentence («Оцениваем вместе», «О качестве»), not a school's short name."""
    named = quoted[1:-1].split()
    opens = fold(named[0]) if named else ""
    told = may_be(opens, "PREP") or may_be(opens, "CONJ")
    told = told or ((may_be(opens, "VERB") or may_be(opens, "INFN")) and not may_be(opens, "NOUN"))
    return len(named) > _LONGEST_NAME or told or any(mark in quoted for mark in ":?")


def _goes_on(token: str, known: SchoolWords) -> bool:
    if token.startswith("№") or token[0].isdigit() or token[0] in '«"“':
        return True
    return token[0].isupper() and _is_adjective(token) and known.kind(token) is None


def _ends_well(tokens: list[str], at: int) -> bool:
    """A bare number after a kind is a school's only where no counted thing follows («школа 5 класс»)."""
    following = tokens[at + 1] if at + 1 < len(tokens) else ","
    return not following[0].isalpha() or following[0].isupper()


def _expanded(token: str) -> list[str]:
    if "-" not in token:
        return [str(int(token))]
    first, last = (int(part) for part in token.split("-"))
    return [str(n) for n in range(first, last + 1)] if first < last <= first + _MANY else [str(first)]


def _is_adjective(token: str) -> bool:
    if not token[0].isupper() or not token[0].isalpha() or token.isupper():
        return False
    return may_be(token.lower(), "ADJF")


@lru_cache(maxsize=4096)
def _nominative(token: str, kind: str) -> str:
    """The adjective in the nominative, in the gender of its school («Гуманитарном» лицей → «Гуманитарный»)."""
    gender = "masc" if any("masc" in parse.tag for parse in analyzer().parse(kind)) else "femn"
    for parse in analyzer().parse(token):
        if "ADJF" in parse.tag:
            inflected = parse.inflect({"sing", "nomn", gender})
            if inflected is not None:
                return str(inflected.word).capitalize()
    return token
