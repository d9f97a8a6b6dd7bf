"""Values of our own classes come back from disk as they were made, and nothing else can be made of what lies there."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import re
import sys
from pathlib import Path
from types import MappingProxyType

import pytest

from counted_making import Maker
from plancheck.errors import RulesetError
from plancheck.keeping import file_of, keep
from plancheck.keeping_objects import kept_whole, sum_of
from plancheck.language import words
from plancheck.lexicons import NO_AMENDMENTS
from plancheck.parsing import Lexicons, shipped_lexicons, understand
from plancheck.parsing import lexicons as lexicons_room
from plancheck.parsing.lexicon_making import shipped_made
from plancheck.parsing.topics import topics_of
from plancheck.plan import Level
from plancheck.readers import read_document
from plancheck.resources import shipped_rulesets
from plancheck.rules import load_ruleset, ruleset_names
from plancheck.rules.conditions import Condition, Op
from plancheck.rules.kinds import KINDS
from plancheck.rules.loading import names_in
from plancheck.yaml_source import read_yaml_file, yaml_file_later

ROOMS = ("plancheck.rules", "plancheck.plan")
EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize(
    "value",
    [
        Condition("level", Op.EQ, "school"),
        {Level.SCHOOL: frozenset({1}), "день": dt.date(2025, 9, 1), "файл": Path("a/b")},
        (re.IGNORECASE, {"x"}),
    ],
)
def test_a_value_of_our_classes_is_made_once_and_comes_back_equal(tmp_path: Path, value: object) -> None:
    make = Maker(value)
    assert [kept_whole("одно", "1", make, ROOMS, folder=tmp_path) for _ in range(3)] == [value] * 3
    assert make.times == 1
    assert kept_whole("одно", "2", Maker("другое"), ROOMS, folder=tmp_path) == "другое", "of another source"


def test_what_may_only_be_read_stays_so(tmp_path: Path) -> None:
    for _ in range(2):
        value = kept_whole("одно", "1", lambda: MappingProxyType({"a": 1}), ROOMS, folder=tmp_path)
        assert isinstance(value, MappingProxyType)
        assert value == {"a": 1}


@pytest.mark.parametrize(
    "value",
    [re.compile("a"), os.system, Maker(1), lambda: 1, words, Condition],
    ids=["pattern", "call of the system", "class of another room", "no name", "function", "class itself"],
)
def test_what_is_not_of_the_rooms_is_made_each_time(tmp_path: Path, value: object) -> None:
    make = Maker([value])
    rooms = ("plancheck.parsing",)
    assert [kept_whole("одно", "1", make, rooms, folder=tmp_path) for _ in range(2)] == [[value]] * 2
    assert make.times == 2
    assert not list(tmp_path.iterdir())


class Harmful:
    def __init__(self, call: object, *given: object) -> None:
        self.call, self.given = call, given

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call, self.given


@pytest.mark.parametrize("call", [os.mkdir, exec, getattr, read_document, Path.unlink, __import__])
def test_a_file_made_to_call_something_calls_nothing(tmp_path: Path, call: object) -> None:
    harmed = tmp_path / "harmed"
    file = tmp_path / f"одно-{file_of('x.pickle').stem.rpartition('-')[2]}.pickle"
    keep(file, "1", pickle.dumps(Harmful(call, str(harmed))))
    assert kept_whole("одно", "1", Maker("своё"), ("plancheck",), folder=tmp_path) == "своё"
    assert not harmed.exists()


def test_without_a_sum_nothing_is_kept(tmp_path: Path) -> None:
    make = Maker("слово")
    assert [kept_whole("одно", "", make, ROOMS, folder=tmp_path) for _ in range(2)] == ["слово"] * 2
    assert (make.times, list(tmp_path.iterdir())) == (2, [])


def test_the_sum_is_of_the_files_and_of_the_code(tmp_path: Path) -> None:
    first = sum_of(ROOMS, tmp_path)
    (tmp_path / "words.yaml").write_text("a: 1")
    second = sum_of(ROOMS, tmp_path)
    os.utime(tmp_path / "words.yaml", ns=(1, 1))
    third = sum_of(ROOMS, tmp_path)
    sums = [first, second, third, sum_of(ROOMS[:1], tmp_path), sum_of(ROOMS, tmp_path, "edition")]
    assert len(set(sums)) == 5
    assert third == sum_of(ROOMS, tmp_path)
    assert sum_of(ROOMS, tmp_path / "absent") == ""
    assert sum_of(["plancheck.absent"], tmp_path) == ""


def test_the_shipped_lexicons_are_kept_and_read_a_plan_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE", str(tmp_path))
    made = shipped_made(NO_AMENDMENTS)
    shipped_lexicons.__wrapped__()
    monkeypatch.setattr(lexicons_room, "_made", lambda _: pytest.fail("they were not kept"))
    kept = shipped_lexicons.__wrapped__()
    content = (EXAMPLES / "good-school.txt").read_bytes()
    assert understand(read_document(content, "a.txt"), kept) == understand(read_document(content, "a.txt"), made)
    make = Maker(made)
    again = [kept_whole("used", "1", make, ("plancheck",), folder=tmp_path) for _ in range(2)][1]
    assert make.times == 1, "what was compiled for a plan is not in the way"
    assert isinstance(again, Lexicons)
    assert understand(read_document(content, "a.txt"), again) == understand(read_document(content, "a.txt"), made)
    text = words("Назначение школьного координатора")
    assert topics_of(text, kept.topics, kept.clauses) == topics_of(text, made.topics, made.clauses)


@pytest.mark.parametrize("name", [name for name in ruleset_names() if name.startswith("objectivity-")])
def test_a_shipped_ruleset_is_kept_and_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE", str(tmp_path))
    made = load_ruleset(name, folder=shipped_rulesets())
    load_ruleset(name)
    monkeypatch.delitem(sys.modules, "plancheck.rules.ruleset_reading", raising=False)
    monkeypatch.setitem(sys.modules, "plancheck.rules.ruleset_reading", None)
    kept = load_ruleset(name)
    assert kept.kinds is KINDS
    assert (kept.sha256, kept.files, kept.levels, kept.parameters) == (
        made.sha256,
        made.files,
        made.levels,
        made.parameters,
    )
    for ours, theirs in zip(kept.rules, made.rules, strict=True):
        assert (ours.parts, ours.message, ours.suggestion_by) == (theirs.parts, theirs.message, theirs.suggestion_by)
        assert str(ours.origin) == str(theirs.origin)
        assert [one.plan for one in ours.examples] == [one.plan for one in theirs.examples]


def test_a_wrong_name_is_refused_as_ever() -> None:
    with pytest.raises(RulesetError, match="objectivity-scool"):
        load_ruleset("objectivity-scool")


def test_a_file_that_is_read_later_is_the_file() -> None:
    path = shipped_rulesets() / f"{names_in(shipped_rulesets())[0]}.yaml"
    now = read_yaml_file(path)
    later = yaml_file_later(path, now.sha256)
    assert (later.path, later.sha256) == (now.path, now.sha256)
    assert "text" not in vars(later)
    assert (later.text, later.value) == (now.text, now.value)
    assert later.position(["name"]) == now.position(["name"])
