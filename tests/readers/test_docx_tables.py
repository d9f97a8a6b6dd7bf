"""Tables of Word documents: rows wherever they stand, merged cells filled, layout tables opened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from word_files import cell, paragraph, row, run, table, word_file

from plancheck.document import Block, Location, Paragraph, Table
from plancheck.errors import UnreadableError
from plancheck.readers.docx import read
from plancheck.readers.limits import DEFAULT_LIMITS

DOWN, ACROSS = "↓", "→"


def blocks_of(body: str) -> tuple[Block, ...]:
    return read(word_file(body), DEFAULT_LIMITS).blocks


def table_of(body: str) -> Table:
    (block,) = blocks_of(body)
    assert isinstance(block, Table)
    return block


def drawn(block: Block) -> list[str]:
    """A row a line: cells parted by «|», copies of merged cells marked by the way they are merged."""
    assert isinstance(block, Table)
    signs = {"": "", "down": DOWN, "across": ACROSS}
    return ["|".join(signs[each.merged] + each.text for each in line.cells) for line in block.rows]


def control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def either(inside: str) -> str:
    return f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice></mc:AlternateContent>"


HEADER = ["№", "Мероприятие", "Срок"]
LAYOUTS = {
    "plain rows": (table([HEADER, ["1", "Сбор", "май"]]), ["№|Мероприятие|Срок", "1|Сбор|май"]),
    "content controls around rows, cells and their text": (
        table(
            [
                HEADER,
                control(row(["1", "Сбор", "май"])),
                f"<w:tr>{cell('2')}{control(cell('Сверка'))}{cell(control(paragraph('июнь')))}</w:tr>",
            ]
        ),
        ["№|Мероприятие|Срок", "1|Сбор|май", "2|Сверка|июнь"],
    ),
    "inserted rows are there, deleted ones and deleted cells are not": (
        table(
            [
                HEADER,
                row(["1", "Сбор", "май"], '<w:ins w:id="1"/>'),
                row(["2", "Отмена", "май"], '<w:del w:id="2"/>'),
                row(["3", cell("Не то", properties='<w:cellDel w:id="3"/>'), "Сверка", "июнь"]),
                f"<w:customXml><w:ins>{row(['4', 'Отчёт', 'июль'])}</w:ins></w:customXml>",
            ]
        ),
        ["№|Мероприятие|Срок", "1|Сбор|май", "3|Сверка|июнь", "4|Отчёт|июль"],
    ),
    "a cell merged over the row": (
        table([HEADER, [cell("1. Сбор", span=3)]], [500, 4000, 2000]),
        ["№|Мероприятие|Срок", "1. Сбор|→1. Сбор|→1. Сбор"],
    ),
    "a merge as old Word wrote it": (
        table(
            [
                HEADER,
                [
                    cell("1. Сбор", properties='<w:hMerge w:val="restart"/>'),
                    cell("", properties="<w:hMerge/>"),
                    cell("и сверка", properties='<w:hMerge w:val="continue"/>'),
                ],
            ]
        ),
        ["№|Мероприятие|Срок", "1. Сбор\nи сверка|→1. Сбор\nи сверка|→1. Сбор\nи сверка"],
    ),
    "a cell merged down": (
        table(
            [
                HEADER,
                ["1", "Сбор", cell("май", down="restart")],
                ["2", "Сверка", cell("", down="continue")],
                ["3", "Отчёт", cell("июнь")],
            ]
        ),
        ["№|Мероприятие|Срок", "1|Сбор|май", "2|Сверка|↓май", "3|Отчёт|июнь"],
    ),
    "a cell merged down and across": (
        table(
            [
                ["№", "Срок", cell("Ответственный", span=2)],
                ["1", cell("май", down="restart"), cell("Завуч", span=2, down="restart")],
                ["2", cell("", down="continue"), cell("", span=2, down="continue")],
                ["3", "июнь", "Директор", "Завуч"],
            ]
        ),
        ["№|Срок|Ответственный|→Ответственный", "1|май|Завуч|→Завуч", "2|↓май|↓Завуч|↓Завуч", "3|июнь|Директор|Завуч"],
    ),
    "a merge down that nothing began": (
        table([HEADER, ["1", "Сбор", cell("май", down="continue")]]),
        ["№|Мероприятие|Срок", "1|Сбор|май"],
    ),
    "a covered cell that holds another text keeps it": (
        table([HEADER, ["1", "Сбор", cell("май", down="restart")], ["2", "Сверка", cell("июнь", down="continue")]]),
        ["№|Мероприятие|Срок", "1|Сбор|май", "2|Сверка|июнь"],
    ),
    "a row that only goes on with merged cells is no row of its own": (
        table(
            [
                HEADER,
                [cell("1", down="restart"), cell("Сбор", down="restart"), cell("май", down="restart")],
                [cell("", down="continue"), cell("", down="continue"), cell("", down="continue")],
            ]
        ),
        ["№|Мероприятие|Срок", "1|Сбор|май"],
    ),
    "columns left out at a row's ends are empty cells": (
        table([HEADER, row(["Сбор"], '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')]),
        ["№|Мероприятие|Срок", "|Сбор|"],
    ),
    "a short row is filled up": (table([HEADER, ["1", "Сбор"]]), ["№|Мероприятие|Срок", "1|Сбор|"]),
    "a header of two storeys": (
        table(
            [
                [cell("№", down="restart"), cell("Мероприятие", down="restart"), cell("Срок", span=2)],
                [cell("", down="continue"), cell("", down="continue"), "начало", "конец"],
                ["1", "Сбор", "май", "июнь"],
            ],
            [500, 4000, 1500, 1500],
        ),
        ["№|Мероприятие|Срок|→Срок", "↓№|↓Мероприятие|начало|конец", "1|Сбор|май|июнь"],
    ),
    "lines dragged beside the others make no columns where rows have as many cells": (
        table(
            [
                ["№", cell("Мероприятие", span=2), "Срок"],
                ["1", "Сбор", cell("май", span=2)],
                ["2", cell("Сверка", span=2), "июнь"],
                [cell("Итоги", span=4)],
            ],
            [500, 3000, 900, 2000],
        ),
        ["№|Мероприятие|Срок", "1|Сбор|май", "2|Сверка|июнь", "Итоги|→Итоги|→Итоги"],
    ),
    "columns narrower than any text are none": (
        table(
            [
                ["№", cell("Мероприятие", span=2), "Срок", "Итог"],
                ["1", "Сбор", cell("май, весь месяц", span=3)],
                row(["2", cell("Сверка", span=2), cell("июнь", span=2)], '<w:gridBefore w:val="0"/>'),
            ],
            [500, 3000, 60, 2000, 1000],
        ),
        ["№|Мероприятие|Срок|Итог", "1|Сбор|май, весь месяц|→май, весь месяц", "2|Сверка|июнь|→июнь"],
    ),
    "a narrow column that holds text is one": (
        table([["№", "Мероприятие", "+"], ["1", "Сбор", "+"]], [500, 4000, 150]),
        ["№|Мероприятие|+", "1|Сбор|+"],
    ),
    "an empty cell in a column that no one sees": (
        table([["", "№", "Мероприятие"], [cell("1", span=2), "Сбор"]], [60, 500, 4000]),
        ["№|Мероприятие", "1|Сбор"],
    ),
    "grid columns that no cell ends at are none": (
        table([[cell("№", span=2), cell("Мероприятие", span=3)], [cell("1", span=2), cell("Сбор", span=3)]]),
        ["№|Мероприятие", "1|Сбор"],
    ),
    "a cell said to be a million columns wide": (
        table([["№", cell("Мероприятие", span=1_000_000)], ["1", "Сбор"]]),
        ["№|Мероприятие", "1|Сбор"],
    ),
    "spans that are no numbers": (
        table([["№", cell("Мероприятие", properties='<w:gridSpan w:val="-3x"/>')], ["1", "Сбор"]]),
        ["№|Мероприятие", "1|Сбор"],
    ),
    "paragraphs, list items and line breaks of a cell are lines": (
        table(
            [
                [
                    "№",
                    cell(
                        paragraph("Сбор") + paragraph() + paragraph("<w:r><w:t>и</w:t><w:br/><w:t>сверка</w:t></w:r>")
                    ),
                ]
            ]
        ),
        ["№|Сбор\nи\nсверка"],
    ),
    "one of two alternatives is read": (
        "<mc:AlternateContent><mc:Choice>"
        + table([either(f"<w:tr>{cell('1')}{either(cell('Сбор'))}</w:tr>")])
        + f"</mc:Choice><mc:Fallback>{table([['2', 'Отмена']])}</mc:Fallback></mc:AlternateContent>",
        ["1|Сбор"],
    ),
    "a table in a cell of a plan is text of that cell": (
        table(
            [
                ["№", "Мероприятие", "Срок"],
                ["1", cell(paragraph("Сбор в школах:") + table([["№ 1", "Заречье"], ["№ 2", "Полянка"]])), "май"],
                ["2", "Сверка", "июнь"],
            ]
        ),
        ["№|Мероприятие|Срок", "1|Сбор в школах:\n№ 1 Заречье\n№ 2 Полянка|май", "2|Сверка|июнь"],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_rows_have_one_grid(name: str) -> None:
    body, expected = LAYOUTS[name]
    assert drawn(table_of(body)) == expected


def test_rows_and_cells_have_the_places_they_stand_at() -> None:
    empty = ["", "\u00a0", ""]
    found = table_of(table([[""] * 2]) + table([HEADER, empty, ["1", cell("Сбор", span=2)]]))
    assert found.location == Location(table=2)
    assert [line.location for line in found.rows] == [Location(table=2, row=1), Location(table=2, row=3)]
    assert [each.location for each in found.rows[1].cells] == [Location(table=2, row=3, cell=c) for c in (1, 2, 3)]


def test_a_deleted_row_keeps_its_number() -> None:
    found = table_of(table([HEADER, row(["1", "Сбор", "май"], "<w:del/>"), ["2", "Сверка", "май"]]))
    assert [line.location.row for line in found.rows] == [1, 3]


def test_tracked_rows_are_said_to_be_accepted() -> None:
    for change in ("ins", "del"):
        body = table([HEADER, row(["1", "Сбор", "май"], f"<w:{change}/>")])
        assert ["исправления" in remark.ru for remark in read(word_file(body), DEFAULT_LIMITS).remarks] == [True]


def test_cells_of_a_hidden_row_are_marked() -> None:
    found = table_of(table([HEADER, row(["1", "Сбор", "май"], "<w:hidden/>")]))
    assert [[each.hidden for each in line.cells] for line in found.rows] == [[False] * 3, [True] * 3]


PLAN = table([HEADER, ["1", "Сбор итогов по школам", "май"], ["2", "Сверка отметок", "июнь"]])
STAMP = paragraph("УТВЕРЖДАЮ") + paragraph("Директор")
FRAMES = {
    "one cell": table([[cell(STAMP + PLAN)]]),
    "one column": table([[cell(STAMP)], [cell(PLAN)]]),
    "a frame in a frame": table([[cell(table([[cell(STAMP)], [cell(PLAN)]]))]]),
    "a stamp at the right, the plan below": table([["", cell(STAMP)], [cell(PLAN, span=2)]]),
    "the plan in a content control in a cell": table([[cell(STAMP)], [cell(control(PLAN))]]),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_table_that_only_lays_out_others_is_opened(name: str) -> None:
    blocks = blocks_of(paragraph("До") + FRAMES[name] + paragraph("После"))
    told = [block.text if isinstance(block, Paragraph) else len(block.rows) for block in blocks]
    assert told == ["До", "УТВЕРЖДАЮ", "Директор", 3, "После"]
    (found,) = (block for block in blocks if isinstance(block, Table))
    assert found.location == Location(table=1)


def test_a_table_of_one_column_stays_a_table() -> None:
    assert drawn(table_of(table([[cell(STAMP)], ["Приказ № 5"]]))) == ["УТВЕРЖДАЮ\nДиректор", "Приказ № 5"]


def test_a_stamp_without_lines_stays_a_table() -> None:
    blocks = blocks_of(table([["СОГЛАСОВАНО", "УТВЕРЖДАЮ"]]) + paragraph("План") + PLAN)
    assert [type(block) for block in blocks] == [Table, Paragraph, Table]


def test_a_row_with_texts_beside_the_inner_table_keeps_them_together() -> None:
    inner = table([["Школа № 1", "до 12 мая"], ["Школа № 2", "до 14 мая"]])
    assert drawn(table_of(table([["Мероприятие", "Срок"], ["Сбор", cell(inner)]]))) == [
        "Мероприятие|Срок",
        "Сбор|Школа № 1 до 12 мая\nШкола № 2 до 14 мая",
    ]


def test_a_table_in_a_box_in_a_cell_is_text_of_that_cell() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{PLAN}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    found = table_of(table([["Раздел", "Таблица"], [cell("Первый"), cell(paragraph(run("Вот:") + box))]]))
    assert found.rows[1].cells[1].text.splitlines()[:2] == ["Вот:", "№ Мероприятие Срок"]


BOUNDS = {
    "rows": (table([["1", "Сбор"]] * 6), 5),
    "cells_in_row": (table([["х"] * 6]), 5),
    "cells": (table([["х"] * 4] * 2), 6),
    "cell_characters": (table([["х" * 60, "Срок"]]), 50),
    "tables": (table([["1", "Сбор"]]) * 3, 2),
    "paragraphs": (paragraph("План") * 4, 3),
    "line_characters": (paragraph("План" * 20), 70),
    "depth": (table([[cell(table([[cell(table([["1", "2"]]))]]))]]), 1),
}


@pytest.mark.parametrize("bound", BOUNDS)
def test_what_is_over_a_bound_is_refused(bound: str) -> None:
    body, most = BOUNDS[bound]
    with pytest.raises(UnreadableError, match="слишком велик"):
        read(word_file(body), replace(DEFAULT_LIMITS, **{bound: most}))


def test_columns_made_by_many_differing_rows_are_bounded() -> None:
    rows = [[cell("х", span=span), "х", "х"] if span % 2 else [cell("х", span=span), "х"] for span in range(1, 200)]
    with pytest.raises(UnreadableError, match="ячеек в одной строке"):
        blocks_of(table(rows))


def test_merged_cells_count_as_the_cells_they_fill() -> None:
    body = table([[str(n) for n in range(5)], *[[cell("х", span=5)]] * 5])
    with pytest.raises(UnreadableError, match="ячеек во всех таблицах"):
        read(word_file(body), replace(DEFAULT_LIMITS, cells=20))
