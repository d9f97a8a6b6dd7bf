"""Finds the territories a text names, in the nominative: regions, districts, towns, villages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from plancheck.compiling_late import late_pattern
from plancheck.language import clean, fold
from plancheck.language.morphology import analyzer, grammemes
from plancheck.parsing.gazetteer import district_key, region_key, town_key
from plancheck.parsing.place_words import WORD, Kind, Place, PlaceWords

_ADJECTIVE = late_pattern(r"(?:ого|его|ому|ему|ым|им|ом|ем|ый|ий|ой)$")
_DESCRIBES = late_pattern(r"(?:ая|яя|ое|ее|ый|ий|ые|ие)$")  # «Большая Речка»: the name goes on
_OTHER_NAMES = frozenset(["NOUN", "ADJF", "ADJS", "Surn", "Name", "Patr"])
_SURE_ADJECTIVE = late_pattern(r"(.+[сц]к)(?:ого|ому|ом|им|ий)$")
_INITIALS = late_pattern(r"\s+[А-ЯЁ]\.")
_SURE_STEM = late_pattern(r"(?:ск|цк|град|бург|поль|горск|ов|ев|ин)(?P<end>а|е|у|ом)$")


def find_places(text: str, words: PlaceWords, *, villages: bool = False) -> tuple[Place, ...]:
    """The territories that the text names, in order, none within another; villages only where asked for.

    «Район» alone, streets, schools' names and universities are none. Time grows with the text's length only.
    """
    return places_in_line(clean(text).replace("\n", " "), words, villages=villages)


def places_in_line(text: str, words: PlaceWords, *, villages: bool = False) -> tuple[Place, ...]:
    """The same, in a text that is clean and one line: what its words tell it may hold is sought."""
    taken: list[Place] = []
    held = words.sieve.keys_in(text)
    if not held:
        return ()
    for needed, reader in _READERS:
        if needed not in held or (reader is _villages and not villages):
            continue
        for place in reader(text, words):
            if not any(place.start < other.end and other.start < place.end for other in taken[-400:]):
                taken.append(place)
    return tuple(sorted(taken, key=lambda place: place.start))


def _capitals(name: str) -> str:
    """Each part with one capital («СЕВЕРО-ЕНИСЕЙСКИЙ» → «Северо-Енисейский»), «на» without."""
    parts = re.split(r"([ -])", name.lower())
    return "".join(
        part if index and len(part) <= 2 and part in ("на", "о", "де", "ла") else part[:1].upper() + part[1:]
        for index, part in enumerate(parts)
    )


@lru_cache(maxsize=4096)
def masculine(adjective: str) -> str | None:
    """The nominative masculine of an adjective in any case («Канском» → «Канский»); None of other words."""
    if not _ADJECTIVE.search(fold(adjective)):
        return None
    for parse in analyzer().parse(adjective.lower()):
        if "ADJF" in parse.tag and "sing" in parse.tag and "masc" in parse.tag:
            form = parse.inflect({"masc", "sing", "nomn"})
            return _capitals(form.word if form else parse.normal_form)
    sure = _SURE_ADJECTIVE.match(adjective.lower())  # «Каменском» is only a town's case to the dictionary
    return _capitals(sure[1] + "ий") if sure else None


def _district(adjective: str, filler: str | None, noun: str, span: tuple[int, int], words: PlaceWords) -> Place | None:
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
        return Place(f"{known} {kind} {kinds['okrug']}", Kind.DISTRICT, key, codes, *span)
    return Place(f"{known} {kinds['district']}", Kind.DISTRICT, key, codes, *span)


def _districts(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.district.compiled.finditer(text):
        place = _district(match["name"], match["filler"], match["noun"], match.span(), words)
        if place:
            yield place


def _several(text: str, words: PlaceWords) -> Iterator[Place]:
    """«Енисейского и Канского районов»: each is a place of its own."""
    for match in words.several.compiled.finditer(text):
        for name in re.finditer(WORD, match["names"]):
            start = match.start() + name.start()
            place = _district(name.group(), match["filler"], match["noun"], (start, start + len(name.group())), words)
            if place:
                yield place


def _abbreviated(text: str, words: PlaceWords) -> Iterator[Place]:
    """«Каменского ГО», «Сосновского МР»; «Школьного МО» is a teachers' association."""
    for match in words.abbreviated.compiled.finditer(text):
        if _SURE_ADJECTIVE.match(match["name"].lower()):
            kind = words.short[match["noun"]]
            filler = None if kind == "district" else words.nominatives[kind]
            noun = words.nominatives["district" if filler is None else "okrug"]
            place = _district(match["name"], filler, noun, match.span(), words)
            if place:
                yield place


def _named_after(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.named_after.compiled.finditer(text):
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
    for match in words.region.compiled.finditer(text):
        region = words.gazetteer.adjectives.get(region_key(match["name"]))
        noun = fold(match["noun"])[:3]
        if region and any(fold(part).startswith(noun) for part in region.name.split()):
            yield Place(region.name, Kind.REGION, region.code, frozenset({region.code}), match.start(), match.end())
        elif not words.okrug.search(match["noun"]) and not region and not words.common.match(match["name"]):
            name = _feminine(match["name"], match["noun"])
            if name:
                yield Place(name, Kind.REGION, fold(name), frozenset(), match.start(), match.end())


def _aliases(text: str, words: PlaceWords) -> Iterator[Place]:
    """«ХМАО», «Кубань»: regions by their short and other names."""
    end = 0
    for found in words.gazetteer.alias_starts.finditer(text):
        start = found.start()
        alias = words.gazetteer.alias(text, start) if start >= end else None
        if alias:
            region, end = alias
            yield Place(region.name, Kind.REGION, region.code, frozenset({region.code}), start, end)


def _feminine(adjective: str, noun: str) -> str | None:
    """The nominative of a region that the gazetteer has not («Энской области» → «Энская область»)."""
    head = next((one for one in analyzer().parse(noun.lower()) if "NOUN" in one.tag and "sing" in one.tag), None)
    if head is None or not re.search(r"ск(?:ая|ой|ую|ий|ого|ому|ом|им)$", fold(adjective)):
        return None
    gender = "femn" if "femn" in head.tag else "masc"
    for parse in analyzer().parse(adjective.lower()):
        form = parse.inflect({gender, "sing", "nomn"}) if "ADJF" in parse.tag else None
        if form:
            return f"{_capitals(form.word)} {head.normal_form}"
    return None


def _town(name: str, start: int, words: PlaceWords, *, certain: bool) -> Place | None:
    """The town named here: the longest name the gazetteer has, else (if `certain`) the first word."""
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
    for match in words.unit.compiled.finditer(text):
        place = _town(match["name"], match.start("name"), words, certain=True)
        if place:
            yield place


def _cities(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.city.compiled.finditer(text):
        if _INITIALS.match(text, match.end()):  # «до 15 г. Иванов И.И.»
            continue
        place = _town(match["name"], match.start("name"), words, certain=True)
        if place:
            yield place


def _villages(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in words.village.compiled.finditer(text):
        pieces = match["name"].split(" ")
        size = 2 if len(pieces) > 1 and _DESCRIBES.search(pieces[0]) else 1
        name = " ".join(pieces[:size])
        town = words.gazetteer.town(name)
        shown = town[0] if town else (_nominative(name) if size == 1 else None) or _capitals(name)
        codes = town[1] if town else frozenset[str]()
        yield Place(shown, Kind.VILLAGE, town_key(shown), codes, match.start(), match.start("name") + len(name))


def _bare_towns(text: str, words: PlaceWords) -> Iterator[Place]:
    """A town's name without «г.», after «в», «администрации» and the like, where it can be nothing else."""
    for match in words.bare.finditer(text):
        place = _town(match.group(), match.start(), words, certain=False) if match.start() else None
        if (
            place
            and words.before_town.search(text[max(0, match.start() - 40) : match.start()])
            and _only_a_place(text[place.start : place.end])
        ):
            yield place


_READERS: tuple[tuple[str, Callable[[str, PlaceWords], Iterator[Place]]], ...] = (
    ("region", _regions),
    ("alias", _aliases),
    ("several", _several),
    ("district", _districts),
    ("abbreviated", _abbreviated),
    ("named_after", _named_after),
    ("unit", _units),
    ("city", _cities),
    ("village", _villages),
    ("before_town", _bare_towns),
)
"""The readers in the order of their right to a word, each with the pattern that a text must hold for it."""


def _only_a_place(name: str) -> bool:
    """No surname, first name, adjective or common noun has this form."""
    if " " in name or "-" in name:
        return True
    readings = grammemes(name)
    others = [reading for reading in readings if "Geox" not in reading and reading & _OTHER_NAMES]
    return not others and any("Geox" in reading for reading in readings)
