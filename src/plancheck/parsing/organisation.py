"""Reads whose plan it is: the organisation as written in the head, and the level it stands at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.parsing.headlines import Line
from plancheck.parsing.signs import LETTERS, OPENED, QUOTED, SHUTS
from plancheck.parsing.stems import Narrowed, Pattern, alternation, any_of, beginnings
from plancheck.plan import Level

_ENDS = late_pattern(r"[»\")]\s*$")
_LONGEST = 8  # lines of one organisation's name
_NUMBER = r"(?:\s*(?:№|N)\s*\d+(?:-\w+)?)?"


class SchoolInTitle(Narrowed):
    """A school's name inside a title, of acronyms, kinds and words that begin no name."""

    def source(self, alternations: Sequence[str]) -> str:
        acronym, kind, not_a_name = alternations
        quoted = rf"(?:\s*{OPENED}{QUOTED}{{2,120}}{SHUTS})"
        named = rf"(?:\s+(?!(?:{not_a_name}))[А-ЯЁ][\w.-]*){{0,3}}"
        return (
            rf"(?:{acronym})(?:{_NUMBER}{quoted}{_NUMBER}|{named}\s*(?:{kind}){_NUMBER}{quoted}?|{_NUMBER}{named})"
            rf"|(?:{kind})(?:\s*(?:№|N)\s*\d+|{quoted})"
            rf"|(?<!\w)[А-ЯЁ][а-яё]+(?:-[{LETTERS}]+)?(?:ой|ого)\s+(?:{kind})(?!\w)"  # «Берёзовской средней школы»
        )


class OrganisationWords(NamedTuple):
    """What organisations' names begin with, by kind, compiled."""

    school: Pattern
    authority: Pattern
    ministry: Pattern
    municipal: Pattern
    regional: Pattern
    federal_city: Pattern
    federal: Pattern
    opens: Pattern
    not_names: Pattern
    in_title: Narrowed
    schools: Pattern
    title_municipal: Pattern
    city: Pattern
    cited: Pattern
    head_of_school: Pattern
    institute: Pattern
    municipal_body: Pattern

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> OrganisationWords:
        """From the section `organisation` of the head's lexicon."""
        oblique = entry["school_kinds_oblique"]
        kinds = [*entry["school_kinds"], *oblique, *(kind[0].upper() + kind[1:] for kind in oblique)]
        return cls(
            school=any_of([*entry["school_acronyms"], *entry["school_kinds"], *entry["school_words"]]),
            authority=any_of(entry["authority"]),
            ministry=any_of(entry["ministry"]),
            municipal=any_of(entry["municipal"]),
            regional=any_of(entry["regional"]),
            federal_city=any_of(entry["federal_cities"]),
            federal=any_of(entry["federal"]),
            opens=any_of([*entry["school_acronyms"], *entry["school_kinds"], *entry["opens"]]),
            not_names=any_of(entry["not_names"]),
            in_title=SchoolInTitle([entry["school_acronyms"], kinds, entry["not_a_name"]], needed=2),
            schools=any_of(entry["schools"]),
            title_municipal=any_of([*entry["municipal"], *entry["title_municipal"]]),
            city=Pattern(
                rf"(?<!\d{{4}})(?<!\d{{4}}\s)(?:{alternation(entry['city_signs'])})\s*[А-ЯЁ]",
                begins=beginnings(entry["city_signs"]),
            ),
            cited=any_of(entry["cites"], followed=r"[^\n]*"),
            head_of_school=any_of(entry["head_of_school"]),
            institute=any_of(entry["institute"]),
            municipal_body=any_of(entry["municipal_body"]),
        )


def find_organisation(lines: Sequence[Line], title: str | None, words: OrganisationWords) -> str | None:
    """The organisation's name as written: of the head's first lines that bear one, else out of the title."""
    named = [place for place, line in enumerate(lines) if _opens(line.text, words)]
    if named:
        return _joined(lines, _own(lines, named, words), words)
    found = words.in_title.search(title or "")
    return _tidy(found.group()) if found else None


def _opens(text: str, words: OrganisationWords) -> bool:
    return bool(words.opens.match(text.lstrip(' «"'))) and not words.not_names.search(text)


def _own(lines: Sequence[Line], named: Sequence[int], words: OrganisationWords) -> int:
    """Of a letterhead that names the founder over the school («Департамент … / ГБОУ …») the school's line."""
    if level_of_body(lines[named[0]].text, words) is Level.SCHOOL:
        return named[0]
    near = [place for place in named[1:] if place <= named[0] + _LONGEST]
    return next((place for place in near if words.school.match(lines[place].text.lstrip(' «"'))), named[0])


def _joined(lines: Sequence[Line], place: int, words: OrganisationWords) -> str:
    parts = [lines[place].text]
    for line in lines[place + 1 : place + _LONGEST]:
        text, so_far = line.text, " ".join(parts)
        complete = _ENDS.search(so_far) and so_far.count("«") == so_far.count("»")
        address = words.not_names.search(text) or re.search(r"\d{6}|@|_{2,}", text)
        if address or so_far.endswith(".") or (complete and not text[0].islower()):
            break
        unfinished = so_far.count("«") > so_far.count("»") or so_far.count('"') % 2 == 1 or not complete
        same = line.paragraph == lines[place].paragraph or text[0].islower() or text[0] in '«"' or unfinished
        if not same or (words.opens.match(text) and line.paragraph != lines[place].paragraph and not text[0].islower()):
            break
        parts.append(text)
    return _tidy(" ".join(parts))


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" .,;*")


def level_of_body(text: str | None, words: OrganisationWords) -> Level | None:
    """The level of an organisation, or of a post in one («Начальник управления образования»)."""
    if not text:
        return None
    text = words.federal.sub(" ", text)
    school, authority = words.school.search(text), words.authority.search(text)
    if words.institute.search(text):
        return Level.MUNICIPAL if words.municipal_body.search(text) else Level.REGIONAL
    if school and not (authority and authority.start() < school.start()):
        return Level.SCHOOL
    if authority or words.ministry.search(text):
        return _level_of_authority(text, words)
    return Level.SCHOOL if words.head_of_school.search(text) else None


def _level_of_authority(text: str, words: OrganisationWords) -> Level:
    """A region's where it is a ministry or names a region and no district or town, else a municipality's."""
    of_region = words.regional.search(text) and not words.municipal.search(text)
    whole = words.ministry.search(text) or words.federal_city.search(text) or of_region
    return Level.REGIONAL if whole else Level.MUNICIPAL


def level_of_title(title: str | None, words: OrganisationWords) -> Level | None:
    """Whose plan a title says it is: one school's, the schools' of a municipality, those of a region."""
    if not title:
        return None
    if words.in_title.search(title):
        return Level.SCHOOL
    if words.federal_city.search(title) and not words.municipal.search(words.federal_city.sub(" ", title)):
        return Level.REGIONAL
    if words.title_municipal.search(title) or words.city.search(title):
        return Level.MUNICIPAL
    if words.schools.search(title) and not words.regional.search(title):
        return Level.SCHOOL
    return Level.REGIONAL if words.regional.search(title) else None


def may_be_one_school(title: str | None, words: OrganisationWords) -> bool:
    """Whether a title may speak of one school or of several: «гимназии города Томска» is both."""
    return bool(title and words.schools.search(title) and not words.in_title.search(title))


def level_of_preamble(text: str, words: OrganisationWords) -> Level | None:
    """Whose plan a preamble speaks for; what it cites («в соответствии с приказом …») says nothing."""
    text = words.cited.sub(" ", text)
    if words.municipal.search(text):
        return Level.MUNICIPAL
    return Level.SCHOOL if words.in_title.search(text) else None
