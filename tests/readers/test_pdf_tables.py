"""Tables of PDF files: ruled in whatever way, without rules, over the ends of pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fpdf import FPDF
from made_pdf import Habits, Line, Merged, Ruled, made_pdf, russian_font
from reading_shown import lines, only_table, rows

from plancheck.document import TEAR, Table
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.pdf import read

WIDTHS = [34, 190, 90, 110, 100]
HEADER = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
MEASURES = [
    ["1", "Издание приказа о проведении диагностики", "до 10.09.2025", "Директор школы", "Приказ"],
    ["2", "Составление списка наблюдателей из родителей девятых классов", "март 2026", "Завуч", "Список"],
    ["3", "Перепроверка каждой пятой работы учителями другой школы", "до 20.05.2026", "Руководители ШМО", "Акты"],
]
FEW = [HEADER, *MEASURES]
LONG = [
    HEADER,
    *(
        [str(number), f"{text} по параллели {number}-х классов и в группах", *rest]
        for number, (_, text, *rest) in enumerate(MEASURES * 12, start=1)
    ),
]


def table_of(given: Ruled, habits: Habits | None = None) -> Table:
    return only_table(read(made_pdf([given], habits), DEFAULT_LIMITS))


def flat(table: Table) -> list[list[str]]:
    """The cells with wrapped lines in one."""
    return [[" ".join(text.split()) for text in row] for row in rows(table)]


@pytest.mark.parametrize("rules", ["lines", "boxes", "fills", "doubled", "dashed", "level", "none"])
def test_the_cells_are_the_same_however_the_rules_are_drawn(rules: str) -> None:
    assert flat(table_of(Ruled(FEW, WIDTHS), Habits(rules=rules))) == FEW


MADE = {
    "torn rows": Habits(),
    "torn rows left open": Habits(closed=False),
    "header once": Habits(header_again=False),
    "header once, rows left open": Habits(closed=False, header_again=False),
    "whole rows": Habits(torn=False),
    "landscape": Habits(landscape=True),
    "large letters": Habits(size=13),
    "running head": Habits(running_head="Сборник планов района"),
    "filled rules left open": Habits(rules="fills", closed=False),
    "level rules": Habits(rules="level", size=12),
    "no rules": Habits(rules="none"),
    "no rules, header once": Habits(rules="none", header_again=False),
    "turned back by the page 90": Habits(quarter=90),
    "turned back by the page 180": Habits(quarter=180),
    "turned back by the page 270": Habits(quarter=270, landscape=True),
    "seen turned 90": Habits(turned=90),
    "seen turned 180": Habits(turned=180),
    "seen turned 270": Habits(turned=270, landscape=True),
}


@pytest.mark.parametrize("made", MADE)
def test_a_table_over_pages_is_one_table_with_its_rows_whole(made: str) -> None:
    assert flat(table_of(Ruled(LONG, WIDTHS), MADE[made])) == LONG


def test_sections_merged_over_all_columns_have_their_text_in_each_place() -> None:
    section: list[str | Merged | None] = [Merged("1. Подготовка", across=5), None, None, None, None]
    table = table_of(Ruled([HEADER, section, *MEASURES], WIDTHS))
    assert rows(table)[1] == ["1. Подготовка", ">", ">", ">", ">"]
    assert table.rows[1].texts() == ("1. Подготовка",) * 5


def test_cells_merged_down_have_their_text_in_each_row() -> None:
    merged = [
        HEADER,
        ["1", MEASURES[0][1], "май 2026", Merged("Заместитель директора", down=2), "Приказ"],
        ["2", MEASURES[1][1], "март 2026", None, "Список"],
        MEASURES[2],
    ]
    table = table_of(Ruled(merged, WIDTHS))
    assert [row[3] for row in rows(table)] == ["Ответственный", "Заместитель директора", "^", "Руководители ШМО"]
    assert table.rows[2].cells[3].text == "Заместитель директора"


@pytest.mark.parametrize("closed", [True, False])
def test_a_cell_merged_down_over_the_end_of_a_page_is_filled_in_on_the_next(closed: bool) -> None:
    body: list[list[str | Merged | None]] = []
    for start in range(0, 30, 10):
        for at in range(10):
            group = Merged(f"Направление {start // 10 + 1}", down=10) if not at else None
            body.append([group, str(start + at + 1), f"Проверка тетрадей в {at + 1} классе", "май 2026"])
    given = [["Направление", "№", "Мероприятие", "Срок"], *body]
    table = table_of(Ruled(given, [100, 34, 200, 90]), Habits(size=14, closed=closed))
    assert len({row.location.page for row in table.rows}) > 1
    assert [row.cells[0].text for row in table.rows[1:]] == [f"Направление {at // 10 + 1}" for at in range(30)]
    assert [row.cells[1].text for row in table.rows[1:]] == [str(at + 1) for at in range(30)]


def test_a_header_of_two_storeys_keeps_its_merged_cells() -> None:
    given = [
        [Merged("№", down=2), Merged("Мероприятие", down=2), Merged("Срок", across=2), None],
        [None, None, "начало", "окончание"],
        ["1", "Опрос учителей", "01.09.2025", "10.09.2025"],
        ["2", "Опрос родителей", "01.10.2025", "10.10.2025"],
    ]
    table = table_of(Ruled(given, [34, 200, 90, 90], headers=2))
    assert rows(table)[:2] == [["№", "Мероприятие", "Срок", ">"], ["^", "^", "начало", "окончание"]]


def test_hyphens_at_the_end_of_a_line_are_kept_with_the_newline() -> None:
    table = table_of(Ruled(FEW, [34, 90, 90, 90, 90]), Habits(hyphen_after=3))
    assert any("-\n" in row.cells[1].text for row in table.rows)
    assert [row.cells[1].text.replace("-\n", "").split() for row in table.rows] == [row[1].split() for row in FEW]


def test_paragraphs_of_a_cell_stay_apart_and_wrapped_lines_are_joined() -> None:
    given = [HEADER, ["1", "Проведение сверки работ", "май", "Директор школы\nЗавуч", "Справка"], MEASURES[1]]
    table = table_of(Ruled(given, [34, 190, 60, 160, 70]))
    assert table.rows[1].cells[3].text == "Директор школы\nЗавуч"
    assert table.rows[2].cells[1].text == MEASURES[1][1]


def test_words_torn_without_a_hyphen_are_whole_again() -> None:
    given = [
        ["№", "Мероприятие", "Ответственный"],
        ["1", "Выбор и назначение ответственных по классам", "Ответственный"],
        ["2", "Отчёт, который готовит ответственный по школе", "Муниципальный координатор"],
        ["3", "Совет, куда входит муниципальный координатор района", "Ответственный за сайт"],
    ]
    table = table_of(Ruled(given, [34, 340, 62]))
    assert [row.cells[2].text for row in table.rows] == [row[2] for row in given]


def test_what_may_be_a_torn_word_is_left_to_those_who_know_words_and_years_are_whole() -> None:
    given = [
        ["№", "Мероприятие", "Ответственный", "Срок"],
        ["1", "Выбор и назначение по классам", "Заместитель директора", "20.04.2026-20.05.2026"],
        ["2", "Отчёт по школе", "Координатор", "до 12.09.2025"],
        ["3", "Совет школы", "Методист", "до 17.09.2025"],
    ]
    table = table_of(Ruled(given, [34, 340, 62, 42]))
    texts = [row.texts() for row in table.rows]
    assert texts[0][2].replace(TEAR, "") == "Ответственный"
    assert [row[3].replace("\n", "").replace(" ", "") for row in texts[1:]] == [
        "20.04.2026-20.05.2026",
        "до12.09.2025",
        "до17.09.2025",
    ]


def test_two_tables_parted_by_a_line_are_two() -> None:
    first, second = Ruled(FEW[:3], WIDTHS), Ruled([HEADER, MEASURES[2]], WIDTHS)
    reading = read(made_pdf([first, Line("Для девятых классов"), second]), DEFAULT_LIMITS)
    assert [block if isinstance(block, str) else len(block) for block in lines(reading)] == [
        3,
        "Для девятых классов",
        2,
    ]
    numbers = [block.location.table for block in reading.blocks if isinstance(block, Table)]
    assert numbers == [1, 2]


def test_places_are_pages_and_rectangles_as_a_person_sees_them() -> None:
    table = table_of(Ruled(LONG, WIDTHS))
    last = table.rows[-1]
    assert table.location.page == 1
    assert last.location.page == max(row.location.page or 0 for row in table.rows) > 1
    assert (last.location.table, last.location.row) == (1, len(LONG))
    left, top, right, bottom = last.cells[1].location.rectangle or (0, 0, 0, 0)
    assert 56 < left < right < 560
    assert 56 <= top < bottom < 842
    assert last.cells[1].location.cell == 2


def test_a_turned_page_gives_the_same_places_for_what_is_shown_turned() -> None:
    upright = table_of(Ruled(FEW, WIDTHS))
    turned = table_of(Ruled(FEW, WIDTHS), Habits(turned=90))
    left, top, right, bottom = upright.location.rectangle or (0, 0, 0, 0)
    height = 841.9
    assert turned.location.rectangle == pytest.approx((height - bottom, left, height - top, right), abs=0.3)


def test_lines_in_a_frame_are_no_table() -> None:
    framed = made_pdf([Ruled([["Памятка для наблюдателя: приходить за полчаса"]], [400], headers=0)])
    assert lines(read(framed, DEFAULT_LIMITS)) == ["Памятка для наблюдателя: приходить за полчаса"]


def test_text_that_stands_in_columns_by_chance_is_left_as_paragraphs() -> None:
    given = [Line(f"Слово{'     ' * 4}другое слово {at}", gap=2) for at in range(2)]
    reading = read(
        made_pdf([*given, Line("Обычный текст под ними, который идёт по всей строке до края.")]), DEFAULT_LIMITS
    )
    assert not any(isinstance(block, Table) for block in reading.blocks)


def drawn_table(draw: Callable[[FPDF], None]) -> Table:
    """A table of two rows and three columns, 100 points wide and 60 high each, with what `draw` writes into it."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("Serif", "", russian_font())
    pdf.add_page()
    pdf.set_font("Serif", "", 10)
    for at in range(4):
        pdf.line(100 + 100 * at, 100, 100 + 100 * at, 220)
    for at in range(3):
        pdf.line(100, 100 + 60 * at, 400, 100 + 60 * at)
    pdf.text(110, 180, "1")
    pdf.text(210, 180, "Сверка оценок")
    draw(pdf)
    content = bytes(pdf.output())
    pdf.fonts["serif"].ttfont.close()
    return only_table(read(content, DEFAULT_LIMITS))


@pytest.mark.parametrize("angle", [90, 270])
def test_words_that_run_up_or_down_in_a_cell_are_read(angle: int) -> None:
    def draw(pdf: FPDF) -> None:
        for at, text in enumerate(("Номер", "по порядку")):
            side = 20 + 12 * at if angle == 90 else 60 - 12 * at
            with pdf.rotation(angle, 100 + side, 155 if angle == 90 else 102):
                pdf.text(100 + side, 155 if angle == 90 else 102, text)
        pdf.text(210, 130, "Мероприятие")

    assert rows(drawn_table(draw)) == [["Номер\nпо порядку", "Мероприятие", ""], ["1", "Сверка оценок", ""]]


def test_a_watermark_across_the_page_is_no_text_of_the_cells() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.set_font("Serif", "", 60)
        with pdf.rotation(45, 150, 220):
            pdf.text(150, 220, "ПРОЕКТ")

    assert rows(drawn_table(draw)) == [["1", "Сверка оценок", ""]]


def test_text_too_long_for_its_cell_stays_in_it() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.text(310, 180, "20.05.2026")
        pdf.text(203, 130, "Перепроверка-и-сверка-оценок")
        pdf.text(303, 130, "Срок")

    assert rows(drawn_table(draw))[0] == ["", "Перепроверка-и-сверка-оценок", "Срок"]


def test_text_of_a_form_beside_an_underlining_keeps_its_row() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.text(310, 130, "Подпись")
        pdf.line(300, 134, 340, 134)

    assert rows(drawn_table(draw)) == [["", "", "Подпись"], ["1", "Сверка оценок", ""]]
