"""Tables of a PDF without any rules, whose columns keep to other edges from section to section."""

from __future__ import annotations

from collections.abc import Sequence

from fpdf import FPDF
from made_pdf import russian_font
from reading_shown import only_table, rows

from plancheck.document import Paragraph, Table
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.pdf import read
from plancheck.readers.reading import Reading

Placed = Sequence[tuple[float, str]]
"""Where each text of a line begins, in points from the left edge of the page."""

HEADER = [(60, "Дело"), (260, "Срок"), (360, "Кто"), (460, "Итог")]
_WITHIN, _BETWEEN = 12, 24  # points from line to line in one row, and from row to row


def printed(*given: Sequence[Placed]) -> Reading:
    """A page of rows, each of one line of text or more."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("Serif", "", russian_font())
    pdf.add_page()
    pdf.set_font("Serif", "", 10)
    y = 60.0
    for row in given:
        for line in row:
            for x, text in line:
                pdf.text(x, y, text)
            y += _WITHIN
        y += _BETWEEN - _WITHIN
    content = bytes(pdf.output())
    pdf.fonts["serif"].ttfont.close()
    return read(content, DEFAULT_LIMITS)


def lines_at(x: Sequence[float], *texts: Sequence[str]) -> list[Placed]:
    return [[(place, text) for place, text in zip(x, line, strict=True) if text] for line in texts]


def test_each_section_may_keep_to_edges_of_its_own() -> None:
    first, second = (60, 260, 360, 460), (60, 220, 330, 440)
    read_page = printed(
        [HEADER],
        [[(55, "1. Подготовка")]],
        lines_at(first, ["Сверка списков всех участников", "май", "Завуч", "Список"], ["по классам", "", "", ""]),
        lines_at(first, ["Опрос семей", "июнь", "Школа", "Справка"]),
        [[(55, "2. Проведение работ в классах и наблюдение за ними на каждом этапе")]],
        lines_at(second, ["Встреча всех наблюдателей", "1 октября 2025", "Методист", "Отчёт"], ["школы", "", "", ""]),
        lines_at(second, ["Сбор работ", "в тот же день", "Учителя", "Акт"]),
    )
    title = "2. Проведение работ в классах и наблюдение за ними на каждом этапе"
    assert rows(only_table(read_page)) == [
        ["Дело", "Срок", "Кто", "Итог"],
        ["1. Подготовка", "", "", ""],
        ["Сверка списков всех участников по классам", "май", "Завуч", "Список"],
        ["Опрос семей", "июнь", "Школа", "Справка"],
        [title, ">", ">", ">"],
        ["Встреча всех наблюдателей школы", "1 октября 2025", "Методист", "Отчёт"],
        ["Сбор работ", "в тот же день", "Учителя", "Акт"],
    ]


def test_a_schedule_below_the_plan_is_a_table_of_its_own() -> None:
    plan, schedule = (60, 260, 360, 460), (60, 200, 420)
    read_page = printed(
        [HEADER],
        lines_at(plan, ["Сверка списков", "май", "Завуч", "Список"]),
        lines_at(plan, ["Опрос семей", "июнь", "Школа", "Справка"]),
        [[(55, "График работ")]],
        lines_at(schedule, ["Класс", "Предмет", "День"]),
        lines_at(schedule, ["4 класс", "История", "20.04"]),
        lines_at(schedule, ["5 класс", "Физика", "21.04"]),
    )
    tables = [block for block in read_page.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [3, 3]
    assert rows(tables[1])[0] == ["Класс", "Предмет", "День"]
    assert [block.text for block in read_page.blocks if isinstance(block, Paragraph)] == ["График работ"]


def test_a_column_that_is_blank_in_a_section_is_one_all_the_same() -> None:
    read_page = printed(
        [HEADER],
        lines_at((60, 260, 360, 460), ["Сверка списков", "май", "Завуч", "Список"]),
        [[(55, "1. Подготовка")]],
        *(lines_at((60, 260, 360), [text, "июнь", "Школа"]) for text in ("Опрос семей", "Сбор работ", "Совет")),
    )
    assert rows(only_table(read_page))[-1] == ["Совет", "июнь", "Школа", ""]


def test_a_header_repeated_among_numbered_rows_is_no_part_of_the_row_above() -> None:
    places = (60, 100, 260, 360)
    read_page = printed(
        lines_at(places, ["№", "Дело", "Срок", "Кто"]),
        lines_at(places, ["1", "Сверка списков", "май", "Завуч"], ["", "по классам", "", ""]),
        lines_at(places, ["2", "Опрос семей", "июнь", "Школа"]),
        lines_at(places, ["№", "Дело", "Срок", "Кто"]),
        lines_at(places, ["3", "Сбор работ", "июль", "Учителя"]),
    )
    assert [row[0] for row in rows(only_table(read_page))] == ["№", "1", "2", "№", "3"]
