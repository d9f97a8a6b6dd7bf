"""Topics and marks of measures, on sentences of the project's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from plancheck.language import clean, words
from plancheck.parsing import Lexicons
from plancheck.parsing.topics import marks_of, topics_of

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "topics.yaml").read_text("utf-8"))
MARKS = yaml.safe_load((Path(__file__).parent / "cases" / "marks.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    "case", [case for cases in CASES.values() for case in cases], ids=lambda case: case["text"][:60]
)
def test_a_measure_has_the_topics_that_a_careful_reader_gives_it(case: dict[str, object], lexicons: Lexicons) -> None:
    said = words(clean(str(case["text"])))
    assert {topic.value for topic in topics_of(said, lexicons.topics, lexicons.clauses)} == set(case["topics"])  # type: ignore[call-overload]


@pytest.mark.parametrize("case", MARKS, ids=lambda case: case["text"][:60])
def test_a_measure_has_the_marks_that_its_words_say(case: dict[str, str], lexicons: Lexicons) -> None:
    said, promised = words(case["text"]), words(case.get("result", ""))
    found = {mark.value for mark in marks_of(said, promised, lexicons.marks)}
    assert set(case.get("has", ())) <= found
    assert not set(case.get("has_not", ())) & found


def test_an_empty_measure_has_no_topics(lexicons: Lexicons) -> None:
    assert topics_of((), lexicons.topics, lexicons.clauses) == ()
    assert marks_of((), (), lexicons.marks) == ()


def test_letters_of_the_wrong_script_and_a_typo_do_not_hide_a_topic(lexicons: Lexicons) -> None:
    mixed = words("Привлечение независимых нaблюдателей")  # the second letter is Latin
    slip = words("Привлечение независимых наблюдатлей")
    assert topics_of(mixed, lexicons.topics, lexicons.clauses) == topics_of(slip, lexicons.topics, lexicons.clauses)
    assert [topic.value for topic in topics_of(mixed, lexicons.topics, lexicons.clauses)] == ["observers"]
