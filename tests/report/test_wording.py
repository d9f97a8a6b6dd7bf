"""Both catalogues say the same things, and count them rightly."""

from __future__ import annotations

import datetime as dt
import json
import re
import string
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest

from plancheck.corpus.finding import Why
from plancheck.plan import Anchor, Column, Level, Recurrence, Role, SkipReason, Topic
from plancheck.report.wording import LANGUAGES, plural_form, wording
from plancheck.rules.outcome import Outcome, Severity
from plancheck.rules.overriding import PARTS

SOURCES = Path(__file__).parents[2] / "src" / "plancheck"


def catalogue(lang: str) -> dict[str, Any]:
    text = (files("plancheck.report") / "locale" / f"{lang}.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_sentences_with_the_same_blanks() -> None:
    russian, english = catalogue("ru")["say"], catalogue("en")["say"]
    assert russian.keys() == english.keys()
    assert {key: fields(text) for key, text in russian.items()} == {key: fields(text) for key, text in english.items()}


def test_both_languages_count_the_same_things_in_all_their_forms() -> None:
    russian, english = catalogue("ru")["count"], catalogue("en")["count"]
    assert russian.keys() == english.keys()
    assert {len(forms) for forms in russian.values()} == {3}
    assert {len(forms) for forms in english.values()} == {2}
    assert all(fields(form) == {"n"} for forms in [*russian.values(), *english.values()] for form in forms)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_of_the_model_has_a_name(lang: str) -> None:
    sets = {
        "level": Level, "plan_of": Level, "column": Column, "recurrence": Recurrence, "anchor": Anchor,
        "role": Role, "topic": Topic, "outcome": Outcome, "severity": Severity, "skipped": SkipReason,
    }  # fmt: skip
    parts = {"applies", "selected", "held", "pass", "fail", "doubt", "escalate"}
    assert {kind: set(names) for kind, names in catalogue(lang)["names"].items()} == {
        **{kind: {member.value for member in codes} for kind, codes in sets.items()},
        "part": parts,
        "skipped_file": set(get_args(Why)),
        "rule_part": {*PARTS, "parameters"},
    }


def test_no_sentence_is_kept_that_nobody_says() -> None:
    sources = [path for form in ("*.py", "*.j2") for path in SOURCES.rglob(form)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    # Some keys are put together.
    built = re.compile(r"^(html\.letter|place|section|head|row|deadline|help|label|verdict|risk_list|apiece)\.")
    unsaid = [
        key for key in catalogue("en")["say"] if not built.match(key) and f'"{key}"' not in code.replace("'", '"')
    ]
    assert unsaid == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 ошибок"), (1, "1 ошибка"), (2, "2 ошибки"), (4, "4 ошибки"), (5, "5 ошибок"),
        (11, "11 ошибок"), (12, "12 ошибок"), (14, "14 ошибок"),
        (21, "21 ошибка"), (22, "22 ошибки"), (101, "101 ошибка"),
        (111, "111 ошибок"), (112, "112 ошибок"), (1004, "1004 ошибки"),
    ],
)  # fmt: skip
def test_russian_counts_take_three_forms(number: int, said: str) -> None:
    assert wording("ru").count("error", number) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors"), (21, "21 errors")])
def test_english_counts_take_two_forms(number: int, said: str) -> None:
    assert wording("en").count("error", number) == said


def test_a_negative_number_counts_as_its_positive_twin() -> None:
    assert plural_form("ru", -1) == plural_form("ru", 1)


def test_braces_in_what_is_quoted_are_no_blanks() -> None:
    assert wording("ru").quote("{text} {0} {") == "«{text} {0} {»"


def test_a_code_that_the_catalogue_does_not_know_is_shown_as_it_is() -> None:
    assert wording("ru").name("topic", "robotics") == "robotics"


def test_days_are_written_as_each_language_writes_them() -> None:
    day = dt.date(2025, 3, 7)
    assert (wording("ru").day(day), wording("en").day(day)) == ("07.03.2025", "2025-03-07")


def test_an_unknown_language_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"'de' . ru \| en"):
        wording("de")
