"""A document understood as a plan, or refused as none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_documents import HEADER, document, line, table

from plancheck.errors import NotAPlanError, UnreadableError
from plancheck.parsing import Lexicons, shipped_lexicons, understand
from plancheck.parsing.understanding import section_level
from plancheck.plan import Level, Mark

HEAD = [
    line("УТВЕРЖДАЮ"),
    line("Директор МБОУ «СОШ № 5» города Энска"),
    line("приказ № 17 от 01.09.2025"),
    line("План мероприятий по обеспечению объективности ВПР на 2025-2026 учебный год"),
]
ROW = ["1", "Издание приказа о проведении ВПР", "до 01.03.2026", "Директор", "Приказ"]


def test_head_table_and_flaws_make_a_plan(lexicons: Lexicons) -> None:
    plan = understand(
        document(*HEAD, table(HEADER, ROW, ["2", "Aнализ итогов ЕГЭ, справка № ____", "май", "Завуч", "Справка"])),
        lexicons,
    )
    assert plan.level is Level.SCHOOL
    assert plan.period is not None
    assert plan.period.start == dt.date(2025, 9, 1)
    assert plan.approval is not None
    assert plan.approval.number == "17"
    assert plan.procedures == ("ВПР", "ЕГЭ")
    assert plan.held_procedures == ("ВПР",)
    assert [flaw.measure for flaw in plan.leftovers] == [1]
    assert [flaw.quote for flaw in plan.mixed_words] == ["Aнализ"]


def test_a_part_for_schools_has_its_own_level(lexicons: Lexicons) -> None:
    rows = (["I. На уровне ОО", "", "", "", ""], ROW)
    title = line("План мероприятий управления образования Энского района по объективности ВПР на 2025 год")
    plan = understand(document(title, table(HEADER, *rows)), lexicons)
    assert plan.level is Level.MUNICIPAL
    assert plan.level_of(plan.measures[0]) is Level.SCHOOL


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("На уровне ОО", Level.SCHOOL),
        ("На муниципальном уровне", Level.MUNICIPAL),
        ("Региональный уровень", Level.REGIONAL),
        ("На муниципальном и школьном уровнях", None),
        ("Работа с кадрами", None),
    ],
)
def test_a_sections_title_tells_its_level(title: str, level: Level | None, lexicons: Lexicons) -> None:
    assert section_level(title, lexicons.columns) is level


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ([], "нет текста"),
        ([line("12345")], "нет текста"),
        ([line("Dear colleagues, here is our plan of measures")], "не по-русски"),
        (
            [line("Заходи школи: нарада з педагогами, їхні обов'язки, інші дії, її результати")],
            "не по-русски",
        ),
        ([line("Уважаемые коллеги! Направляем график ВПР.")], "нет таблицы"),
        ([table(["Школа", "Баллы"], ["СОШ 1", "5"])], "нет таблицы"),
        ([table(HEADER, ["1", "Посадка деревьев", "май", "Завхоз", "Сад"])], "не об оценочных"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_reason(blocks: list[object], reason: str, lexicons: Lexicons) -> None:
    with pytest.raises(NotAPlanError, match=reason):
        understand(document(*blocks), lexicons)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("responsible", "outside"),
    [
        ("Муниципальная предметная комиссия", True),
        ("Эксперты региональной комиссии", True),
        ("Школьная предметная комиссия", False),
        ("Муниципальный координатор", False),
        ("", False),
    ],
)
def test_a_commission_from_outside_that_answers_for_a_recheck_makes_it_one_from_outside(
    responsible: str, outside: bool, lexicons: Lexicons
) -> None:
    recheck = ["2", "Перепроверка десятой части работ ВПР", "май 2026", responsible, "Протокол"]
    plan = understand(document(*HEAD, table(HEADER, ROW, recheck)), lexicons)
    assert (Mark.OUTSIDERS in plan.measures[1].marks) is outside


@given(st.lists(st.lists(st.text(alphabet="абв ВПР.,123 №\n", max_size=30), min_size=5, max_size=5), max_size=8))
@example([[".1", "1", "", "", ""], ["", ".\n1.В", "", "", ""]])  # «.1» and «IV.1» do not count up
@example([["IV.1", "Анализ.\n2. Б\n3. В", "", "", ""]])
def test_any_rows_are_read_or_refused(rows: list[list[str]]) -> None:
    try:
        plan = understand(document(*HEAD, table(HEADER, *rows)), shipped_lexicons())
    except NotAPlanError:
        return
    assert 0 < len(plan.measures) <= len(rows)
    assert all(m.section is None or m.section < len(plan.sections) for m in plan.measures)


@pytest.mark.parametrize(
    "lines",
    [
        ["Мероприятие", "Срок", "Ответственный", "Анализ итогов", "и выводов"],
        ["Мероприятие Срок Ответственный", "Анализ итогов март завуч"],
    ],
)
def test_a_table_that_lost_its_columns_is_called_so(lines: list[str], lexicons: Lexicons) -> None:
    with pytest.raises(UnreadableError) as refused:
        understand(document(line("План по объективности ВПР"), *map(line, lines)), lexicons)
    assert not isinstance(refused.value, NotAPlanError)
    assert "столбц" in refused.value.text("ru")
    assert "columns" in refused.value.text("en")
