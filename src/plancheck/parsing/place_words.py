"""What a place is, and the words that go with places' names, made into patterns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from plancheck.parsing.gazetteer import Gazetteer
from plancheck.parsing.signs import LETTERS, OPENS
from plancheck.parsing.stems import Pattern, Sieve, alternation, any_of, beginnings

_SIEVED = ("district", "several", "named_after", "unit", "city", "village", "abbreviated", "before_town", "region")
_NO_SIEVE: Sieve[str] = Sieve(frozenset(), {})
_REST = rf"[{LETTERS}]+(?:-[{LETTERS}]+)*"
WORD = rf"[А-ЯЁ]{_REST}"
_APART = rf"[А-ЯЁ](?<![\w-].){_REST}"  # the capital letter stands first: by it a text is passed over soonest


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


class PlaceWords(NamedTuple):
    """The words that go with places' names, compiled, and the gazetteer."""

    gazetteer: Gazetteer
    district: Pattern
    several: Pattern
    named_after: Pattern
    unit: Pattern
    city: Pattern
    village: Pattern
    region: Pattern
    common: Pattern
    okrug: Pattern
    urban: Pattern
    before_town: Pattern
    bare: Pattern
    nominatives: Mapping[str, str]
    abbreviated: Pattern
    short: Mapping[str, str]
    sieve: Sieve[str] = _NO_SIEVE  # tells the names of the patterns that a text may hold

    @classmethod
    def of(cls, entry: Mapping[str, Any], gazetteer: Gazetteer) -> PlaceWords:
        """From the section `words` of the lexicon of territories."""
        nominatives: Mapping[str, str] = entry["nominatives"]
        short: Mapping[str, str] = entry["short"]
        one = {name: alternation(phrases) for name, phrases in entry.items() if isinstance(phrases, list)}
        filler = rf"(?P<filler>\s+(?i:{one['municipal']}|{one['urban']}))?"
        name = rf"(?P<name>{WORD}(?:\s+{WORD}){{0,2}})"
        kinds = rf"(?i:{one['oblast']}|{one['krai']}|{one['republic']}|{one['okrug']})"

        def begins(*names: str) -> tuple[str, ...]:
            return beginnings(phrase for name in names for phrase in entry[name])

        made = cls(
            gazetteer=gazetteer,
            district=Pattern(
                rf"(?P<name>{_APART}){filler}\s+(?P<noun>(?i:{one['district']}|{one['okrug']}))",
                begins=begins("district", "okrug"),
            ),
            several=Pattern(
                rf"(?P<names>{_APART}(?:(?:\s*,\s*|\s+[ия]\s+){WORD})+){filler}\s+"
                rf"(?P<noun>(?i:{one['districts']}|{one['okrugs']}))",
                begins=begins("districts", "okrugs"),
            ),
            named_after=Pattern(
                rf"(?i:{one['district']})\s+(?i:{one['named_after']})\s*(?P<name>{WORD}(?:\s+{WORD})?)",
                begins=begins("named_after"),
            ),
            unit=Pattern(
                rf"(?:(?i:{one['unit']}))\s*[-]?\s*{OPENS}?\s*(?:(?i:{one['city']})\s*)?{OPENS}?\s*{name}",
                begins=begins("unit"),
            ),
            city=Pattern(rf"(?<!\d{{4}})(?<!\d{{4}}\s)(?i:{one['city']})\s*{OPENS}?\s*{name}", begins=begins("city")),
            village=Pattern(rf"(?<![\w.])(?<![А-ЯЁ]\. ){one['village']}\s*{name}", begins=begins("village")),
            region=Pattern(
                rf"(?P<name>{_APART})(?:\s+(?P<auto>(?i:{one['autonomous']})))?\s+(?P<noun>{kinds})",
                begins=begins("oblast", "krai", "republic", "okrug"),
            ),
            common=any_of(entry["common"]),
            okrug=any_of(entry["okrug"] + entry["okrugs"]),
            urban=any_of(entry["urban"]),
            before_town=any_of(entry["before_town"], followed=r"\s+(?:[а-яё]{1,20}\s+)?[«\"]?$"),
            bare=Pattern(rf"[А-ЯЁ](?<![\w.-].){_REST}(?:\s+{WORD}){{0,2}}"),
            nominatives=nominatives,
            abbreviated=Pattern(rf"(?P<name>{_APART})\s+(?P<noun>{alternation(short)})", begins=beginnings(short)),
            short=short,
        )
        aliases = beginnings(name for those in gazetteer.aliases.values() for name, _ in those)
        patterns = [("alias", Pattern("", begins=aliases)), *((name, getattr(made, name)) for name in _SIEVED)]
        return made._replace(sieve=Sieve.of(patterns))
