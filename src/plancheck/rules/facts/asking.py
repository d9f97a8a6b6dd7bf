"""What a superior plan asks of one school: by name, of all schools, in a part for schools, or of their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from plancheck.compiling_late import late_pattern
from plancheck.language.normalise import clean, fold
from plancheck.plan import Level, Measure, Plan, Role, Topic
from plancheck.rules.facts.reading import Reading
from plancheck.rules.facts.school_names import Likeness, likeness, pattern, read_school_name
from plancheck.rules.facts.schools import school_name
from plancheck.rules.facts.wording import fill, shown, wording
from plancheck.rules.fields import Display

__all__ = ["Asking", "asked_of"]

_LONE_NUMBER = late_pattern(r"\W*(\d{1,4})\W*")
_QUOTE = late_pattern(r"[«\"“„]")


@dataclass(frozen=True, slots=True)
class Asking:
    """One requirement: the row of the superior plan, and why it is not sure that the school is meant, if so.

    `topics` are those that an answer must have; an order is but the form of most.
    """

    row: int
    measure: Measure
    topics: tuple[Topic, ...]
    procedures: tuple[str, ...]
    doubt: Display | None = None


def asked_of(own: Plan, superior: Plan, risk_schools: Sequence[str]) -> tuple[Asking, ...]:
    """The rows of the superior plan that ask something of the plan's school, in their order."""
    reading = Reading(superior)
    found: list[Asking] = []
    for row, measure in enumerate(superior.measures):
        meant = _meant(own, superior, measure, risk_schools)
        if meant is None:
            continue
        if measure.doubtful:
            meant = meant or shown("superior", "doubtful")
        topics = tuple(topic for topic in dict.fromkeys(measure.topics) if topic is not Topic.ORDER)
        found.append(
            Asking(row, measure, topics or tuple(measure.topics), reading.named(measure), meant if meant else None)
        )
    return tuple(found)


def _meant(own: Plan, superior: Plan, measure: Measure, risk_schools: Sequence[str]) -> Display | None:
    """None where the school is not meant, "" where it surely is, else why that is not sure."""
    roles = set(measure.responsible.roles) if measure.responsible else set[Role]()
    by_schools, by_authority = bool(roles & _roles("school_side")), bool(roles & _roles("authority_side"))
    in_part = superior.level_of(measure) is Level.SCHOOL
    text = " ".join(part for part in (measure.text, measure.result) if part)
    everyone, at_risk = _says("everyone", text), _says("at_risk", text)
    schools = measure.schools or _answering(measure.responsible.text if measure.responsible else "")
    if not (by_schools or in_part) and (by_authority or not (schools or everyone)):
        return None  # the authority's own duty, whatever schools it speaks of
    if schools:
        named = _named(own, schools)
        return named if named is None or named else _who(in_part=in_part, by_schools=by_schools, roles=roles)
    if at_risk:
        return _of_risk(own, risk_schools)
    if by_schools and by_authority and not (in_part or everyone or _says("own_deed", text)):
        return shown("superior", "shared")
    return _who(in_part=in_part, by_schools=by_schools, roles=roles)


def _answering(responsible: str) -> tuple[str, ...]:
    """The schools whose heads answer, where the cell names them: «директора СОШ № 4, 7, лицея „Вектор“»."""
    found: list[str] = []
    for piece in re.split(r"[,;\n]|\s(?:и|а также)\s", clean(responsible)):
        name, number = read_school_name(piece), _LONE_NUMBER.fullmatch(piece)
        if name.kind and (name.number or name.settlement or _QUOTE.search(piece)):
            found.append(school_name(piece))
        elif number and found:
            found.append(f"{read_school_name(found[-1]).kind} {number[1]}")
    return tuple(found)


def _who(*, in_part: bool, by_schools: bool, roles: set[Role]) -> Display:
    """Whether those who answer speak against the school's being meant."""
    if by_schools or not roles or (in_part and not roles & _roles("authority_side")):
        return ""
    return shown("superior", "by_others")


def _named(own: Plan, schools: Sequence[str]) -> Display | None:
    if own.organisation is None:
        return fill("superior", "nameless", schools=", ".join(schools))
    name = read_school_name(own.organisation)
    told = {school: likeness(name, read_school_name(school)) for school in schools}
    if Likeness.SAME in told.values():
        return ""
    perhaps = [school for school, verdict in told.items() if verdict is Likeness.UNSURE]
    return fill("superior", "like", own=own.organisation, schools=", ".join(perhaps)) if perhaps else None


def _of_risk(own: Plan, risk_schools: Sequence[str]) -> Display | None:
    """A row for the schools at risk asks those on the list given with the check; without a list, who knows."""
    if not any(one.strip() for one in risk_schools):
        return shown("superior", "risk_unknown")
    return _named(own, [one for one in risk_schools if one.strip()])


@cache
def _roles(group: str) -> frozenset[Role]:
    return frozenset(Role(role) for role in wording("obligations")[group])


@cache
def _phrases(group: str) -> re.Pattern[str]:
    return re.compile("|".join(map(pattern, wording("obligations")[group])))


def _says(group: str, text: str) -> bool:
    return bool(_phrases(group).search(fold(" ".join(clean(text).split()))))
