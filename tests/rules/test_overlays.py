"""The overlays made from five documents: each judges its own document, and shows how the language is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plancheck import check
from plancheck.plan import Level
from plancheck.report.rule_list import base_of, own_rules
from plancheck.rule_testing import case_run, lint_run
from plancheck.rules import Outcome, Rule, Ruleset, load_ruleset, ruleset_names
from plancheck.rules.choosing import Chosen
from plancheck.rules.loading import ruleset_serving
from plancheck.rules.ruleset import Era
from plancheck.yaml_source import read_yaml_file

PAGE = (Path(__file__).parents[2] / "docs" / "overlays.md").read_text("utf-8")
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
LOADED = {name: load_ruleset(name) for name in ruleset_names()}
OVERLAYS = {name: one for name, one in LOADED.items() if base_of(one, LOADED.values())}
OWN = {name: own_rules(one, LOADED.values()) for name, one in OVERLAYS.items()}
RULES: dict[str, Rule] = {rule.code: rule for rules in OWN.values() for rule in rules}
EVIDENCE: dict[str, dict[str, list[int]]] = read_yaml_file(Path(__file__).parent / "cases" / "overlays.yaml").value
WORDS_IN_A_ROW = 7  # so many of another's words make a sentence of theirs


def seed(name: str) -> Path:
    found = sorted(SEEDS.glob(f"{name.removeprefix('seed-')}_*"))
    if not found:
        pytest.skip("the documents are not at hand")
    return found[0]


def raw(name: str) -> dict[str, Any]:
    """The ruleset's file as it is written."""
    path, _ = OVERLAYS[name].files[-1]
    value: dict[str, Any] = read_yaml_file(Path(path)).value
    return value


def test_there_is_one_for_each_document() -> None:
    assert list(OVERLAYS) == [f"seed-{number:03}" for number in range(5)]
    assert {one.title.ru for one in OVERLAYS.values()} == {raw(name)["title"]["ru"] for name in OVERLAYS}
    assert all(re.search(r"20\d\d", one.title.ru) and re.search(r"20\d\d", one.title.en) for one in OVERLAYS.values())


@pytest.mark.parametrize("level", Level)
def test_none_is_taken_by_itself(level: Level) -> None:
    assert ruleset_serving(level) == f"objectivity-{level}"


@pytest.mark.parametrize("name", OVERLAYS)
def test_its_rules_are_a_family_of_their_own(name: str) -> None:
    codes = [rule.code for rule in OWN[name]]
    assert 6 <= len(codes) <= 12
    assert len({code[:-3] for code in codes}) == 1
    others = [rule.code for other, one in LOADED.items() if other != name for rule in one.rules]
    assert not {code[:-3] for code in codes} & {code[:-3] for code in others}


@pytest.mark.parametrize("code", RULES)
def test_its_rules_are_proved_and_written_as_the_shipped_ones(code: str) -> None:
    rule = RULES[code]
    shown = {example.outcome for example in rule.examples}
    assert {Outcome.PASSED, Outcome.FAILED} <= shown
    assert (Outcome.INAPPLICABLE in shown) is not rule.always
    assert (Outcome.CANT_TELL in shown) is bool(rule.doubts)
    assert all(re.search(r"\(образец 00\d\)", source.ru) for source in rule.source[:1])
    given = [
        str(one.value) for ruleset in OVERLAYS.values() for one in ruleset.parameters.values() if one.type == "text"
    ]
    for text in (rule.title, rule.why, rule.message, rule.remedy):
        assert re.search("[А-Яа-я]", text.ru)
        english = re.sub("|".join((r"\{[^}]*\}", *map(re.escape, given))), "", text.en)
        assert not re.search("[А-Яа-я]", english)


@pytest.mark.parametrize("name", OVERLAYS)
def test_its_own_document_keeps_what_it_promises(name: str) -> None:
    report = check(seed(name), ruleset=OVERLAYS[name])
    own = [one for one in report.outcomes if one.rule in EVIDENCE[name]]
    assert {one.rule: str(one.outcome) for one in own} == dict.fromkeys(EVIDENCE[name], "passed")
    assert {one.rule: list(one.measures) for one in own} == EVIDENCE[name]
    assert set(EVIDENCE[name]) == {rule.code for rule in OWN[name]}


@pytest.mark.parametrize("name", OVERLAYS)
def test_beside_its_own_rules_its_document_meets_what_it_met_before(name: str) -> None:
    base = base_of(OVERLAYS[name], LOADED.values())
    plain = {(one.rule, one.outcome, one.measures) for one in check(seed(name), ruleset=base).outcomes}
    laid = {(one.rule, one.outcome, one.measures) for one in check(seed(name), ruleset=OVERLAYS[name]).outcomes}
    changed = {code for code, *_ in plain ^ laid}
    meant = {*EVIDENCE[name], *OVERLAYS[name].switched_off, "DOC003"}  # DOC003: other columns are expected
    assert changed <= meant


@pytest.mark.parametrize("name", OVERLAYS)
def test_no_sentence_is_the_documents_own(name: str) -> None:
    theirs = set(runs_of_words(seed(name).read_text("utf-8")))
    files = [Path(OVERLAYS[name].files[-1][0]), Path(OVERLAYS[name].files[-1][0]).with_suffix(".test.yaml")]
    copied = {run for file in files for run in runs_of_words(file.read_text("utf-8")) if run in theirs}
    assert {run for run in copied if not re.search(r"\d", run)} == set()  # the lists of schools are facts


def runs_of_words(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1))


def test_together_they_show_the_whole_language() -> None:
    rules = [rule for name in OVERLAYS for rule in raw(name)["rules"]]
    parts = {part for rule in rules for part in rule}
    assert parts >= {
        "for_each", "except", "excepted", "nothing", "require", "forbid", "doubt", "escalate", "subject", "merge",
        "suggest", "suggest_by", "effective", "replaced_by", "examples",
    }  # fmt: skip
    heads = {key for name in OVERLAYS for key in raw(name)}
    assert heads >= {"extends", "levels", "parameters", "override", "profiles", "withdrawn"}
    overridden = {part for name in OVERLAYS for one in raw(name)["override"].values() for part in one}
    assert overridden >= {"severity", "off", "remedy", "source", "suggest"}
    types = {one["type"] for name in OVERLAYS for one in raw(name)["parameters"].values() if isinstance(one, dict)}
    assert types >= {"date", "list", "text"}
    assert all(one.profiles for one in OVERLAYS.values())


@pytest.mark.parametrize("name", OVERLAYS)
def test_each_of_its_profiles_changes_something(name: str) -> None:
    for profile in OVERLAYS[name].profiles:
        other = load_ruleset(name, chosen=Chosen(profile))
        assert told(other) != told(OVERLAYS[name])


def told(ruleset: Ruleset) -> object:
    values = {name: one.value for name, one in ruleset.parameters.items()}
    return values, {rule.code: rule.severity for rule in ruleset.rules}


@pytest.mark.parametrize("name", OVERLAYS)
def test_what_it_says_of_days_ends_with_its_document(name: str) -> None:
    eras = OVERLAYS[name].eras
    assert eras
    last: Era = eras[-1]
    assert 0 < len({rule.code for rule in last.ruleset.rules} & set(EVIDENCE[name])) < len(EVIDENCE[name])


@pytest.mark.parametrize("name", OVERLAYS)
def test_its_examples_and_plans_in_words_come_out_on_both_engines(name: str) -> None:
    run = case_run(name, engine="both")
    assert [str(one.origin) for one in run.failures] == []
    assert run.lacking == ()
    assert len(run.files) == 1


def test_the_overlay_on_the_page_is_sound(tmp_path: Path) -> None:
    (text,) = re.findall(r"(?ms)^```yaml ruleset\n(.*?)^```", PAGE)
    file = tmp_path / "zaozersk.yaml"
    file.write_text(text, "utf-8")
    run = case_run(str(file))
    assert run.failures == ()
    assert run.results
    assert lint_run(str(file)).findings == ()


def test_the_page_names_every_family_of_codes() -> None:
    for name, rules in OWN.items():
        codes = sorted(rule.code for rule in rules)
        assert f"| `{name}` |" in PAGE
        assert f"{codes[0]}–{codes[-1][-3:]}" in PAGE
    told = {*RULES, *(code for one in LOADED.values() for code in (*(rule.code for rule in one.rules), *one.withdrawn))}
    assert set(re.findall(r"\b[A-Z]{3}\d{3}\b", PAGE)) - told == {"ZAO001"}
