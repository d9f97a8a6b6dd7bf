"""A lexicon's file with amendments has its entries where they came from, and the shipped file stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plancheck.lexicons import Amendment
from plancheck.lexicons.amended import AmendedFile, entries_at
from plancheck.parsing.lexicon_making import lexicon_files
from plancheck.parsing.lexicons import lexicons_with
from plancheck.resources import shipped_rulesets
from plancheck.rules import load_ruleset
from plancheck.yaml_source import YamlFile, read_yaml

TEXT = """\
topics:
  order:
    phrases: [приказ, распоряжение, {phrase: указ, unless: [проект]}]
    unless: отчёт
months:
  9: [сентябрь]
regions:
  07: {districts: "Первый, Второй"}
"""


@pytest.fixture
def file() -> YamlFile:
    return read_yaml(TEXT, "words.yaml")


def amendment(path: str, entry: Any, *, adds: bool, line: int = 9) -> Amendment:
    return Amendment("words", tuple(path.split(".")), json.dumps(entry), adds, "own.yaml", line, 5)


def test_an_unamended_file_is_the_file_itself(file: YamlFile) -> None:
    assert AmendedFile(file).value is file.value


def test_each_entry_knows_where_it_stands(file: YamlFile) -> None:
    made = AmendedFile(
        file,
        [
            amendment("topics.order.phrases", "приказ", adds=False),
            amendment("topics.order.phrases", "наказ", adds=True),
        ],
    )
    path = ("topics", "order", "phrases")
    assert entries_at(made.value, path) == ["распоряжение", {"phrase": "указ", "unless": ["проект"]}, "наказ"]
    assert made.place((*path, 0)) == ("words.yaml", 3, 23)
    assert made.place((*path, 1, "unless", 0)) == ("words.yaml", 3, 61)
    assert made.place((*path, 2)) == ("own.yaml", 9, 5)
    assert [made.added((*path, index)) is not None for index in range(3)] == [False, False, True]
    assert file.value["topics"]["order"]["phrases"][0] == "приказ"


@pytest.mark.parametrize(
    ("path", "entry", "then"),
    [
        ("topics.order.unless", "итог", ["отчёт", "итог"]),
        ("topics.order.spoken", "приказом", ["приказом"]),
        ("months.9", "сент", ["сентябрь", "сент"]),
        ("regions.07.districts", "Третий", ["Первый", "Второй", "Третий"]),
        ("procedures.МПР.acronyms", "МПР", ["МПР"]),
    ],
)
def test_an_entry_is_added_whatever_form_the_list_has(file: YamlFile, path: str, entry: str, then: list[str]) -> None:
    made = AmendedFile(file, [amendment(path, entry, adds=True)])
    assert entries_at(made.value, tuple(path.split("."))) == then


def test_a_phrase_with_conditions_is_taken_out_by_its_phrase(file: YamlFile) -> None:
    made = AmendedFile(file, [amendment("topics.order.phrases", "указ", adds=False)])
    assert made.value["topics"]["order"]["phrases"] == ["приказ", "распоряжение"]


def test_every_shipped_entry_has_the_place_it_had(tmp_path: Path) -> None:
    folder = shipped_rulesets() / "lexicons"
    for name, one in lexicon_files(folder).items():
        for path in (("schema",), tuple(one.value)[:1]):
            assert one.place(path)[0] == str(folder / f"{name}.yaml")


def test_a_region_has_one_more_district(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "schema: plancheck.ruleset/1\nname: own\nversion: '1'\ntitle: {ru: а, en: a}\n"
        "lexicons: {territories: {regions: {70: {districts: {add: [Заозёрнинский]}}}}}\n",
        "utf-8",
    )
    shipped, ours = lexicons_with(load_ruleset("objectivity-base").lexicons), lexicons_with(load_ruleset(own).lexicons)
    named = [{name for name, _ in one.territories.places.gazetteer.districts.values()} for one in (shipped, ours)]
    assert named[1] - named[0] == {"Заозёрнинский"}
