"""The engine in its C module: its answers, its faults, its threads."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.errors import EngineError
from plancheck.rules import durable, evaluating
from plancheck.rules.compiling import Network
from plancheck.rules.durable import Engine, engine_of
from plancheck.rules.evaluating import evaluate
from plancheck.rules.fields import FactKind, FactList, Kinds, name, number
from plancheck.rules.judging import judge_facts, judgement
from plancheck.rules.reference import find_matches

pytestmark = pytest.mark.skipif(
    durable.missing_reason() is not None, reason=f"durable-rules: {durable.missing_reason()}"
)

DATED = "  for_each: {measure: m}\n  forbid: {m: {has_deadline: false}}\n"
NAMED = "  for_each: {procedure: {as: p, held: true}}\n  require: {covers: {procedure: p.code}}\n"
NAMED += "  subject: {kind: procedure, ref: p.code}\n"
BROKEN_FACTS = [
    '{"id":"f9","sid":"p","kind":',
    '{"id":"f9","sid":"p","kind":"measure","one":1',
    '{"id":"f9" "sid"}',
]


@pytest.fixture
def plan(small_plan, measure):
    return small_plan(
        measure("А", due="2023-10-01", procedures=("ВПР",)),
        measure("Б"),
        procedures=("ВПР", 'ОГЭ "новый"\\\n\x00'),
        held_procedures=("ВПР", 'ОГЭ "новый"\\\n\x00'),
    )


@pytest.fixture
def judged(load, facts_of, plan):
    return load(DATED), facts_of(plan), plan


def test_it_finds_what_the_plain_evaluator_finds(load, facts_of, plan):
    ruleset, facts = load(DATED, NAMED), facts_of(plan)
    parts = [part for rule in ruleset.rules for part in rule.parts]
    for _ in range(3):
        assert engine_of(ruleset).matches(facts) == (find_matches(parts, facts), {})
    assert engine_of(ruleset) is engine_of(ruleset)


def spoiling(broken, place, real=durable._batch):
    """A batch with a broken fact among the others."""

    def spoilt(*given):
        lines = real(*given)[1:-1].split("},")
        lines = [line + "}" for line in lines[:-1]] + [lines[-1]]
        lines.insert(place if place > 0 else len(lines) + place + 1, broken)
        return f"[{','.join(lines)}]"

    return spoilt


@pytest.mark.parametrize("broken", BROKEN_FACTS)
@pytest.mark.parametrize("place", [1, 3, -2])
def test_a_fact_that_does_not_parse_never_goes_unnoticed(judged, monkeypatch, broken, place):
    ruleset, facts, plan = judged
    monkeypatch.setattr(durable, "_batch", spoiling(broken, place))
    matches, faults = engine_of(ruleset).matches(facts)
    assert set(faults) == {"AAA001"}
    assert matches == {}
    assert str(judge_facts(plan, facts, ruleset).outcomes[0].outcome) == "error"


@given(st.lists(st.text(max_size=20)), st.integers(-(2**61), 2**61))
def test_whatever_a_plan_says_the_batch_is_plain_json_without_its_words(names, whole):
    kinds = Kinds(FactKind("named", "", name("s", ""), number("n", "")))
    facts = FactList(kinds)
    for one in names:
        facts.add("named", s=one, n=whole)
    running = durable._Running(Network(fields={"named": {"f_s", "f_n", "fid"}}))
    numbers = {"": 0}
    first, *between, last = json.loads(durable._batch(running, facts.base().facts, numbers))
    assert (first["kind"], last["kind"]) == ("first", "ev")
    assert [one["f_s"] for one in between] == [numbers[one] for one in names]
    assert {one["f_n"] for one in between} <= {whole}
    assert [(one["id"], one["fid"]) for one in between] == [(f"f{fid}", fid) for fid in range(len(names))]
    assert len(set(numbers.values())) == len(numbers)


def test_after_a_fault_the_engine_serves_again(load, facts_of, plan, monkeypatch):
    ruleset, facts = load(DATED), facts_of(plan)
    expected = engine_of(ruleset).matches(facts)
    with monkeypatch.context() as patched:
        patched.setattr(durable, "_batch", spoiling(BROKEN_FACTS[0], 1))
        assert engine_of(ruleset).matches(facts)[1]
    assert engine_of(ruleset).matches(facts) == expected


def test_a_code_that_is_no_success_is_a_fault(load, facts_of, plan, monkeypatch):
    ruleset, deleted = load(DATED), []
    library = SimpleNamespace(
        create_ruleset=lambda *_: 1, assert_facts=lambda *_: (3, 0), delete_state=lambda *_: deleted.append(1)
    )
    monkeypatch.setattr(durable, "_library", lambda: library)
    matches, faults = Engine(tuple(ruleset.rules[0].parts)).matches(facts_of(plan))
    assert (matches, deleted) == ({}, [])
    assert "code 3" in faults["AAA001"]


def test_no_heartbeat_is_a_fault_and_the_state_is_not_touched(load, facts_of, plan, monkeypatch):
    ruleset, deleted = load(DATED), []
    library = SimpleNamespace(
        create_ruleset=lambda *_: 1,
        assert_facts=lambda *_: (0, 0),
        start_action_for_state=lambda *_: None,
        delete_state=lambda *_: deleted.append(1),
    )
    monkeypatch.setattr(durable, "_library", lambda: library)
    matches, faults = Engine(tuple(ruleset.rules[0].parts)).matches(facts_of(plan))
    assert (matches, deleted) == ({}, [])
    assert "to their end" in faults["AAA001"]


def test_an_answer_that_lacks_a_fact_is_a_fault(load, facts_of, plan, monkeypatch):
    ruleset = load(DATED)
    answers = ['{"beat":{"t":{"id":"e"}}}', '{"r1":{"t":{"id":"e"}}}', None]
    library = SimpleNamespace(
        create_ruleset=lambda *_: 1,
        assert_facts=lambda *_: (0, 0),
        start_action_for_state=lambda *_: ("{}", answers[0]),
        complete_and_start_action=lambda *_: answers.pop(1),
        delete_state=lambda *_: None,
    )
    monkeypatch.setattr(durable, "_library", lambda: library)
    faults = Engine(tuple(ruleset.rules[0].parts)).matches(facts_of(plan))[1]
    assert "beside the question" in faults["AAA001"]


def test_a_library_that_does_not_import_is_a_reason_not_a_crash(monkeypatch):
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    reason = durable._library.__wrapped__()
    assert isinstance(reason, str)
    assert reason.startswith("ModuleNotFoundError")


@pytest.mark.parametrize("libc", [OSError("нет"), SimpleNamespace()])
def test_memory_settings_are_tried_and_never_needed(monkeypatch, libc):
    asked = []

    def opened(_):
        asked.append(1)
        if isinstance(libc, OSError):
            raise libc
        return libc

    monkeypatch.setattr(durable.ctypes, "CDLL", opened)
    monkeypatch.setattr(durable.sys, "platform", "linux")
    monkeypatch.setattr(durable.os, "environ", {})
    durable._keep_memory()
    assert asked == [1]
    monkeypatch.setattr(durable.os, "environ", {"MALLOC_ARENA_MAX": "1"})
    durable._keep_memory()
    assert asked == [1]


def test_threads_may_share_a_ruleset(load, facts_of, small_plan, measure):
    ruleset = load(DATED, NAMED)
    parts = [part for rule in ruleset.rules for part in rule.parts]
    plans = [small_plan(*(measure(str(index)) for index in range(count))) for count in range(1, 25)]
    bases = [facts_of(plan) for plan in plans]
    start = threading.Barrier(4)

    def ask(number):
        if number < 4:
            start.wait()
        return engine_of(ruleset).matches(bases[number])

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(len(bases))))
    assert answers == [(find_matches(parts, base), {}) for base in bases]


# -------------------------------------------------------------------------- which engine serves


def test_without_the_library_the_plain_evaluator_serves_with_one_remark(
    load, plan, monkeypatch, small_facts_everywhere
):
    ruleset = load(DATED, NAMED)
    expected = judgement(plan, ruleset)
    monkeypatch.setattr(durable, "_library", lambda: "ImportError: нет такой")
    for engine in ("durable", "both"):
        served = judgement(plan, ruleset, engine=engine)
        assert served.outcomes == expected.outcomes
        assert expected.remarks == ()
        assert len(served.remarks) == 1
        assert "ImportError" in served.remarks[0]
    with pytest.raises(EngineError, match="ImportError"):
        engine_of(ruleset).matches(None)


def test_too_many_facts_are_left_to_the_plain_evaluator(load, facts_of, plan, monkeypatch):
    ruleset, facts = load(DATED), facts_of(plan)
    expected = evaluate(ruleset, facts)
    monkeypatch.setattr(durable, "MOST_FACTS", 3)
    served = evaluate(ruleset, facts)
    assert served.matches == expected.matches
    assert "too many" in served.remarks[0]


def test_an_engine_nobody_knows_is_refused(load, facts_of, plan):
    with pytest.raises(EngineError, match="unknown engine «drools»: durable, reference, both"):
        evaluate(load(DATED), facts_of(plan), "drools")


def test_a_difference_names_the_rule_and_the_facts(load, facts_of, plan, monkeypatch):
    ruleset, facts, real = load(DATED, NAMED), facts_of(plan), Engine.matches

    def forgetful(self, base):
        matches, broken = real(self, base)
        forgotten = {code: {name: own[name] for name in own if name != "fail:0"} for code, own in matches.items()}
        return forgotten, broken

    monkeypatch.setattr(Engine, "matches", forgetful)
    with pytest.raises(EngineError, match=r"AAA001: durable-rules lacks \[fail:0: measure\{measure: 1") as raised:
        evaluate(ruleset, facts, "both")
    assert "AAA002" not in str(raised.value)


def test_a_rule_the_plain_evaluator_breaks_on_does_not_stop_the_others(load, facts_of, plan, monkeypatch):
    ruleset, real = load(DATED, NAMED), evaluating.ReferenceEvaluator.matches

    def breaking(self, part):
        if part.rule == "AAA001":
            raise ZeroDivisionError("умысел")
        return real(self, part)

    monkeypatch.setattr(evaluating.ReferenceEvaluator, "matches", breaking)
    found = evaluate(ruleset, facts_of(plan), "reference")
    assert found.broken == {"AAA001": "ZeroDivisionError: умысел"}
    assert found.matches["AAA002"]
