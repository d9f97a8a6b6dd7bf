"""Finds the territories a text names, each in the nominative: regions, districts and okrugs, towns, villages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from plancheck.language import clean, fold
from plancheck.language.morphology import analyzer, grammemes
from plancheck.parsing.gazetteer import Gazetteer, district_key, region_key, town_key
from plancheck.parsing.stems import alternation, any_of

_WORD = r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*"
_ADJECTIVE = re.compile(r"(?:ого|его|ому|ему|ым|им|ом|ем|ый|ий|ой)$")
_DESCRIBES = re.compile(r"(?:ая|ое|ый|ий|ые|ие)$")  # «Большая Речка»: the name goes on
_OTHER_NAMES = frozenset(["NOUN", "ADJF", "ADJS", "Surn", "Name", "Patr"])
_SURE_ADJECTIVE = re.compile(r"(.+[сц]к)(?:ого|ому|ом|им|ий)$")
_INITIALS = re.compile(r"\s+[А-ЯЁ]\.")
_SURE_STEM = re.compile(r"(?:ск|цк|град|бург|поль|горск|ов|ев|ин)(?P<end>а|е|у|ом)$")


class Kind(StrEnum):
    """What a place is, smallest first."""

    VILLAGE = "village"
    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Place:
    """A territory named in `[start, end)`; `regions` are the codes of those it may lie in, empty where not known."""

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
        name = rf"(?P<name>{_WORD}(?:\s+{_WORD}){{0,2}})"
        kinds = rf"(?i:{one['oblast']}|{one['krai']}|{one['republic']}|{one['okrug']})"
        return cls(
            gazetteer=gazetteer,
            district=re.compile(
                rf"(?<![\w-])(?P<name>{_WORD}){filler}\s+(?P<noun>(?i:{one['district']}|{one['okrug']}))"
            ),
            several=re.compile(
                rf"(?<![\w-])(?P<names>{_WORD}(?:(?:\s*,\s*|\s+[ия]\s+){_WORD})+){filler}\s+"
                rf"(?P<noun>(?i:{one['districts']}|{one['okrugs']}))"
            ),
            named_after=re.compile(
                rf"(?i:{one['district']})\s+(?i:{one['named_after']})\s*(?P<name>{_WORD}(?:\s+{_WORD})?)"
            ),
            unit=re.compile(
                rf"(?:(?i:{one['unit']}))\s*[-]?\s*[«\"“]?\s*(?:(?i:{one['city']})\s*)?[«\"“]?\s*{name}"
            ),
            city=re.compile(rf"(?<!\d{{4}})(?<!\d{{4}}\s)(?i:{one['city']})\s*[«\"“]?\s*{name}"),
            village=re.compile(rf"(?<![\w.])(?i:{one['village']})\s*{name}"),
            region=re.compile(
                rf"(?<![\w-])(?P<name>{_WORD})(?:\s+(?P<auto>(?i:{one['autonomous']})))?\s+(?P<noun>{kinds})"
            ),
            common=any_of(entry["common"]),
            okrug=any_of(entry["okrug"] + entry["okrugs"]),
            urban=any_of(entry["urban"]),
            before_town=re.compile(
                rf"(?:{one['before_town']})\s+(?:[а-яё]{{1,20}}\s+)?[«\"]?$", re.IGNORECASE
            ),
            bare=re.compile(rf"(?<![\w.-]){_WORD}(?:\s+{_WORD}){{0,2}}"),
            nominatives=nominatives,
            abbreviated=re.compile(rf"(?<![\w-])(?P<name>{_WORD})\s+(?P<noun>{alternation(short)})"),
            short=short,
        )


def find_places(text: str, words: PlaceWords, *, villages: bool = False) -> tuple[Place, ...]:
    """The territories that the text names, in order, none within another; villages only where asked for.

    «Район» alone, streets, schools' names and universities are none. Time grows with the text's length only.
    """
    text = clean(text).replace("\n", " ")
    taken: list[Place] = []
    readers = [_regions, _several, _districts, _abbreviated, _named_after, _units, _cities]
    for reader in (*readers, *([_villages] if villages else []), _bare_towns):
        for place in reader(text, words):
            if not any(place.start < other.end and other.start < place.end for other in taken[-400:]):
                taken.append(place)
    return tuple(sorted(taken, key=lambda place: place.start))


def _capitals(name: str) -> str:
    """Each part with one capital («СЕВЕРО-ЕНИСЕЙСКИЙ» → «Северо-Енисейский»); short inner parts stay small."""
    parts = re.split(r"([ -])", name.lower())
    return "".join(
        part if index and len(part) <= 2 and part in ("на", "о", "де", "ла") else part[:1].upper() + part[1:]
        for index, part in enumerate(parts)
    )


@lru_cache(maxsize=4096)
def masculine(adjective: str) -> str | None:
    """The nominative masculine of an adjective of place in any case («Идринском» → «Идринский»); None of others."""
    if not _ADJECTIVE.search(fold(adjective)):
        return None
    for parse in analyzer().parse(adjective.lower()):
        if "ADJF" in parse.tag and "sing" in parse.tag and "masc" in parse.tag:
            form = parse.inflect({"masc", "sing", "nomn"})
            return _capitals(form.word if form else parse.normal_form)
    sure = _SURE_ADJECTIVE.match(adjective.lower())  # «Каменском» is only a town's case to the dictionary
    return _capitals(sure[1] + "ий") if sure else None


def _district(
    adjective: str, filler: str | None, noun: str, start: int, end: int, words: PlaceWords
) -> Place | None:
    if words.common.match(adjective):
        return None
    name = masculine(adjective)
    if not name:
        return None
    key = district_key(name)
    known, codes = words.gazetteer.districts.get(key, (name, frozenset[str]()))
    kinds = words.nominatives
    if words.okrug.search(noun):
        if not filler:
            return None  # «Приволжский округ»: federal, military, a city's own
        kind = kinds["urban"] if words.urban.search(filler) else kinds["municipal"]
        return Place(f"{known} {kind} {kinds['okrug']}", Kind.DISTRICT, key, codes, start, end)
    return Place(f"{known} {kinds['district']}", Kind.DISTRICT, key, codes, start, end)


def _districts(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.district.finditer(text):
        place = _district(match["name"], match["filler"], match["noun"], match.start(), match.end(), words)
        if place:
            yield place


def _several(text: str, words: PlaceWords) -> Iterator[Place]:
    """«Енисейского и Канского районов»: each is a place of its own."""
    for match in words.several.finditer(text):
        for name in re.finditer(_WORD, match["names"]):
            start = match.start() + name.start()
            place = _district(
                name.group(), match["filler"], match["noun"], start, start + len(name.group()), words
            )
            if place:
                yield place


def _abbreviated(text: str, words: PlaceWords) -> Iterator[Place]:
    """«Каменского ГО», «Сосновского МР»; «Школьного МО» is a teachers' association."""
    for match in words.abbreviated.finditer(text):
        if _SURE_ADJECTIVE.match(match["name"].lower()):
            kind = words.short[match["noun"]]
            filler = None if kind == "district" else words.nominatives[kind]
            noun = words.nominatives["district" if filler is None else "okrug"]
            place = _district(match["name"], filler, noun, match.start(), match.end(), words)
            if place:
                yield place


def _named_after(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.named_after.finditer(text):
        name = f"{words.nominatives['named_after']} {match['name']}"
        known = {entry for entry in words.gazetteer.districts.values() if entry[0] == name}
        codes = next(iter(known))[1] if known else frozenset[str]()
        yield Place(
            f"{words.nominatives['district']} {name}",
            Kind.DISTRICT,
            fold(name),
            codes,
            match.start(),
            match.end(),
        )


def _regions(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.region.finditer(text):
        region = words.gazetteer.adjectives.get(region_key(match["name"]))
        noun = fold(match["noun"])[:3]
        if region and any(fold(part).startswith(noun) for part in region.name.split()):
            yield Place(
                region.name, Kind.REGION, region.code, frozenset({region.code}), match.start(), match.end()
            )
        elif not words.okrug.search(match["noun"]) and not region and not words.common.match(match["name"]):
            name = _feminine(match["name"], match["noun"])
            if name:
                yield Place(name, Kind.REGION, fold(name), frozenset(), match.start(), match.end())
    for found in words.gazetteer.any_alias.finditer(text):
        alias = next(
            region for pattern, region in words.gazetteer.aliases if pattern.match(text, found.start())
        )
        yield Place(alias.name, Kind.REGION, alias.code, frozenset({alias.code}), found.start(), found.end())


def _feminine(adjective: str, noun: str) -> str | None:
    """The nominative of a region that the gazetteer has not («Энской области» → «Энская область»)."""
    head = next(
        (one for one in analyzer().parse(noun.lower()) if "NOUN" in one.tag and "sing" in one.tag), None
    )
    if head is None or not re.search(r"ск(?:ая|ой|ую|ий|ого|ому|ом|им)$", fold(adjective)):
        return None
    gender = "femn" if "femn" in head.tag else "masc"
    for parse in analyzer().parse(adjective.lower()):
        form = parse.inflect({gender, "sing", "nomn"}) if "ADJF" in parse.tag else None
        if form:
            return f"{_capitals(form.word)} {head.normal_form}"
    return None


def _town(name: str, start: int, words: PlaceWords, *, certain: bool) -> Place | None:
    """The town at a place of the text: the longest name the gazetteer has, else (if `certain`) one word as a name."""
    pieces = name.split(" ")
    for size in range(len(pieces), 0, -1):
        form = " ".join(pieces[:size])
        town = words.gazetteer.town(form)
        if town:
            known, codes = town
            return Place(known, Kind.TOWN, town_key(known), codes, start, start + len(form))
    if not certain:
        return None
    nominative = _nominative(pieces[0])
    if nominative is None:
        return None
    return Place(nominative, Kind.TOWN, town_key(nominative), frozenset(), start, start + len(pieces[0]))


@lru_cache(maxsize=4096)
def _nominative(word: str) -> str | None:
    """The nominative of a town's name that the gazetteer has not; None of a common word («г. Школа»)."""
    parses = analyzer().parse(word.lower())
    places = [parse for parse in parses if "Geox" in parse.tag and "sing" in parse.tag]
    if places:
        whole = any("nomn" in parse.tag for parse in places)
        return _capitals(word if whole else places[0].normal_form)
    if analyzer().word_is_known(word.lower()) and not any(
        "Surn" in parse.tag or "ADJF" in parse.tag for parse in parses
    ):
        return None
    sure = _SURE_STEM.search(word.lower())
    return _capitals(word[: sure.start("end")] if sure else word)


def _units(text: str, words: PlaceWords) -> Iterator[Place]:
    """«Городской округ Энск», «МО «Город Энск»»: called by the name alone."""
    for match in words.unit.finditer(text):
        place = _town(match["name"], match.start("name"), words, certain=True)
        if place:
            yield place


def _cities(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.city.finditer(text):
        if _INITIALS.match(text, match.end()):  # «до 15 г. Иванов И.И.»
            continue
        place = _town(match["name"], match.start("name"), words, certain=True)
        if place:
            yield place


def _villages(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.village.finditer(text):
        pieces = match["name"].split(" ")
        size = 2 if len(pieces) > 1 and _DESCRIBES.search(pieces[0]) else 1
        name = " ".join(pieces[:size])
        town = words.gazetteer.town(name)
        shown = town[0] if town else (_nominative(name) if size == 1 else None) or _capitals(name)
        codes = town[1] if town else frozenset[str]()
        yield Place(
            shown, Kind.VILLAGE, town_key(shown), codes, match.start(), match.start("name") + len(name)
        )


def _bare_towns(text: str, words: PlaceWords) -> Iterator[Place]:
    """A town's name without «г.», after «в», «администрации» and the like, where it can be nothing else."""
    for match in words.bare.finditer(text):
        if not words.before_town.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        place = _town(match.group(), match.start(), words, certain=False)
        if place and _only_a_place(text[place.start : place.end]):
            yield place


def _only_a_place(name: str) -> bool:
    """No surname, first name, adjective or common noun has this form."""
    if " " in name or "-" in name:
        return True
    readings = grammemes(name)
    others = [reading for reading in readings if "Geox" not in reading and reading & _OTHER_NAMES]
    return not others and any("Geox" in reading for reading in readings)
