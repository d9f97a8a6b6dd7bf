"""Folders of plans made for the tests of this room: schools' own rows, a town's pattern, copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from plancheck.location import Location
from plancheck.plan import Approval, Level, Measure, Period, Plan, SourceFile
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import Checked, PlanReport, RulesetId

_DEEDS = (
    "Разобрать на заседании кафедры",
    "Обсудить с молодыми коллегами",
    "Подготовить памятку и буклет",
    "Провести открытый классный час",
    "Записать короткий учебный ролик",
    "Составить подробную карту затруднений",
    "Организовать взаимное посещение уроков",
    "Собрать банк тренировочных заданий",
)
_MATTERS = (
    "типичные ошибки в задачах на движение",
    "приёмы смыслового чтения длинных текстов",
    "правила честного написания контрольных диктантов",
    "единые требования к оформлению бланков",
    "порядок хранения закрытых конвертов",
    "случаи завышения отметок за четверть",
    "результаты входной диагностики пятиклассников",
    "ожидания семей выпускников девятых классов",
)
_FOR = (
    "силами учителей математики и физики",
    "вместе с советом старшеклассников",
    "при участии школьного психолога",
    "с приглашением библиотекаря и логопеда",
)
PATTERN = (
    "Назначить школьного координатора оценочных процедур распоряжением",
    "Ознакомить педагогический коллектив с регламентом независимой оценки",
    "Обеспечить присутствие общественных наблюдателей в каждой аудитории",
    "Выборочно перепроверить работы комиссией соседнего учреждения",
    "Разместить расписание всероссийских проверочных работ на стенде",
    "Провести родительские собрания о порядке проведения экзаменов",
    "Включить контроль объективности в график внутреннего мониторинга",
    "Подвести итоги реализации мероприятий на педагогическом совете",
)
YEAR = Period(start=dt.date(2024, 9, 1), end=dt.date(2025, 8, 31))


def own_rows(seed: int, number: int = 12) -> tuple[str, ...]:
    """Rows that no other seed below 16 has."""
    deeds, matters, whom = len(_DEEDS), len(_MATTERS), len(_FOR)
    made = []
    for at in range(number):
        n = seed * 16 + at
        made.append(
            f"{_DEEDS[n % deeds]} {_MATTERS[(n // deeds + n) % matters]} {_FOR[(n // (deeds * matters)) % whom]}"
        )
    return tuple(made)


def plan(rows: Iterable[str], name: str | None = "МБОУ «СОШ № 1»", path: str = "", **head: Any) -> Plan:
    """A school's plan with these measures, numbered, each on its line."""
    given = {"level": Level.SCHOOL, "territory": "Лесогорск", "period": YEAR, **head}
    approved = given.pop("approved", None)
    return Plan(
        source=SourceFile(path=path or f"{name}.docx", format="docx", sha256="0" * 64),
        organisation=name,
        approval=Approval(date=approved) if approved else None,
        measures=tuple(
            Measure(number=f"{at}.", text=text, location=Location(line=at + 10)) for at, text in enumerate(rows, 1)
        ),
        **given,
    )


def school(number: int, rows: Iterable[str], **head: Any) -> Plan:
    """The plan of school No `number`."""
    return plan(rows, name=f"МБОУ «СОШ № {number}»", path=f"plans/school-{number}.docx", **head)


def bare_report(one: Plan) -> PlanReport:
    """A report on which no rule has said anything yet."""
    return plan_report(one, (), RulesetId(name="own", version="1", sha256="b" * 64), str)


def checked(plans: Sequence[Plan], lang: str = "ru") -> Checked:
    return Checked(whole_report([bare_report(one) for one in plans], (), version="0.1.0", lang=lang), tuple(plans))


def written(folder: Path, plans: dict[str, dict[str, Any]]) -> Path:
    """Plan files in a folder, by their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in plans.items():
        text = yaml.safe_dump({"schema": "plancheck.plan/1", **content}, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
