"""Named lists of phrases sought together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plancheck.language import PhraseLists, PhraseSet, words
from plancheck.language.phrases import compile_phrase

TEXTS = {"deed": ["проверка работа", "^анализ"], "place": ["школа", '"в школе"'], "none": []}
LISTS = {name: [compile_phrase(text, {}) for text in texts] for name, texts in TEXTS.items()}
SAID = ["проверка", "работ", "анализ", "в", "школе", "школы", "день", "и"]


def test_lists_keep_their_names_in_order() -> None:
    assert PhraseLists(LISTS).names == ("deed", "place", "none")


@given(st.lists(st.sampled_from(SAID), max_size=9))
def test_each_list_finds_what_a_set_of_its_phrases_finds(said: list[str]) -> None:
    text = words(" ".join(said))
    apart = {name: [hit.at for hit in PhraseSet(phrases).find(text)] for name, phrases in LISTS.items()}
    assert PhraseLists(LISTS).find(text) == {name: places for name, places in apart.items() if places}
