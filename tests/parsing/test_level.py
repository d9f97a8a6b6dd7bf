"""A plan's level told by who answers for its measures."""

from __future__ import annotations

import pytest
from made_documents import document, line, table

from plancheck.parsing import Lexicons, understand
from plancheck.parsing.level import level_of_roles
from plancheck.plan import Level, Measure, Responsible, Role


@pytest.mark.parametrize(
    ("roles", "level"),
    [
        ([Role.SCHOOL_HEAD, Role.DEPUTY_HEAD, Role.CLASS_TEACHER, Role.TEACHER], Level.SCHOOL),
        ([Role.EDUCATION_DEPARTMENT, Role.METHODICAL_CENTRE, Role.SPECIALIST, Role.SCHOOL_HEAD], Level.MUNICIPAL),
        ([Role.MINISTRY, Role.INSTITUTE, Role.ASSESSMENT_CENTRE, Role.MINISTRY], Level.REGIONAL),
        ([Role.SCHOOL_HEAD, Role.DEPUTY_HEAD, Role.TEACHER, Role.EDUCATION_DEPARTMENT], None),
        ([Role.SCHOOL_HEAD, Role.DEPUTY_HEAD], None),
        ([Role.OTHER] * 5, None),
        ([], None),
    ],
)
def test_those_who_answer_tell_the_level_where_they_agree(roles: list[Role], level: Level | None) -> None:
    measures = [Measure(responsible=Responsible(roles=(role,))) for role in roles]
    assert level_of_roles(measures) is level


@pytest.mark.parametrize(
    ("who", "level"), [("Заместитель директора", Level.SCHOOL), ("Управление образования", Level.MUNICIPAL)]
)
def test_those_who_answer_tell_one_school_of_a_town_from_its_schools(
    who: str, level: Level, lexicons: Lexicons
) -> None:
    rows = [["№", "Мероприятие", "Срок", "Ответственный"]]
    rows += [[str(number), f"Приказ {number} о проведении ВПР", "май 2026", who] for number in range(1, 6)]
    title = "План мероприятий гимназии города Томска по объективности ВПР на 2025-2026 учебный год"
    plan = understand(document(line(title), table(*rows)), lexicons)
    assert plan.level is level
