"""Text of PDF files outside tables: paragraphs, stamps side by side, what belongs to the pages."""

from __future__ import annotations

import pytest
from made_pdf import Habits, Line, Ruled, made_pdf
from reading_shown import lines

from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.pdf import read

PROSE = (
    "Настоящий порядок описывает, как школы района готовят работы к перепроверке, кто их хранит и "
    "как долго, и в какие дни комиссия собирается, чтобы сверить оценки разных учителей."
)
TABLE = Ruled([["№", "Мероприятие", "Срок"], ["1", "Сверка оценок", "май"], ["2", "Опрос", "июнь"]], [34, 200, 90])


def shown(given: list[Line | Ruled], habits: Habits | None = None) -> list[str | list[list[str]]]:
    return lines(read(made_pdf(given, habits), DEFAULT_LIMITS))


def test_wrapped_lines_are_one_paragraph() -> None:
    assert shown([Line(PROSE), Line("Второй абзац короче.")]) == [PROSE, "Второй абзац короче."]


def test_a_paragraph_ends_where_the_next_word_had_room() -> None:
    assert shown([Line("УТВЕРЖДАЮ", "R", gap=0), Line("Директор школы", "R", gap=0), Line("2025 год", "R", gap=0)]) == [
        "УТВЕРЖДАЮ",
        "Директор школы",
        "2025 год",
    ]


def test_items_of_a_list_are_paragraphs_of_their_own() -> None:
    given = [Line(f"{number}. {PROSE}", gap=0) for number in (1, 2)]
    assert shown(list(given)) == [f"1. {PROSE}", f"2. {PROSE}"]


def test_a_wholly_bold_paragraph_is_emphasised() -> None:
    assert shown([Line("План работы школы", "C", bold=True), Line(PROSE)]) == ["**План работы школы**", PROSE]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    filler = [Line(f"Строка вступления номер {at}.", gap=6) for at in range(31)]
    found = shown([*filler, Line(PROSE * 4), TABLE], Habits(size=12))
    assert "".join(PROSE * 4) in found


def test_two_stamps_side_by_side_are_read_one_after_the_other() -> None:
    given = [
        Line("СОГЛАСОВАНО", beside="УТВЕРЖДАЮ", gap=0),
        Line("Председатель совета", beside="Директор гимназии", gap=0),
        Line("А. А. Рябинин", beside="Б. Б. Осокина", gap=0),
        Line(PROSE, gap=20),
    ]
    assert shown(list(given)) == [
        "СОГЛАСОВАНО",
        "Председатель совета",
        "А. А. Рябинин",
        "УТВЕРЖДАЮ",
        "Директор гимназии",
        "Б. Б. Осокина",
        PROSE,
    ]


def test_page_numbers_and_running_heads_are_left_out() -> None:
    text = [Line(PROSE, gap=30) for _ in range(30)]
    found = shown(list(text), Habits(running_head="Управление образования, лист 3", numbered_pages=True))
    assert found == [PROSE] * 30


def test_a_line_that_only_one_page_has_at_its_head_is_kept() -> None:
    assert shown([Line("Приложение 2"), TABLE], Habits(numbered_pages=False))[0] == "Приложение 2"


def test_invisible_text_is_text_as_in_scans_that_were_recognised() -> None:
    assert shown([Line(PROSE), TABLE], Habits(invisible=True)) == shown([Line(PROSE), TABLE])


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("А.\u00a0А. Рябинин", "А.\u00a0А. Рябинин"),
        ("не\u00adобъек\u00adтивность", "необъективность"),
        ("офис № 5 – «Центр»", "офис № 5 – «Центр»"),
    ],
)
def test_signs_are_kept_or_cleaned(written: str, read_as: str) -> None:
    assert shown([Line(written)]) == [read_as]


def test_tables_and_text_come_in_the_order_of_the_page() -> None:
    assert shown([Line("Выше"), TABLE, Line("Между", gap=20), TABLE, Line("Ниже", gap=20)]) == [
        "Выше",
        [list(row) for row in TABLE.rows],
        "Между",
        [list(row) for row in TABLE.rows],
        "Ниже",
    ]
