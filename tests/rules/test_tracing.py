"""How a rule came to its outcome can be read line by line."""

import pytest

from plancheck.rules.tracing import trace

BODY = """\
  applies: {level: school}
  for_each: {measure: m}
  except: {topic: {measure: m.measure, topic: order}}
  forbid: {m: {has_deadline: false}}
"""


def test_a_trace_shows_what_was_asked_and_which_facts_answered(load, small_plan, measure, small_facts_everywhere):
    plan = small_plan(measure("А"), measure("Б", "order"))
    found = trace(plan, load(BODY), "AAA001", engine="both")
    parts = {part.name: part for part in found.parts}
    assert list(parts) == ["applies", "selected", "held", "fail:0"]
    assert [len(part.matches) for part in found.parts] == [1, 2, 1, 2]
    assert parts["held"].matches == (("measure{measure: 0, has_deadline: false, due: 0}",),)
    assert parts["held"].asked[1].startswith("¬ topic _")
    assert found.outcomes[0].measures == (0,)
    assert "topic{measure: 1, topic: order}" in found.facts
    lines = found.lines()
    assert lines[0] == "AAA001: failed"
    assert "  held: 1" in lines
    assert "    = measure{measure: 0, has_deadline: false, due: 0}" in lines


def test_a_rule_that_is_not_there_cannot_be_traced(load, small_plan, small_facts_everywhere):
    with pytest.raises(KeyError):
        trace(small_plan(), load(BODY), "AAA009")
