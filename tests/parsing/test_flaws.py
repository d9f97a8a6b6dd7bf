"""Blanks left from a template, and words that mix two scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.location import Location
from plancheck.parsing import shipped_lexicons
from plancheck.parsing.flaws import (
    Piece,
    find_leftovers,
    find_mixed_words,
    leftovers,
    mixed_words,
)
from plancheck.yaml_source import read_yaml_file

FOLDER = Path(__file__).parent / "cases"
WORDS = shipped_lexicons().flaws


@pytest.mark.parametrize(("text", "cell", "quotes"), read_yaml_file(FOLDER / "leftovers.yaml").value)
def test_a_blank_is_told_from_a_line_to_sign_on(text: str, cell: bool, quotes: list[str]) -> None:
    found = leftovers(text.replace("\\n", "\n"), WORDS, cell=cell)
    assert len(found) == len(quotes)
    assert all(quote in one for quote, one in zip(quotes, found, strict=True))


@pytest.mark.parametrize(("text", "mixed"), read_yaml_file(FOLDER / "mixed_words.yaml").value)
def test_a_word_of_two_scripts_is_told_from_numerals_and_abbreviations(text: str, mixed: list[str]) -> None:
    assert list(mixed_words(text, WORDS)) == mixed


def test_flaws_bear_the_place_of_their_text() -> None:
    place = Location(table=1, row=4)
    pieces = [Piece("кoнтроль ____", 2, place, cell=True), Piece("всё в порядке")]
    assert [(one.measure, one.location) for one in find_leftovers(pieces, WORDS)] == [(2, place)]
    assert [(one.quote, one.measure) for one in find_mixed_words(pieces, WORDS)] == [("кoнтроль", 2)]


@given(st.text(alphabet="_№ «»20ХX.(ФИО)[]<>указатьoОa\n", max_size=150), st.booleans())
def test_no_text_makes_the_search_fail(text: str, cell: bool) -> None:
    assert all(quote for quote in leftovers(text, WORDS, cell=cell))
    assert all(word.isalpha() for word in mixed_words(text, WORDS))


@pytest.mark.parametrize(
    "text", ["_ " * 50_000, "«__» " * 20_000, "[" * 50_000, "(" * 50_000, "№ " * 50_000, "." * 100_000]
)
def test_a_long_text_is_searched_to_its_end(text: str) -> None:
    assert all(leftovers(text, WORDS))
