"""What a place is, and the words that go with places' names, made into patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from plancheck.parsing.gazetteer import Gazetteer
from plancheck.parsing.stems import alternation, any_of

WORD = r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*"


class Kind(StrEnum):
    """What a place is, smallest first."""

    VILLAGE = "village"
    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Place:
    """A territory named in `[start, end)`; `regions`: codes of those it may lie in, empty where not known."""

    name: str
    kind: Kind
    key: str
    regions: frozenset[str]
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words that go with places' names, compiled, and the gazetteer."""

    gazetteer: Gazetteer
    district: re.Pattern[str]
    several: re.Pattern[str]
    named_after: re.Pattern[str]
    unit: re.Pattern[str]
    city: re.Pattern[str]
    village: re.Pattern[str]
    region: re.Pattern[str]
    common: re.Pattern[str]
    okrug: re.Pattern[str]
    urban: re.Pattern[str]
    before_town: re.Pattern[str]
    bare: re.Pattern[str]
    nominatives: Mapping[str, str]
    abbreviated: re.Pattern[str]
    short: Mapping[str, str]

    @classmethod
    def of(cls, entry: Mapping[str, Any], gazetteer: Gazetteer) -> PlaceWords:
        """From the section `words` of the lexicon of territories."""
        nominatives: Mapping[str, str] = entry["nominatives"]
        short: Mapping[str, str] = entry["short"]
        one = {name: alternation(phrases) for name, phrases in entry.items() if isinstance(phrases, list)}
        filler = rf"(?P<filler>\s+(?i:{one['municipal']}|{one['urban']}))?"
        name = rf"(?P<name>{WORD}(?:\s+{WORD}){{0,2}})"
        kinds = rf"(?i:{one['oblast']}|{one['krai']}|{one['republic']}|{one['okrug']})"
        return cls(
            gazetteer=gazetteer,
            district=re.compile(
                rf"(?<![\w-])(?P<name>{WORD}){filler}\s+(?P<noun>(?i:{one['district']}|{one['okrug']}))"
            ),
            several=re.compile(
                rf"(?<![\w-])(?P<names>{WORD}(?:(?:\s*,\s*|\s+[ия]\s+){WORD})+){filler}\s+"
                rf"(?P<noun>(?i:{one['districts']}|{one['okrugs']}))"
            ),
            named_after=re.compile(
                rf"(?i:{one['district']})\s+(?i:{one['named_after']})\s*(?P<name>{WORD}(?:\s+{WORD})?)"
            ),
            unit=re.compile(rf"(?:(?i:{one['unit']}))\s*[-]?\s*[«\"“]?\s*(?:(?i:{one['city']})\s*)?[«\"“]?\s*{name}"),
            city=re.compile(rf"(?<!\d{{4}})(?<!\d{{4}}\s)(?i:{one['city']})\s*[«\"“]?\s*{name}"),
            village=re.compile(rf"(?<![\w.])(?i:{one['village']})\s*{name}"),
            region=re.compile(
                rf"(?<![\w-])(?P<name>{WORD})(?:\s+(?P<auto>(?i:{one['autonomous']})))?\s+(?P<noun>{kinds})"
            ),
            common=any_of(entry["common"]),
            okrug=any_of(entry["okrug"] + entry["okrugs"]),
            urban=any_of(entry["urban"]),
            before_town=re.compile(rf"(?:{one['before_town']})\s+(?:[а-яё]{{1,20}}\s+)?[«\"]?$", re.IGNORECASE),
            bare=re.compile(rf"(?<![\w.-]){WORD}(?:\s+{WORD}){{0,2}}"),
            nominatives=nominatives,
            abbreviated=re.compile(rf"(?<![\w-])(?P<name>{WORD})\s+(?P<noun>{alternation(short)})"),
            short=short,
        )
