"""Short names that a plan gives to its institutions."""

from __future__ import annotations

import pytest

from plancheck.parsing import Lexicons
from plancheck.parsing.abbreviations import told_roles
from plancheck.parsing.responsible import read_responsible


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Сокращения: ОКЦ – окружной методический кабинет; РВ – рубежная ведомость.", {"ОКЦ": "methodical_centre"}),
        ("Управлению образования округа (далее – Ведомство) поручить", {"Ведомство": "education_department"}),
        ("на базе института развития образования (далее «Институт») и школ", {"Институт": "institute"}),
        ("Заречный институт повышения квалификации (далее по тексту – ЗИК)", {"ЗИК": "institute"}),
        ("Директору школы (далее – Директор)", {}),
        ("ГИА – государственная итоговая аттестация; ВПР – проверочные работы", {}),
        ("Рабочая группа (далее – РГ)", {}),
        ("Управление и институт (далее – Стороны)", {}),
    ],
)
def test_a_definition_gives_an_institution_its_short_name(text: str, told: dict[str, str], lexicons: Lexicons) -> None:
    assert told_roles([text], lexicons.roles) == told


def test_a_short_name_stands_for_the_institution_in_a_cell(lexicons: Lexicons) -> None:
    told = told_roles(["ЗИК – Заречный институт повышения квалификации"], lexicons.roles)
    found = read_responsible("ЗИК, директора школ", lexicons.roles._replace(own=told))
    assert [role.value for role in found.roles] == ["institute", "school_head"]
