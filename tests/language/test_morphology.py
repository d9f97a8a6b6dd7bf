"""Lemmas and grammar."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from plancheck.language.morphology import known, lemmas, may_be, part_lemmas


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("школах", "школа"),
        ("проверок", "проверка"),
        ("учёта", "учет"),
        ("разместить", "разместить"),
        ("ВПР", "впр"),
    ],
)
def test_a_word_has_its_dictionary_form(word: str, lemma: str) -> None:
    assert lemma in lemmas(word)


def test_all_readings_of_a_word_count() -> None:
    assert {"стать", "сталь"} <= lemmas("стали")


def test_objective_and_its_opposite_stay_two_words() -> None:
    assert not lemmas("объективный") & lemmas("необъективный")


def test_a_compound_has_the_forms_of_its_parts() -> None:
    assert {"учитель", "предметник"} <= part_lemmas("учителей-предметников")
    assert part_lemmas("учитель") == frozenset()


def test_only_real_words_are_known() -> None:
    assert known("наблюдатель")
    assert not known("наблюдатлей")


def test_grammar_is_asked_of_any_reading() -> None:
    assert may_be("директора", "gent")
    assert may_be("директора", "plur", "nomn")
    assert not may_be("директором", "nomn")


def test_threads_get_the_same_answer() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lemmas, ["приказами"] * 50))
    assert set(found) == {frozenset({"приказ"})}
