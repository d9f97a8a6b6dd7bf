"""What is handed to durable-rules keeps to the subset that was found exact."""

import json

import pytest

from plancheck.rules.compiling import (
    BEAT,
    CONSTANTS_A_FIELD,
    PATTERNS_OF_A_KIND,
    RULES_A_NETWORK,
    TooLargeError,
    compile_networks,
    refusal,
)
from plancheck.rules.conditions import Absent, Condition, Op, Part, Pattern, Ref
from plancheck.rules.loading import load_ruleset, ruleset_names

ALWAYS = {"one": {"t": "one"}}


def part(*terms, name="held", rule="R"):
    return Part(rule, name, terms, 1)


def pattern(*conditions, var="v", kind="a", same=None):
    return Pattern(kind, var, tuple(conditions), same)


def rules_of(*parts):
    (network,) = compile_networks(parts, {"": 0})
    rules = json.loads(network.text())
    assert rules.pop(BEAT) == {"all": [{"t": {"kind": "ev"}}]}
    return rules


def shapes(rule):
    """Each pattern after the trigger: its name and its conditions without the kind and the last."""
    return [(name, body["$and"][1:-1]) for one in rule["all"][1:] for name, body in one.items()]


def test_trigger_first_and_an_always_true_join_last():
    first, second = pattern(var="v"), pattern(Condition("x", Op.LT, Ref("v", "x")), var="w")
    (rule,) = rules_of(part(first, second)).values()
    assert rule["all"][0] == {"t": {"kind": "ev"}}
    for one in rule["all"][1:]:
        ((_, body),) = one.items()
        assert body["$and"][0] == {"kind": "a"}
        assert body["$and"][-1] == ALWAYS


def test_texts_become_numbers_the_same_everywhere():
    numbers = {"": 0}
    asked = [pattern(Condition("s", Op.EQ, text)) for text in ("а", "б", "а", "")]
    networks = compile_networks([part(one, rule=str(index)) for index, one in enumerate(asked)], numbers)
    rules = json.loads(networks[0].text())
    assert len(set(numbers.values())) == len(numbers) == 3
    values = {shapes(rule)[0][1][0]["f_s"] for name, rule in rules.items() if name != BEAT}
    assert values == set(numbers.values())


def test_an_in_becomes_variants_and_a_not_in_several_denials():
    several = pattern(Condition("x", Op.IN, (1, 2)), Condition("y", Op.NOT_IN, (3, 4)))
    found = [shapes(rule)[0][1] for rule in rules_of(part(several)).values()]
    assert found == [
        [{"f_x": 1}, {"$neq": {"f_y": 3}}, {"$neq": {"f_y": 4}}],
        [{"f_x": 2}, {"$neq": {"f_y": 3}}, {"$neq": {"f_y": 4}}],
    ]


def test_a_denied_in_becomes_several_denied_patterns_at_the_end():
    absent = Absent(pattern(Condition("x", Op.IN, (1, 2)), var="n"))
    (rule,) = rules_of(part(pattern(), absent, pattern(var="w"))).values()
    names = [name for name, _ in shapes(rule)]
    assert names == ["a0", "a1", "n1$not", "n1$not"]
    assert [asked for name, asked in shapes(rule) if name.endswith("$not")] == [[{"f_x": 1}], [{"f_x": 2}]]


def test_an_empty_in_never_matches_and_an_empty_denied_one_denies_nothing():
    empty = Condition("x", Op.IN, ())
    assert rules_of(part(pattern(empty))) == {}
    (rule,) = rules_of(part(pattern(), Absent(pattern(empty, var="n")))).values()
    assert len(rule["all"]) == 2


def test_the_most_selective_pattern_comes_first_and_its_join_is_turned_round():
    wide = pattern(var="v")
    narrow = pattern(Condition("c", Op.EQ, 1), Condition("x", Op.GT, Ref("v", "y")), var="w", kind="b")
    (rule,) = rules_of(part(wide, narrow)).values()
    assert shapes(rule) == [("a1", [{"f_c": 1}]), ("a0", [{"$lt": {"f_y": {"a1": "f_x"}}}])]


def test_what_is_asked_of_a_fact_again_joins_what_was_asked_first():
    again = pattern(Condition("x", Op.EQ, 1), Condition("y", Op.LT, Ref("u", "y")), var="w", same="v")
    (network,) = compile_networks([part(pattern(Condition("s", Op.NE, 2)), pattern(var="u", kind="b"), again)], {})
    rules = json.loads(network.text())
    assert shapes(rules["r1"]) == [
        ("a0", [{"$neq": {"f_s": 2}}, {"f_x": 1}]),
        ("a1", [{"$gt": {"f_y": {"a0": "f_y"}}}]),
    ]
    assert [stand.places for stands in network.stands_for.values() for stand in stands] == [(0, 1, 0)]


def test_one_thing_denied_of_a_fact_is_its_contrary():
    for op, contrary in ((Op.EQ, {"$neq": {"f_x": 1}}), (Op.GE, {"$lt": {"f_x": 1}}), (Op.NE, {"f_x": 1})):
        (rule,) = rules_of(part(pattern(), Absent(pattern(Condition("x", op, 1), var="n", same="v")))).values()
        assert shapes(rule) == [("a0", [contrary])]


@pytest.mark.parametrize(
    "again",
    [
        pattern(Condition("x", Op.GT, Ref("v", "y")), var="w", same="v"),
        Absent(pattern(Condition("x", Op.EQ, 1), Condition("y", Op.EQ, 1), var="w", same="v")),
        Absent(pattern(Condition("x", Op.NOT_IN, (1, 2)), var="w", same="v")),
    ],
    ids=["compared with itself", "two things denied", "a list denied"],
)
def test_what_cannot_join_asks_for_the_same_fact_by_its_number(again):
    (rule,) = rules_of(part(pattern(), again)).values()
    assert [{"fid": {name: "fid"}} for name in ("a0", "a1") if {"fid": {name: "fid"}} in shapes(rule)[1][1]] != []


def test_conditions_that_follow_from_a_value_are_left_out_and_what_contradicts_it_never_matches():
    asked = pattern(Condition("x", Op.IN, (1, 2, 3)), Condition("x", Op.NE, 2), Condition("x", Op.LT, 3))
    assert [shapes(rule) for rule in rules_of(part(asked)).values()] == [[("a0", [{"f_x": 1}])]]
    assert rules_of(part(pattern(Condition("x", Op.EQ, 1)), pattern(Condition("x", Op.EQ, 2), var="w", same="v"))) == {}


def test_parts_that_look_for_the_same_share_a_rule():
    one, other = part(pattern(var="v"), rule="A"), part(pattern(var="w"), rule="B", name="selected")
    (network,) = compile_networks([one, other, part(pattern(kind="b"), rule="C")], {})
    assert [[stand.part.rule for stand in stands] for stands in network.stands_for.values()] == [["A", "B"], ["C"]]


def test_parts_that_look_for_the_same_in_one_variant_share_its_rule():
    few, more = (pattern(Condition("x", Op.IN, values)) for values in ((1, 2), (2, 3)))
    (network,) = compile_networks([part(few, rule="A"), part(more, rule="B")], {})
    assert [[stand.part.rule for stand in stands] for stands in network.stands_for.values()] == [
        ["A"],
        ["A", "B"],
        ["B"],
    ]


def test_only_fields_that_are_read_are_needed():
    second = pattern(Condition("x", Op.EQ, Ref("v", "y")), var="w", kind="b")
    (network,) = compile_networks([part(pattern(), second)], {})
    assert network.fields == {"a": {"f_y"}, "b": {"f_x"}}


def distinct(count, kind="a"):
    return [part(pattern(Condition("x", Op.GE, value), kind=kind), rule=str(value)) for value in range(count)]


def test_networks_are_split_at_the_limits():
    by_kind = compile_networks(distinct(PATTERNS_OF_A_KIND + 1), {})
    assert [network.patterns["a"] for network in by_kind] == [PATTERNS_OF_A_KIND, 1]
    kinds = [one for kind in "abcd" for one in distinct(55, kind)]
    assert [len(network.rules) for network in compile_networks(kinds, {})] == [RULES_A_NETWORK, 22]
    few = pattern(Condition("x", Op.NOT_IN, tuple(range(CONSTANTS_A_FIELD - 10))))
    more = pattern(Condition("x", Op.NOT_IN, tuple(range(-20, 0))), kind="a")
    assert len(compile_networks([part(few), part(more, rule="B")], {})) == 2


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ([pattern(Condition("x", Op.IN, tuple(range(65))))], "combine 65 ways, 64 at most"),
        ([pattern(var=f"v{index}") for index in range(16)], "16 patterns, 15 at most"),
        (
            [pattern(), pattern(*(Condition("x", Op.NE, Ref("v", "y")) for _ in range(29)), var="w")],
            "more than 28 joins",
        ),
    ],
)
def test_what_no_network_can_hold_is_refused(terms, message):
    with pytest.raises(TooLargeError, match=message):
        compile_networks([part(*terms)], {})
    assert message in str(refusal([part(*terms)]))


def test_the_shipped_rulesets_fit():
    for name in ruleset_names():
        parts = [one for rule in load_ruleset(name).rules for one in rule.parts]
        networks = compile_networks(parts, {"": 0})
        assert all(len(network.rules) <= RULES_A_NETWORK for network in networks)
        assert all(max(network.patterns.values()) <= PATTERNS_OF_A_KIND for network in networks)
