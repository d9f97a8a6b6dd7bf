"""The entries of lexicons that words meet or nearly meet are told, with what stood in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.language import words
from plancheck.parsing import shipped_lexicons
from plancheck.parsing.hits import Stand, entry_paths, topic_hits
from plancheck.parsing.topics import topics_of
from plancheck.resources import shipped_rulesets
from plancheck.yaml_source import read_yaml_file

KNOWN = shipped_lexicons()
CASES = read_yaml_file(Path(__file__).parent / "cases" / "topics.yaml").value
TEXTS = [row["text"] for rows in CASES.values() for row in rows]


def stands(text: str) -> dict[str, set[tuple[Stand, str]]]:
    found: dict[str, set[tuple[Stand, str]]] = {}
    for hit in topic_hits(words(text), KNOWN.topics, KNOWN.clauses):
        found.setdefault(hit.entry.code, set()).add((hit.stand, hit.by))
    return found


@pytest.mark.parametrize(
    ("text", "code", "stand", "by"),
    [
        ("Назначение школьного координатора", "coordinator", Stand.GIVEN, ""),
        ("Ознакомление с приказом о проведении ВПР", "order", Stand.VOIDED, None),
        ("Совещание о присутствии наблюдателей на ВПР", "observers", Stand.BEYOND, ""),
        ("Вебинар для общественных наблюдателей", "training", Stand.YIELDS, "observer_training"),
    ],
)
def test_an_entry_stands_as_it_does(text: str, code: str, stand: Stand, by: str | None) -> None:
    found = stands(text)[code]
    assert stand in {one for one, _ in found}
    assert by is None or (stand, by) in found


@pytest.mark.parametrize("said", TEXTS)
def test_what_is_given_and_yields_to_nothing_is_a_topic(said: str) -> None:
    text = words(said)
    hits = topic_hits(text, KNOWN.topics, KNOWN.clauses)
    given = {hit.entry.code for hit in hits if hit.stand is Stand.GIVEN}
    yielding = {hit.entry.code for hit in hits if hit.stand is Stand.YIELDS}
    assert given == {str(topic) for topic in topics_of(text, KNOWN.topics, KNOWN.clauses)}
    assert not given & yielding


def test_every_entry_has_its_place_in_the_file() -> None:
    for name, book in (("topics", KNOWN.topics), ("marks", KNOWN.marks)):
        value = read_yaml_file(shipped_rulesets() / "lexicons" / f"{name}.yaml").value
        paths = entry_paths(value, name)
        assert len(paths) == len(book.entries)
        for path, entry in zip(paths, book.entries, strict=True):
            written = value
            for step in path:
                written = written[step]
            assert str(written["phrase"] if isinstance(written, dict) else written) == entry.phrase.text
            assert path[1] == entry.code
