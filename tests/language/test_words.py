"""Words with their places and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.language import words


def sentences(text: str) -> list[int]:
    return [word.sentence for word in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("зам. директора", [0, 0]),
        ("Зам.директора по УВР", [0, 0, 0, 0]),
        ("г. Энск", [0, 0]),
        ("п. 3", [0, 0]),
        ("Родит. собрание", [0, 0]),
        ("Анализ. Контроль", [0, 1]),
        ("анализ; контроль", [0, 1]),
        ("анализ\nКонтроль", [0, 1]),
        ("анализ\nитогов", [0, 0]),
        ("Анализ! Контроль", [0, 1]),
        ("", []),
    ],
)
def test_a_stop_ends_a_sentence_but_not_an_abbreviation(text: str, found: list[int]) -> None:
    assert sentences(text) == found


@given(st.text(max_size=300))
def test_every_word_stands_where_it_says(text: str) -> None:
    found = words(text)
    assert [text[word.start : word.end] for word in found] == [word.text for word in found]
    assert [word.start for word in found] == sorted(word.start for word in found)


def test_the_gap_keeps_the_marks_before_a_word() -> None:
    assert [word.gap for word in words("приказ «О порядке» (1)")] == ["", "«", "", "»("]


def test_a_word_knows_its_dictionary_forms() -> None:
    assert words("наблюдателей")[0].lemmas == {"наблюдатель"}
