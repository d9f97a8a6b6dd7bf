"""Mistyped words and what they were meant to be."""

from __future__ import annotations

import pytest

from plancheck.language.typos import Vocabulary

WORDS = Vocabulary(["наблюдатель", "объективность", "перепроверка", "приказ", "координатор"])


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("наблюдатлей", "наблюдатель"),
        ("наблюдаетлей", "наблюдатель"),
        ("обьективностью", "объективность"),
        ("перепроврка", "перепроверка"),
        ("кординатора", "координатор"),
    ],
)
def test_a_slip_of_a_long_word_is_understood(slip: str, meant: str) -> None:
    assert WORDS.meant(slip) == {meant}


@pytest.mark.parametrize(
    "word", ["необъективность", "наблюдение", "прикз", "проверка", "12345678", "", "абракадабрище"]
)
def test_known_short_and_unlike_words_are_left_alone(word: str) -> None:
    assert WORDS.meant(word) == frozenset()
