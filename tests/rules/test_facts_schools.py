"""Schools under their many names, those a plan names and those on the risk list."""

from __future__ import annotations

import pytest
from plans import facts, plan, values

from plancheck.rules.conditions import Absent, Condition, Op, Part, Pattern, Ref, values_listed
from plancheck.rules.facts import derive_facts
from plancheck.rules.facts.schools import school_name
from plancheck.rules.fields import Givens

NAMES = [
    ("СОШ 13", "СОШ 13"),
    ("МБОУ «СОШ №13»", "СОШ 13"),
    ("МАОУ СОШ № 13 г. Лесной", "СОШ 13"),
    (
        "муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 13»",
        "СОШ 13",
    ),
    ("школа 13", "СОШ 13"),
    ("Школа № 13", "СОШ 13"),
    ("МКОУ ООШ № 2", "ООШ 2"),
    ("основная общеобразовательная школа №2", "ООШ 2"),
    ("лицее № 51", "лицей 51"),
    ("МАОУ Лицей №51", "лицей 51"),
    ("Гимназии № 6", "гимназия 6"),
    ("школа «Радуга»", "школа Радуга"),
    ("Школе Радуга", "школа Радуга"),
    ("ЦО «Маяк»", "центр образования Маяк"),
    ("ООШ с. Ключи", "ООШ с. Ключи"),
    ("Лицей при ТПУ", "лицей при ТПУ"),
]


@pytest.mark.parametrize(("written", "even"), NAMES)
def test_a_school_has_one_name(written: str, even: str) -> None:
    assert school_name(written) == even


def test_schools_are_facts_by_topic_in_the_plans_own_writing() -> None:
    base = facts(
        {"topics": ["recheck", "observers"], "schools": ["Школа Радуга", "СОШ 4"]},
        {"schools": ["школа «РАДУГА»"]},
        risk=("школа «Радуга»", "лицей № 9", "МБОУ лицей 9", " "),
    )
    assert values(base, "named_school", "measure", "school", "topic") == [
        (0, "Школа Радуга", "recheck"),
        (0, "Школа Радуга", "observers"),
        (0, "СОШ 4", "recheck"),
        (0, "СОШ 4", "observers"),
        (1, "Школа Радуга", ""),
    ]
    assert values(base, "risk_school", "school") == ["Школа Радуга", "лицей 9"]


@pytest.mark.parametrize(
    ("level", "organisation", "risk", "at_risk"),
    [
        ("school", "МБОУ «Средняя общеобразовательная школа № 7»", ("СОШ 7",), 1),
        ("school", "МБОУ «СОШ № 8»", ("СОШ 7",), 0),
        ("school", None, ("СОШ 7",), 0),
        ("municipal", "Управление образования", ("СОШ 7",), 1),
        ("regional", None, ("СОШ 7",), 1),
        ("municipal", "Управление образования", (), 0),
    ],
)
def test_a_school_is_at_risk_by_its_own_name_and_a_municipality_by_any(
    level: str, organisation: str | None, risk: tuple[str, ...], at_risk: int
) -> None:
    assert values(facts(level=level, organisation=organisation, risk=risk), "plan", "at_risk") == [at_risk]


def test_what_rules_list_is_a_fact_each_and_a_school_as_the_plan_writes_it() -> None:
    made = plan({"topics": ["recheck"], "schools": ["Школа Радуга", "школа 13"]})
    base = derive_facts(made, Givens(listed=("школа «РАДУГА»", "гимназия 13", "ВПР")))
    assert values(base, "listed", "value", "school") == [
        ("школа «РАДУГА»", "Школа Радуга"),
        ("гимназия 13", "гимназия 13"),
        ("ВПР", "ВПР"),
    ]
    assert values(base, "like_school", "school", "topic") == [("гимназия 13", "recheck")]
    assert values(base, "risk_school", "school") == []


def test_only_what_rules_ask_to_be_equal_is_listed() -> None:
    asked = (
        Condition("value", Op.IN, ("СОШ 4", "СОШ 7")),
        Condition("value", Op.EQ, "ВПР"),
        Condition("value", Op.NE, "ОГЭ"),
        Condition("value", Op.NOT_IN, ("ЕГЭ",)),
        Condition("value", Op.EQ, Ref("p", "name")),
    )
    terms = [Pattern("listed", f"l{at}", (one,)) for at, one in enumerate(asked)]
    other = Pattern("procedure", "p", (Condition("name", Op.EQ, "НИКО"),))
    part = Part("AAA001", "held", (other, *terms, Absent(terms[0])), 0)
    assert values_listed((part, part), "listed") == ("СОШ 4", "СОШ 7", "ВПР")
