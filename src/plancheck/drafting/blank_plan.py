"""A plan to fill in: the rows that a ruleset suggests, section by section, under a head with places to fill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plancheck.drafting.judged import Judge
from plancheck.drafting.placing import directions_of
from plancheck.drafting.proposing import propose
from plancheck.drafting.sketch import with_row
from plancheck.plan import Approval, Column, Level, Measure, Period, Plan, Section
from plancheck.report.model import PlanReport
from plancheck.rules.calendar import Calendar
from plancheck.rules.facts.measure_facts import DIRECTIONS_OF
from plancheck.rules.facts.wording import shown

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["BlankPlan", "Filled", "blank_plan", "school_year"]

_COLUMNS: Final = (Column.NUMBER, Column.MEASURE, Column.DEADLINE, Column.RESPONSIBLE, Column.RESULT)
_BY: Final = {
    Level.SCHOOL: "Директор",
    Level.MUNICIPAL: "Начальник управления образования",
    Level.REGIONAL: "Министр образования",
}
_NAME: Final = {
    Level.SCHOOL: "[наименование школы]",
    Level.MUNICIPAL: "[наименование муниципалитета]",
    Level.REGIONAL: "[наименование региона]",
}
_OTHERS: Final = "prevention"  # the section of rows that serve no direction
_SEPTEMBER: Final = 9


@dataclass(frozen=True, slots=True)
class Filled:
    """What a person puts in place of the head's brackets: whose plan it is, who approved it, when and by what number.

    `name` is as it stands in the title: «МБОУ «Луговская СОШ»».
    """

    name: str
    by: str
    number: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class BlankPlan:
    """A plan with brackets to fill in, and what a check says of it once they are filled."""

    plan: Plan
    report: PlanReport


def school_year(today: dt.date) -> Period:
    """The school year that a plan drawn up today is for: from June on the coming one."""
    year = today.year if today.month >= 6 else today.year - 1
    return Period(start=dt.date(year, 9, 1), end=dt.date(year + 1, 8, 31))


def blank_plan(level: Level | None, period: Period, judge: Judge, calendar: Calendar, known: Lexicons) -> BlankPlan:
    """The plan for a level and a period. Rows are added until nothing is found that a rule suggests a row against.

    The judge is asked of a plan whose head is filled in: its brackets alone would be found.
    """
    day = period.start - dt.timedelta(days=3)
    sample = Filled("«Образец»", "И. О. Фамилия", "1", day)
    start = _head(level, period, sample).model_copy(update={"columns": _COLUMNS})
    proposals = propose(start, judge, calendar, known)
    rows = [row.cells for row in proposals.rows]
    filled = _laid(start, rows, known)
    blank = _laid(_head(level, period, None).model_copy(update={"columns": _COLUMNS}), rows, known)
    return BlankPlan(blank, judge(filled))


def _head(level: Level | None, period: Period, filled: Filled | None) -> Plan:
    whose = level or Level.SCHOOL
    name = filled.name if filled else _NAME[whose]
    years = f"{period.start.year}-{period.end.year} учебный год"
    title = f"План мероприятий {name} по обеспечению объективности проведения и оценивания ВПР на {years}"
    approval = Approval(
        by=filled.by if filled else "[фамилия и инициалы]",
        position=_BY[whose],
        number=filled.number if filled else "[номер]",
        date=filled.date if filled else None,
    )
    return Plan(title=title, level=whose, period=period, approval=approval)


def _laid(head: Plan, rows: Sequence[Mapping[Column, str]], known: Lexicons) -> Plan:
    """The rows under a section for each direction, in the directions' order, numbered within their sections."""
    by_direction: dict[str, list[Mapping[Column, str]]] = {name: [] for name in _directions()}
    for cells in rows:
        by_direction[_direction(with_row(head, 0, None, cells, known).measures[0])].append(cells)
    plan = head
    for name, those in by_direction.items():
        if not those:
            continue
        place = len(plan.sections)
        title = shown("directions", name)["ru"]
        section = Section(number=str(place + 1), title=f"{title[0].upper()}{title[1:]}")
        plan = plan.model_copy(update={"sections": (*plan.sections, section)})
        for at, cells in enumerate(those, start=1):
            numbered = {Column.NUMBER: f"{place + 1}.{at}", **cells}
            plan = with_row(plan, len(plan.measures), place, numbered, known)
    return plan


def _directions() -> list[str]:
    """The directions in the order in which plans go through them."""
    return list(dict.fromkeys(one for directions in DIRECTIONS_OF.values() for one in directions) | {_OTHERS: None})


def _direction(measure: Measure) -> str:
    found = directions_of(measure)
    return found[-1] if found else _OTHERS
