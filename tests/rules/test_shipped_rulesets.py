"""The shipped rulesets: each rule speaks two languages, proves itself by examples and names its source."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from plans import SCHOOL_YEAR, due, plan

from plancheck.plan import Plan
from plancheck.rules import Outcome, Rule, RuleOutcome, Severity, judge, load_ruleset, ruleset_names, run_examples
from plancheck.rules.kinds import DIRECTIONS

RULESETS = {level: load_ruleset(f"objectivity-{level}") for level in ("school", "municipal", "regional")}
BASE = load_ruleset("objectivity-base")
RULES: dict[str, Rule] = {rule.code: rule for ruleset in RULESETS.values() for rule in ruleset.rules}

ALL_LEVELS = [
    "DOC001",
    "DOC002",
    "DOC003",
    "DOC004",
    "DOC005",
    "DOC006",
    "DOC007",
    "DOC008",
    "DOC009",
    "DIR001",
    "CRD001",
    "CRD002",
    "OBS001",
    "OBS002",
    "OBS003",
    "RCK001",
    "RCK003",
    "COI001",
    "COL001",
    "ANL001",
    "REG001",
    "DDL001",
    "DDL002",
    "DDL003",
    "DDL004",
    "DDL005",
    "DDL006",
    "DDL007",
    "ROL003",
    "PRV001",
    "PRV002",
]
SCHOOL_PARTS = ["CRD003", "CRD004", "OBS005", "ROL001", "ROL002"]
SUPERVISION = ["OBS004", "RCK002", "RSK001", "VID001"]
HELD = {
    "school": [*ALL_LEVELS, *SCHOOL_PARTS, "OBL001", "OBL002"],
    "municipal": [*ALL_LEVELS, *SCHOOL_PARTS, *SUPERVISION, "RCK004"],
    "regional": [*ALL_LEVELS, *SUPERVISION],
}
ERRORS = [
    "DOC001",
    "DOC002",
    "DOC004",
    "DOC005",
    "DIR001",
    "CRD001",
    "CRD002",
    "CRD003",
    "OBS001",
    "OBS002",
    "RCK002",
    "OBL001",
    "OBL002",
    "DDL001",
    "DDL005",
    "PRV001",
]
NOTES = ["DOC007", "DOC009", "OBS004", "OBS005", "COL001", "VID001", "ROL001", "ROL003"]
SUGGESTING = [
    "DIR001",
    "CRD001",
    "CRD004",
    "OBS001",
    "OBS002",
    "OBS004",
    "RCK001",
    "RCK002",
    "RSK001",
    "COI001",
    "COL001",
    "VID001",
    "ANL001",
    "REG001",
    "OBL001",
]
CLAUSE = re.compile(r"05-71.{0,40}(пункт|п\.|раздел|clause|section)", re.IGNORECASE)


def outcome(code: str, made: Plan, ruleset: str = "municipal", **more: Any) -> tuple[RuleOutcome, ...]:
    """What one rule of a ruleset comes to on a plan."""
    return judge(made, RULESETS[ruleset].only(code), engine="reference", **more)


@pytest.mark.parametrize("level", RULESETS)
def test_a_ruleset_holds_exactly_what_its_level_needs(level: str) -> None:
    ruleset = RULESETS[level]
    assert sorted(rule.code for rule in ruleset.rules) == sorted(HELD[level])
    assert [str(one) for one in ruleset.levels] == [level]
    assert ruleset.calendar is not None
    assert ruleset.calendar.is_file()


def test_the_base_serves_no_level_by_itself() -> None:
    assert sorted(rule.code for rule in BASE.rules) == sorted(ALL_LEVELS)
    assert BASE.levels == ()


@pytest.mark.parametrize("engine", ["durable", "reference"])
@pytest.mark.parametrize("level", RULESETS)
def test_every_example_comes_to_what_it_says(level: str, engine: str) -> None:
    results = list(run_examples(RULESETS[level], engine=engine))
    assert [str(one) for one in results if not one.as_expected] == []
    assert len(results) > len(RULESETS[level].rules)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_examples_of_each_kind(code: str) -> None:
    rule = RULES[code]
    shown = Counter(example.outcome for example in rule.examples)
    assert shown["passed"]
    assert shown["failed"]
    assert bool(shown["inapplicable"]) is not rule.always
    assert bool(shown["cant_tell"]) is bool(rule.doubts)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_written_in_two_languages(code: str) -> None:
    rule = RULES[code]
    texts = [rule.title, rule.why, rule.message, rule.remedy, *(doubt.because for doubt in rule.doubts)]
    texts += [one for one in (rule.nothing, rule.excepted) if one is not None]
    for text in texts:
        assert re.search("[А-Яа-я]", text.ru)
        assert not re.search("[А-Яа-я]", re.sub(r"\{[^}]*\}", "", text.en))
        assert text.ru[0].isupper() or text.ru[0] in "«{"
    assert rule.message.ru.endswith(".")
    assert rule.remedy.ru.endswith(".")
    placeholder = re.compile(r"\{[a-z_.]+\}")
    for text in texts:
        assert sorted(placeholder.findall(text.ru)) == sorted(placeholder.findall(text.en))


@pytest.mark.parametrize("code", RULES)
def test_a_rule_names_its_source_and_cites_no_clause_that_was_not_at_hand(code: str) -> None:
    rule = RULES[code]
    sources = [source.ru for source in rule.source]
    assert all(len(source) > 20 for source in sources)
    assert not any(CLAUSE.search(text) for text in (*sources, rule.why.ru, rule.remedy.ru))


@pytest.mark.parametrize("code", RULES)
def test_severities_are_the_catalogues(code: str) -> None:
    expected = Severity.ERROR if code in ERRORS else Severity.NOTE if code in NOTES else Severity.WARNING
    assert RULES[code].severity is expected


@pytest.mark.parametrize("code", SUGGESTING)
def test_where_a_measure_is_missing_a_whole_row_is_offered(code: str) -> None:
    rule = RULES[code]
    rows = list(rule.suggestion_by.values()) or [rule.suggestion]
    for row in rows:
        assert row is not None
        assert set(row.cells()) == {"measure", "deadline", "responsible", "result"}


def test_each_missing_direction_is_offered_a_row_of_its_own() -> None:
    assert set(RULES["DIR001"].suggestion_by) == DIRECTIONS.codes
    found = outcome("DIR001", plan({"topics": ["order"]}))
    assert {one.subject.ref for one in found} == DIRECTIONS.codes - {"regulation"}
    rows = {one.suggestion["measure"] for one in found if one.suggestion}
    assert len(rows) == len(found)


def test_a_missing_responsible_column_is_graver_than_another() -> None:
    found = {one.subject.ref: one.severity for one in outcome("DOC003", plan(columns=["measure"]))}
    assert found == {
        "deadline": Severity.WARNING,
        "responsible": Severity.ERROR,
        "result": Severity.WARNING,
    }


@pytest.mark.parametrize(("risk", "severity"), [((), Severity.WARNING), (("СОШ 3",), Severity.ERROR)])
def test_rechecking_is_a_must_where_a_school_is_at_risk(risk: tuple[str, ...], severity: Severity) -> None:
    (found,) = outcome("RCK001", plan(level="municipal"), risk_schools=risk)
    assert (found.outcome, found.severity) == (Outcome.FAILED, severity)


def test_observers_are_reported_once_when_there_are_none() -> None:
    made = plan({"topics": ["order"]}, held_procedures=["ВПР", "ОГЭ"])
    (alone,) = outcome("OBS002", made)
    assert alone.outcome is Outcome.INAPPLICABLE
    assert "OBS001" in alone.reason


def test_several_rechecks_by_own_staff_are_one_finding() -> None:
    made = plan({"topics": ["training"]}, {"topics": ["recheck"]}, {"topics": ["recheck"]})
    (found,) = outcome("RCK003", made)
    assert found.measures == (1, 2)


def test_a_late_coordinator_is_shown_with_the_measure_that_comes_too_early() -> None:
    made = plan(
        {
            "text": "Сверить списки",
            "responsible": {"roles": ["coordinator"]},
            "deadline": due((None, "2023-10-01")),
        },
        {"text": "Назначить", "topics": ["coordinator"], "deadline": due(("2024-03-01", "2024-03-31"))},
    )
    (found,) = outcome("CRD002", made)
    assert found.measures == (1, 0)
    assert "Сверить списки" in found.message


def test_a_blank_in_the_head_is_the_plans_and_one_in_a_row_the_rows() -> None:
    made = plan({}, leftovers=[{"quote": "№ ___"}, {"quote": "20__ г.", "measure": 0}])
    found = outcome("PRV002", made)
    assert [(one.subject.kind, one.measures) for one in found] == [("plan", ()), ("measure", (0,))]


def test_a_foreign_site_is_told_from_a_territory_and_every_place_is_shown() -> None:
    foreign = [
        {"name": "Горный район", "belonging": "foreign", "measure": 0},
        {"name": "Горный район", "belonging": "foreign", "measure": 1},
        {"name": "obr.example", "kind": "site", "belonging": "foreign"},
    ]
    found = outcome("PRV001", plan({}, {}, mentions=foreign))
    assert {(one.subject.kind, one.subject.ref, one.measures) for one in found} == {
        ("territory", "Горный район", (0, 1)),
        ("site", "obr.example", ()),
    }


def test_what_hangs_on_a_missing_period_or_approval_cannot_be_told() -> None:
    made = plan({"deadline": due(("2024-03-01", "2024-03-31"))})
    for code, needed in (("DDL001", "DOC002"), ("DDL002", "DOC001")):
        (told,) = outcome(code, made)
        assert told.outcome is Outcome.CANT_TELL
        assert needed in told.reason


def test_school_rules_serve_the_part_for_schools_in_a_municipal_programme() -> None:
    rows = [
        {
            "text": "Назначить ответственных",
            "section": at,
            "topics": ["coordinator"],
            "responsible": {"roles": ["school"]},
        }
        for at in (0, 1)
    ]
    made = plan(*rows, level="municipal", sections=[{"title": "Округ"}, {"title": "Школы", "level": "school"}])
    for code in ("CRD004", "ROL001"):
        (found,) = outcome(code, made)
        assert found.measures == (1,)


def test_a_good_plan_has_no_finding_on_either_engine() -> None:
    columns = ["number", "measure", "deadline", "responsible", "result"]
    rows: list[tuple[str, list[str], list[str], tuple[str | None, str]]] = [
        ("Приказ о назначении координатора", ["coordinator", "order"], ["by_order"], (None, "2023-09-20")),
        ("Регламент проведения проверочных работ", ["local_acts"], ["holding"], (None, "2023-10-10")),
        ("Педсовет о честном оценивании", ["explain_staff"], [], ("2023-11-01", "2023-11-30")),
        ("Курсы экспертов", ["training"], [], ("2023-12-01", "2023-12-31")),
        (
            "Согласование критериев методобъединениями",
            ["collegial_marking"],
            [],
            ("2024-02-01", "2024-02-28"),
        ),
        ("Собрания родителей", ["families"], [], ("2024-02-01", "2024-02-28")),
        (
            "Независимые наблюдатели на всех процедурах",
            ["observers"],
            ["independent", "all_procedures"],
            ("2024-03-19", "2024-05-17"),
        ),
        ("Исключение конфликта интересов", ["conflict_of_interest"], [], (None, "2024-03-01")),
        ("Обмен работами с соседней школой", ["recheck"], ["outsiders"], ("2024-05-20", "2024-05-31")),
        ("Справка об итогах", ["results_analysis"], [], ("2024-06-01", "2024-06-30")),
    ]
    measures = [
        {
            "number": f"{number}.",
            "text": text,
            "topics": topics,
            "marks": marks,
            "deadline": due(window),
            "responsible": {"text": "Директор", "roles": ["school_head"]},
            "result": "документ",
            "columns": columns,
        }
        for number, (text, topics, marks, window) in enumerate(rows, 1)
    ]
    made = plan(
        *measures,
        level="school",
        period=SCHOOL_YEAR,
        approval={"number": "12", "date": "2023-09-01"},
        columns=columns,
        procedures=["ВПР"],
        held_procedures=["ВПР"],
    )
    for engine in ("durable", "reference"):
        entries = judge(made, RULESETS["school"], engine=engine)
        assert {one.rule: one.message for one in entries if one.outcome is Outcome.FAILED} == {}
        assert {one.outcome for one in entries} <= {Outcome.PASSED, Outcome.INAPPLICABLE}
        assert all(one.reason for one in entries if one.outcome is Outcome.INAPPLICABLE)


def test_naming_more_people_shortly_before_the_procedure_is_not_late() -> None:
    made = plan(
        {"text": "Назначить координатора", "topics": ["coordinator"], "deadline": due((None, "2023-10-01"))},
        {
            "text": "Назначить дежурных",
            "topics": ["coordinator"],
            "deadline": due(("2024-03-20", "2024-03-31")),
        },
        {
            "text": "Составить график",
            "responsible": {"roles": ["coordinator"]},
            "deadline": due((None, "2024-02-01")),
        },
        level="school",
        period=SCHOOL_YEAR,
        held_procedures=["ВПР"],
    )
    for code in ("CRD002", "CRD003"):
        (told,) = outcome(code, made, "school")
        assert told.outcome in (Outcome.PASSED, Outcome.CANT_TELL)


@pytest.mark.parametrize("name", ruleset_names())
def test_what_a_ruleset_says_of_its_rules_is_said_in_english_too(name: str) -> None:
    ruleset = load_ruleset(name)
    said = [(one.code, source.en) for one in ruleset.rules for source in one.source]
    said += [(code, reason.en) for code, reason in ruleset.switched_off.items()]
    said += [(one.code, text.en) for one in ruleset.rules for text in (one.title, one.why)]
    quoted = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|\b[А-ЯЁ]{2,}(?:-\d+)?\b")  # a plan's own words, procedures' names
    assert [(code, text) for code, text in said if re.search("[А-Яа-яЁё]", quoted.sub("", text))] == []
