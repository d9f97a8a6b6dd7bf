"""Lexicons are searched for phrases that read too much, or nothing, and for words that nobody asks for."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from plancheck.parsing.lexicon_lint import LexiconFinding, lint_lexicons, samples
from plancheck.resources import shipped_rulesets

GROUPS = {"make": ["составление", "составить"]}


@pytest.mark.parametrize(
    ("phrase", "texts"),
    [
        ("присутствие наблюдатель", ["присутствие наблюдатель"]),
        ("анализ|разбор итог", ["анализ итог", "разбор итог"]),
        ("<make> график", ["составление график", "составить график"]),
        ("^приказ", ["приказ"]),
        ("> контроль =за ходом ~9", ["контроль за ходом"]),
        ("*иро курс", ["иро курс"]),
        ('методич* "горячая линия"|телефон', ["методич горячая линия", "методич телефон"]),
    ],
)
def test_a_phrase_is_tried_on_its_own_words(phrase: str, texts: list[str]) -> None:
    assert list(samples(phrase, GROUPS)) == texts


@pytest.fixture
def lexicons(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_rulesets() / "lexicons", tmp_path / "lexicons"))


@cache
def found_in_the_shipped() -> frozenset[tuple[str, str]]:
    return frozenset((one.kind, str(one.values)) for one in lint_lexicons(shipped_rulesets() / "lexicons"))


def changed(folder: Path, name: str, old: str, new: str) -> list[LexiconFinding]:
    """What is found after a change that is not found in the shipped lexicons."""
    file = folder / f"{name}.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    known = found_in_the_shipped()
    return [one for one in lint_lexicons(folder) if (one.kind, str(one.values)) not in known]


def test_a_phrase_of_another_topics_words_is_found(lexicons: Path) -> None:
    hotline = "  hotline:\n    phrases:\n"
    found = changed(lexicons, "topics", hotline, hotline + "      - видеонаблюдение телефон ~4\n")
    assert [(one.kind, one.values["topic"], one.values["other"]) for one in found] == [
        ("other_topic", "hotline", "video")
    ]
    line = (lexicons / "topics.yaml").read_text("utf-8").splitlines()[found[0].line - 1]
    assert "видеонаблюдение телефон" in line


def test_a_phrase_that_cannot_speak_is_found(lexicons: Path) -> None:
    hotline = "  hotline:\n    phrases:\n"
    found = changed(lexicons, "topics", hotline, hotline + "      - {phrase: служба доверие, unless: [доверие]}\n")
    assert [(one.kind, one.values["topic"]) for one in found] == [("unfound_phrase", "hotline")]


def test_a_phrase_that_stands_twice_is_found(lexicons: Path) -> None:
    phrase = "      - обращение гражданин|приём|участник рассмотрение ~6\n"
    found = changed(lexicons, "topics", phrase, phrase + phrase)
    assert [one.kind for one in found] == ["repeated_phrase"]


def test_a_group_that_no_phrase_names_is_found(lexicons: Path) -> None:
    found = changed(lexicons, "marks", "groups:\n", "groups:\n  spare: [слово]\n")
    assert [(one.kind, one.values) for one in found] == [("unused_group", {"group": "spare"})]
