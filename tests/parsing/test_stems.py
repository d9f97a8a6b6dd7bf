"""Short phrases of a lexicon as patterns over plain text."""

from __future__ import annotations

import re

import pytest

from plancheck.parsing.stems import Pattern, any_of, beginnings


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["учебн* год*"], "В учебном  году", "учебном  году"),
        (["учебн* год*"], "учебный план", None),
        (["г."], "2023г. Энск", "г."),
        (["г"], "год", None),
        (["уч. г."], "уч.г.", "уч.г."),
        (["зачёт"], "ЗАЧЕТ", "ЗАЧЕТ"),
        (["р-н"], "Энский р-н,", "р-н"),
        (["9 класс"], "19 класс", None),
        (["9 класс", "класс"], "19 класс", "класс"),
        (["план", "план работы"], "план работы", "план работы"),
        ([], "что угодно", None),
    ],
)
def test_a_phrase_is_found_as_whole_words(phrases: list[str], text: str, found: str | None) -> None:
    match = any_of(phrases).search(text)
    assert (match.group() if match else None) == found


@pytest.mark.parametrize(
    ("phrases", "begin"),
    [
        (["в соответствии"], (" соответствии ",)),
        (["муниципальн* район*"], (" муниципальн",)),
        (["учёт*", "учетн*"], (" учет",)),
        (["г. о."], (" г ",)),
        (["план", "№"], ()),
        (["*школа"], ()),
    ],
)
def test_the_longest_word_of_each_phrase_tells_where_it_may_be(phrases: list[str], begin: tuple[str, ...]) -> None:
    assert beginnings(phrases) == begin


@pytest.mark.parametrize("text", ["", "срок", "сроки: июнь", "СРОК", "бессрочно", "срок-график", "с рок"])
def test_a_text_is_left_unsearched_only_where_nothing_would_be_found(text: str) -> None:
    free, led = Pattern("(?<![а-я])срок", re.IGNORECASE), any_of(["срок*"])
    assert [m.span()[0] for m in led.finditer(text)] == [m.span()[0] for m in free.finditer(text)]
    assert bool(led.match(text)) == bool(free.match(text))
    assert bool(led.search(text)) <= led.may_be_in(text)


def test_a_pattern_with_signs_needs_one_of_them() -> None:
    blank = Pattern(r"№\s*_+", signs="_")
    assert not blank.may_be_in("№ 5")
    assert blank.search("приказ № __")
    assert blank.sub("…", "приказ № __") == "приказ …"
    assert blank.sub("…", "приказ № 5") == "приказ № 5"
