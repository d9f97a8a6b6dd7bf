"""Sheets are parted into titles and tables, and every cell says where it stands."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from sheet_files import HEADER, blocks_of, only_table, only_texts, rows, seen, xlsx

from plancheck.document import Paragraph, Table
from plancheck.errors import UnreadableError
from plancheck.readers import DEFAULT_LIMITS, read_document
from plancheck.readers.sheets import read

PLAN = [HEADER, ["1", "Собрать совет", "май"], ["2", "Издать приказ", "июнь"]]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fedca8b2f90000000049454e44ae426082"
)
LAYOUTS = {
    "titles above the table are paragraphs": (
        [["Утверждаю"], ["", "План"], [], *PLAN],
        ["Утверждаю", "План", PLAN],
    ),
    "stamps side by side are a table of their own": (
        [["Согласовано", "", "Утверждаю"], ["Совет", "", "Директор"], ["", "", "Приказ 5"], ["План"], *PLAN],
        [[["Согласовано", "Утверждаю"], ["Совет", "Директор"], ["", "Приказ 5"]], "План", PLAN],
    ),
    "a section's row stays in its table, whatever blank rows are about": (
        [HEADER, [], ["Раздел"], PLAN[1], [], ["Другой раздел"], [], PLAN[2]],
        [[HEADER, ["Раздел", "", ""], PLAN[1], ["Другой раздел", "", ""], PLAN[2]]],
    ),
    "what stands under the table is loose": (
        [*PLAN, [], ["Исполнитель", "Иванова"], ["Телефон"]],
        [PLAN, [["Исполнитель", "Иванова"]], "Телефон"],
    ),
    "titles of columns again begin another table": (
        [*PLAN, [], ["Раздел второй"], *PLAN],
        [PLAN, "Раздел второй", PLAN],
    ),
    "other columns are another table": (
        [*PLAN, [], ["График"], ["Класс", "Предмет", "День", "Час"], ["4", "чтение", "12.04", "9"]],
        [PLAN, "График", [["Класс", "Предмет", "День", "Час"], ["4", "чтение", "12.04", "9"]]],
    ),
    "other titles are another table": (
        [*PLAN, [], ["Класс", "Предмет", "День"], ["4", "чтение", "12.04"]],
        [PLAN, [["Класс", "Предмет", "День"], ["4", "чтение", "12.04"]]],
    ),
    "a table of two columns is one where nothing is wider": (
        [["Список"], ["Школа", "Класс"], ["первая", "4"]],
        ["Список", [["Школа", "Класс"], ["первая", "4"]]],
    ),
    "one column is paragraphs": ([["План"], ["Дело"], ["Срок"]], ["План", "Дело", "Срок"]),
    "blank columns are cut, amid the others too": (
        [["", *row[:2], "", "", row[2]] for row in PLAN],
        [PLAN],
    ),
}


@pytest.mark.parametrize("case", LAYOUTS)
def test_a_sheet_is_parted(case: str) -> None:
    lines, expected = LAYOUTS[case]
    assert seen(blocks_of(xlsx(rows(*lines)))) == expected


def test_every_place_is_the_one_that_excel_shows() -> None:
    title, table = blocks_of(xlsx(rows(["План"], [], *PLAN, top=1, left=2), names=["Мой план"]))
    assert title.location.known() == {"row": 2, "cell": 3, "sheet": "Мой план", "address": "C2"}
    assert isinstance(table, Table)
    assert table.location.known() == {"row": 4, "sheet": "Мой план", "address": "C4:E6"}
    assert table.rows[2].location.known() == {"row": 6, "sheet": "Мой план"}
    assert table.rows[2].cells[1].location.known() == {"row": 6, "cell": 4, "sheet": "Мой план", "address": "D6"}


def test_a_blank_row_keeps_its_number() -> None:
    table = only_table(xlsx(rows(HEADER, PLAN[1], [], PLAN[2])))
    assert [row.location.row for row in table.rows] == [1, 2, 4]


def test_merged_cells_are_filled_in_and_say_whence() -> None:
    def fill(book: Any, sheet: Any) -> None:
        rows(HEADER, [], ["1", "Совет", ""], ["2", "Приказ", ""])(book, sheet)
        sheet.merge_range(1, 0, 1, 2, "Раздел")
        sheet.merge_range(2, 2, 3, 2, "май")

    table = only_table(xlsx(fill))
    assert [list(row.texts()) for row in table.rows] == [
        HEADER,
        ["Раздел"] * 3,
        ["1", "Совет", "май"],
        ["2", "Приказ", "май"],
    ]
    assert [[cell.merged for cell in row.cells] for row in table.rows[1:]] == [
        ["", "across", "across"],
        ["", "", ""],
        ["", "", "down"],
    ]


def test_a_row_under_cells_merged_down_is_no_blank_one() -> None:
    def fill(book: Any, sheet: Any) -> None:
        rows(*PLAN)(book, sheet)
        for column in range(3):
            sheet.merge_range(2, column, 3, column, PLAN[2][column])
        rows(["Раздел"], ["3", "Беседа", "июль"], top=4)(book, sheet)

    assert only_texts(xlsx(fill)) == [*PLAN, ["Раздел", "", ""], ["3", "Беседа", "июль"]]


def test_the_name_of_a_sheet_is_a_heading_where_several_have_tables() -> None:
    book = xlsx(*[rows(*PLAN)] * 3, names=["Лист1", "Обучение", "Sheet 2 (3)"])
    named = [block for block in blocks_of(book) if isinstance(block, Paragraph)]
    assert [(block.text, block.level, block.location.sheet) for block in named] == [("Обучение", 2, "Обучение")]


def test_a_lone_sheet_is_not_headed_by_its_name() -> None:
    assert seen(blocks_of(xlsx(rows(*PLAN), names=["Обучение"]))) == [PLAN]


def test_cells_of_hidden_rows_and_columns_are_marked() -> None:
    def fill(book: Any, sheet: Any) -> None:
        rows(*PLAN)(book, sheet)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 40, None, None, {"hidden": True})

    hidden = [[cell.hidden for cell in row.cells] for row in only_table(xlsx(fill)).rows]
    assert hidden == [[False, False, True], [True, True, True], [False, False, True]]


def test_a_hidden_title_is_a_table_of_its_own_with_its_mark() -> None:
    def fill(book: Any, sheet: Any) -> None:
        rows(["Черновик"], ["План"], *PLAN)(book, sheet)
        sheet.set_row(0, None, None, {"hidden": True})

    draft, title, _ = blocks_of(xlsx(fill))
    assert isinstance(draft, Table)
    assert draft.rows[0].cells[0].hidden
    assert isinstance(title, Paragraph)


@pytest.mark.parametrize("hide", ["hide", "very_hidden"])
def test_a_hidden_sheet_is_one_hidden_table_without_a_heading(hide: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        rows(["Старое"], [], *PLAN)(book, sheet)
        getattr(sheet, hide)()

    blocks = blocks_of(xlsx(rows(*PLAN), fill, names=["Новый", "Старый"]))
    assert len(blocks) == 2
    assert isinstance(blocks[1], Table)
    assert all(cell.hidden for row in blocks[1].rows for cell in row.cells)


def test_a_book_of_pictures_alone_is_a_scan() -> None:
    image = xlsx(lambda _, sheet: sheet.insert_image(0, 0, "scan.png", {"image_data": io.BytesIO(PIXEL)}))
    with pytest.raises(UnreadableError, match="картинка"):
        read_document(image, "план.xlsx")


def test_bytes_that_are_no_book_are_damaged() -> None:
    with pytest.raises(UnreadableError, match="повреждён"):
        read(b"PK\x03\x04 and nothing more", DEFAULT_LIMITS)


def test_a_book_without_text_is_empty() -> None:
    with pytest.raises(UnreadableError, match="пуст"):
        read_document(xlsx(rows(["  ", "\xad"])), "план.xlsx")


@pytest.mark.parametrize(
    ("bound", "most"),
    [("rows", 2), ("cells_in_row", 2), ("cells", 8), ("cell_characters", 12), ("sheets", 1), ("tables", 1)],
)
def test_what_goes_over_a_limit_is_refused_by_its_name(bound: str, most: int) -> None:
    book = xlsx(rows(*PLAN), rows(*PLAN))
    assert read(book, DEFAULT_LIMITS).blocks
    with pytest.raises(UnreadableError) as refused:
        read(book, replace(DEFAULT_LIMITS, **{bound: most}))
    assert f"`{bound}`" in refused.value.text("en")
