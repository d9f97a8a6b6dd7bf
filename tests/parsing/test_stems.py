"""Short phrases of a lexicon as patterns over plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from plancheck.parsing.stems import Narrowed, Pattern, alternation, any_of, beginnings


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
        (["план*"], "計画: Планы", "Планы"),
        (["план"], "Ḁплан", None),
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


NAMES = ["отдел", "отдел образования", "управлени*", "№ 1"]
TEXT = "Управление и отдел образования, отдел кадров, управления; подотдел"


@pytest.mark.parametrize("phrases", [NAMES[:3], NAMES[:1], NAMES])
@pytest.mark.parametrize(("led", "followed"), [("", ""), (r"\W*", r"[\s,;]*"), ("(?<=, )", "")])
def test_phrases_are_found_one_by_one_as_all_at_once(phrases: list[str], led: str, followed: str) -> None:
    one_by_one = any_of(phrases, led=led, followed=followed)
    at_once = re.compile(f"{led}{alternation(phrases)}{followed}", re.IGNORECASE)
    for text in (TEXT, TEXT.upper(), TEXT[14:], "", "школа"):
        assert [m.span() for m in one_by_one.finditer(text)] == [m.span() for m in at_once.finditer(text)]
        assert one_by_one.sub("—", text) == at_once.sub("—", text)
        for mine, other in (
            (one_by_one.search(text, 3), at_once.search(text, 3)),
            (one_by_one.match(text), at_once.match(text)),
            (one_by_one.fullmatch(text[:15]), at_once.fullmatch(text[:15])),
        ):
            assert (mine and mine.span()) == (other and other.span())


def test_what_is_found_may_be_put_otherwise_by_a_function() -> None:
    assert any_of(["отдел", "школа"]).sub(lambda found: found.group().upper(), "отдел и школа") == "ОТДЕЛ и ШКОЛА"


class Numbered(Narrowed):
    def source(self, alternations: Sequence[str]) -> str:
        kind, no_name = alternations
        return rf"(?:{kind})\s+(?!{no_name})\w+"


@pytest.mark.parametrize("most", [16, 0])
def test_a_pattern_of_the_phrases_a_text_holds_finds_what_one_of_all_finds(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plancheck.parsing.stems._MOST_NARROW", most)
    kinds, no_names = ["школ*", "лице*", "детский сад"], ["имени", "на*"]
    narrowed = Numbered([kinds, no_names], needed=1)
    whole = Pattern(narrowed.source([alternation(kinds), alternation(no_names)]))
    for text in ("школа имени героя, лицей Восход", "школа надежды", "детский  сад Заря", "сад Заря", "план школы", ""):
        found, expected = narrowed.search(text), whole.search(text)
        assert (found and found.span()) == (expected and expected.span())
