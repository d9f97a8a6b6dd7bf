"""Excel's own ways of writing values, and files that would unfold to more than there is memory."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sheet_files import HEADER, SHEET, changed, only_table, only_texts, rows, seen, with_cells, xlsx

from plancheck.errors import UnreadableError
from plancheck.readers import DEFAULT_LIMITS, read_document
from plancheck.readers.sheets import read

FAR = b'<row r="1048576"><c r="XFD1048576"%s</row>'
DAY = dt.datetime(2025, 9, 5)
VALUES: list[tuple[object, str, str]] = [
    (DAY, "dd.mm.yyyy", "05.09.2025"),
    (DAY, "[$-419]d mmmm yyyy;@", "05.09.2025"),
    (DAY, "mmmm yyyy", "09.2025"),
    (DAY, "yyyy", "2025"),
    (DAY, "dd.mm.yyyy hh:mm", "05.09.2025"),
    (dt.datetime(2025, 9, 5, 14, 30), "dd.mm.yyyy hh:mm", "05.09.2025 14:30"),
    (dt.datetime(2025, 9, 5, 14, 30), "dd.mm.yyyy", "05.09.2025"),
    (dt.time(9, 5), "hh:mm", "09:05"),
    (dt.timedelta(hours=30), "[h]:mm", "30:00"),
    (1, "General", "1"),
    (1.1, "General", "1.1"),
    (1.1, "0.00", "1.10"),
    (2, '0"."', "2."),
    (0.25, "0%", "25%"),
    (True, "General", "TRUE"),
    ("=1+1", "General", "0"),
    ("'1", "@", "'1"),
]


@pytest.mark.parametrize(("value", "code", "text"), VALUES)
def test_a_value_is_the_text_that_its_format_shows(value: object, code: str, text: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        rows(HEADER)(book, sheet)
        form = book.add_format({"num_format": code})
        if isinstance(value, dt.datetime | dt.time | dt.timedelta):
            sheet.write_datetime(1, 2, value, form)
        else:
            sheet.write(1, 2, value, form)

    assert only_texts(xlsx(fill))[1][2] == text


def test_a_cell_of_many_runs_and_lines_is_one_text() -> None:
    cell = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t xml:space="preserve">Пере</t></r>'
        "<r><t>про\xadверка_x000A_работ</t></r>"
        '<rPh sb="0" eb="1"><t>чтение</t></rPh></is></c><c r="B1" t="str"><f>A1</f><v>&#9;б&#10;в</v></c>'
        '<c r="C1" t="e"><v>#N/A</v></c></row>'
    )
    book = changed(xlsx(rows([])), SHEET, b"<sheetData/>", f"<sheetData>{cell}</sheetData>".encode())
    assert only_texts(book) == [["Перепроверка\nработ", "б\nв"]]


def test_a_book_written_by_another_program_in_its_own_way_is_read() -> None:
    book = xlsx(rows(HEADER, ["1", "Совет", "май"]))
    prefixed = changed(changed(book, SHEET, b"<", b"<x:"), SHEET, b"<x:/", b"</x:")
    prefixed = changed(changed(prefixed, SHEET, b"<x:?", b"<?"), SHEET, b" xmlns=", b" xmlns:x=")
    without_places = changed(changed(book, SHEET, b' r="A1"', b""), SHEET, b' r="B2"', b"")
    assert only_texts(prefixed) == only_texts(without_places) == only_texts(book)


def test_the_wide_claim_of_a_sheet_is_not_believed() -> None:
    book = changed(with_cells(FAR % b' s="0"/>'), SHEET, b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert seen(read_document(book, "план.xlsx").blocks) == ["а", "1"]


@pytest.mark.parametrize(
    "far",
    [
        FAR % b"><v>1</v></c>",
        FAR.replace(b'r="XFD1048576"', b"r = 'XFD1048576'") % b"><v>1</v></c>",
        FAR.replace(b"<c r=", b"<c s='0' r=") % b"><v>1</v></c>",
        FAR.replace(b"XFD", b"&#88;FD") % b"><v>1</v></c>",
    ],
)
def test_filled_cells_in_far_corners_cost_no_more_than_their_number(far: bytes) -> None:
    assert seen(read_document(with_cells(far), "план.xlsx").blocks) == ["а", "1", "1"]


def test_more_columns_than_a_plan_has_are_refused() -> None:
    wide = b'<row r="3">' + b"<c><v>1</v></c>" * 99 + b"</row>"
    with pytest.raises(UnreadableError, match="слишком велик"):
        read_document(with_cells(wide), "план.xlsx")


def test_one_long_text_in_thousands_of_cells_is_refused() -> None:
    more = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(3, 9000))
    book = changed(with_cells(more), "xl/sharedStrings.xml", "<t>а</t>".encode(), b"<t>%s</t>" % (b"ab " * 9000))
    with pytest.raises(UnreadableError, match="слишком велик"):
        read_document(book, "план.xlsx")
    assert read(with_cells(more), DEFAULT_LIMITS).blocks


def test_cells_by_the_hundred_thousand_are_counted_before_they_are_held() -> None:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(3, 100_004))
    assert seen(read_document(with_cells(blank), "план.xlsx").blocks) == ["а", "1"]
    filled = b"".join(b'<row r="%d"><c r="A%d"><v>7</v></c></row>' % (row, row) for row in range(3, 1_003))
    with pytest.raises(UnreadableError, match="слишком велик"):
        read(with_cells(filled), replace(DEFAULT_LIMITS, cells=900))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData><!-- a remark -->"),
        (b'<c r="A1"', b'<c\n r="A1"'),
        (b'<c r="A1"', b'<c r="A1" ph="1"'),
        (b"<v>0</v>", b"<v>&#48;</v>"),
        (b"<v>0</v>", b'<v xml:space="preserve">0</v>'),
        (b"<v>0</v>", b"<v><![CDATA[0]]></v>"),
        (b'standalone="yes"?>', b'standalone="yes"?><?a b?>'),
    ],
)
def test_cells_written_in_other_ways_than_excels_are_the_same_cells(old: bytes, new: bytes) -> None:
    book = xlsx(rows(HEADER, ["1", "Совет & «совещание»", "май"], [2, "", True]))
    assert only_texts(changed(book, SHEET, old, new)) == only_texts(book)


def test_cells_out_of_order_are_put_in_order() -> None:
    book = with_cells(
        b'<row r="9"><c r="B9"><v>9</v></c></row><row r="3"><c r="C3"><v>4</v></c><c r="A3"><v>3</v></c></row>'
    )
    texts = [text for text, _ in read_document(book, "план.xlsx").texts() if text]
    assert texts == ["а", "1", "3", "4", "9"]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"<v>0</v>", b"<v>99</v>"),
        (SHEET, b"<v>0</v>", b"<v>-1</v>"),
        (SHEET, b"<v>0</v>", b"<v>one</v>"),
        (SHEET, b"</sheetData>", b'<row r="1"><c r="D1" t="s"><v>99</v></c></row></sheetData>'),
        (SHEET, b'r="A1"', b'r="ZZZZZZZZ1"'),
        (SHEET, b'r="B2"', b'r="XFE2"'),
        (SHEET, b"</sheetData>", b""),
        ("xl/_rels/workbook.xml.rels", b"<Relationship ", b"<Relation "),
        ("xl/sharedStrings.xml", b"<sst", b"\x00<sst"),
        ("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId99"'),
        ("xl/sharedStrings.xml", b"</sst>", b""),
    ],
)
def test_a_broken_part_is_a_damaged_file(part: str, old: bytes, new: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_document(changed(xlsx(rows(["а"], ["", 1])), part, old, new), "план.xlsx")


def test_a_sheet_under_another_name_is_guarded_as_well() -> None:
    book = changed(xlsx(rows(["а"], ["", 1])), SHEET, b"?>", b"?><!DOCTYPE a>")
    book = changed(book, "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"media/scan.png")
    moved = book.replace(b"xl/worksheets/sheet1.xml", b"xl/media/scan.png\x00\x00\x00\x00\x00\x00\x00")
    with pytest.raises(UnreadableError):
        read_document(moved, "план.xlsx")


def test_a_doctype_in_any_part_is_refused() -> None:
    far = b"?><!-- " + b"far " * 500 + b"--><!DOCTYPE a>"
    for part, doctype in (
        (SHEET, b"?><!DOCTYPE a>"),
        ("xl/sharedStrings.xml", b"?><!DOCTYPE a>"),
        ("docProps/app.xml", b"?><!DOCTYPE a>"),
        ("xl/theme/theme1.xml", far),
    ):
        book = changed(xlsx(rows(["а"])), part, b"?>", doctype)
        with pytest.raises(UnreadableError, match="DOCTYPE"):
            read_document(book, "план.xlsx")


def test_a_merged_range_without_end_fills_the_table_alone() -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    book = changed(xlsx(rows(HEADER, ["1", "Совет", "май"])), SHEET, b"</sheetData>", merge)
    table = only_table(book)
    assert [len(row.cells) for row in table.rows] == [3, 3]


def test_merged_ranges_by_the_thousand_are_refused() -> None:
    ranges = b"".join(b'<mergeCell ref="A1:C%d"/>' % row for row in range(1000, 3000))
    merged = b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"
    book = changed(xlsx(rows(*[HEADER] * 40)), SHEET, b"</sheetData>", merged)
    with pytest.raises(UnreadableError, match="слишком велик"):
        read(book, replace(DEFAULT_LIMITS, cells=1000))


def test_the_text_of_a_box_over_the_sheet_stands_before_its_cells() -> None:
    def fill(book: Any, sheet: Any) -> None:
        rows(HEADER)(book, sheet)
        sheet.insert_textbox(0, 4, "Утверждаю\nДиректор")

    read_book = read_document(xlsx(rows(HEADER, ["1"]), fill, names=["Лист1", "Лист2"]), "план.xlsx")
    assert seen(read_book.blocks)[1:] == ["Утверждаю\nДиректор", [HEADER]]
    assert read_book.blocks[1].location.known() == {"sheet": "Лист2"}


def test_hidden_rows_are_told_without_their_numbers_too() -> None:
    book = xlsx(rows(HEADER, ["1", "Совет", "май"], ["2", "Приказ", "май"]))
    book = changed(book, SHEET, b'<row r="2" ', b"<row hidden='true' ")
    assert [row.cells[0].hidden for row in only_table(book).rows] == [False, True, False]


def test_hiding_that_is_taken_back_hides_nothing() -> None:
    book = changed(xlsx(rows(HEADER, ["1", "Совет", "май"])), SHEET, b'<row r="2" ', b'<row r="2" hidden="0" ')
    assert not any(cell.hidden for row in only_table(book).rows for cell in row.cells)
