"""Placeholders are found, checked and filled."""

import datetime as dt

import pytest

from plancheck.rules.fields import FactKind, FactList, Kinds, day, name, number
from plancheck.rules.messages import Text, placeholders, render, stray_brace

KINDS = Kinds(FactKind("row", "", number("n", ""), day("due", ""), name("who", ""), display={"who": "", "label": ""}))


@pytest.fixture
def bound():
    facts = FactList(KINDS)
    texts = {"who": "директор", "label": {"ru": "п. 1", "en": "row 1"}}
    facts.add("row", texts, n=5, due=dt.date(2023, 9, 1), who="director")
    facts.add("row", texts, n=5, due=None, who="")
    return dict(zip("mo", facts.base().facts, strict=True))


@pytest.mark.parametrize(
    ("template", "lang", "text"),
    [
        ("{m.label}: {m.n}", "ru", "п. 1: 5"),
        ("{m.label}", "en", "row 1"),
        ("до {m.due}", "ru", "до 01.09.2023"),
        ("by {m.due}", "en", "by 2023-09-01"),
        ("{o.due}", "ru", "–"),
        ("{m.who}", "en", "директор"),
        ("без вставок", "ru", "без вставок"),
    ],
)
def test_a_placeholder_shows_the_text_made_for_it_or_the_value(template, lang, text, bound):
    assert render(template, bound, lang) == text


def test_placeholders_and_stray_braces_are_told_apart():
    assert list(placeholders("{a.b} и {c.d_e}")) == [("a", "b"), ("c", "d_e")]
    assert not stray_brace("{a.b} и {c.d_e}")
    for wrong in ("{a}", "{a.b", "a.b}", "{A.b}", "{{a.b}}"):
        assert stray_brace(wrong)


def test_a_text_is_given_in_the_asked_language():
    assert (Text("да", "yes").of("ru"), Text("да", "yes").of("en")) == ("да", "yes")
