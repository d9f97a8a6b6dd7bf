"""Measures that speak of a topic without having it are found, the nearest first."""

from __future__ import annotations

from plancheck.parsing import shipped_lexicons
from plancheck.parsing.hits import Stand
from plancheck.parsing.near_words import NearWords, near_words
from plancheck.plan import Measure, Plan, Topic

KNOWN = shipped_lexicons()


def near(topic: str, *texts: str, topics: tuple[Topic, ...] = ()) -> tuple[NearWords, ...]:
    plan = Plan(measures=tuple(Measure(text=text, topics=topics) for text in texts))
    return near_words(plan, [topic], KNOWN.topics, KNOWN.clauses)


def test_a_phrase_outside_what_is_done_comes_before_a_mere_word() -> None:
    found = near("observers", "Вебинар для наблюдателей", "Совещание о присутствии наблюдателей", "Приказ директора")
    assert [(one.measure, one.stand) for one in found] == [(1, Stand.BEYOND), (0, None)]
    assert found[1].said == "наблюдателей"


def test_a_phrase_that_is_taken_back_says_by_what() -> None:
    (found,) = near("order", "Ознакомление педагогов с приказом")
    assert (found.stand, found.said) == (Stand.VOIDED, "приказом")
    assert "приказ" in found.phrase
    assert "ознакомление" in found.by


def test_a_measure_that_has_the_topic_is_not_near_it() -> None:
    assert near("observers", "Вебинар для наблюдателей", topics=(Topic.OBSERVERS,)) == ()


def test_words_of_many_topics_point_to_none() -> None:
    assert near("video", "Организация проведения процедур в школах") == ()


def test_only_a_few_are_told() -> None:
    assert len(near("observers", *["Памятка наблюдателю"] * 9)) == 5
