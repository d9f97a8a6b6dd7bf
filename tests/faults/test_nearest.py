"""«Did you mean» guesses where there is a likeness, and is silent where there is none."""

import pytest

from plancheck.faults.nearest import did_you_mean, listed

KNOWN = ("measure", "procedure", "topic")


@pytest.mark.parametrize(
    ("word", "guess"),
    [
        ("mesure", "measure"),
        ("topics", "topic"),
        ("procdure", "procedure"),
        ("Measure", "measure"),
        ("zebra", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_guessed_only_where_it_is_near(word, guess):
    found = did_you_mean(word, KNOWN)
    told = found and (found.text("ru"), found.text("en"))
    assert told == ((f"; может быть, «{guess}»?", f"; did you mean «{guess}»?") if guess else None)


def test_nothing_is_guessed_from_nothing():
    assert did_you_mean("measure", ()) is None


def test_known_words_are_listed_in_order_and_cut():
    assert listed(KNOWN[::-1]) == "measure, procedure, topic"
    assert listed(KNOWN, 2) == "measure, procedure …"
