"""Facts hold only what their kind declares, each value as its type says."""

import datetime as dt
import enum

import pytest

from plancheck.location import Location
from plancheck.rules.fields import (
    CodeSet,
    FactKind,
    FactList,
    Field,
    FieldType,
    Givens,
    Kinds,
    code,
    day,
    flag,
    name,
    number,
)

COLOURS = CodeSet.of("colour", ("red", "green"))
KINDS = Kinds(
    FactKind("thing", "a thing", code("colour", COLOURS, "its colour"), flag("big", "its size")),
    FactKind("row", "a row", number("measure", "index"), day("due", "day"), display={"label": "its name"}),
    FactKind("place", "a place", name("title", "its name")),
    code_sets=[CodeSet.of("shape", ("round",))],
)


class Colour(enum.StrEnum):
    RED = "red"


STORED = [
    (number("n", ""), 5, 5),
    (number("n", ""), None, 0),
    (number("n", ""), -(2**61), -(2**61)),
    (flag("f", ""), True, 1),
    (flag("f", ""), None, 0),
    (day("d", ""), dt.date(2023, 9, 1), dt.date(2023, 9, 1).toordinal()),
    (day("d", ""), 738_000, 738_000),
    (day("d", ""), None, 0),
    (name("t", ""), "СОШ 5", "СОШ 5"),
    (name("t", ""), None, ""),
    (code("c", COLOURS, ""), Colour.RED, "red"),
    (code("c", COLOURS, ""), "", ""),
]


@pytest.mark.parametrize(("field", "given", "stored"), STORED)
def test_a_value_is_stored_as_its_field_says(field, given, stored):
    value = field.stored(given)
    assert (value, type(value)) == (stored, type(stored))


REFUSED = [
    (number("n", ""), "5"),
    (number("n", ""), 1.5),
    (number("n", ""), 2**62),
    (number("n", ""), dt.date(2023, 9, 1)),
    (flag("f", ""), 2),
    (day("d", ""), "2023-09-01"),
    (name("t", ""), 5),
    (code("c", COLOURS, ""), "blue"),
]


@pytest.mark.parametrize(("field", "given"), REFUSED)
def test_a_value_of_another_type_is_refused(field, given):
    with pytest.raises(ValueError, match=f"field {field.name}"):
        field.stored(given)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: number("as", ""),
        lambda: number("Big", ""),
        lambda: Field("c", FieldType.CODE, ""),
        lambda: Field("c", FieldType.NAME, "", COLOURS),
        lambda: CodeSet.of("c", ("ВПР",)),
        lambda: FactKind("all", ""),
        lambda: FactKind("thing", "", flag("a", ""), flag("a", "")),
        lambda: Kinds(FactKind("a", ""), FactKind("a", "")),
    ],
)
def test_a_wrong_declaration_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        wrong()


def test_kinds_know_the_code_sets_of_their_fields():
    assert set(KINDS.code_sets) == {"colour", "shape"}
    assert (list(KINDS), len(KINDS)) == (["thing", "row", "place"], 3)
    assert [KINDS[kind].has_measure for kind in KINDS] == [False, True, False]
    assert repr(KINDS["row"]) == "FactKind('row')"


def test_facts_are_numbered_in_the_order_they_are_added():
    facts = FactList(KINDS)
    facts.add("thing", colour="red", big=True)
    facts.add("row", {"label": "п. 1"}, quote="слова", location=Location(line=3), measure=0, due=None)
    facts.add("row", {"label": "п. 2"}, measure=-1, due=dt.date(2023, 9, 1))
    base = facts.base()
    assert [fact.fid for fact in base.facts] == [0, 1, 2]
    assert [fact.fid for fact in base.of("row")] == [1, 2]
    assert base.of("place") == ()
    assert [fact.measure for fact in base.facts] == [None, 0, None]
    assert (base.facts[1].quote, base.facts[1].location) == ("слова", Location(line=3))


def test_a_fact_lacks_no_field_and_no_text():
    facts = FactList(KINDS)
    with pytest.raises(ValueError, match="fields: big"):
        facts.add("thing", colour="red")
    with pytest.raises(ValueError, match="texts: label"):
        facts.add("row", measure=0, due=0)


def test_a_fact_reads_as_a_line():
    facts = FactList(KINDS)
    facts.add("thing", colour="", big=True)
    facts.add("row", {"label": ""}, measure=0, due=dt.date(2023, 9, 1))
    facts.add("row", {"label": ""}, measure=0, due=0)
    assert list(map(str, facts.base().facts)) == [
        "thing{colour: –, big: true}",
        "row{measure: 0, due: 2023-09-01}",
        "row{measure: 0, due: 0}",
    ]


def test_facts_that_nobody_asks_about_are_not_kept():
    facts = FactList(KINDS, frozenset({"row"}))
    facts.add("thing", colour="red", big=True)
    facts.add("row", {"label": ""}, measure=0, due=0)
    assert [(fact.fid, fact.kind.name) for fact in facts.base().facts] == [(0, "row")]
    assert (facts.wants("thing"), facts.wants("thing", "row"), FactList(KINDS).wants("thing")) == (False, True, True)


def test_nothing_is_given_unless_said():
    assert Givens() == Givens({}, None, ())
