"""Shows how words are read, and by which entry of which lexicon: for those who write lexicons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from plancheck.language import clean, words
from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.lexicons.amended import AmendedFile
from plancheck.parsing.clauses import Clause
from plancheck.parsing.deadlines import read_deadline
from plancheck.parsing.deadlines.grammar import said
from plancheck.parsing.deadlines.lex import tokens
from plancheck.parsing.deadlines.phrases import Meaning
from plancheck.parsing.hits import Hit, Stand, entry_paths, hits_of, topic_hits
from plancheck.parsing.lexicon_making import lexicon_files, lexicons_of
from plancheck.parsing.lexicons import Lexicons
from plancheck.parsing.procedures import procedures_in
from plancheck.parsing.responsible import read_responsible
from plancheck.parsing.schools import schools_in
from plancheck.parsing.stems import any_of
from plancheck.plan import Deadline, Period
from plancheck.resources import shipped_rulesets
from plancheck.yaml_source import KeyPath

__all__ = ["Met", "PhraseReading", "Stand", "matched"]


class Met(NamedTuple):
    """One entry that was met: what it gives, the entry as written, its place, the words, and what became of it.

    `kind`: topic, mark, role, procedure, school, or the part of a deadline. `by` says what stood in the way,
    `added` whether the entry is a ruleset's, not shipped.
    """

    kind: str
    code: str
    entry: str
    path: str
    line: int
    said: str = ""
    stand: Stand = Stand.GIVEN
    by: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """What a text comes to as a measure, as a cell of those responsible, and as a deadline."""

    text: str
    topics: tuple[str, ...]
    marks: tuple[str, ...]
    roles: tuple[str, ...]
    procedures: tuple[str, ...]
    schools: tuple[str, ...]
    deadline: Deadline
    met: tuple[Met, ...]


def matched(
    text: str,
    period: Period | None = None,
    folder: Path | None = None,
    amendments: Amendments = NO_AMENDMENTS,
) -> PhraseReading:
    """Reads a text by the lexicons of a folder, the shipped ones by default, as a ruleset amends them.

    `period` gives deadlines their year. Raises RulesetError where a lexicon is wrong.
    """
    sought = _Sought(text, period, *_lexicons(folder or shipped_rulesets() / "lexicons", amendments))
    met = tuple(one for look in sought.looks() for one in look())
    responsible = read_responsible(text, sought.known.roles)

    def given(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.code for one in met if one.kind == kind and one.stand is Stand.GIVEN))

    real = any(one.kind == "role" and one.stand is Stand.GIVEN for one in met)
    return PhraseReading(
        text=text,
        topics=given("topic"),
        marks=given("mark"),
        roles=tuple(map(str, responsible.roles)) if real else (),
        procedures=procedures_in(text, sought.known.procedures),
        schools=schools_in(text, sought.known.schools),
        deadline=read_deadline(clean(text), period, sought.known.deadlines),
        met=met,
    )


@lru_cache(maxsize=4)
def _lexicons(folder: Path, amendments: Amendments) -> tuple[Lexicons, Mapping[str, AmendedFile]]:
    files = lexicon_files(folder, amendments)
    return lexicons_of(files), files


class _Sought:
    """One text looked for in every lexicon."""

    def __init__(self, text: str, period: Period | None, known: Lexicons, files: Mapping[str, AmendedFile]) -> None:
        self.text, self.period = text, period
        self.known, self.files = known, files
        self.words = words(clean(text))

    def looks(self) -> Sequence[Callable[[], Iterator[Met]]]:
        return (self.topics, self.marks, self.roles, self.procedures, self.schools, self.deadline)

    def met(
        self, lexicon: str, path: KeyPath, kind: str, code: str, *, said: str = "", stand: Stand = Stand.GIVEN
    ) -> Met:
        file = self.files[lexicon]
        value = file.value
        for step in path:
            value = value[step]
        written = value.get("phrase", value) if isinstance(value, dict) else value
        entry = ", ".join(map(str, written)) if isinstance(written, list) else str(written)
        place, line, _ = file.place(path)
        return Met(kind, code, entry, place, line, said, stand, added=file.added(path) is not None)

    def topics(self) -> Iterator[Met]:
        return self._hits("topics", "topic", topic_hits(self.words, self.known.topics, self.known.clauses))

    def marks(self) -> Iterator[Met]:
        parts = (tuple(part) for _, part in groupby(self.words, key=lambda word: word.sentence))
        return self._hits("marks", "mark", hits_of([Clause(part, part, part) for part in parts], self.known.marks))

    def _hits(self, lexicon: str, kind: str, hits: Sequence[Hit]) -> Iterator[Met]:
        paths = entry_paths(self.files[lexicon].value, lexicon)
        for hit in hits:
            found = self.met(lexicon, paths[hit.place], kind, hit.entry.code)
            yield found._replace(entry=hit.entry.phrase.text, said=hit.said, stand=hit.stand, by=hit.by)

    def roles(self) -> Iterator[Met]:
        """The phrases that stand in the text as in a cell of those responsible, the longest at each word."""
        roles, lexicon = self.known.roles, self.files["roles"]
        taken = {str(role) for role in read_responsible(self.text, roles).roles}
        longest: dict[int, tuple[int, Met]] = {}
        for first, last, phrase in roles.phrases.places(self.words):
            role = str(roles.posts.get(phrase) or roles.bodies[phrase])
            path = _role_path(lexicon, phrase.text, role)
            stand = Stand.GIVEN if role in taken else Stand.BEYOND
            said = " ".join(word.text for word in self.words[first : last + 1])
            if path:
                longest[first] = last, self.met("roles", path, "role", role, said=said, stand=stand)
        end = -1
        for first in sorted(longest):
            last, met = longest[first]
            if first > end:
                yield met
                end = last

    def procedures(self) -> Iterator[Met]:
        named = self.files["procedures"].value["procedures"]
        for code in procedures_in(self.text, self.known.procedures):
            for kind in ("acronyms", "names"):
                for index, one in enumerate(named[code].get(kind) or ()):
                    found = any_of([one], exact_case=kind == "acronyms").search(clean(self.text).replace("\n", " "))
                    if found:
                        path = ("procedures", code, kind, index)
                        yield self.met("procedures", path, "procedure", code, said=found.group())

    def schools(self) -> Iterator[Met]:
        kinds = self.files["schools"].value["kinds"]
        for school in schools_in(self.text, self.known.schools):
            kind = next((one for one in kinds if one in school.split()), None)
            if kind is not None:
                yield self.met("schools", ("kinds", kind), "school", school)

    def deadline(self) -> Iterator[Met]:
        """The entries of the deadline's phrases, and the words that a window is made of."""
        known = self.known.deadlines
        cut = tokens(clean(self.text), known)
        for meaning in said(cut, known, self.period):
            if isinstance(meaning, Meaning):
                yield from self._meaning(meaning, " ".join(token.text for token in cut if token.spoken))
        read = read_deadline(clean(self.text), self.period, known)
        if not read.understood and not read.windows:
            return
        for token in cut:
            sense = known.sense(token.text) if token.spoken else None
            if sense and (sense.month or sense.season):
                group, key = ("months", sense.month) if sense.month else ("seasons", sense.season)
                yield self.met("deadlines", (group, key or ""), "window", f"{group}.{key}", said=token.text)

    def _meaning(self, meaning: Meaning, text: str) -> Iterator[Met]:
        phrases = {p for those in self.known.deadlines.phrases.by_key.values() for p in those if p.meaning is meaning}
        parted = text.split(" ")
        best = max(
            (
                (phrase.length(parted[at:]) or 0, -at, " ".join(phrase.pattern))
                for phrase in phrases
                for at in range(len(parted))
            ),
            default=(0, 0, ""),
        )
        taken, start, pattern = best
        if not taken:
            return
        path = _say_path(self.files["deadlines"], pattern)
        parts = {
            "recurrence": meaning.recurrence,
            "anchor": meaning.anchor,
            "ongoing": meaning.ongoing or meaning.lasting,
        }
        for part, value in parts.items():
            if value and path:
                said_words = " ".join(parted[-start : taken - start])
                code = "true" if value is True else str(value)
                yield self.met("deadlines", path, part, code, said=said_words)


def _role_path(lexicon: AmendedFile, text: str, role: str) -> tuple[str | int, ...] | None:
    bare = text.strip('"')
    for kind in ("posts", "bodies"):
        listed = lexicon.value[kind].get(role) or []
        if bare in map(str, listed):
            return (kind, role, list(map(str, listed)).index(bare))
    return None


def _say_path(lexicon: AmendedFile, pattern: str) -> tuple[str | int, ...] | None:
    for index, entry in enumerate(lexicon.value["phrases"]):
        for at, text in enumerate(entry["say"]):
            if str(text).replace("ё", "е") == pattern:
                return ("phrases", index, "say", at)
    return None
