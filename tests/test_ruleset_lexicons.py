"""A ruleset's words reach everything that reads plans on its terms: checks, test cases, plan files, measurements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck import RulesetError, check, check_all, check_files, load_ruleset, read_plan
from plancheck.lexicons import Amendments
from plancheck.parsing import lexicons_with, shipped_lexicons
from plancheck.plan import Plan, Topic
from plancheck.plan_file import plan_file_fields, plan_file_yaml, without_places
from plancheck.rule_testing import case_run, lint_run
from plancheck.rules import Outcome, Ruleset
from plancheck.terms import Terms
from plancheck.timings import timings_of

RULES = """\
schema: plancheck.ruleset/1
name: own
version: "1"
title: {ru: Наши правила, en: Our rules}
lexicons:
  topics:
    observers: {add: [дежурный аудитор]}
    order: {without: [распоряжение], reason: у нас пишут приказы}
rules:
- code: OWN001
  name: observers-planned
  severity: error
  title: {ru: Есть наблюдатели, en: There are observers}
  why: {ru: а, en: a}
  source: [приказ]
  require: {topic: {topic: observers}}
  message: {ru: Нет наблюдателей., en: There are no observers.}
  remedy: {ru: Добавьте., en: Add them.}
"""
PLAN = """\
План мероприятий по повышению объективности оценивания МБОУ СОШ № 5 на 2025-2026 учебный год

№ | Мероприятие | Сроки | Ответственный | Результат
1 | Дежурные аудиторы в кабинетах при проведении ВПР | апрель 2026 | директор | протоколы
2 | Распоряжение по школе о назначении координатора | до 15.09.2025 | директор | распоряжение
"""
CASES = """\
schema: plancheck.rule_tests/1
ruleset: own.yaml
cases:
- name: observers are called otherwise
  plan: {measures: [{text: Дежурные аудиторы в кабинетах}]}
  expect: {OWN001: passed}
- name: a file is read by the same words
  plan: plan.txt
  expect: {OWN001: passed}
- name: who is on duty
  plan: {measures: [{text: Дежурные учителя в коридорах}]}
  expect: {OWN001: failed}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"own.yaml": RULES, "plan.txt": PLAN, "own.test.yaml": CASES}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def own(folder: Path) -> Ruleset:
    return load_ruleset(folder / "own.yaml")


def topics(plan: Plan) -> list[set[Topic]]:
    return [set(measure.topics) for measure in plan.measures]


def test_a_plan_is_read_by_the_words_of_a_ruleset(folder: Path, own: Ruleset) -> None:
    plain, ours = read_plan(folder / "plan.txt"), read_plan(folder / "plan.txt", lexicons=own.lexicons)
    assert Topic.OBSERVERS not in topics(plain)[0]
    assert Topic.OBSERVERS in topics(ours)[0]
    assert [Topic.ORDER in both[1] for both in map(topics, (plain, ours))] == [True, False]
    assert ours == read_plan(folder / "plan.txt", lexicons=lexicons_with(own.lexicons))


def test_without_additions_the_shipped_lexicons_serve_as_they_are(own: Ruleset) -> None:
    assert lexicons_with(load_ruleset("objectivity-school").lexicons) is shipped_lexicons()
    made = lexicons_with(own.lexicons)
    assert lexicons_with(load_ruleset(own.files[0][0]).lexicons) is made


def test_a_check_reads_by_the_words_of_its_ruleset(folder: Path) -> None:
    report = check(folder / "plan.txt", ruleset=folder / "own.yaml")
    assert [one.outcome for one in report.outcomes] == [Outcome.PASSED]
    assert report.outcomes[0].evidence[0].quote.startswith("Дежурные аудиторы")


def test_where_the_rules_are_wrong_nothing_is_read(folder: Path) -> None:
    (folder / "own.yaml").write_text(RULES.replace("observers: {add", "observer: {add"), "utf-8")
    with pytest.raises(RulesetError, match="did you mean «observers»"):
        check(folder / "absent.txt", ruleset=folder / "own.yaml")


def reading(seen: list[tuple[str, bool]]) -> Callable[[Path | bytes, str, Amendments], Callable[[], Plan]]:
    """Begins to read, noting the file and whether words of a ruleset came with it."""

    def begin(source: Path | bytes, name: str, lexicons: Amendments) -> Callable[[], Plan]:
        seen.append((Path(name).name, bool(lexicons)))
        return lambda: read_plan(source, name=name, lexicons=lexicons)

    return begin


def test_each_file_is_read_by_the_words_of_its_own_rules(folder: Path, own: Ruleset) -> None:
    other = folder / "other.txt"
    other.write_text(PLAN, "utf-8")
    bare = load_ruleset(without_words(folder))
    seen: list[tuple[str, bool]] = []
    checked = check_all(
        [folder / "plan.txt", other],
        terms_of=lambda file: Terms(ruleset=own if file == folder / "plan.txt" else bare),
        begin=reading(seen),
    )
    assert seen == [("plan.txt", True), ("other.txt", False)]
    assert [[one.outcome for one in plan.outcomes] for plan in checked.report.plans] == [
        [Outcome.PASSED],
        [Outcome.FAILED],
    ]


def without_words(folder: Path) -> Path:
    """The same rules without their words."""
    file = folder / "bare.yaml"
    before, _, after = RULES.partition("lexicons:")
    file.write_text(before + "rules:" + after.partition("rules:")[2], "utf-8")
    return file


def test_a_superior_plan_is_read_by_the_same_words(folder: Path, own: Ruleset) -> None:
    superior = folder / "superior.txt"
    superior.write_text(PLAN, "utf-8")
    seen: list[tuple[str, bool]] = []
    check_files([folder / "plan.txt"], ruleset=own, against=superior, begin=reading(seen))
    assert sorted(seen) == [("plan.txt", True), ("superior.txt", True)]


def test_a_plan_file_comes_back_by_the_words_that_it_was_written_with(folder: Path, own: Ruleset) -> None:
    plan = read_plan(folder / "plan.txt", lexicons=own.lexicons)
    written = plan_file_yaml(plan_file_fields(plan, lexicons_with(own.lexicons)))
    assert "observers" not in written  # the words tell it
    back = read_plan(written.encode(), name="plan.yaml", lexicons=own.lexicons)
    assert without_places(back) == without_places(plan)
    everywhere = plan_file_yaml(plan_file_fields(plan, shipped_lexicons()))
    assert "observers" in everywhere  # to be read by whatever words
    assert without_places(read_plan(everywhere.encode(), name="plan.yaml")) == without_places(plan)


def test_test_cases_are_read_by_the_words_of_the_ruleset_they_test(folder: Path) -> None:
    run = case_run(str(folder))
    assert [(one.case, one.outcome) for one in run.results] == [
        ("observers are called otherwise", "passed"),
        ("a file is read by the same words", "passed"),
        ("who is on duty", "failed"),
    ]
    assert run.failures == ()


def test_a_stage_is_measured_with_the_words_of_the_ruleset(folder: Path) -> None:
    found = timings_of(folder / "plan.txt", "plan.txt", Terms(ruleset=folder / "own.yaml"))
    assert [code for code, _ in found.rules] == ["OWN001"]


def lint_of(folder: Path, old: str, new: str) -> list[tuple[str, dict[str, Any]]]:
    (folder / "own.yaml").write_text(RULES.replace(old, new), "utf-8")
    found = [one for one in lint_run(str(folder)).findings if one.path == str(folder / "own.yaml")]
    return [(str(one.kind), dict(one.values)) for one in found]


@pytest.mark.parametrize(
    ("phrases", "found"),
    [
        ("дежурный аудитор", []),
        ("дежурный аудитор, смотрящий зал", ["untested_entry"]),
        ("дежурный аудитор, дежурный аудитор ~6", ["repeated_phrase"]),
        ("дежурный аудитор, видеонаблюдение кабинет", ["other_topic", "untested_entry"]),
        ("дежурный аудитор, =наблюдатели =приказ", ["other_topic", "untested_entry"]),
    ],
)
def test_added_words_are_linted(folder: Path, phrases: str, found: list[str]) -> None:
    told = lint_of(folder, "add: [дежурный аудитор]", f"add: [{phrases}]")
    assert sorted({kind for kind, _ in told}) == found


def test_an_entry_without_a_case_is_told_with_its_lexicon(folder: Path) -> None:
    told = lint_of(folder, "rules:", "  roles: {coordinator: {add: [школьный оператор]}}\nrules:")
    assert told == [("untested_entry", {"entry": "школьный оператор", "lexicon": "roles"})]


@pytest.mark.parametrize(
    ("lexicons", "old", "new", "part"),
    [
        ("columns: {result: {add: [плод]}}", "Результат", "Плод", lambda plan: plan.measures[0].result),
        (
            "head: {title: {opens: {add: [распорядок мер]}}}",
            "План мероприятий",
            "Распорядок мер",
            lambda plan: plan.title,
        ),
        ("flaws: {asks: {add: [подставить]}}", "протоколы", "[подставить]", lambda plan: plan.leftovers),
    ],
)
def test_words_of_columns_heads_and_blanks_are_added_too(
    folder: Path, lexicons: str, old: str, new: str, part: Callable[[Plan], object]
) -> None:
    rules = folder / "words.yaml"
    rules.write_text(RULES[: RULES.index("lexicons:")] + f"lexicons: {{{lexicons}}}\n", "utf-8")
    content = PLAN.replace(old, new).encode()
    assert not part(read_plan(content, name="plan.txt"))
    assert part(read_plan(content, name="plan.txt", lexicons=load_ruleset(rules).lexicons))
