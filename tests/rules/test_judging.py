"""How matches become outcomes: one for each rule, one entry for each finding."""

from dataclasses import replace

import pytest

from plancheck.errors import EngineError
from plancheck.location import Location
from plancheck.plan import Measure, Plan
from plancheck.rules import durable, judging
from plancheck.rules.fields import FactList
from plancheck.rules.judging import judge, judge_facts, judgement
from plancheck.rules.outcome import Outcome, Severity, Subject

OBSERVED = """\
  for_each: {procedure: {as: p, held: true}}
  require: {covers: {procedure: p.code}}
  subject: {kind: procedure, ref: p.code}
"""
DATED = """\
  for_each: {measure: m}
  forbid: {m: {has_deadline: false}}
"""


@pytest.fixture
def outcomes(load, facts_of):
    """Judges by both evaluators at once, in Russian unless told."""

    def judged(plan, *bodies, head="", lang="ru"):
        ruleset = load(*bodies, head=head)
        facts = facts_of(plan, ruleset.givens())
        return judge_facts(plan, facts, ruleset, engine="both", lang=lang).outcomes

    return judged


def said(outcome):
    return str(outcome.outcome), outcome.subject.ref, outcome.measures


# -------------------------------------------------------------------------- require


def test_each_failing_selection_is_a_finding_on_its_own_subject(outcomes, small_plan, measure):
    plan = small_plan(measure("Наблюдение"), procedures=("ВПР", "ОГЭ"), held_procedures=("ВПР", "ОГЭ"))
    assert [said(one) for one in outcomes(plan, OBSERVED)] == [("failed", "ВПР", ()), ("failed", "ОГЭ", ())]


def test_a_requirement_met_everywhere_passes_and_shows_the_measures(outcomes, small_plan, measure):
    plan = small_plan(
        measure("Совещание"),
        measure("Наблюдение на ВПР", procedures=("ВПР",)),
        procedures=("ВПР",),
        held_procedures=("ВПР",),
    )
    (one,) = outcomes(plan, OBSERVED)
    assert said(one) == ("passed", None, (1,))
    assert [(shown.measure, shown.quote) for shown in one.evidence] == [(1, "Наблюдение на ВПР")]
    assert one.message == ""


def test_one_unmet_selection_fails_the_rule_though_another_is_met(outcomes, small_plan, measure):
    plan = small_plan(
        measure("Наблюдение", procedures=("ВПР",)),
        procedures=("ВПР", "ЕГЭ"),
        held_procedures=("ВПР", "ЕГЭ"),
    )
    assert [said(one) for one in outcomes(plan, OBSERVED)] == [("failed", "ЕГЭ", ())]


def test_an_empty_selection_is_inapplicable_and_says_why(outcomes, small_plan):
    (default,) = outcomes(small_plan(), OBSERVED)
    (own,) = outcomes(small_plan(), OBSERVED + "  nothing: {ru: Процедур нет, en: No procedures}\n")
    assert (default.outcome, own.outcome) == (Outcome.INAPPLICABLE, Outcome.INAPPLICABLE)
    assert default.reason
    assert own.reason == own.message == "Процедур нет"


def test_a_plan_of_another_level_is_inapplicable(outcomes, small_plan, measure):
    body = "  applies: {level: [municipal]}\n" + DATED
    (one,) = outcomes(small_plan(measure("Без срока")), body)
    assert one.outcome is Outcome.INAPPLICABLE
    assert outcomes(small_plan(measure("Без срока"), level="municipal"), body)[0].outcome is Outcome.FAILED


def test_any_of_several_requirements_is_enough(outcomes, small_plan, measure):
    body = "  require: [{topic: {topic: video}}, {topic: {topic: observers}}]\n"
    assert outcomes(small_plan(measure("Съёмка", "video")), body)[0].outcome is Outcome.PASSED
    assert outcomes(small_plan(measure("Люди", "observers")), body)[0].outcome is Outcome.PASSED
    assert outcomes(small_plan(measure("Приказ", "order")), body)[0].outcome is Outcome.FAILED


def test_all_of_a_requirement_must_hold_of_the_same_measure(outcomes, small_plan, measure):
    body = "  require: {all: [{topic: {as: t, topic: observers}}, "
    body += "{measure: {measure: t.measure, has_deadline: true}}]}\n"
    apart = small_plan(measure("Люди", "observers"), measure("Приказ", "order", due="2023-10-01"))
    together = small_plan(measure("Люди", "observers", due="2023-10-01"))
    assert outcomes(apart, body)[0].outcome is Outcome.FAILED
    assert outcomes(together, body)[0].outcome is Outcome.PASSED


def test_a_requirement_of_absence_passes_on_what_was_looked_at(outcomes, small_plan, measure):
    body = "  for_each: {topic: {as: t, topic: video}}\n  require: {without: {topic: {topic: order}}}\n"
    (one,) = outcomes(small_plan(measure("Съёмка", "video")), body)
    assert said(one) == ("passed", None, (0,))
    assert outcomes(small_plan(measure("Оба", "video", "order")), body)[0].outcome is Outcome.FAILED


# -------------------------------------------------------------------------- forbid


def test_a_prohibition_fails_on_each_measure_that_breaks_it(outcomes, small_plan, measure):
    plan = small_plan(measure("А"), measure("Б", due="2023-10-01"), measure("В"))
    found = outcomes(plan, DATED)
    assert [said(one) for one in found] == [("failed", None, (0,)), ("failed", None, (2,))]
    assert all(one.subject == Subject("measure") for one in found)


def test_a_prohibition_kept_shows_what_was_looked_at(outcomes, small_plan, measure):
    (one,) = outcomes(small_plan(measure("А", due="2023-10-01"), measure("Б", due="2023-11-01")), DATED)
    assert said(one) == ("passed", None, (0, 1))


def test_matches_with_one_subject_are_one_finding_with_the_related_measures(outcomes, small_plan, measure):
    body = (
        "  for_each: {measure: m}\n"
        "  forbid: {measure: {as: other, due: {gt: m.due}, has_deadline: true}}\n"
        "  subject: {kind: measure, of: m}\n"
    )
    plan = small_plan(measure("А", due="2023-10-01"), measure("Б", due="2023-11-01"), measure("В", due="2023-12-01"))
    assert [one.measures for one in outcomes(plan, body)] == [(0, 1, 2), (1, 2)]


def test_merged_failures_are_a_single_finding_about_the_first(outcomes, small_plan, measure):
    (one,) = outcomes(small_plan(measure("А"), measure("Б"), measure("В")), DATED + "  merge: true\n")
    assert said(one) == ("failed", None, (0, 1, 2))


# -------------------------------------------------------------------------- except, doubt, escalate


def test_what_is_excepted_is_not_judged(outcomes, small_plan, measure):
    body = DATED + "  except: {topic: {measure: m.measure, topic: order}}\n"
    assert [one.measures for one in outcomes(small_plan(measure("А", "order"), measure("Б")), body)] == [(1,)]


def test_where_all_is_excepted_the_rule_is_inapplicable_with_its_own_words(outcomes, small_plan, measure):
    body = DATED + "  except: [{topic: {measure: m.measure, topic: order}}]\n"
    body += "  excepted: {ru: Все приказы, en: All orders}\n  nothing: {ru: Пусто, en: Empty}\n"
    assert outcomes(small_plan(measure("А", "order")), body)[0].reason == "Все приказы"
    assert outcomes(small_plan(), body)[0].reason == "Пусто"


def test_an_exception_may_be_that_something_is_not_there(outcomes, small_plan, measure):
    body = DATED + "  except: {without: {topic: {measure: m.measure}}}\n"
    plan = small_plan(measure("А"), measure("Б", "order", "video"))
    assert [one.measures for one in outcomes(plan, body)] == [(1,)]


DOUBTED = """\
  for_each: {measure: m}
  forbid: {m: {has_deadline: true, due: {lt: plan.start}}}
  doubt:
    - when: {plan: {has_period: false}}
      because: {ru: 'В плане «{plan.title}» нет периода', en: 'No period in {plan.title}'}
"""


def test_a_doubt_turns_what_was_not_decided_into_cant_tell(outcomes, small_plan, measure):
    plan = small_plan(measure("А", due="2023-10-01"), measure("Б", due="2023-10-01"))
    (one,) = outcomes(plan, DOUBTED)
    assert said(one) == ("cant_tell", None, (0, 1))
    assert one.reason == "В плане «План» нет периода"
    assert outcomes(plan, DOUBTED, lang="en")[0].reason == "No period in the plan"


def test_a_doubt_about_one_measure_names_that_measure(outcomes, small_plan, measure):
    body = (
        "  for_each: {measure: {as: m}}\n  require: {topic: {measure: m.measure, topic: order}}\n"
        "  doubt: [{when: {topic: {as: t, measure: m.measure, topic: video}},"
        " because: {ru: 'Тема {t.topic}', en: x}}]\n"
    )
    (one,) = outcomes(small_plan(measure("А", "order"), measure("Б", "video")), body)
    assert (said(one), one.subject.kind, one.reason) == (("cant_tell", None, (1,)), "measure", "Тема video")


def test_a_failure_goes_before_a_doubt(outcomes, small_plan, measure):
    body = (
        "  for_each: {measure: m}\n  require: {topic: {measure: m.measure, topic: order}}\n"
        "  doubt: [{when: {topic: {measure: m.measure, topic: video}}, because: {ru: Неясно, en: Unclear}}]\n"
    )
    found = outcomes(small_plan(measure("А"), measure("Б", "video")), body)
    assert [said(one) for one in found] == [("failed", None, (0,))]


def test_reasons_are_said_once_and_not_without_end(outcomes, small_plan, measure):
    body = (
        "  for_each: {measure: m}\n  require: {topic: {measure: m.measure, topic: order}}\n"
        "  doubt: [{when: {m: {has_deadline: false}}, because: {ru: 'Неясно {m.text}.', en: x}}]\n"
    )
    rows = [measure(text) for text in ("А", "А", "Б", "В", "Г", "Д")]
    (one,) = outcomes(small_plan(*rows), body)
    assert one.reason == "Неясно А. Неясно Б. Неясно В. …"


def test_a_finding_is_as_grave_as_its_gravest_selection(outcomes, small_plan, measure):
    body = DATED + "  escalate: {to: error, when: {topic: {measure: m.measure, topic: observers}}}\n"
    plan = small_plan(measure("А"), measure("Б", "observers"))
    assert [one.severity for one in outcomes(plan, body)] == [Severity.WARNING, Severity.ERROR]
    (merged,) = outcomes(plan, body + "  merge: true\n")
    assert merged.severity is Severity.ERROR


def test_escalating_never_lowers_what_an_override_has_raised(load, facts_of, small_plan, measure):
    body = DATED + "  escalate: {to: error, when: {m: {has_deadline: false}}}\n"
    ruleset = load(body, head="override: {AAA001: {severity: error}}\n")
    (rule,) = ruleset.rules
    milder = replace(rule, escalation=replace(rule.escalation, to=Severity.WARNING))
    plan = small_plan(measure("А"))
    (one,) = judge_facts(plan, facts_of(plan), replace(ruleset, rules=(milder,))).outcomes
    assert one.severity is Severity.ERROR


def test_each_value_of_a_list_parameter_is_asked_for(outcomes, small_plan, measure):
    head = "parameters:\n  wanted: {type: list, of: topic, default: [observers, video], title: {ru: а, en: a}}\n"
    body = (
        "  for_each: {listed: l}\n  require: {topic: {topic: l.value}}\n"
        "  subject: {kind: direction, ref: l.value}\n"
        "  suggest: {measure: Общее}\n  suggest_by: {video: {measure: 'Съёмка: {l.value}', deadline: май}}\n"
    )
    found = outcomes(small_plan(measure("Приказ", "order")), body, head=head)
    assert [(one.subject.ref, one.suggestion) for one in found] == [
        ("observers", {"measure": "Общее"}),
        ("video", {"measure": "Съёмка: video", "deadline": "май"}),
    ]


# -------------------------------------------------------------------------- messages, places, fingerprints


def test_messages_name_what_was_bound_in_the_asked_language(load, facts_of, small_plan, measure):
    ruleset = load(
        "  for_each: {measure: m}\n  forbid: {measure: {as: o, due: {gt: m.due}, has_deadline: true}}\n"
        "  nothing: {ru: 'Пусто в «{plan.title}»', en: 'Nothing in {plan.title}'}\n"
    )
    (rule,) = ruleset.rules
    object.__setattr__(rule, "message", type(rule.message)("{m.label} раньше {o.due}", "{m.label} by {o.due}"))
    plan = small_plan(measure("А", due="2023-10-01", number="1"), measure("Б", due="2023-11-02", number="2"))
    for lang, text in (("ru", "п. 1 раньше 02.11.2023"), ("en", "п. 1 by 2023-11-02")):
        first = judge_facts(plan, facts_of(plan), ruleset, lang=lang).outcomes[0]
        assert first.message == text
    empty = small_plan()
    assert judge_facts(empty, facts_of(empty), ruleset).outcomes[0].reason == "Пусто в «План»"


def test_a_fingerprint_stays_when_the_measure_moves_or_is_typed_otherwise(outcomes, small_plan, measure):
    (before,) = outcomes(small_plan(measure("Издать приказ!")), DATED)
    moved = small_plan(measure("Б", due="2023-10-01"), measure("издать  «приказ»"))
    (after,) = outcomes(moved, DATED)
    (other,) = outcomes(small_plan(measure("Отменить приказ")), DATED)
    assert before.fingerprint == after.fingerprint != other.fingerprint


def test_two_findings_never_share_a_fingerprint(outcomes, small_plan, measure):
    found = outcomes(small_plan(measure("А"), measure("А"), measure("А")), DATED)
    assert len({one.fingerprint for one in found}) == 3


def test_severity_does_not_change_the_fingerprint(load, facts_of, small_plan, measure):
    plan = small_plan(measure("А"))
    marks = set()
    for head in ("", "override: {AAA001: {severity: note}}\n"):
        ruleset = load(DATED, head=head)
        marks.add(judge_facts(plan, facts_of(plan), ruleset).outcomes[0].fingerprint)
    assert len(marks) == 1


def test_a_finding_stands_where_its_measure_stands(outcomes, small_plan, measure):
    placed = measure("А").model_copy(update={"location": Location(line=7)})
    (one,) = outcomes(small_plan(measure("Б", due="2023-10-01"), placed), DATED)
    assert one.location == one.evidence[0].location == Location(line=7)


def test_words_with_a_place_of_their_own_are_quoted_from_there(load, kinds, small_plan, measure):
    body = "  for_each: {covers: c}\n  forbid: {c: {procedure: ВПР}}\n"
    body += "  subject: {kind: site, ref: c.procedure}\n"
    plan = small_plan(measure("Мероприятие").model_copy(update={"location": Location(line=9)}))
    facts = FactList(kinds)
    facts.add("plan", {"title": ""}, level="school", has_period=False, start=0)
    facts.add("covers", quote="слова шапки", location=Location(line=2), measure=-1, procedure="ВПР")
    facts.add("covers", quote="слова строки", measure=0, procedure="ВПР")
    (one,) = judge_facts(plan, facts.base(), load(body), engine="both").outcomes
    assert (one.subject, one.measures, one.location) == (Subject("site", "ВПР"), (0,), Location(line=2))
    assert [(shown.measure, shown.quote, shown.location) for shown in one.evidence] == [
        (None, "слова шапки", Location(line=2)),
        (0, "слова строки", Location(line=9)),
    ]


def test_a_doubt_without_the_prohibitions_own_variable_is_about_the_plan(outcomes, small_plan, measure):
    body = (
        "  forbid: {procedure: {as: p, held: true}}\n  subject: {kind: procedure, ref: p.code}\n"
        "  doubt: [{when: {topic: {topic: video}}, because: {ru: Неясно, en: Unclear}}]\n"
    )
    (one,) = outcomes(small_plan(measure("А", "video")), body)
    assert (one.outcome, one.subject, one.measures) == (Outcome.CANT_TELL, Subject(), (0,))


# -------------------------------------------------------------------------- the whole


def test_every_rule_ends_in_an_outcome_in_the_rulesets_order(outcomes, small_plan, measure):
    found = outcomes(small_plan(measure("А")), OBSERVED, DATED, "  require: {topic: {topic: video}}\n")
    assert [(one.rule, str(one.outcome)) for one in found] == [
        ("AAA001", "inapplicable"),
        ("AAA002", "failed"),
        ("AAA003", "failed"),
    ]


@pytest.mark.parametrize("engine", ["durable", "reference"])
def test_a_rule_that_breaks_is_an_error_and_the_others_are_judged(load, facts_of, monkeypatch, engine):
    ruleset, plan = load(DATED, DATED), Plan(measures=(Measure(text="А"),))
    real = judging._Judge.outcomes

    def breaking(self):
        if self.rule.code == "AAA001":
            raise ZeroDivisionError("умысел")
        return real(self)

    monkeypatch.setattr(judging._Judge, "outcomes", breaking)
    first, second = judge_facts(plan, facts_of(plan), ruleset, engine=engine).outcomes
    assert (first.outcome, second.outcome) == (Outcome.ERROR, Outcome.FAILED)
    assert "умысел" in first.reason


def test_a_rule_the_engine_broke_on_is_an_error_never_a_pass(load, facts_of, small_plan, measure, monkeypatch):
    ruleset, plan = load(DATED), small_plan(measure("А", due="2023-10-01"))

    def breaking(*_):
        raise EngineError("оборвалось")

    if durable.missing_reason() is not None:
        pytest.skip("durable-rules is not here")
    monkeypatch.setattr(durable, "_ask", breaking)
    (one,) = judge_facts(plan, facts_of(plan), ruleset).outcomes
    assert (one.outcome, "оборвалось" in one.reason) == (Outcome.ERROR, True)
    with pytest.raises(EngineError, match="AAA001"):
        judge_facts(plan, facts_of(plan), ruleset, engine="both")


def test_a_plan_is_judged_from_its_own_facts(load, small_plan, measure, small_facts_everywhere):
    ruleset, plan = load(DATED), small_plan(measure("А"))
    assert judge(plan, ruleset, risk_schools=["СОШ 1"]) == judgement(plan, ruleset).outcomes
    assert [said(one) for one in judge(plan, ruleset)] == [("failed", None, (0,))]
