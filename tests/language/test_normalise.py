"""Two writings of one text made equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.language import clean, fold, unmix


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("а\u00a0б", "а б"),
        ("а  б\t в", "а б в"),
        ("пере\u00adнос", "перенос"),
        ("ноябрь – март", "ноябрь - март"),
        (" строка \n  другая ", "строка\nдругая"),
        ("и\u0306", "й"),
        ("\ufeffтекст\u200b", "текст"),
    ],
)
def test_spaces_dashes_and_invisible_letters_are_made_plain(written: str, tidy: str) -> None:
    assert clean(written) == tidy


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_folding_takes_case_and_yo() -> None:
    assert fold("ЁЖ Учёт") == "еж учет"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("cрок", "срок"),  # the first letter is Latin
        ("oтвет", "ответ"),
        ("срок", "срок"),
        ("Word", "Word"),
        ("ВПРx", "ВПРх"),
        ("IVв", "IVв"),  # a Roman numeral with its ending
        ("Wордов", "Wордов"),  # a Latin letter that looks like no Cyrillic one: nothing sure
    ],
)
def test_latin_look_alikes_in_a_russian_word_are_repaired(word: str, meant: str) -> None:
    assert unmix(word) == meant
