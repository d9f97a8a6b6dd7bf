"""Rules and values in time: judged by the day of the plan, or by the day that is asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plancheck.checking import check
from plancheck.plan import Approval, Period, Plan
from plancheck.rules.choosing import Chosen, Setting
from plancheck.rules.eras import day_of
from plancheck.rules.judging import judgement_on
from plancheck.rules.loading import load_ruleset
from plancheck.rules.outcome import Outcome, Severity
from plancheck.rules.ruleset import Force


@pytest.fixture(autouse=True)
def _facts(request):
    """The small vocabulary, except where the shipped one is meant."""
    if "load" in request.fixturenames:
        request.getfixturevalue("small_facts_everywhere")


REQUIRES_VIDEO = "  require: {topic: {topic: video}}\n"
SPRING, AUTUMN = dt.date(2025, 3, 1), dt.date(2025, 10, 1)


def year(first: int) -> Period:
    return Period(start=dt.date(first, 9, 1), end=dt.date(first + 1, 8, 31))


@pytest.fixture
def told(small_plan, measure):
    """What becomes of each rule: outcome and severity by code."""

    def outcomes(ruleset, *measures, as_of=None, lang="ru", **head):
        plan = small_plan(*(measures or (measure("Совещание", "order"),)), **head)
        judged = judgement_on(plan, ruleset, as_of=as_of, engine="reference", lang=lang)
        return {one.rule: (one.outcome, one.severity, one.message) for one in judged.outcomes}

    return outcomes


# -------------------------------------------------------------------------- the day


@pytest.mark.parametrize(
    ("head", "as_of", "day"),
    [
        ({"period": year(2024), "approval": Approval(date=SPRING)}, None, dt.date(2024, 9, 1)),
        ({"period": year(2024)}, AUTUMN, AUTUMN),
        ({"approval": Approval(date=SPRING)}, None, SPRING),
        ({"approval": Approval(number="5")}, None, None),
        ({}, None, None),
        ({}, AUTUMN, AUTUMN),
    ],
)
def test_a_plan_is_judged_by_its_first_day_unless_another_is_asked_for(small_plan, head, as_of, day):
    assert day_of(small_plan(**head), as_of) == day


@pytest.mark.parametrize(
    ("force", "day", "holds"),
    [
        (Force(SPRING, AUTUMN), SPRING, True),
        (Force(SPRING, AUTUMN), AUTUMN, True),
        (Force(SPRING, AUTUMN), SPRING - dt.timedelta(1), False),
        (Force(SPRING, AUTUMN), AUTUMN + dt.timedelta(1), False),
        (Force(None, AUTUMN), dt.date.min, True),
        (Force(SPRING), dt.date.max, True),
    ],
)
def test_both_ends_of_a_span_belong_to_it(force, day, holds):
    assert force.holds(day) is holds


def test_a_span_to_the_end_of_time_has_no_day_after():
    assert Force(SPRING, dt.date.max).bounds == (SPRING,)


# -------------------------------------------------------------------------- rules


def test_a_rule_not_yet_in_force_says_from_when_it_will_fail(load, told):
    ruleset = load(REQUIRES_VIDEO + "  effective: {from: 2025-09-01}\n")
    assert told(ruleset, period=year(2025))["AAA001"] == (Outcome.FAILED, Severity.WARNING, "Нарушено")
    assert told(ruleset, period=year(2024))["AAA001"] == (
        Outcome.FAILED,
        Severity.NOTE,
        "С 01.09.2025 это станет нарушением: Нарушено",
    )
    assert told(ruleset, period=year(2024), lang="en")["AAA001"][2] == "From 2025-09-01 this will fail: Broken"


def test_a_rule_not_yet_in_force_is_never_graver_than_a_note(load, told):
    escalate = "  escalate: {to: error, when: {plan: {level: school}}}\n"
    ruleset = load(REQUIRES_VIDEO + escalate + "  effective: {from: 2025-09-01}\n")
    assert told(ruleset, period=year(2025))["AAA001"][1] is Severity.ERROR
    assert told(ruleset, period=year(2024))["AAA001"][1] is Severity.NOTE


def test_both_engines_judge_each_era_alike(load, small_plan, measure):
    escalate = "  escalate: {to: error, when: {plan: {level: school}}}\n"
    ruleset = load(REQUIRES_VIDEO + escalate + "  effective: {from: 2025-09-01, until: 2026-08-31}\n", REQUIRES_VIDEO)
    plan = small_plan(measure("Совещание", "order"))
    for day, findings in ((SPRING, 2), (AUTUMN, 2), (dt.date(2027, 1, 1), 1)):
        judged = judgement_on(plan, ruleset, as_of=day, engine="both")
        assert sum(one.outcome is Outcome.FAILED for one in judged.outcomes) == findings


def test_a_rule_not_yet_in_force_passes_as_any_other(load, told, measure):
    ruleset = load(REQUIRES_VIDEO + "  effective: {from: 2025-09-01}\n")
    assert told(ruleset, measure("Видео", "video"), period=year(2024))["AAA001"][0] is Outcome.PASSED


def test_a_rule_no_longer_in_force_is_not_selected_but_listed_as_withdrawn(load, told):
    ruleset = load(REQUIRES_VIDEO + "  effective: {until: 2025-08-31}\n  replaced_by: [AAA002]\n", REQUIRES_VIDEO)
    assert list(told(ruleset, period=year(2024))) == ["AAA001", "AAA002"]
    assert list(told(ruleset, period=year(2025))) == ["AAA002"]
    old = ruleset.on(dt.date(2025, 9, 1)).withdrawn["AAA001"]
    assert (old.since, old.replaced_by) == (dt.date(2025, 9, 1), ("AAA002",))
    assert ruleset.on(dt.date(2025, 8, 31)).withdrawn == {}


def test_the_day_asked_for_goes_before_the_plans_own(load, told):
    ruleset = load(REQUIRES_VIDEO + "  effective: {from: 2025-09-01}\n")
    assert told(ruleset, period=year(2025), as_of=SPRING)["AAA001"][1] is Severity.NOTE
    assert told(ruleset, as_of=AUTUMN)["AAA001"][1] is Severity.WARNING


def test_an_heir_may_put_a_rule_off(load, told):
    head = "override: {AAA001: {effective: {from: 2026-01-01}}}\n"
    assert told(load(REQUIRES_VIDEO, head=head), period=year(2025))["AAA001"][1] is Severity.NOTE


def test_a_ruleset_without_days_is_the_same_on_all_days(load):
    ruleset = load(REQUIRES_VIDEO)
    assert ruleset.eras == ()
    assert ruleset.on(SPRING) is ruleset


def test_one_era_is_one_ruleset_so_that_it_is_compiled_once(load):
    ruleset = load(REQUIRES_VIDEO + "  effective: {from: 2025-09-01, until: 2026-08-31}\n")
    assert ruleset.on(dt.date(2025, 9, 1)) is ruleset.on(dt.date(2026, 8, 31))
    assert [era.first for era in ruleset.eras] == [None, dt.date(2025, 9, 1), dt.date(2026, 9, 1)]
    assert {era.ruleset.sha256 for era in ruleset.eras} == {ruleset.sha256}


# -------------------------------------------------------------------------- values

DATED = """\
parameters:
  wanted:
    type: list
    of: topic
    default: [order]
    title: {ru: а, en: a}
    values:
      - {value: [video], from: 2024-09-01, until: 2025-08-31}
      - {value: [observers], from: 2026-09-01}
"""
FORBIDS_WANTED = "  forbid: {topic: {as: t, topic: $wanted}}\n  subject: {kind: plan}\n"


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2024-08-31", "order"),
        ("2024-09-01", "video"),
        ("2025-08-31", "video"),
        ("2025-09-01", "order"),
        ("2026-08-31", "order"),
        ("2026-09-01", "observers"),
    ],
)
def test_a_dated_value_holds_on_its_days_and_the_standing_one_on_all_others(load, told, measure, day, value):
    ruleset = load(FORBIDS_WANTED, head=DATED)
    on = dt.date.fromisoformat(day)
    assert ruleset.on(on).parameters["wanted"].value == (value,)
    for topic in ("order", "video", "observers"):
        outcome = told(ruleset, measure("Дело", topic), as_of=on)["AAA001"][0]
        assert (outcome is Outcome.FAILED) is (topic == value)


def test_a_value_of_one_rule_may_be_dated_too(load, told):
    head = DATED[: DATED.index("    values")] + (
        "override: {AAA001: {parameters: {wanted: {values: [{value: [video], until: 2024-12-31}]}}}}\n"
    )
    ruleset = load(FORBIDS_WANTED, FORBIDS_WANTED, head=head)
    early = told(ruleset, as_of=dt.date(2024, 1, 1))
    late = told(ruleset, as_of=dt.date(2025, 1, 1))
    assert (early["AAA001"][0], early["AAA002"][0]) == (Outcome.PASSED, Outcome.FAILED)
    assert (late["AAA001"][0], late["AAA002"][0]) == (Outcome.FAILED, Outcome.FAILED)


@pytest.mark.parametrize(
    ("given", "on_a_dated_day"),
    [("[order]", ("order",)), ("{default: [observers]}", ("video",)), ("{values: []}", ("order",))],
)
def test_an_heir_gives_a_bare_value_for_ever_and_a_default_for_all_other_days(
    tmp_path, load, kinds, given, on_a_dated_day
):
    load(FORBIDS_WANTED, head=DATED)
    heir = tmp_path / "heir.yaml"
    heir.write_text(
        "schema: plancheck.ruleset/1\nname: heir\nversion: '1'\ntitle: {ru: а, en: a}\nextends: [./small.yaml]\n"
        f"parameters: {{wanted: {given}}}\n",
        "utf-8",
    )
    assert load_ruleset(heir, kinds=kinds).on(dt.date(2025, 1, 1)).parameters["wanted"].value == on_a_dated_day


def test_a_value_given_with_the_call_holds_on_all_days(tmp_path, load, kinds):
    load(FORBIDS_WANTED, head=DATED)
    chosen = Chosen(settings=(Setting("wanted", "observers"),))
    ruleset = load_ruleset(tmp_path / "small.yaml", kinds=kinds, chosen=chosen)
    assert ruleset.on(dt.date(2025, 1, 1)).parameters["wanted"].value == ("observers",)
    assert ruleset.eras == ()


# -------------------------------------------------------------------------- a plan without a day


def test_without_a_day_an_answer_that_is_always_the_same_is_given(load, told, measure):
    ruleset = load(REQUIRES_VIDEO + "  effective: {from: 2025-09-01}\n", REQUIRES_VIDEO)
    outcomes = told(ruleset, measure("Видео", "video"))
    assert [one[0] for one in outcomes.values()] == [Outcome.PASSED, Outcome.PASSED]


@pytest.mark.parametrize("effective", ["{from: 2025-09-01}", "{until: 2025-08-31}"])
def test_without_a_day_a_finding_that_depends_on_it_is_left_to_a_person(load, told, effective):
    ruleset = load(REQUIRES_VIDEO + f"  effective: {effective}\n", REQUIRES_VIDEO)
    outcomes = told(ruleset)
    assert [one[0] for one in outcomes.values()] == [Outcome.CANT_TELL, Outcome.FAILED]
    assert "--as-of" in outcomes["AAA001"][2]


def test_without_a_day_a_value_that_depends_on_it_is_left_to_a_person(load, told, measure):
    ruleset = load(FORBIDS_WANTED, head=DATED)
    assert told(ruleset, measure("Дело", "video"))["AAA001"][0] is Outcome.CANT_TELL
    assert told(ruleset, measure("Дело"))["AAA001"][0] is Outcome.PASSED


def test_the_report_says_by_which_day_it_judged():
    file = Path(__file__).parent / "cases" / "dated.yaml"
    assert check(Plan(period=year(2024)), ruleset=file).as_of == dt.date(2024, 9, 1)
    assert check(Plan(), ruleset=file, as_of=SPRING).as_of == SPRING
    assert check(Plan(), ruleset=file).as_of is None
    assert check(Plan(period=year(2024)), ruleset="objectivity-base").as_of is None
