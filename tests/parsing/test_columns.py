"""Header cells by their meaning."""

from __future__ import annotations

import pytest

from plancheck.parsing import Lexicons
from plancheck.parsing.columns import is_column_numbers, is_header, read_header, title_code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("№ п/п", "number"), ("№\nп/п", "number"), ("N п/п", "number"), ("п/п", "number"), ("№ пп", "number"),
        ("Мероприятие", "measure"), ("Наименование мероприятия", "measure"), ("Меры/мероприятия", "measure"),
        ("Содержание деятельности", "measure"), ("Пошаговые действия", "measure"),
        ("Дела, события, мероприятия", "measure"),
        ("Что делаем", "measure"), ("Виды работ", "measure"),
        ("Срок", "deadline"), ("Сроки реализации мероприятий", "deadline"), ("Дата проведения", "deadline"),
        ("Период реализации", "deadline"), ("Ориентировочное время проведения", "deadline"), ("Когда", "deadline"),
        ("Ответственный", "responsible"), ("Ответственные исполнители", "responsible"), ("Исполнитель", "responsible"),
        ("Кто отвечает", "responsible"), ("Ответственные за исполнение", "responsible"),
        ("Ожидаемый результат", "result"), ("Результат. Вид документа", "result"), ("Контрольные показатели", "result"),
        ("Вид документа", "result"), ("Планируемый результат", "result"), ("Форма отчётности", "result"),
        ("Отметка о выполнении", "other"), ("Классы", "other"), ("Примечание", "other"),
        ("Объём финансирования", "other"),
        ("Направление", "section"), ("Раздел", "section"),
        ("План-график проведения проверочных работ", None), ("План мероприятий", "measure"),
        ("", None), ("5", None),
        ("Проведение педагогического совета с приглашением родителей и представителей общественности", None),
    ],
)  # fmt: skip
def test_a_title_tells_its_column(title: str, code: str | None, lexicons: Lexicons) -> None:
    assert title_code(title, lexicons.columns) == code


def test_what_would_be_a_second_column_of_measures_may_be_their_result(lexicons: Lexicons) -> None:
    layout = read_header(["Меры", "Срок", "Кто отвечает", "Что изменится (результат)"], lexicons.columns)
    assert layout is not None
    assert [column.value for column in layout.columns] == ["measure", "deadline", "responsible", "result"]


def test_columns_may_stand_in_any_order(lexicons: Lexicons) -> None:
    layout = read_header(["Ответственный", "Мероприятия", "Срок"], lexicons.columns)
    assert layout is not None
    assert [column.value for column in layout.columns] == ["responsible", "measure", "deadline"]


def test_a_direction_beside_measures_is_their_section(lexicons: Lexicons) -> None:
    layout = read_header(["Направление", "Мероприятие", "Срок", "Примечание"], lexicons.columns)
    assert layout is not None
    assert layout.codes == ("section", "measure", "deadline", "other")
    assert layout.others == ("Направление", "Примечание")


def test_directions_alone_are_the_measures(lexicons: Lexicons) -> None:
    layout = read_header(["№", "Направления деятельности", "Срок"], lexicons.columns)
    assert layout is not None
    assert layout.codes == ("number", "measure", "deadline")


def test_beginning_and_end_are_one_deadline(lexicons: Lexicons) -> None:
    layout = read_header(["Мероприятие", "Начало", "Окончание", "Исполнитель"], lexicons.columns)
    assert layout is not None
    assert layout.span


def test_the_second_of_two_like_columns_is_other(lexicons: Lexicons) -> None:
    layout = read_header(["Мероприятие", "Срок", "Результат", "Показатель"], lexicons.columns)
    assert layout is not None
    assert layout.codes == ("measure", "deadline", "result", "other")


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "Анализ результатов", "май", "директор"],
        ["№", "Наименование мероприятия", "2023 год", "2024 год"],
        ["Мероприятие"],
        ["ФИО", "Класс", "Балл"],
        ["", "", ""],
    ],
)
def test_other_rows_are_no_header(cells: list[str], lexicons: Lexicons) -> None:
    assert read_header(cells, lexicons.columns) is None


def test_a_header_repeated_on_the_next_page_is_told(lexicons: Lexicons) -> None:
    layout = read_header(["№", "Мероприятие", "Срок"], lexicons.columns)
    assert layout is not None
    assert is_header(["№", "Мероприятие", "Срок"], layout, lexicons.columns)
    assert is_header(["№ п/п", "Мероприятия", "Сроки"], layout, lexicons.columns)
    assert not is_header(["1", "Издание приказа", "май"], layout, lexicons.columns)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["1", "2", "3"], True),
        (["2", "3", "4"], True),
        (["1", "Приказ"], False),
        (["1"], False),
        (["1", "3"], False),
        (["5", "6"], False),
    ],
)
def test_a_row_of_column_numbers_is_told(cells: list[str], told: bool) -> None:
    assert is_column_numbers(cells) is told
