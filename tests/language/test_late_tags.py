"""Tags that are made when they are asked for are the same as those that pymorphy3 makes at once."""

from __future__ import annotations

import pymorphy3
import pytest
from pymorphy3.tagset import OpencorporaTag, registry

from plancheck.language.morphology import analyzer

WORDS = ["наблюдателями", "и", "о", "школе", "вылизавется", "МБОУ", "13", "Иванова", "2023-2024", "по-новому", "ВПР"]


@pytest.fixture(scope="module")
def plain() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_read_alike(word: str, plain: pymorphy3.MorphAnalyzer) -> None:
    ours, theirs = analyzer().parse(word), plain.parse(word)
    assert [(one.normal_form, str(one.tag), one.tag.POS, one.tag.grammemes, one.score) for one in ours] == [
        (one.normal_form, str(one.tag), one.tag.POS, one.tag.grammemes, one.score) for one in theirs
    ]
    assert [[form.word for form in one.lexeme] for one in ours] == [
        [form.word for form in one.lexeme] for one in theirs
    ]


def test_nothing_is_left_changed_in_the_library() -> None:
    tag = analyzer().parse("школа")[0].tag
    assert registry[OpencorporaTag.FORMAT] is OpencorporaTag
    assert isinstance(tag, OpencorporaTag)
    assert not hasattr(tag, "no_such_part")
