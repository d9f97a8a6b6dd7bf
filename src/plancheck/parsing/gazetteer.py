"""The regions, districts, towns and sites that plancheck knows, and how their names are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.language import fold
from plancheck.parsing.stems import Pattern, any_of

# Endings of Russian place names in all cases; a stem may be left after any of them.
_ENDINGS = frozenset([
    "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ый", "ий", "ой", "ая", "яя", "ое", "ее",
    "ые", "ие", "ых", "их", "ым", "им", "ом", "ем", "ов", "ев", "ам", "ям", "ах", "ях", "ую",
    "юю", "ью", "ей", "ою", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
])  # fmt: skip
_START = late_pattern(r"[^\W\d_]{2,4}")
_ADJECTIVAL = re.compile(r"(?:ый|ий|ой|ая|ую|ое|ого|ому|ие|ые|их|ых)$")
_NOMINATIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
_NOMINATIVE_LETTERS = ("а", "я", "о", "е", "ы", "и", "ь", "й")
_MOST_FORMS = 65_536
_DISTRICTS_ENDINGS = ("ий", "ый", "ой", "ая")


class Region(NamedTuple):
    """A region; `code` is the tax service's («70»)."""

    code: str
    name: str


def district_key(name: str) -> str:
    """What districts are compared by: the adjective without its ending («Канский район» → «канск»)."""
    word = next(iter(fold(name).split(None, 1)), "")
    return word[:-2] if word.endswith(_DISTRICTS_ENDINGS) else word


def _stem(word: str) -> str:
    """The stem of one word of a name in the nominative."""
    cut = word[:-2] if word.endswith(_NOMINATIVE) else word[:-1] if word.endswith(_NOMINATIVE_LETTERS) else word
    return cut if len(cut) >= 2 else word


def town_key(name: str) -> str:
    """What towns are compared by: the stems of the name's words."""
    words = fold(name).split()
    return _stem(words[0]) if len(words) == 1 else " ".join(map(_stem, words))


def keys_of_form(form: str) -> tuple[str, ...]:
    """The keys of the towns whose name may have this form in some case."""
    found = [""]
    for word in fold(form).split():
        stems = [
            word,
            *(word[:cut] for cut in range(max(2, len(word) - 3), len(word)) if word[cut:] in _ENDINGS),
        ]
        found = [f"{so_far} {stem}".strip() for so_far in found for stem in stems]
        if len(found) > 200:  # a name has three words at most
            break
    return tuple(dict.fromkeys(found))


class Gazetteer(NamedTuple):
    """What is known of Russia's territories; keys are those of `district_key` and `town_key`."""

    regions: Mapping[str, Region]
    adjectives: Mapping[str, Region]  # «томск» of «Томская область» → the region
    aliases: Mapping[str, tuple[tuple[str, Region], ...]]  # by their first two letters, the longest first
    alias_starts: Pattern  # a letter that one of them may begin with
    districts: Mapping[str, tuple[str, frozenset[str]]]  # key → (name, codes of regions)
    towns: Mapping[str, Mapping[str, frozenset[str]]]  # key → name → codes: «Северск», «Северская»
    hosts: Mapping[str, str]  # host → code
    general_hosts: frozenset[str]
    coded_host: Pattern
    divided: frozenset[str]
    city_districts: frozenset[str]
    neutral: frozenset[str]
    met: dict[str, tuple[str, frozenset[str]] | None]  # what forms met so far name

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Gazetteer:
        """From the lexicon of territories."""
        regions = {str(code): Region(str(code), one["name"]) for code, one in entry["regions"].items()}
        aliases: list[tuple[str, Region]] = []
        districts: dict[str, tuple[str, frozenset[str]]] = {}
        towns: dict[str, dict[str, frozenset[str]]] = {}
        hosts: dict[str, str] = {}
        for raw_code, one in entry["regions"].items():
            code = str(raw_code)
            own = frozenset({code})
            aliases += [(name, regions[code]) for name in one.get("also", ())]
            for name in _listed(one.get("districts", "")):
                key = district_key(name)
                first, codes = districts.get(key, (name, own))
                districts[key] = first, codes | own
            for name in _listed(one["towns"]):
                named = towns.setdefault(town_key(name), {})
                named[name] = named[name] | own if name in named else own
            hosts.update(dict.fromkeys(one.get("hosts", ()), code))
        adjectives = {
            district_key(region.name): region for region in regions.values() if " " in region.name and _led(region.name)
        }
        sites = entry["sites"]
        before, after = (
            "|".join(map(re.escape, sites["code_before"])),
            "|".join(map(re.escape, sites["code_after"])),
        )
        return cls(
            regions=MappingProxyType(regions),
            adjectives=MappingProxyType(adjectives),
            aliases=_by_start(aliases),
            # The capital letter stands first: by it a text is passed over soonest.
            alias_starts=Pattern(rf"[А-ЯЁ](?<![^\W\d_].)(?<=(?={_any_start(name for name, _ in aliases)}).)"),
            districts=MappingProxyType(districts),
            towns=MappingProxyType(towns),
            hosts=MappingProxyType(hosts),
            general_hosts=frozenset(sites["general"]),
            coded_host=Pattern(rf"(?:^|[.-])(?:(?:{before})-?(?P<a>\d\d)|(?P<b>\d\d)-?(?:{after}))(?:[.-]|$)"),
            divided=frozenset(town_key(name) for name in entry["divided_cities"]),
            city_districts=frozenset(district_key(name) for name in entry["city_districts"]),
            neutral=frozenset(town_key(name) for name in entry["neutral"]),
            met={},
        )

    def town(self, form: str) -> tuple[str, frozenset[str]] | None:
        """The town whose name this is in some case, with the codes of the regions that have one so called."""
        if form in self.met:
            return self.met[form]
        folded = fold(form)
        hits = [hit for key in keys_of_form(form) if key in self.towns for hit in self.towns[key].items()]
        adjectival = _ADJECTIVAL.search(folded) is not None

        def unlike(hit: tuple[str, frozenset[str]]) -> tuple[bool, bool]:
            return fold(hit[0]) != folded, (_ADJECTIVAL.search(fold(hit[0])) is not None) != adjectival

        found = min(hits, key=unlike, default=None)
        if len(self.met) < _MOST_FORMS:
            self.met[form] = found
        return found

    def alias(self, text: str, start: int) -> tuple[Region, int] | None:
        """The region whose short or other name («ХМАО», «Кубань») begins here, and where the name ends."""
        for name, region in self.aliases.get(fold(text[start : start + 2]), ()):
            match = _alias(name).match(text, start)
            if match:
                return region, match.end()
        return None

    def region_of_host(self, host: str) -> str | None:
        """The code of the region whose site this is, by the longest known ending or a code in its name."""
        parts = host.split(".")
        for first in range(len(parts) - 1):
            ending = ".".join(parts[first:])
            if ending in self.hosts:
                return self.hosts[ending]
            if ending in self.general_hosts:
                return None
        coded = self.coded_host.search(host)
        code = (coded["a"] or coded["b"]) if coded else None
        return code if code in self.regions else None

    def is_general(self, host: str) -> bool:
        """Whether the host is a federal body's or a service for all."""
        parts = host.split(".")
        return any(".".join(parts[first:]) in self.general_hosts for first in range(len(parts)))


def _listed(text: str) -> Iterable[str]:
    return (name.strip() for name in text.replace("\n", " ").split(",") if name.strip())


@lru_cache(maxsize=1024)
def _alias(name: str) -> Pattern:
    return any_of([name], exact_case=True)


def _by_start(aliases: Iterable[tuple[str, Region]]) -> Mapping[str, tuple[tuple[str, Region], ...]]:
    found: dict[str, list[tuple[str, Region]]] = {}
    for name, region in sorted(aliases, key=lambda alias: len(alias[0]), reverse=True):
        found.setdefault(fold(name[:2]), []).append((name, region))
    return MappingProxyType({start: tuple(named) for start, named in found.items()})


def _any_start(names: Iterable[str]) -> str:
    """The first two to four letters of any of the names."""
    starts = {found.group() for name in names if (found := _START.match(name))}
    return "|".join(sorted(re.sub("[её]", "[её]", re.sub("[ЕЁ]", "[ЕЁ]", start)) for start in starts))


def _led(name: str) -> bool:
    """Whether the name begins with its adjective («Томская область», not «Республика Коми»)."""
    return fold(name).split()[0].endswith(("ая", "ий", "ый", "ой"))


def region_key(adjective: str) -> str:
    """The key of a region's adjective in any case and gender."""
    return re.sub(r"(?:ого|его|ому|ему|ыми|ими|ый|ий|ой|ая|ую|ым|им|ом|ем|ое|ые|ых|их)$", "", fold(adjective))
