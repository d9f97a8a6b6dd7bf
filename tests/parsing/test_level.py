"""A plan's level told by who answers for its measures."""

from __future__ import annotations

import pytest

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
