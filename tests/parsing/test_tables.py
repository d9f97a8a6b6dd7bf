"""Which tables are the plan, and how their rows become measures and sections."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_documents import HEADER, line, table

from plancheck.document import Block
from plancheck.parsing import Lexicons
from plancheck.parsing.guessing import table_sense
from plancheck.parsing.tables import Gathered, gather
from plancheck.plan import Column


def read(lexicons: Lexicons, *blocks: Block) -> Gathered:
    found = gather(blocks, lexicons.columns, table_sense(lexicons))
    assert found is not None
    return found


def texts(found: Gathered) -> list[str]:
    return [measure.text for measure in found.measures]


def test_a_row_torn_by_a_page_is_glued_back(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        HEADER,
        ["1", "Проверка работ комиссией из", "май", "Директор", "Протокол о"],
        ["", "других школ", "", "", "проверке"],
        ["2", "Анализ результатов", "июнь", "Завуч", "Справка"],
    ))  # fmt: skip
    assert texts(found) == ["Проверка работ комиссией из других школ", "Анализ результатов"]
    assert found.measures[0].cells[Column.RESULT] == "Протокол о проверке"


def test_the_rest_of_a_torn_row_may_slide_into_the_numbers_column(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        HEADER,
        ["1", "Наблюдение с участием родителей из", "май", "Директор", "Акты"],
        ["других школ", "", "", "", "наблюдения"],
    ))  # fmt: skip
    assert texts(found) == ["Наблюдение с участием родителей из других школ"]
    assert found.measures[0].cells[Column.RESULT] == "Акты наблюдения"


def test_a_table_that_goes_on_after_a_page_needs_no_header(lexicons: Lexicons) -> None:
    found = read(
        lexicons,
        table(HEADER, ["1", "Приказ о проведении", "май", "Директор", "Приказ"]),
        table(["", "и проверке работ", "", "", ""], ["2", "Анализ", "июнь", "Завуч", "Справка"]),
    )
    assert texts(found) == ["Приказ о проведении и проверке работ", "Анализ"] or texts(found)[-1] == "Анализ"


def test_a_measure_without_a_number_is_a_measure(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        HEADER,
        ["1", "Приказ о проведении.", "май", "Директор", "Приказ"],
        ["", "Организация обучения учителей", "в течение года", "Завуч", "Сертификаты"],
    ))  # fmt: skip
    assert texts(found) == ["Приказ о проведении.", "Организация обучения учителей"]
    assert found.measures[1].number is None


@pytest.mark.parametrize(
    "row",
    [
        ["1. Нормативное обеспечение", "", "", "", ""],
        ["", "Раздел 1. Нормативное обеспечение", "", "", ""],
        ["1. Нормативное обеспечение"] * 5,
        ["Направление 1. Нормативное обеспечение", "", "", "", ""],
        ["I", "Нормативное обеспечение", "", "", ""],
    ],
)
def test_a_row_with_one_text_opens_a_section(row: list[str], lexicons: Lexicons) -> None:
    found = read(lexicons, table(HEADER, row, ["1", "Приказ", "май", "Директор", "Приказ"]))
    assert len(found.sections) == 1
    assert found.sections[0].title.endswith("Нормативное обеспечение")
    assert [measure.section for measure in found.measures] == [0]


def test_a_numbered_row_is_a_section_where_the_next_number_goes_deeper(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        HEADER, ["1", "Работа с кадрами", "", "", ""], ["1.1", "Курсы", "май", "Завуч", "Удостоверения"],
    ))  # fmt: skip
    assert [(section.number, section.title) for section in found.sections] == [("1", "Работа с кадрами")]
    assert texts(found) == ["Курсы"]


def test_a_numbered_row_with_empty_cells_among_its_like_is_a_measure(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        HEADER,
        ["1", "Приказ", "май", "Директор", "Приказ"],
        ["2", "Курсы", "", "", ""],
        ["3", "Анализ", "июнь", "Завуч", "Справка"],
    ))  # fmt: skip
    assert texts(found) == ["Приказ", "Курсы", "Анализ"]
    assert Column.DEADLINE in found.measures[1].columns


def test_tasks_belong_to_their_section(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        HEADER,
        ["Направление 1. Кадры", "", "", "", ""],
        ["Задачи: обучить учителей.", "", "", "", ""],
        ["1", "Курсы", "май", "Завуч", "Удостоверения"],
    ))  # fmt: skip
    assert found.sections[0].tasks == ("обучить учителей.",)


def test_a_heading_between_tables_is_a_section_with_its_tasks(lexicons: Lexicons) -> None:
    found = read(
        lexicons,
        table(HEADER, ["1", "Приказ", "май", "Директор", "Приказ"]),
        line("2. Работа с родителями", level=2),
        line("Задачи: рассказать о процедурах"),
        table(HEADER, ["1", "Собрания", "май", "Классные руководители", "Протокол"]),
    )
    assert [section.title for section in found.sections] == ["Работа с родителями"]
    assert found.sections[0].tasks == ("рассказать о процедурах",)
    assert [measure.section for measure in found.measures] == [None, 0]


def test_a_numbered_title_of_the_plan_is_no_section(lexicons: Lexicons) -> None:
    found = read(lexicons, line("15. План мероприятий"), table(HEADER, ["1", "Приказ", "май", "Директор", "Приказ"]))
    assert found.sections == ()


def test_a_column_of_directions_opens_sections(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        ["Направление", "Мероприятие", "Срок"],
        ["Кадры", "Курсы", "май"],
        ["", "Вебинары", "июнь"],
        ["Родители", "Собрания", "май"],
    ))  # fmt: skip
    assert [section.title for section in found.sections] == ["Кадры", "Родители"]
    assert [measure.section for measure in found.measures] == [0, 0, 1]


def test_beginning_and_end_are_joined_into_one_deadline(lexicons: Lexicons) -> None:
    found = read(
        lexicons,
        table(
            ["Мероприятие", "Начало", "Окончание", "Исполнитель"],
            ["Курсы", "01.09.2025", "01.10.2025", "Завуч"],
        ),
    )
    assert found.measures[0].cells[Column.DEADLINE] == "01.09.2025 - 01.10.2025"


def test_a_header_of_two_rows_is_read_as_one(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        ["№", "Наименование", "Срок", "Ответственные"],
        ["п/п", "мероприятия", "исполнения", "лица"],
        ["1", "Курсы", "май", "Завуч"],
    ))  # fmt: skip
    assert texts(found) == ["Курсы"]


def test_column_numbers_and_repeated_headers_are_no_measures(lexicons: Lexicons) -> None:
    found = read(lexicons, table(
        HEADER,
        ["1", "2", "3", "4", "5"],
        ["1", "Приказ", "май", "Директор", "Приказ"],
        HEADER,
        ["2", "Курсы", "май", "Завуч", "План"],
    ))  # fmt: skip
    assert texts(found) == ["Приказ", "Курсы"]


def test_numbers_under_a_blank_title_are_the_number_column(lexicons: Lexicons) -> None:
    found = read(lexicons, table(["", "Мероприятие", "Срок"], ["1.", "Приказ", "май"], ["2.", "Курсы", "май"]))
    assert [measure.number for measure in found.measures] == ["1", "2"]


def test_numbers_without_any_title_are_the_number_column(lexicons: Lexicons) -> None:
    found = read(lexicons, table(["Мероприятие", "Срок"], ["1.", "Приказ", "май"], ["2.", "Курсы", "май"]))
    assert found.columns == (Column.NUMBER, Column.MEASURE, Column.DEADLINE)
    assert texts(found) == ["Приказ", "Курсы"]


def test_a_number_glued_to_the_measure_is_taken_off(lexicons: Lexicons) -> None:
    found = read(lexicons, table(["Мероприятие", "Срок"], ["1.1. Приказ", "май"], ["1.2. Курсы", "май"]))
    assert [(measure.number, measure.text) for measure in found.measures] == [
        ("1.1", "Приказ"),
        ("1.2", "Курсы"),
    ]


def test_other_tables_are_left_out_and_named(lexicons: Lexicons) -> None:
    found = read(
        lexicons,
        table(["Школа", "Баллы"], ["СОШ 1", "5"]),
        table(HEADER, ["1", "Приказ", "май", "Директор", "Приказ"]),
    )
    assert [(part.what, part.why) for part in found.skipped] == [("Школа | Баллы", "no_measures")]


def test_a_row_with_a_number_alone_is_left_out_and_said(lexicons: Lexicons) -> None:
    found = read(lexicons, table(HEADER, ["1", "Приказ", "май", "Директор", "Приказ"], ["2", "", "", "", ""]))
    assert texts(found) == ["Приказ"]
    assert [(part.what, part.why) for part in found.skipped] == [("2", "blank_row")]


def test_a_dash_is_an_empty_cell(lexicons: Lexicons) -> None:
    found = read(lexicons, table(HEADER, ["1", "Приказ", "—", "Директор", "-"]))
    assert not found.measures[0].cells.get(Column.DEADLINE)
    assert not found.measures[0].cells.get(Column.RESULT)


def test_cells_of_unknown_columns_are_kept_with_their_titles(lexicons: Lexicons) -> None:
    found = read(lexicons, table(["Мероприятие", "Срок", "Отметка о выполнении"], ["Приказ", "май", "выполнено"]))
    assert found.others == ("Отметка о выполнении",)
    assert found.measures[0].other == {"Отметка о выполнении": "выполнено"}


def test_a_document_without_measures_gives_nothing(lexicons: Lexicons) -> None:
    assert gather([line("Письмо")], lexicons.columns, table_sense(lexicons)) is None
    assert gather([table(["Школа", "Баллы"], ["СОШ 1", "5"])], lexicons.columns, table_sense(lexicons)) is None
    assert gather([table(HEADER)], lexicons.columns, table_sense(lexicons)) is None


def test_rows_above_the_header_are_the_head(lexicons: Lexicons) -> None:
    found = read(
        lexicons,
        table(
            ["План мероприятий на 2025 год", "", ""],
            ["Мероприятие", "Срок", "Результат"],
            ["Приказ", "май", "Приказ"],
        ),
    )
    assert [block.text for block in found.before if hasattr(block, "text")] == ["План мероприятий на 2025 год"]


def test_a_header_merged_over_two_rows_dates_from_its_lower_one(lexicons: Lexicons) -> None:
    found = read(
        lexicons,
        table(
            ["№", "Наименование работ", "Сроки", "Сроки", "Ответственный"],
            ["№", "Наименование работ", "начало", "окончание", "Ответственный"],
            ["1", "Издать приказ", "05.09.2025", "09.09.2025", "Директор"],
            ["2", "Провести семинар", "", "30.09.2025", "Завуч"],
            ["3", "Собрать заявления", "12.12.2025", "", "Завуч"],
            ["4", "Разобрать ошибки", "в мае", "", "Завуч"],
        ),
    )
    assert texts(found) == ["Издать приказ", "Провести семинар", "Собрать заявления", "Разобрать ошибки"]
    assert [measure.cells[Column.DEADLINE] for measure in found.measures] == [
        "05.09.2025 - 09.09.2025", "до 30.09.2025", "с 12.12.2025", "в мае",
    ]  # fmt: skip


def test_one_deadline_merged_over_beginning_and_end_is_one(lexicons: Lexicons) -> None:
    whole = table(["№", "Мероприятие", "Начало", "Окончание"], ["1", "Издать приказ", "в мае", "в мае"])
    row = whole.rows[1]
    merged = row._replace(cells=(*row.cells[:3], row.cells[3]._replace(merged="across")))
    found = read(lexicons, replace(whole, rows=(whole.rows[0], merged)))
    assert found.measures[0].cells[Column.DEADLINE] == "в мае"
