"""A column that names sections is told from the measures by its title and by its cells together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from made_documents import document, line, table

from plancheck.parsing import Lexicons, understand
from plancheck.plan import Column, Plan

HEAD = line("План мероприятий МБОУ «СОШ № 4» по обеспечению объективности ВПР на 2025/2026 учебный год")
PARTS = {
    "Работа с педагогами": ["Обучение экспертов по проверке работ", "Педсовет «Честная отметка»"],
    "Контроль процедур": ["Привлечение независимых наблюдателей", "Перепроверка части работ", "Анализ итогов ВПР"],
    "Работа с семьёй": ["Родительское собрание о ВПР", "Открытие горячей линии"],
}
MEASURES = [text for texts in PARTS.values() for text in texts]
SECTION_TITLES = ["Направление работы", "Направление деятельности", "Раздел", "Блок", "Задача", "Этап работы"]
MEASURE_TITLES = ["Мероприятия", "Содержание работы", "Содержание деятельности", "Что делаем"]
REST = ["Срок", "Ответственный"]
Rows = list[list[str]]


def rows_of(parts: Sequence[tuple[str, str]], numbers: bool = True) -> Rows:
    """A row a measure: its number, its part as written, the measure, a deadline, who answers."""
    rows = [[part, text, f"до {n + 10}.0{n}.2026", "Директор"] for n, (part, text) in enumerate(parts, 1)]
    return [[str(n), *row] for n, row in enumerate(rows, 1)] if numbers else rows


def repeated() -> list[tuple[str, str]]:
    return [(part, text) for part, texts in PARTS.items() for text in texts]


def written_once() -> list[tuple[str, str]]:
    return [("" if at else part, text) for part, texts in PARTS.items() for at, text in enumerate(texts)]


def read(lexicons: Lexicons, *rows: list[str]) -> Plan:
    return understand(document(HEAD, table(*rows)), lexicons)


def told(plan: Plan) -> tuple[list[str], list[str], list[int | None]]:
    titles = [section.title for section in plan.sections]
    return [measure.text for measure in plan.measures], titles, [measure.section for measure in plan.measures]


@pytest.mark.parametrize(("section", "measure"), list(product(SECTION_TITLES, MEASURE_TITLES)))
@pytest.mark.parametrize("parts", [repeated(), written_once()], ids=["repeated", "written once"])
def test_a_column_whose_cells_hold_for_several_rows_names_their_section(
    section: str, measure: str, parts: list[tuple[str, str]], lexicons: Lexicons
) -> None:
    plan = read(lexicons, ["№", section, measure, *REST], *rows_of(parts))
    assert told(plan) == (MEASURES, list(PARTS), [0, 0, 1, 1, 1, 2, 2])
    assert plan.other_columns == (section,)


def test_so_it_is_where_its_own_title_speaks_of_measures(lexicons: Lexicons) -> None:
    plan = read(lexicons, ["№", "Виды работ", "Содержание", *REST], *rows_of(repeated()))
    assert told(plan) == (MEASURES, list(PARTS), [0, 0, 1, 1, 1, 2, 2])


def test_and_where_the_measures_title_says_nothing(lexicons: Lexicons) -> None:
    plan = read(lexicons, ["№", "Направление", "Описание", *REST], *rows_of(repeated()))
    assert told(plan) == (MEASURES, list(PARTS), [0, 0, 1, 1, 1, 2, 2])


def test_and_in_a_table_without_a_header(lexicons: Lexicons) -> None:
    plan = read(lexicons, *rows_of(repeated()))
    assert told(plan) == (MEASURES, list(PARTS), [0, 0, 1, 1, 1, 2, 2])


def test_a_direction_with_another_text_in_each_row_is_the_measures_where_no_column_else_is(lexicons: Lexicons) -> None:
    rows = [[number, text, *rest] for number, _, text, *rest in rows_of(repeated())]
    plan = read(lexicons, ["№", "Направление работы", *REST], *rows)
    assert told(plan) == (MEASURES, [], [None] * len(MEASURES))


def test_an_aim_of_its_own_in_each_row_is_no_section(lexicons: Lexicons) -> None:
    rows = [[*row[:2], f"Чтобы {n} школ узнали больше", *row[2:]] for n, row in enumerate(rows_of(repeated(), False))]
    plan = read(lexicons, ["Направление", "Мероприятие", "Цель", *REST], *rows)
    assert [section.title for section in plan.sections] == list(PARTS)
    assert plan.measures[0].other == {"Цель": "Чтобы 0 школ узнали больше"}


def test_a_section_that_comes_up_again_is_the_same(lexicons: Lexicons) -> None:
    parts = [("Контроль", text) if n % 2 else ("Обучение", text) for n, text in enumerate(MEASURES)]
    plan = read(lexicons, ["№", "Направление", "Мероприятие", *REST], *rows_of(parts))
    assert told(plan)[1:] == (["Обучение", "Контроль"], [0, 1, 0, 1, 0, 1, 0])


def test_sections_in_rows_of_their_own_go_before_a_column(lexicons: Lexicons) -> None:
    rows = rows_of(repeated())
    first, second = [["1. Подготовка", "", "", "", ""], ["2. Проведение", "", "", "", ""]]
    plan = read(lexicons, ["№", "Направление", "Мероприятие", *REST], first, *rows[:3], second, *rows[3:])
    assert told(plan)[1:] == (["Подготовка", "Проведение"], [0, 0, 0, 1, 1, 1, 1])
    assert plan.measures[0].other == {"Направление": "Работа с педагогами"}


def test_a_number_for_each_section_is_the_sections(lexicons: Lexicons) -> None:
    numbers = {part: str(n) for n, part in enumerate(PARTS, 1)}
    rows = [[numbers[row[0]], *row] for row in rows_of(repeated(), False)]
    plan = read(lexicons, ["№", "Направление", "Мероприятие", *REST], *rows)
    assert [(section.number, section.title) for section in plan.sections] == [(numbers[p], p) for p in PARTS]
    assert {measure.number for measure in plan.measures} == {None}
    assert Column.NUMBER not in plan.columns


def test_a_short_table_has_the_columns_of_the_long_one_with_its_titles(lexicons: Lexicons) -> None:
    header, rows = ["№", "Виды работ", "Содержание", *REST], rows_of(repeated())
    blocks = [HEAD, table(header, *rows[:5]), line("Продолжение"), table(header, *rows[5:])]
    assert told(understand(document(*blocks), lexicons))[0] == MEASURES
