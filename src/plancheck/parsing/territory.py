"""Reads whose plan it is on the map: its settlement, district or region, from the head's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.parsing.gazetteer import Gazetteer
from plancheck.parsing.place_words import Kind, Place, PlaceWords
from plancheck.parsing.places import find_places
from plancheck.parsing.sites import hosts_in
from plancheck.parsing.stems import Pattern, any_of
from plancheck.plan import Level

_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_ONLY_PLACE = late_pattern(r"(?:[\W\d_]|\b\w{1,2}\b)*")
_SIZES = {Kind.VILLAGE: 0, Kind.TOWN: 1, Kind.DISTRICT: 2, Kind.REGION: 3}


class TerritoryWords(NamedTuple):
    """The words of places, of citations and addresses, compiled."""

    places: PlaceWords
    cited: Pattern
    address: Pattern
    exempt: Pattern

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> TerritoryWords:
        """From the lexicon of territories, read to plain dicts and lists."""
        places = PlaceWords.of(entry["words"], Gazetteer.of(entry))
        return cls(places, any_of(entry["cited"]), any_of(entry["address"]), any_of(entry["exempt"]))


class OwnTerritory(NamedTuple):
    """Whose plan it is: the nominative name, its kind, the region's name; None where the head does not say.

    `chain`: the places of the head's own lines; `regions`: codes of those it may lie in; `hosts`: its sites.
    """

    name: str | None = None
    kind: Kind | None = None
    region: str | None = None
    regions: frozenset[str] = frozenset()
    chain: tuple[Place, ...] = ()
    hosts: frozenset[str] = frozenset()
    level: Level | None = None


def read_territory(
    head_texts: Sequence[str],
    words: TerritoryWords,
    *,
    organisation: str | None = None,
    title: str | None = None,
    level: Level | None = None,
) -> OwnTerritory:
    """The smallest settlement, district or region that the head names as its own.

    Organisation and title come first, then the head's other lines; lines that cite an act say nothing, and an
    address only helps where nothing else names a place (a district's seat is not smaller than the district).
    """
    chief = [text for text in (organisation, title) if text]
    find = cache(lambda text, villages: find_places(text, words.places, villages=villages))
    plain, addresses = _sorted(head_texts, words, find)
    villages = level is not Level.MUNICIPAL
    ranked = [[place for text in texts for place in find(text, villages)] for texts in (chief, plain, addresses)]
    chain = tuple(place for places in ranked for place in places)
    own = next((place for places in ranked if (place := _smallest(places, level))), None)
    hosts = frozenset(host for text in head_texts for host, _ in hosts_in(text))
    region = _region(chain, own, hosts, words)
    return OwnTerritory(
        name=own.name if own else None,
        kind=own.kind if own else None,
        region=region[0],
        regions=region[1],
        chain=chain,
        hosts=frozenset(host for host in hosts if not words.places.gazetteer.is_general(host)),
        level=level,
    )


def _sorted(
    head_texts: Iterable[str], words: TerritoryWords, find: Callable[[str, bool], tuple[Place, ...]]
) -> tuple[list[str], list[str]]:
    """The lines that speak for the plan, and those that give an address or where an act was signed."""
    plain: list[str] = []
    addresses: list[str] = []
    citing = False
    for text in (line for one in head_texts for line in one.splitlines()):
        cited = words.cited.search(text)
        if cited and words.cited.match(text.strip(' "«(-')):
            citing = True
        elif citing and text[:1].isupper():
            citing = False
        if citing:
            continue
        before_citation = text[: cited.start()] if cited else text
        signed_at = re.sub(r"\d", "", before_citation)
        lone = find(before_citation, True)
        only_place = len(lone) == 1 and len(signed_at.strip()) - (lone[0].end - lone[0].start) <= 12
        is_address = words.address.search(text) or _POSTCODE.search(text)
        (addresses if is_address or only_place else plain).append(before_citation)
    return plain, addresses


def _smallest(places: Sequence[Place], level: Level | None) -> Place | None:
    if level is Level.REGIONAL:
        regional = [place for place in places if place.kind is Kind.REGION or place.name in _cities_of(place)]
        return regional[0] if regional else None
    return min(places, key=lambda place: _SIZES[place.kind], default=None)


def _cities_of(place: Place) -> tuple[str, ...]:
    """A town that is a region of its own (the federal cities) counts as one."""
    return (place.name,) if place.kind is Kind.TOWN and place.regions & {"77", "78", "92"} else ()


def _region(
    chain: Sequence[Place], own: Place | None, hosts: frozenset[str], words: TerritoryWords
) -> tuple[str | None, frozenset[str]]:
    """The region the head names; else the one its town, district or site lies in, where that is certain."""
    named = next((place for place in chain if place.kind is Kind.REGION), None)
    if named:
        return named.name, named.regions
    gazetteer = words.places.gazetteer
    codes = own.regions if own else frozenset[str]()
    for place in chain:
        if len(place.regions) == 1 and (len(codes) != 1 or not own):
            codes = codes & place.regions or place.regions
    if len(codes) != 1:
        sites = frozenset(code for host in hosts if (code := gazetteer.region_of_host(host)))
        codes = (sites & codes or sites) if len(sites) == 1 else codes
    name = gazetteer.regions[next(iter(codes))].name if len(codes) == 1 else None
    return name, codes
