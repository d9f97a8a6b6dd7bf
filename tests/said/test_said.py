"""Both catalogues of faults hold the same sentences with the same parts, and every one that is used."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from string import Formatter

import pytest

from plancheck.errors import ConfigurationError, Problem, RulesetError
from plancheck.said import Said, SaidError, catalogue, said

RUSSIAN, ENGLISH = catalogue("ru"), catalogue("en")
SOURCE = Path(__file__).parents[2] / "src" / "plancheck"


def parts_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_catalogues_have_the_same_keys_in_the_same_order():
    assert list(RUSSIAN) == list(ENGLISH)


@pytest.mark.parametrize("key", RUSSIAN)
def test_a_sentence_has_the_same_parts_in_both_languages(key):
    assert parts_of(RUSSIAN[key]) == parts_of(ENGLISH[key])
    russian, english = (re.sub(r"\{[^}]*\}|«[^»]*»", "", one[key]) for one in (RUSSIAN, ENGLISH))
    if key != "wanted" and re.search("[a-z]{3}", english):  # in Russian its first part has the verb
        assert re.search("[а-яё]", russian) or russian == english
    assert not re.search("[а-яё]", english)


def test_every_sentence_is_said_somewhere_and_every_key_that_is_said_is_there():
    code = "\n".join(file.read_text("utf-8") for file in SOURCE.rglob("*.py"))
    said_here = set(re.findall(r"""(?<![.\w])said\(\s*"([a-z_0-9.]+)""", code))
    made = tuple(f"{prefix}." for prefix in re.findall(r'said\(\s*f"([a-z_.]+)\.\{', code))
    assert said_here <= set(RUSSIAN)
    assert [key for key in RUSSIAN if f'"{key}"' not in code and not key.startswith(made)] == []


def test_parts_are_said_in_the_language_of_the_whole():
    told = said("unknown_key", name="taste", hint=said("did_you_mean", word="paste"))
    assert told.text("ru") == "неизвестный ключ «taste»; может быть, «paste»?"
    assert told.text("en") == str(told) == "unknown key «taste»; did you mean «paste»?"


def test_parts_are_never_read_as_templates():
    assert said("missing", name="{name}").text("en") == "«{name}» is missing"
    assert said("unknown_key", name="а", hint=None).text("ru") == "неизвестный ключ «а»"


def test_what_is_said_can_be_compared_and_kept():
    told = said("missing", name="title")
    assert {told, said("missing", name="title")} == {told}
    assert isinstance(told, Said)
    assert SaidError(told).said == told
    assert str(SaidError(told)) == "«title» is missing"


@pytest.mark.parametrize("kind", [RulesetError, ConfigurationError])
def test_an_error_says_all_its_faults_in_either_language_even_from_another_process(kind):
    profile = said("no_profile", name="a", hint=None)
    error = kind([Problem("a.yaml", 2, 3, said("missing", name="title")), Problem("--set", 0, 0, profile)])
    for one in (error, pickle.loads(pickle.dumps(error))):
        assert one.text("ru") == "a.yaml:2:3: нет «title»\n--set: у правил нет профиля «a»"
        assert one.text("en") == str(one) == "a.yaml:2:3: «title» is missing\n--set: the rules have no profile «a»"
