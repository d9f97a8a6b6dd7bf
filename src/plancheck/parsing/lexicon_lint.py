"""Finds in lexicons what can hardly be meant: phrases that give other topics or nothing, words that nobody asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from plancheck.language import words
from plancheck.lexicons import Amendments
from plancheck.lexicons.amended import AmendedFile
from plancheck.parsing.clauses import ClauseWords
from plancheck.parsing.hits import Hit, Stand, entry_paths, topic_hits
from plancheck.parsing.lexicon_making import lexicon_files, lexicons_of
from plancheck.parsing.topics import PhraseBook
from plancheck.resources import shipped_rulesets
from plancheck.yaml_source import KeyPath

__all__ = ["LexiconFinding", "lint_amendments", "lint_lexicons", "samples"]

_PIECE: Final = re.compile(r'(?:"[^"]*"|[^\s"])+')
_ALTERNATIVE: Final = re.compile(r'(?:"[^"]*"|[^|"])+')
_GROUP: Final = re.compile(r"<([a-z_]+)>")


class LexiconFinding(NamedTuple):
    """One finding at its place (1-based); `kind` as in rules.testing.linting, `values` fill its sentence."""

    kind: str
    path: str
    line: int
    column: int
    values: Mapping[str, str]


def lint_lexicons(folder: Path) -> Iterator[LexiconFinding]:
    """What is found in a folder of lexicons. Raises RulesetError where one is wrong."""
    files = lexicon_files(folder)
    known = lexicons_of(files)
    for name, book in (("topics", known.topics), ("marks", known.marks)):
        yield from _groups(files[name])
        yield from _repeated(files[name], name, book)
    yield from _phrases(files["topics"], known.topics, known.clauses)
    yield from _groups(files["roles"])


def lint_amendments(amendments: Amendments) -> Iterator[LexiconFinding]:
    """What is found in the entries that a ruleset adds to the shipped lexicons."""
    files = lexicon_files(shipped_rulesets() / "lexicons", amendments)
    known = lexicons_of(files)
    for name, book in (("topics", known.topics), ("marks", known.marks)):
        yield from _repeated(files[name], name, book, added=True)
    yield from _phrases(files["topics"], known.topics, known.clauses, added=True)


def _at(file: AmendedFile, path: KeyPath, kind: str, **values: str) -> LexiconFinding:
    own = file.added(path)
    place = (own.file, own.line, own.column) if own else (file.path, *file.file.key_position(path))
    return LexiconFinding(kind, *place, values)


def _groups(file: AmendedFile) -> Iterator[LexiconFinding]:
    """Groups of words that no phrase of the lexicon names."""
    groups = file.value.get("groups") or {}
    used = {name for text in _texts(file.value) for name in _GROUP.findall(text)}
    for name in groups:
        if name not in used:
            yield _at(file, ("groups", name), "unused_group", group=str(name))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(one)


def _repeated(file: AmendedFile, root: str, book: PhraseBook, *, added: bool = False) -> Iterator[LexiconFinding]:
    """Entries (`added`: those of a ruleset) that look for what an earlier one of the same code looks for."""
    first: dict[tuple[object, ...], KeyPath] = {}
    for path, entry in zip(entry_paths(file.value, root), book.entries, strict=True):
        unless = frozenset(one.text for one in entry.unless)
        key = (entry.code, entry.reach, entry.phrase.slots, entry.phrase.window, entry.phrase.ordered, unless)
        if first.setdefault(key, path) is not path and (file.added(path) or not added):
            line = str(file.place(first[key])[1])
            yield _at(file, path, "repeated_phrase", phrase=entry.phrase.text, line=line)


def _phrases(
    file: AmendedFile, book: PhraseBook, known: ClauseWords, *, added: bool = False
) -> Iterator[LexiconFinding]:
    """Phrases (`added`: those of a ruleset) whose own words give another topic, or not their own."""
    groups: Mapping[str, Sequence[str]] = file.value.get("groups") or {}
    for index, (path, entry) in enumerate(zip(entry_paths(file.value, "topics"), book.entries, strict=True)):
        if added and not file.added(path):
            continue
        found: dict[str, tuple[str, Hit]] = {}
        own = False
        for text in samples(entry.phrase.text, groups):
            hits = topic_hits(words(text), book, known)
            given = [hit for hit in hits if hit.stand is Stand.GIVEN]
            own = own or any(hit.place == index and hit.stand in (Stand.GIVEN, Stand.YIELDS) for hit in hits)
            for hit in given:
                if hit.entry.code != entry.code:
                    found.setdefault(hit.entry.code, (text, hit))
        if not own:
            yield _at(file, path, "unfound_phrase", topic=entry.code, phrase=entry.phrase.text)
        for code, (text, hit) in found.items():
            yield _at(file, path, "other_topic", topic=entry.code, other=code, words=text, phrase=hit.entry.phrase.text)


def samples(phrase: str, groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Texts that the phrase is meant to find: its first words, then each other word in its place."""
    choices = [
        _choices(piece.removeprefix("^"), groups)
        for piece in _PIECE.findall(phrase)
        if piece != ">" and not re.fullmatch(r"~\d+", piece)
    ]
    first = [one[0] for one in choices]
    yield " ".join(first)
    for at, several in enumerate(choices):
        for other in several[1:]:
            yield " ".join([*first[:at], other, *first[at + 1 :]])


def _choices(piece: str, groups: Mapping[str, Sequence[str]]) -> list[str]:
    found: list[str] = []
    for word in _ALTERNATIVE.findall(piece):
        if word.startswith('"'):
            found.append(" ".join(_choices(part, groups)[0] for part in word.strip('"').split()))
        elif group := _GROUP.fullmatch(word):
            found += [_plain(str(member)) for member in groups[group[1]]]
        else:
            found.append(_plain(word))
    return found


def _plain(word: str) -> str:
    return word.strip("=*")
