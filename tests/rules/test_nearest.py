"""«Did you mean» guesses where there is a likeness, and is silent where there is none."""

import pytest

from plancheck.rules.nearest import did_you_mean, listed

KNOWN = ("measure", "procedure", "topic")


@pytest.mark.parametrize(
    ("word", "guess"),
    [("mesure", "measure"), ("topics", "topic"), ("procdure", "procedure"), ("zebra", ""), ("", "")],
)
def test_the_nearest_word_is_guessed_only_where_it_is_near(word, guess):
    assert did_you_mean(word, KNOWN) == (f"; did you mean «{guess}»?" if guess else "")


def test_nothing_is_guessed_from_nothing():
    assert did_you_mean("measure", ()) == ""


def test_known_words_are_listed_in_order_and_cut():
    assert listed(KNOWN[::-1]) == "measure, procedure, topic"
    assert listed(KNOWN, 2) == "measure, procedure …"
