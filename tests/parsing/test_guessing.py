"""Tables told by what their cells hold."""

from __future__ import annotations

import pytest
from made_documents import line, table

from plancheck.document import Table
from plancheck.parsing import Lexicons
from plancheck.parsing.columns import Layout
from plancheck.parsing.guessing import guess_layout, rebuilt_blocks, suits

ROWS = [
    ["1", "Назначение координатора приказом по школе", "сентябрь", "Директор"],
    ["2", "Обучение учителей оцениванию работ", "октябрь", "Завуч"],
    ["3", "Анализ результатов ВПР по классам", "май", "Руководители ШМО"],
    ["4", "Привлечение независимых наблюдателей", "по графику", "Координатор"],
]


def test_columns_without_titles_are_told_by_their_cells(lexicons: Lexicons) -> None:
    layout = guess_layout(table(*ROWS), lexicons)
    assert layout is not None
    assert layout.codes == ("number", "measure", "deadline", "responsible")


def test_a_long_last_column_is_the_result(lexicons: Lexicons) -> None:
    layout = guess_layout(table(*[[*row, "Документ издан и доведён"] for row in ROWS]), lexicons)
    assert layout is not None
    assert layout.codes[-1] == "result"


def test_the_order_of_columns_does_not_matter(lexicons: Lexicons) -> None:
    layout = guess_layout(table(*[[row[0], row[3], row[1], row[2]] for row in ROWS]), lexicons)
    assert layout is not None
    assert layout.codes == ("number", "responsible", "measure", "deadline")


@pytest.mark.parametrize(
    "wrong",
    [
        table(["1", "Иванов", "5"], ["2", "Петров", "4"], ["3", "Сидоров", "3"]),
        table(*ROWS[:2]),
        table(["а", "б"], ["в", "г"], ["д", "е"]),
        table(["май", "июнь", "июль"], ["май", "июнь", "июль"], ["май", "июнь", "июль"]),
        table(
            ["1", "Прогулка в лесу", "май", "Директор"],
            ["2", "Купание", "июнь", "Завуч"],
            ["3", "Отдых", "июль", "Завуч"],
        ),
        table(),
    ],
)
def test_no_layout_is_guessed_for_a_table_of_something_else(wrong: Table, lexicons: Lexicons) -> None:
    assert guess_layout(wrong, lexicons) is None


def test_paragraphs_that_are_no_dump_are_left_as_they_are(lexicons: Lexicons) -> None:
    assert rebuilt_blocks([line("Уважаемые коллеги!"), line("Сообщаем о графике ВПР.")], lexicons) is None


LAYOUT = Layout(("number", "measure", "deadline", "responsible"), ("№", "Мероприятие", "Срок", "Ответственный"))


@pytest.mark.parametrize(
    ("later", "suited"),
    [
        (table(*ROWS), True),
        (table(["", "и проверке работ", "", ""], ["5", "Курсы", "май", "Завуч"]), True),
        (table(["1", "СОШ № 1", "412", "Директор"], ["2", "СОШ № 3", "237", "Директор"]), False),
        (table(["02.04.2024", "СОШ № 1", "математика", "совет"], ["09.04.2024", "СОШ № 3", "чтение", "совет"]), False),
        (table(["Дата", "Школа", "Предмет", "Наблюдатель"], ["1", "СОШ № 3", "5", "ветеран"]), False),
        (table(["Организация"], ["СОШ № 1"]), True),
    ],
)  # fmt: skip
def test_a_later_table_goes_on_only_where_its_cells_hold_the_same(
    later: Table, suited: bool, lexicons: Lexicons
) -> None:
    assert suits(later, LAYOUT, lexicons) is suited
