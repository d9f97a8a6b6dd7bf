"""Territories: what a text names, whose plan it is, and whose each named place or site is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.location import Location
from plancheck.parsing import shipped_lexicons
from plancheck.parsing.mentions import find_mentions
from plancheck.parsing.places import find_places
from plancheck.parsing.sites import hosts_in
from plancheck.parsing.territory import OwnTerritory, read_territory
from plancheck.plan import Belonging, Level
from plancheck.yaml_source import read_yaml_file

FOLDER = Path(__file__).parent / "cases"
PLACES = read_yaml_file(FOLDER / "places.yaml").value
OWN = read_yaml_file(FOLDER / "own_territories.yaml").value
MENTIONS = read_yaml_file(FOLDER / "mentions.yaml").value
WORDS = shipped_lexicons().territories


@pytest.mark.parametrize(("text", "names"), PLACES)
def test_places_are_named_in_the_nominative(text: str, names: list[str]) -> None:
    assert [place.name for place in find_places(text, WORDS.places)] == names


@pytest.mark.parametrize("case", OWN, ids=[str(case["name"]) + str(i) for i, case in enumerate(OWN)])
def test_the_head_tells_whose_plan_it_is(case: dict[str, Any]) -> None:
    own = read_territory(
        case["head"],
        WORDS,
        organisation=case.get("organisation"),
        title=case.get("title"),
        level=Level(case["level"]),
    )
    assert (own.name, own.region) == (case["name"], case["region"])


@pytest.mark.parametrize("case", MENTIONS, ids=[case["text"] for case in MENTIONS])
def test_a_named_place_is_own_foreign_or_unknown(case: dict[str, Any]) -> None:
    own = read_territory([case["head"]], WORDS, level=Level(case["level"]))
    found = find_mentions([(case["text"], 3, Location(line=7))], own, WORDS)
    assert {one.name: one.belonging.value for one in found} == case["found"]
    assert all(one.measure == 3 and one.location.line == 7 for one in found)


def test_every_place_of_a_name_is_a_mention_of_its_own() -> None:
    own = read_territory(["Отдел образования Канского района"], WORDS, level=Level.MUNICIPAL)
    texts = [("в Абанском районе", 0, Location()), ("и в Абанском районе", 4, Location())]
    found = find_mentions(texts, own, WORDS)
    assert [(one.name, one.measure, one.belonging) for one in found] == [
        ("Абанский район", 0, Belonging.FOREIGN),
        ("Абанский район", 4, Belonging.FOREIGN),
    ]
    assert found[1].quote == "и в Абанском районе"


def test_a_site_of_the_plans_own_head_is_its_own() -> None:
    own = read_territory(["Отдел образования, почта roo@lesnoe-obr.ru"], WORDS)
    found = find_mentions([("на сайте lesnoe-obr.ru", None, Location())], own, WORDS)
    assert [(one.name, one.belonging) for one in found] == [("lesnoe-obr.ru", Belonging.OWN)]


def test_hosts_are_told_from_file_names_and_abbreviations() -> None:
    text = "http://www.a-b.ru/x, т.е. план.docx, ivan@mail.ru, школа.рф, и.о. директора, https://x.tatar"
    assert [host for host, _ in hosts_in(text)] == ["a-b.ru", "mail.ru", "школа.рф", "x.tatar"]


def test_an_empty_head_has_no_territory() -> None:
    assert read_territory([], WORDS) == OwnTerritory()


@given(st.text(alphabet="Вв городе. Канск-ого района,обл«»г. 20краяТомсиРеспублик", max_size=150))
def test_no_text_makes_the_search_fail(text: str) -> None:
    own = read_territory([text], WORDS, title=text)
    places = find_places(text, WORDS.places, villages=True)
    assert all(place.start < place.end for place in places)
    assert all(one.name for one in find_mentions([(text, None, Location())], own, WORDS))


@pytest.mark.parametrize(
    "text",
    [
        "школы Абанского района Красноярского края, г. Канск; " * 2000,
        "А" * 100_000,
        "Томск " * 20_000,
        "a." * 50_000,
        "х-" * 50_000,
    ],
    ids=["many places", "one word", "many towns", "dots", "hyphens"],
)
def test_a_long_text_is_searched_to_its_end(text: str) -> None:
    found = find_mentions([(text, None, Location())], OwnTerritory(), WORDS)
    assert all(mention.quote and mention.name for mention in found)
