"""Tells a plan's level by who answers for its measures, where its head does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from plancheck.plan import Level, Measure, Role

_OF_LEVEL = {
    Level.SCHOOL: {
        Role.SCHOOL_HEAD, Role.DEPUTY_HEAD, Role.METHODICAL_HEAD, Role.TEACHER, Role.CLASS_TEACHER,
        Role.ADMINISTRATION, Role.SITE_EDITOR, Role.PSYCHOLOGIST,
    },
    Level.MUNICIPAL: {
        Role.EDUCATION_DEPARTMENT, Role.METHODICAL_CENTRE, Role.COMMITTEE, Role.SPECIALIST, Role.AUTHORITY_HEAD,
    },
    Level.REGIONAL: {Role.MINISTRY, Role.INSTITUTE, Role.ASSESSMENT_CENTRE},
}  # fmt: skip
_LEAST, _SHARE = 4, 0.7  # measures that must name someone, and the share of them one level must have


def level_of_roles(measures: Sequence[Measure]) -> Level | None:
    """The level most of those who answer belong to; None where few are named or they are mixed.

    A municipal plan names schools' heads, too: one that names the authority anywhere is not a school's.
    """
    named = [set(measure.responsible.roles) for measure in measures if measure.responsible]
    votes = Counter(level for roles in named for level, own in _OF_LEVEL.items() if roles & own)
    if not votes or len(named) < _LEAST:
        return None
    level, count = votes.most_common(1)[0]
    if count < _SHARE * len(named) or (level is Level.SCHOOL and len(votes) > 1):
        return None
    return level
