"""Mistyped words and what they were meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from plancheck.language.typos import Vocabulary, _allowed, _may_begin

WORDS = Vocabulary(["наблюдатель", "объективность", "перепроверка", "приказ", "координатор"])


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("наблюдатлей", "наблюдатель"),
        ("наблюдаетлей", "наблюдатель"),
        ("обьективностью", "объективность"),
        ("перепроврка", "перепроверка"),
        ("кординатора", "координатор"),
        ("оординатора", "координатор"),
    ],
)
def test_a_slip_of_a_long_word_is_understood(slip: str, meant: str) -> None:
    assert WORDS.meant(slip) == {meant}


@pytest.mark.parametrize(
    "word", ["необъективность", "наблюдение", "прикз", "проверка", "12345678", "", "абракадабрище"]
)
def test_known_short_and_unlike_words_are_left_alone(word: str) -> None:
    assert WORDS.meant(word) == frozenset()


@given(
    st.text("абвг", min_size=5, max_size=12),
    st.text("абвг", max_size=4),
    st.lists(st.tuples(st.sampled_from(["drop", "add", "change", "swap"]), st.integers(0, 15)), max_size=2),
)
def test_no_word_within_the_allowed_slips_is_passed_over(stem: str, ending: str, slips: list[tuple[str, int]]) -> None:
    letters = list(stem + ending)
    for kind, at in slips:
        place = at % len(letters)
        if kind == "drop":
            del letters[place]
        elif kind == "add":
            letters.insert(place, "д")
        elif kind == "change":
            letters[place] = "д"
        else:
            letters[place : place + 2] = reversed(letters[place : place + 2])
    word = "".join(letters)
    cuts = (len(stem) - 1, len(stem), len(stem) + 1)
    if len(word) >= len(stem) - 1 and any(
        DamerauLevenshtein.distance(stem, word[:cut]) <= _allowed(stem) for cut in cuts
    ):
        assert _may_begin(stem, word)
