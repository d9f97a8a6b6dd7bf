"""Names of schools as people write them: one school's, two schools', or a matter for a person."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plancheck.rules.facts.school_names import Likeness, likeness, read_school_name

PAIRS: dict[str, list[tuple[str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "school_pairs.yaml").read_text("utf-8")
)
CASES = [(one, other, verdict) for verdict, pairs in PAIRS.items() for one, other in pairs]
NAMES = sorted({name for one, other, _ in CASES for name in (one, other)})
KINDS = ["СОШ", "ООШ", "гимназия", "лицей", "школа", "МБОУ «Гимназия", "МАОУ СОШ", ""]
WORDS = [
    "№ 4",
    "№ 13",
    "4",
    "«Радуга»",
    "Полянская",
    "с. Ключи",
    "г. Томска",
    "им. Грибоедова",
    "при ТПУ",
    "филиал",
    ",",
]
TWINS = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")

made = st.builds(lambda kind, words: " ".join([kind, *words]), st.sampled_from(KINDS), st.lists(st.sampled_from(WORDS)))
names = st.one_of(st.sampled_from(NAMES), made)


def alike(one: str, other: str) -> str:
    return likeness(read_school_name(one), read_school_name(other)).name.lower()


@pytest.mark.parametrize(("one", "other", "verdict"), CASES)
def test_two_names_are_told(one: str, other: str, verdict: str) -> None:
    assert alike(one, other) == verdict
    assert alike(other, one) == verdict


def test_there_are_cases_of_each_verdict() -> None:
    assert len(CASES) >= 60
    assert {verdict.upper() for verdict in PAIRS} == set(Likeness.__members__)


@given(names, names)
def test_likeness_is_symmetric(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@given(st.text(), st.text())
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@given(names)
def test_a_school_is_itself_unless_its_name_tells_nothing(name: str) -> None:
    read = read_school_name(name)
    if read.is_school:
        assert alike(name, name) == ("same" if read.is_certain else "unsure")


@st.composite
def retyped(draw: st.DrawFn, name: str) -> str:
    """The name as other hands type it: spaces, quotes, dashes, case, ё, the number sign, Latin twins, soft hyphens."""
    spaces = st.sampled_from([" ", "\u00a0", "  ", "\n"])
    text = "".join(draw(spaces) if sign == " " else sign for sign in name)
    left, right = draw(st.sampled_from([("«", "»"), ('"', '"'), ("“", "”"), ("„", "“")]))
    text = text.replace("«", left).replace("»", right)
    text = draw(st.sampled_from([str, str.upper, str.lower]))(text)
    if draw(st.booleans()):
        text = text.replace("ё", "е").replace("Ё", "Е")
    if draw(st.booleans()):
        text = text.replace("№ ", "№")
    if draw(st.booleans()) and "СОШ" in text:
        text = text.replace("СОШ", "СОШ".translate(TWINS))
    return draw(st.sampled_from(["", "\u200b"])) + text


@given(st.data(), names, names)
def test_typography_changes_no_verdict(data: st.DataObject, one: str, other: str) -> None:
    assert alike(data.draw(retyped(one)), other) == alike(one, other)
