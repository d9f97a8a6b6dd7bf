"""The plain evaluator, held against meaning by hand and against time."""

import pytest

from plancheck.rules.conditions import FLIPPED, HOLDS, Absent, Condition, Op, Part, Pattern, Ref, positive
from plancheck.rules.fields import FactKind, FactList, Kinds, name, number
from plancheck.rules.reference import find_matches

KINDS = Kinds(FactKind("a", "", number("x", ""), name("s", "")), FactKind("b", "", number("x", "")))


def facts(*rows):
    listed = FactList(KINDS)
    for kind, *values in rows:
        listed.add(kind, **dict(zip(KINDS[kind].fields, values, strict=True)))
    return listed.base()


def found(base, *terms):
    return set(find_matches([Part("R", "held", terms, 1)], base).get("R", {}).get("held", ()))


def a(*conditions, var="v", kind="a", same=None):
    return Pattern(kind, var, tuple(conditions), same)


@pytest.mark.parametrize(
    ("op", "value", "fids"),
    [
        (Op.EQ, 2, {(1,)}),
        (Op.NE, 2, {(0,), (2,)}),
        (Op.LT, 2, {(0,)}),
        (Op.LE, 2, {(0,), (1,)}),
        (Op.GT, 2, {(2,)}),
        (Op.GE, 2, {(1,), (2,)}),
        (Op.IN, (1, 3), {(0,), (2,)}),
        (Op.IN, (), set()),
        (Op.NOT_IN, (1, 3), {(1,)}),
        (Op.NOT_IN, (), {(0,), (1,), (2,)}),
    ],
)
def test_each_operator_asks_what_it_says(op, value, fids):
    base = facts(("a", 1, "п"), ("a", 2, "п"), ("a", 3, "п"), ("b", 2))
    assert found(base, a(Condition("x", op, value))) == fids


def test_a_reference_joins_two_facts():
    base = facts(("a", 1, "п"), ("a", 2, "п"), ("b", 2), ("b", 3))
    pair = a(Condition("x", Op.EQ, Ref("v", "x")), var="w", kind="b")
    later = a(Condition("x", Op.GT, Ref("v", "x")), var="w", kind="b")
    assert found(base, a(), pair) == {(1, 2)}
    assert found(base, a(), later) == {(0, 2), (0, 3), (1, 3)}


@pytest.mark.parametrize("op", [Op.LT, Op.LE, Op.GT, Op.GE])
def test_an_order_is_told_as_by_looking_at_each(op):
    values = [3, 1, 2, 2, 5, 4, 2, 0, 1, 5, 3, 9]
    base = facts(*(("a", value, "п") for value in values), *(("b", bound) for bound in range(-1, 11)))
    pair = a(Condition("x", op, Ref("w", "x")))
    expected = {
        (12 + at, fid) for at, bound in enumerate(range(-1, 11)) for fid, x in enumerate(values) if HOLDS[op](x, bound)
    }
    assert found(base, a(kind="b", var="w"), pair) == expected


def test_one_fact_may_meet_two_patterns():
    assert found(facts(("b", 1)), a(kind="b"), a(kind="b", var="w")) == {(0, 0)}


def test_absence_is_asked_with_what_is_bound():
    base = facts(("a", 1, "п"), ("a", 2, "п"), ("b", 2))
    absent = Absent(a(Condition("x", Op.EQ, Ref("v", "x")), kind="b", var="n"))
    assert found(base, a(), absent) == {(0,)}
    assert found(base, Absent(a(kind="b")), a(var="w")) == set()


def test_the_same_fact_is_asked_again():
    base = facts(("a", 1, "п"), ("a", 2, "п"))
    assert found(base, a(), a(Condition("x", Op.EQ, 2), same="v", var="w")) == {(1, 1)}
    assert found(base, a(), Absent(a(Condition("x", Op.EQ, 2), same="v", var="w"))) == {(0,)}


def test_matches_stand_by_rule_and_part():
    parts = [Part("R", "pass:0", (a(),), 0), Part("S", "held", (a(kind="b"),), 1)]
    assert find_matches(parts, facts(("a", 1, "п"))) == {"R": {"pass:0": [(0,)]}}


def test_many_facts_are_joined():
    base = facts(*(("a", index, "п") for index in range(10_000)), *(("b", index) for index in range(10_000)))
    pair = a(Condition("x", Op.EQ, Ref("v", "x")), var="w", kind="b")
    assert len(found(base, a(), pair)) == 10_000


def test_the_normal_form_reads_as_lines():
    pattern = a(Condition("x", Op.GE, Ref("p", "x")), same="p")
    assert str(pattern) == "a v = p: x ≥ p.x"
    assert str(Absent(a())) == "¬ a v"
    assert positive((a(), Absent(a()))) == (a(),)
    assert FLIPPED[Op.LT] is Op.GT
    assert Part("R", "pass:3", (), 0).role == "pass"
