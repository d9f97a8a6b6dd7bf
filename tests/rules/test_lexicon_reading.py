"""Rulesets add to the lexicons and take out of them: what is then read, who said it, and how files come together."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plancheck.errors import RulesetError
from plancheck.lexicons import NO_AMENDMENTS, Amendment, Amendments
from plancheck.parsing.matching import PhraseReading, matched
from plancheck.plan import Period
from plancheck.rules import Ruleset, load_ruleset
from plancheck.rules.json_schema import ruleset_schema
from plancheck.yaml_source import read_yaml_file

CASES = read_yaml_file(Path(__file__).parent / "cases" / "words_added.yaml").value
PERIOD = Period(start=date(2025, 9, 1), end=date(2026, 8, 31))
HEAD = "schema: plancheck.ruleset/1\nname: {name}\nversion: '1'\ntitle: {{ru: а, en: a}}\n"
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a ruleset file by its name and the rest of its text."""

    def written(name: str, text: str) -> Path:
        file = tmp_path / f"{name}.yaml"
        file.write_text(HEAD.format(name=name) + text, "utf-8")
        return file

    return written


def told(reading: PhraseReading, part: str) -> Any:
    if part == "anchor":
        return reading.deadline.anchor and str(reading.deadline.anchor)
    if part == "windows":
        return [[day and day.isoformat() for day in window] for window in reading.deadline.windows]
    return list(getattr(reading, part))


def said(ruleset: Ruleset) -> list[tuple[bool, str, str, int]]:
    return [(one.adds, one.text, Path(one.file).stem, one.line) for one in ruleset.lexicons.each]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_words_are_read_as_the_ruleset_says(case: Mapping[str, Any], write: Write) -> None:
    ruleset = load_ruleset(write("own", f"lexicons: {json.dumps(case['lexicons'], ensure_ascii=False)}\n"))
    assert told(matched(case["text"], PERIOD), case["part"]) == case["before"]
    assert told(matched(case["text"], PERIOD, amendments=ruleset.lexicons), case["part"]) == case["after"]


def test_a_shipped_ruleset_adds_nothing() -> None:
    for name in ("objectivity-base", "objectivity-school", "objectivity-municipal", "objectivity-regional"):
        assert load_ruleset(name).lexicons == NO_AMENDMENTS


PARENT = "lexicons:\n  topics:\n    observers:\n      add: [дежурный аудитор, дозорный кабинет]\n"


def test_an_heir_adds_to_what_its_parent_says_and_takes_it_back(write: Write) -> None:
    write("parent", PARENT)
    heir = load_ruleset(
        write(
            "heir",
            "extends: [parent.yaml]\nlexicons:\n  topics:\n    observers:\n"
            "      without: [дозорный кабинет]\n      reason: у нас их нет\n      add: [смотрящий зал]\n",
        )
    )
    assert said(heir) == [
        (True, "дежурный аудитор", "parent", 8),
        (True, "дозорный кабинет", "parent", 8),
        (False, "дозорный кабинет", "heir", 9),
        (True, "смотрящий зал", "heir", 11),
    ]
    assert heir.lexicons.each[2].reason == "у нас их нет"
    for words, topics in (("Дежурный аудитор", ("observers",)), ("Дозорные", ()), ("Смотрящий зала", ("observers",))):
        assert matched(words, amendments=heir.lexicons).topics == topics


def test_a_met_entry_names_the_file_that_added_it(write: Write) -> None:
    write("parent", PARENT)
    heir = load_ruleset(write("heir", "extends: [parent.yaml]\nlexicons: {marks: {holding: {add: [кабинет]}}}\n"))
    met = matched("Дежурный аудитор в кабинете", amendments=heir.lexicons).met
    assert [(one.kind, one.entry, Path(one.path).stem, one.line) for one in met if one.added] == [
        ("topic", "дежурный аудитор", "parent", 8),
        ("mark", "кабинет", "heir", 6),
    ]


def test_the_place_of_a_shipped_entry_stays_what_it_was_when_one_before_it_is_taken_out(write: Write) -> None:
    own = load_ruleset(write("own", "lexicons: {topics: {order: {without: [приказ], reason: так}}}\n"))
    (before,) = [one for one in matched("Распоряжение").met if one.kind == "topic"]
    (after,) = [one for one in matched("Распоряжение", amendments=own.lexicons).met if one.kind == "topic"]
    assert before == after


def test_two_files_that_know_nothing_of_each_other_may_wish_the_same(write: Write) -> None:
    same = "lexicons: {topics: {order: {add: [указ директор], without: [распоряжение], reason: так}}}\n"
    for name in ("one", "other"):
        write(name, same)
    both = load_ruleset(write("both", "extends: [one.yaml, other.yaml]\n"))
    assert said(both) == [(False, "распоряжение", "one", 5), (True, "указ директор", "one", 5)]


def test_what_a_parent_says_is_not_said_again(write: Write) -> None:
    same = "lexicons: {topics: {order: {add: [указ директор], without: [распоряжение], reason: так}}}\n"
    write("parent", same)
    with pytest.raises(RulesetError) as caught:
        load_ruleset(write("heir", f"extends: [parent.yaml]\n{same}"))
    first, second = caught.value.problems
    assert "«указ директор» stands there already" in first.message
    assert "parent.yaml:5" in first.message
    assert "«распоряжение» is not there" in second.message


def test_an_heir_may_put_back_what_its_parent_took_out(write: Write) -> None:
    write("parent", "lexicons: {topics: {order: {without: [распоряжение], reason: так}}}\n")
    heir = load_ruleset(write("heir", "extends: [parent.yaml]\nlexicons: {topics: {order: {add: [распоряжение]}}}\n"))
    assert matched("Распоряжение", amendments=heir.lexicons).topics == ("order",)


def test_the_sum_of_a_ruleset_covers_its_words(write: Write) -> None:
    sums = {load_ruleset(write("own", PARENT.replace("дозорный", word))).sha256 for word in ("дозорный", "смотрящий")}
    assert len(sums) == 2


def test_faults_of_words_and_rules_are_told_at_once_in_both_languages(write: Write) -> None:
    file = write("own", "lexicons: {topics: {observer: {add: [а]}}}\nparameters: {a: {type: int}}\n")
    with pytest.raises(RulesetError) as caught:
        load_ruleset(file)
    assert len(caught.value.problems) > 1
    assert "в словаре topics нет «observer»; может быть, «observers»?" in caught.value.text("ru")
    assert "there is no «observer» in the lexicon topics; did you mean «observers»?" in caught.value.text("en")


def test_there_is_an_end_to_what_a_ruleset_may_add(write: Write) -> None:
    words = ", ".join(f"слово{number}" for number in range(5_001))
    with pytest.raises(RulesetError, match="5001 entries"):
        load_ruleset(write("own", f"lexicons: {{topics: {{groups: {{keeper: {{add: [{words}]}}}}}}}}\n"))


def test_amendments_come_out_of_another_process_as_they_went_in() -> None:
    entry = {"phrase": "дежурный аудитор", "unless": ["отчёт"]}
    one = Amendment("topics", ("topics", "observers", "phrases"), json.dumps(entry, ensure_ascii=False), True, "a", 3)
    sent = json.loads(json.dumps(Amendments((one,)).told()))
    heard = Amendments.heard(sent)
    assert heard == Amendments((one,))
    assert hash(heard) == hash(Amendments((one,)))
    assert heard.each[0].entry == entry
    assert heard.each[0].text == "дежурный аудитор"


@pytest.mark.parametrize(
    ("part", "right"),
    [
        ({"lexicons": {"topics": {"observers": {"add": ["дежурный аудитор"]}}}}, True),
        ({"lexicons": {"topics": {"observer": {"add": ["дежурный аудитор"]}}}}, False),
        ({"lexicons": {"topics": {"observers": {"without": ["наблюдатель"]}}}}, False),
        ({"lexicons": {"words": {"observers": {"add": ["дежурный аудитор"]}}}}, False),
        ({"lexicons": {"roles": {"posts": {"teacher": {"add": ["тьютор"], "reason": "так"}}}}}, True),
        ({"calendars": ["own.yaml", {"procedures": {"ВПР": {"without": [2021], "reason": "так"}}}]}, True),
        ({"calendars": [{"procedures": {"ВПР": {"windows": [{"year": 2026}]}}}]}, False),
    ],
)
def test_the_schema_for_editors_knows_the_words_and_windows(part: dict[str, Any], right: bool) -> None:
    head = {"schema": "plancheck.ruleset/1", "name": "own", "version": "1", "title": {"ru": "а", "en": "a"}}
    assert jsonschema.Draft202012Validator(ruleset_schema()).is_valid({**head, **part}) is right
