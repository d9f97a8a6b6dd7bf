"""A plan says the same in whatever layout its table is written; where the layout has lost too much, it is refused."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
import written_layouts
from written_layouts import GUESSED, SURE, Rows, Write

from plancheck.document import Paragraph, Table
from plancheck.errors import NotAPlanError, UnreadableError
from plancheck.parsing import Lexicons, understand
from plancheck.plan import Plan
from plancheck.readers import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"
TITLES = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
AUTHORITY, COORDINATOR = "Начальник управления образования", "Муниципальный координатор"
TOWN = [
    TITLES,
    ["1. Приказы и сроки", "", "", "", ""],
    ["1.1", "Издание приказа о проведении работ в школах города", "до 12.09.2025", AUTHORITY, "Приказ"],
    ["1.2", "Составление единого графика оценочных процедур", "сентябрь 2025 г.", "Методисты", "График"],
    ["2. Наблюдение и проверка", "", "", "", ""],
    ["2.1", "Подбор наблюдателей из числа родителей и студентов", "март 2026 г.", COORDINATOR, "Список"],
    ["2.2", "Перекрёстная проверка десятой части работ в других школах", "май 2026 г.", "Методисты", "Протоколы"],
    ["2.3", "Анализ результатов и разбор ошибок с руководителями", "до 15.06.2026", COORDINATOR, "Справка"],
]
WITHOUT_NUMBERS = [
    ["Мероприятия", "Ответственные", "Сроки"],
    *([row[1], row[3], row[2]] for row in TOWN[1:] if row[1]),
]
HEAD = "План мероприятий управления образования города Полянска\nпо объективности ВПР на 2025-2026 учебный год\n\n"


def example(name: str) -> tuple[str, Rows]:
    """The text above an example's table, and the rows of the table."""
    document = read_document((EXAMPLES / name).read_bytes(), name)
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table) and len(block.rows) > 4:
            width = max(len(row.cells) for row in block.rows)
            return "\n".join(above) + "\n\n", [[*row.texts(), *[""] * (width - len(row.cells))] for row in block.rows]
        if isinstance(block, Paragraph):
            above.append(block.text)
    raise AssertionError(name)


PLANS: dict[str, tuple[str, Rows]] = {
    **{name: example(name) for name in ("good-school.txt", "bad-school.txt", "municipal.txt", "gymnasium.md")},
    "a town's": (HEAD, TOWN),
    "without numbers": (HEAD, WITHOUT_NUMBERS),
}


def read(plan: tuple[str, Rows], write: Write, lexicons: Lexicons) -> Plan:
    head, rows = plan
    return understand(read_document((head + write(rows)).encode(), "plan.txt"), lexicons)


def said(plan: Plan, without: Collection[str | None] = ()) -> list[Any]:
    """What the rows say, whatever their layout: lines' ends inside cells are no part of it."""

    def even(text: str | None) -> str | None:
        return " ".join(text.split()) if text else None

    rows = [
        (
            measure.number,
            even(measure.text),
            even(measure.deadline.text if measure.deadline else None),
            even(measure.responsible.text if measure.responsible else None),
            bool(measure.result),
            measure.section,
        )
        for measure in plan.measures
        if measure.number not in without
    ]
    return [*rows, *(even(section.title) for section in plan.sections)]


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("layout", SURE)
def test_a_plan_says_the_same_where_cells_are_marked_off(name: str, layout: str, lexicons: Lexicons) -> None:
    before = read(PLANS[name], written_layouts.with_tabs, lexicons)
    assert said(read(PLANS[name], SURE[layout], lexicons)) == said(before)


@pytest.mark.parametrize("layout", GUESSED)
def test_a_plan_whose_cells_must_be_guessed_says_the_same_or_is_refused(layout: str, lexicons: Lexicons) -> None:
    refused = 0
    for plan in PLANS.values():
        before = read(plan, written_layouts.with_tabs, lexicons)
        after = read_or_refused(plan, GUESSED[layout], lexicons)
        if isinstance(after, UnreadableError):
            refused += 1
            assert not isinstance(after, NotAPlanError)
            continue
        # A deadline that nobody understands cannot be told from the last words of the measure before it.
        dark = {m.number for m in before.measures if m.deadline and m.deadline.text and not m.deadline.understood}
        assert said(after, dark) == said(before, dark)
    assert refused <= 1


def read_or_refused(plan: tuple[str, Rows], write: Write, lexicons: Lexicons) -> Plan | UnreadableError:
    try:
        return read(plan, write, lexicons)
    except UnreadableError as error:
        return error
