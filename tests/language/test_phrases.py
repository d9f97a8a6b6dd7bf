"""The phrase language of the lexicons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.language import Phrase, PhraseError, PhraseSet, words
from plancheck.language.phrases import compile_phrase

GROUPS = {"presence": ["присутствие", "привлечение"]}


def holds(phrase: str, text: str) -> bool:
    return bool(PhraseSet([compile_phrase(phrase, GROUPS)]).find(words(text)))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("присутствие наблюдатель", "обеспечить присутствие независимых наблюдателей", True),
        ("присутствие наблюдатель", "наблюдатели: их присутствие", True),
        ("присутствие наблюдатель", "Присутствие родителей. Наблюдатели", False),
        ("присутствие наблюдатель ~2", "присутствие независимых наблюдателей", False),
        ("<presence> наблюдатель", "привлечением наблюдателей", True),
        ("анализ|разбор итог", "разбор итогов", True),
        ("методич* помощь", "оказание методической помощи", True),
        ("*иро курс", "курсы СОИРО", True),
        ("*иро курс", "курсы ИРО", True),
        ("*иро курс", "курсы Иро-центра", False),
        ("*ипк|*иро курс", "курсы ККИПК", True),
        ("*ирост план", "план ЮГИРОСТ", True),
        ("*ирост план", "план и прирост", False),  # the dictionary has the word: it is no abbreviation
        ("=на =сайте", "на сайте школы", True),
        ("=на =сайте", "на сайт школы", False),
        ('"горячая линия"', "работа горячей линии", True),
        ('"горячая линия"', "линия связи горячая", False),
        ('работа|"горячая линия" телефон', "телефон горячей линии", True),
        ("^приказ", "Приказ о проведении", True),
        ("^приказ", "Издание приказа", False),
        ("> контроль организация", "контроль организации", True),
        ("> контроль организация", "организация контроля", False),
        ("> анализ итог ~2", "анализ всех итогов", False),
        ("план план", "план", False),
        ("план-график", "составить план-график", True),
        ("график", "план-графика", True),  # a compound no phrase has speaks by its parts
    ],
)
def test_a_phrase_is_found_where_it_should_be(phrase: str, text: str, found: bool) -> None:
    assert holds(phrase, text) is found


@pytest.mark.parametrize("wrong", ["", "<absent> наблюдатель", "~4", "=", "*", "а*", "*а", "*иро*", "мет*ка"])
def test_a_wrong_phrase_is_refused(wrong: str) -> None:
    with pytest.raises(PhraseError):
        compile_phrase(wrong, GROUPS)


def test_a_match_says_which_words_it_took() -> None:
    phrase = compile_phrase("привлечение наблюдатель", {})
    (found,) = PhraseSet([phrase]).find(words("привлечение независимых наблюдателей"))
    assert (found.phrase, found.at) == (phrase, (0, 2))


def test_all_places_of_one_slot_phrases_are_given_in_order() -> None:
    one, two = compile_phrase("директор", {}), compile_phrase('"директор школа"', {})
    found = PhraseSet([one, two]).places(words("директор школы и директор"))
    assert found == ((0, 0, one), (0, 1, two), (3, 3, one))


@given(st.lists(st.sampled_from(["приказ", "анализ", "наблюдатели", "школа", "и", "."]), max_size=12))
def test_a_phrase_of_two_words_is_found_exactly_where_both_stand_near_in_one_sentence(
    parts: list[str],
) -> None:
    text = " ".join(parts)
    said = words(text)
    near = any(
        a.folded == "приказ" and b.folded == "анализ" and a.sentence == b.sentence and abs(i - j) < 6
        for i, a in enumerate(said)
        for j, b in enumerate(said)
    )
    assert holds("приказ анализ", text) is near


def test_many_phrases_share_their_slots() -> None:
    phrases: list[Phrase] = [compile_phrase(f"приказ {word}", {}) for word in ("школа", "класс")]
    found = PhraseSet(phrases).find(words("приказ по школе и по классу"))
    assert {hit.phrase.text for hit in found} == {"приказ школа", "приказ класс"}
