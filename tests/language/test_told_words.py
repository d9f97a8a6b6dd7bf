"""What one process tells of words is what another would have looked up."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from plancheck.language import morphology, told_words
from plancheck.language.morphology import grammemes, lemmas
from plancheck.language.told_words import hear, told

TEXTS = ("Провести 12 Семинаров для учителей-предметников", "о порядке семинаров № 3")


@pytest.fixture
def _deaf() -> Iterator[None]:
    """Whatever is heard is forgotten again, and looked up anew."""
    yield
    morphology.heard.clear()
    for asked in (lemmas, grammemes, morphology.may_be):
        asked.cache_clear()


def test_each_word_is_told_once_and_numbers_are_not() -> None:
    assert list(told(TEXTS)) == ["провести", "семинаров", "для", "учителей-предметников", "о", "порядке"]
    assert told(TEXTS)["семинаров"][0] == ["семинар"]


@pytest.mark.usefixtures("_deaf")
def test_what_was_told_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    said = json.loads(json.dumps(told(TEXTS)))
    known = {word: (lemmas(word), grammemes(word)) for word in said}
    hear(said)
    for asked in (lemmas, grammemes):
        asked.cache_clear()
    with monkeypatch.context() as without_dictionary:
        without_dictionary.setattr(morphology, "analyzer", lambda: pytest.fail("the dictionary was asked"))
        assert {word: (lemmas(word), grammemes(word)) for word in said} == known


@pytest.mark.usefixtures("_deaf")
@pytest.mark.parametrize("said", [5, {"план": 5}, {"план": [["план"]]}, {"план": [[], 5]}, [["план"]]])
def test_what_is_no_such_thing_is_refused_whole(said: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        hear(said)  # type: ignore[arg-type]
    assert not morphology.heard


def test_of_more_words_than_a_plan_has_the_rest_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_words, "MOST_WORDS", 2)
    assert list(told(TEXTS)) == ["провести", "семинаров"]
