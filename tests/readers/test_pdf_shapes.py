"""Rules and rows of PDF files as they are drawn: sides left open, paths of many parts, columns without numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from fpdf import FPDF
from made_pdf import Habits, Line, Ruled, made_pdf, russian_font
from reading_shown import lines, only_table, rows

from plancheck.document import Table
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.pdf import read
from plancheck.readers.pdf.joining import is_torn, join_rows, same_borders
from plancheck.readers.pdf.lattice import find_lattices
from plancheck.readers.pdf.parts import PartRow, Place

CELLS = [["Сверка", "май", "Завуч"], ["Опрос", "июнь", "Школа"]]
BOX = (0.0, 0.0, 1.0, 1.0)


def drawn(draw: Callable[[FPDF], None]) -> Table:
    """Three columns and two rows of 100 by 30 points from (100, 100) on, with words, ruled as `draw` does."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("Serif", "", russian_font())
    pdf.add_page()
    pdf.set_font("Serif", "", 10)
    for row, texts in enumerate(CELLS):
        for column, text in enumerate(texts):
            pdf.text(110 + 100 * column, 120 + 30 * row, text)
    pdf.set_line_width(0.5)
    draw(pdf)
    content = bytes(pdf.output())
    pdf.fonts["serif"].ttfont.close()
    return only_table(read(content, DEFAULT_LIMITS))


def inner_rules_alone(pdf: FPDF) -> None:
    for x in (200, 300):
        pdf.line(x, 100, x, 160)
    pdf.line(100, 130, 400, 130)


def no_rule_at_the_sides(pdf: FPDF) -> None:
    inner_rules_alone(pdf)
    for y in (100, 160):
        pdf.line(100, y, 400, y)


def one_path_of_thin_boxes(pdf: FPDF) -> None:
    top = pdf.h - 100
    level = [f"100 {top - 30 * at} 300 0.5 re" for at in range(3)]
    upright = [f"{100 + 100 * at} {top - 60} 0.5 60 re" for at in range(4)]
    pdf._out(" ".join([*level, *upright, "f"]))


def one_path_of_lines(pdf: FPDF) -> None:
    top = pdf.h - 100
    level = [f"100 {top - 30 * at} m 400 {top - 30 * at} l" for at in range(3)]
    upright = [f"{100 + 100 * at} {top} m {100 + 100 * at} {top - 60} l" for at in range(4)]
    pdf._out(" ".join([*level, *upright, "S"]))


def shaded_boxes_with_borders(pdf: FPDF) -> None:
    pdf.set_fill_color(230)
    for row in range(2):
        for column in range(3):
            pdf.rect(100 + 100 * column, 100 + 30 * row, 100, 30, style="DF")


def gaps_at_the_corners(pdf: FPDF) -> None:
    for y in (100, 130, 160):
        for x in (100, 200, 300):
            pdf.line(x + 2, y, x + 98, y)
    for x in (100, 200, 300, 400):
        for y in (100, 130):
            pdf.line(x, y + 2, x, y + 28)


@pytest.mark.parametrize(
    "draw",
    [
        inner_rules_alone,
        no_rule_at_the_sides,
        one_path_of_thin_boxes,
        one_path_of_lines,
        shaded_boxes_with_borders,
        gaps_at_the_corners,
    ],
)
def test_the_grid_is_found_however_it_is_drawn(draw: Callable[[FPDF], None]) -> None:
    assert rows(drawn(draw)) == CELLS


def test_a_line_slightly_askew_and_curves_make_no_rule() -> None:
    def draw(pdf: FPDF) -> None:
        one_path_of_lines(pdf)
        pdf.line(150, 90, 250, 170)
        pdf.ellipse(120, 105, 60, 40)

    assert rows(drawn(draw)) == CELLS


def test_a_hatched_drawing_makes_no_table() -> None:
    many = [(5.0 * at, 0.0, 500.0) for at in range(1500)]
    assert find_lattices(many, many) == []


SHORT = [["Мероприятие", "Срок", "Ответственный"], ["Сверка", "май", "Завуч"], ["Опрос", "июнь", "Школа"]]
WRAPPED = [
    ["Мероприятие", "Срок", "Ответственный"],
    ["Сверка оценок учителей трёх школ района", "май", "Завуч первой школы и методист центра"],
    ["Опрос родителей девятых классов о порядке", "июнь", "Школа"],
    ["Встреча учителей математики района", "до 20 августа", "Методист центра"],
]


@pytest.mark.parametrize("given", [SHORT, WRAPPED], ids=["one line a row", "wider gaps between rows"])
def test_rows_without_numbers_and_rules_are_told_by_lines_or_gaps(given: list[list[str]]) -> None:
    table = only_table(read(made_pdf([Ruled(given, [120, 80, 120])], Habits(rules="none")), DEFAULT_LIMITS))
    assert [[" ".join(text.split()) for text in row] for row in rows(table)] == given


def test_columns_whose_rows_cannot_be_told_stay_paragraphs() -> None:
    left = ["Сверка", "оценок", "Опрос", "отцов", "Сбор", "анкет"]
    middle = ["май", "", "июнь", "", "", "июль"]
    right = ["Завуч", "", "", "Школа", "", "Завуч"]
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("Serif", "", russian_font())
    pdf.add_page()
    pdf.set_font("Serif", "", 10)
    for at, texts in enumerate(zip(left, middle, right, strict=True)):
        for column, text in enumerate(texts):
            if text:
                pdf.text(100 + 120 * column, 100 + 13 * at, text)
    content = bytes(pdf.output())
    pdf.fonts["serif"].ttfont.close()
    reading = read(content, DEFAULT_LIMITS)
    assert not any(isinstance(block, Table) for block in reading.blocks)
    assert sorted(" ".join(map(str, lines(reading))).split()) == sorted(filter(None, [*left, *middle, *right]))


def test_three_lines_that_chance_to_have_gaps_are_no_table() -> None:
    given = [Line("Приложение 1", "R"), Line("к приказу отдела", "R"), Line("от 01.09.2025 № 5", "R")]
    assert lines(read(made_pdf(given), DEFAULT_LIMITS)) == ["Приложение 1", "к приказу отдела", "от 01.09.2025 № 5"]


def row(*texts: str, merged: Sequence[str] = (), page: int = 1) -> PartRow:
    marks = [*merged, *[""] * (len(texts) - len(merged))]
    return PartRow([Place(text, BOX, mark, object()) for text, mark in zip(texts, marks, strict=True)], page, BOX)


@pytest.mark.parametrize(
    ("last", "first", "numbers", "opened", "torn"),
    [
        (row("4", "Сверка оценок", "май"), row("", "по классам", ""), 0, False, True),
        (row("4", "Сверка оценок,", "май"), row("", "Опроса и встреч", ""), 0, False, True),
        (row("4", "Сверка оценок", "май"), row("5", "по классам", ""), 0, False, False),
        (row("4", "Сверка оценок", ""), row("", "по классам", "июнь"), 0, False, False),
        (row("", "Сверка оценок", "май"), row("", "Опрос", ""), 0, False, False),
        (row("Сверка оценок", "май"), row("по классам", ""), None, False, True),
        (row("Сверка оценок", "май"), row("Опрос", ""), None, False, False),
        (row("Сверка оценок", "май"), row("Опрос", ""), None, True, True),
        (row("4", "Сверка", "май"), row("", "", ""), 0, True, False),
    ],
)
def test_a_row_is_torn_where_its_number_lacks_or_it_goes_on(
    last: PartRow, first: PartRow, numbers: int | None, opened: bool, torn: bool
) -> None:
    assert is_torn(last, first, numbers, opened=opened) is torn


def test_a_hyphen_at_the_end_of_a_page_is_kept_with_the_newline() -> None:
    given = [row("1", "Опрос", "май"), row("2", "Встреча наблю-", "май"), row("", "дателей школы", "", page=2)]
    given.append(row("3", "Сбор", "май", page=2))
    joined = join_rows(given, (0.0, 1.0, 2.0, 3.0))
    assert [each.places[1].text for each in joined] == ["Опрос", "Встреча наблю-\nдателей школы", "Сбор"]


def test_column_numbers_repeated_on_each_page_are_dropped() -> None:
    given = [row("№", "Мероприятие"), row("1", "2"), row("1", "Опрос"), row("1", "2", page=2), row("2", "Сбор", page=2)]
    assert [each.texts() for each in join_rows(given, (0.0, 1.0, 2.0))] == [
        ("№", "Мероприятие"),
        ("1", "2"),
        ("1", "Опрос"),
        ("2", "Сбор"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((0, 50, 100), (0, 51, 100), (0, 51, 100)),
        ((0, 50, 100), (10, 60, 110), (10, 60, 110)),
        ((0, 50, 100), (0, 25, 50, 100), (0, 25, 50, 100)),
        ((0, 25, 50, 100), (0, 50, 100), (0, 25, 50, 100)),
        ((0, 50, 100), (0, 50, 120), None),
        ((0, 50, 100), (0, 70, 100), None),
    ],
)
def test_borders_of_two_pages_are_one_tables_or_not(
    one: tuple[float, ...], other: tuple[float, ...], same: tuple[float, ...] | None
) -> None:
    assert same_borders(one, other) == same
