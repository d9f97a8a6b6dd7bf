"""Schools under their many names, those a plan names and those on the risk list."""

from __future__ import annotations

import pytest
from plans import facts, values

from plancheck.rules.facts.schools import school_name

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
