"""Finds the territories and sites that a plan's text names, and says whose each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from plancheck.language import clean
from plancheck.location import Location
from plancheck.parsing.gazetteer import district_key
from plancheck.parsing.place_words import Kind, Place
from plancheck.parsing.places import places_in_line
from plancheck.parsing.sites import hosts_in
from plancheck.parsing.territory import OwnTerritory, TerritoryWords
from plancheck.plan import Belonging, Level, Mention

_AROUND = 40  # characters of context on each side of a quoted place
_NEAR = 110  # how far from a place the word of an exchange or contest may stand
_MAY_NAME = re.compile(r"[А-ЯЁ]|\.[^\W\d_]")  # a capital or a host's dot: each name of a place has one


class _Named(NamedTuple):
    """A territory or site that a text names, and the words around it."""

    name: str
    kind: Literal["territory", "site"]
    belonging: Belonging
    quote: str


def find_mentions(
    texts: Iterable[tuple[str, int | None, Location]], own: OwnTerritory, words: TerritoryWords
) -> tuple[Mention, ...]:
    """The places and sites of the texts, each as often as it stands there.

    A text comes with the index of its measure (None: none) and its location. Left out are federal and
    general sites, sites that nothing is known of, and neighbours named on purpose: an exchange, a contest,
    a conference.
    """
    found: list[Mention] = []
    named: dict[str, tuple[_Named, ...]] = {}  # a plan says much again and again: what one text names is sought once
    for text, measure, location in texts:
        if text not in named:
            line = clean(text).replace("\n", " ")
            named[text] = tuple(_named(line, own, words)) if _MAY_NAME.search(line) else ()
        for name, kind, belonging, quote in named[text]:
            found.append(
                Mention(name=name, kind=kind, belonging=belonging, quote=quote, measure=measure, location=location)
            )
    return tuple(found)


def _named(text: str, own: OwnTerritory, words: TerritoryWords) -> Iterator[_Named]:
    """Each territory and site that counts."""
    for place in places_in_line(text, words.places):
        belonging = _whose(place, own, words)
        if belonging is Belonging.OWN or not _on_purpose(text, place.start, place.end, words):
            yield _Named(place.name, "territory", belonging, _quote(text, place.start, place.end))
    for host, start in hosts_in(text):
        whose = _whose_site(host, own, words)
        if whose:
            yield _Named(host, "site", whose, _quote(text, start, start + len(host)))


def _quote(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return "…" * (first > 0) + text[first:last].strip() + "…" * (last < len(text))


def _on_purpose(text: str, start: int, end: int, words: TerritoryWords) -> bool:
    """Whether the clause around the place speaks of an exchange, a contest, a conference, a university."""
    before = re.split(r"[.;]\s", text[max(0, start - _NEAR) : start])[-1]
    after = re.split(r"[.;](?:\s|$)", text[end : end + _NEAR])[0]
    return bool(words.exempt.search(before) or words.exempt.search(after))


def _whose(place: Place, own: OwnTerritory, words: TerritoryWords) -> Belonging:
    gazetteer = words.places.gazetteer
    if place.kind is Kind.TOWN and place.key in gazetteer.neutral:
        return Belonging.OWN
    if any(place.key == other.key and _alike(place, other) for other in own.chain):
        return Belonging.OWN
    if place.kind is Kind.REGION:
        return _whose_region(place, own)
    apart = bool(own.regions and place.regions and not own.regions & place.regions)
    if place.kind is Kind.TOWN:
        if apart:
            return Belonging.FOREIGN
        inside = len(own.regions) == 1 and bool(own.regions & place.regions)
        return Belonging.OWN if inside or _same_root(place, own) else Belonging.UNKNOWN
    return _whose_district(place, own, words, apart)


def _alike(place: Place, other: Place) -> bool:
    return place.kind is other.kind or {place.kind, other.kind} <= {Kind.TOWN, Kind.VILLAGE}


def _whose_region(place: Place, own: OwnTerritory) -> Belonging:
    if own.region == place.name or (own.regions and own.regions & place.regions and len(own.regions) == 1):
        return Belonging.OWN
    told = own.region is not None or bool(own.regions)
    if told and place.regions and not own.regions & place.regions:
        return Belonging.FOREIGN
    return Belonging.UNKNOWN


def _same_root(place: Place, own: OwnTerritory) -> bool:
    """«Канский район» beside «Канск»: a town and the district around it share a stem."""
    root = district_key(place.key).replace(" ", "-")[:4]
    return len(root) >= 3 and any(other.key.replace(" ", "-").startswith(root) for other in own.chain)


def _whose_district(place: Place, own: OwnTerritory, words: TerritoryWords, apart: bool) -> Belonging:
    """Foreign: in another region, or beside a district of the plan's own; a city's own says nothing."""
    gazetteer = words.places.gazetteer
    if own.kind is Kind.REGION or own.level is Level.REGIONAL:
        return Belonging.OWN if own.regions & place.regions else _foreign_if(apart)
    if own.kind is Kind.TOWN and place.key in gazetteer.city_districts:
        divided = any(other.key in gazetteer.divided for other in own.chain if other.kind is Kind.TOWN)
        return Belonging.OWN if divided else Belonging.UNKNOWN
    if not apart and own.kind is Kind.TOWN and _same_root(place, own):
        return Belonging.OWN
    return _foreign_if(apart or any(other.kind is Kind.DISTRICT for other in own.chain))


def _foreign_if(sure: bool) -> Belonging:
    return Belonging.FOREIGN if sure else Belonging.UNKNOWN


def _whose_site(host: str, own: OwnTerritory, words: TerritoryWords) -> Belonging | None:
    """Whose site it is; None of federal bodies, general services and sites that nothing is known of."""
    gazetteer = words.places.gazetteer
    if host in own.hosts:
        return Belonging.OWN
    code = gazetteer.region_of_host(host)
    if code is None:
        return None
    if code in own.regions:
        return Belonging.OWN if len(own.regions) == 1 else Belonging.UNKNOWN
    return Belonging.FOREIGN if own.regions else Belonging.UNKNOWN
