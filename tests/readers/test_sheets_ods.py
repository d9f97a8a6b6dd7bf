"""OpenDocument sheets: repeats are counted and not unrolled, cells are read as they are shown."""

from __future__ import annotations

import io
import zipfile

import pytest
from sheet_files import blocks_of, changed, ods, only_table, only_texts, seen

from plancheck.errors import UnreadableError

CELL = "<table:table-cell {}>{}</table:table-cell>"
NAME = "план.ods"


def cell(content: str, attributes: str = "") -> str:
    return CELL.format(attributes, content if content.startswith("<") or not content else f"<text:p>{content}</text:p>")


def row(*cells: str, attributes: str = "") -> str:
    whole = [one if one.startswith("<table") else cell(one) for one in cells]
    return f"<table:table-row {attributes}>{''.join(whole)}</table:table-row>"


def table(*rows: str, attributes: str = "") -> str:
    return f'<table:table table:name="План" {attributes}>{"".join(rows)}</table:table>'


HEADER = row("№", "Дело", "Срок")
DATES = [
    ("5 September 2025", "2025-09-05", "05.09.2025"),
    ("05.09.25", "2025-09-05", "05.09.2025"),
    ("September 2025", "2025-09-01", "09.2025"),
    ("сен.25", "2025-09-01", "09.2025"),
    ("09.2025", "2025-09-01", "09.2025"),
    ("2025", "2025-01-01", "2025"),
    ("5 сен", "2025-09-05", "05.09.2025"),
    ("05.09.2025 14:30", "2025-09-05T14:30:00", "05.09.2025 14:30"),
    ("05.09.2025", "2025-09-05T14:30:00", "05.09.2025"),
    ("вчера", "давно", "вчера"),
]


@pytest.mark.parametrize(("text", "date", "expected"), DATES)
def test_a_date_is_given_in_figures_with_the_parts_it_shows(text: str, date: str, expected: str) -> None:
    dated = cell(text, f'office:value-type="date" office:date-value="{date}"')
    assert only_texts(ods(table(HEADER, row("1", "Совет", dated))), NAME)[1][2] == expected


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (cell("1.10", 'office:value-type="float" office:value="1.1"'), "1.10"),
        (cell("", 'office:value-type="float" office:value="2"'), "2"),
        (cell("", 'office:value-type="float" office:value="две"'), ""),
        (cell("", 'office:value-type="string" office:string-value="слово"'), "слово"),
        (cell("ИСТИНА", 'office:value-type="boolean" office:boolean-value="true"'), "TRUE"),
        (cell("#Н/Д", 'calcext:value-type="error"'), ""),
        (cell("<text:p>Пере<text:span>про<text:span>верка</text:span></text:span></text:p>"), "Перепроверка"),
        (cell('<text:p>а<text:s text:c="2"/>б<text:tab/>в<text:line-break/>г</text:p>'), "а  б в\nг"),
        (cell('<text:p>а<text:s text:c="99999999"/>б</text:p>'), f"а{' ' * 100}б"),
        (cell("<text:p>а</text:p><text:p>б</text:p>"), "а\nб"),
        (cell("<office:annotation><text:p>заметка</text:p></office:annotation><text:p>дело</text:p>"), "дело"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(written: str, text: str) -> None:
    assert only_texts(ods(table(HEADER, row("1", "Совет", "май"), row("2", "Приказ", written))), NAME)[2][2] == text


def test_repeats_are_counted_and_blank_ones_cost_nothing() -> None:
    blank = cell("", 'table:number-columns-repeated="16384"')
    blank_rows = row(blank, attributes='table:number-rows-repeated="1000000"')
    twice = row(cell("х", 'table:number-columns-repeated="3"'), blank, attributes='table:number-rows-repeated="2"')
    read = only_table(ods(table(HEADER, twice, blank_rows)), NAME)
    assert [list(one.texts()) for one in read.rows] == [["№", "Дело", "Срок"], ["х"] * 3, ["х"] * 3]
    assert [one.location.row for one in read.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    "written",
    [
        row(cell("х", 'table:number-columns-repeated="16384"')),
        row("х", attributes='table:number-rows-repeated="1048576"'),
        row(*["х"] * 65),
    ],
)
def test_filled_cells_without_end_are_refused(written: str) -> None:
    with pytest.raises(UnreadableError, match="слишком велик"):
        blocks_of(ods(table(written)), NAME)


def test_merged_cells_are_filled_in() -> None:
    covered = "<table:covered-table-cell><text:p>скрыто</text:p></table:covered-table-cell>"
    section = row(cell("Раздел", 'table:number-columns-spanned="3"'), covered, covered)
    spanning = cell("май", 'table:number-rows-spanned="2"')
    read = only_table(ods(table(HEADER, section, row("1", "Совет", spanning), row("2", "Приказ", covered))), NAME)
    assert [(list(one.texts()), [c.merged for c in one.cells]) for one in read.rows[1:]] == [
        (["Раздел"] * 3, ["", "across", "across"]),
        (["1", "Совет", "май"], ["", "", ""]),
        (["2", "Приказ", "май"], ["", "", "down"]),
    ]


def test_rows_in_groups_and_headers_are_rows_like_others() -> None:
    inner = f"<table:table-rows>{row('1', 'Совет', 'май')}</table:table-rows>"
    grouped = f"<table:table-row-group>{inner}</table:table-row-group>"
    headers = f"<table:table-header-rows>{HEADER}</table:table-header-rows>"
    assert only_texts(ods(table(headers, grouped)), NAME) == [["№", "Дело", "Срок"], ["1", "Совет", "май"]]


def test_groups_without_end_are_refused() -> None:
    deep = "<table:table-row-group>" * 90 + HEADER + "</table:table-row-group>" * 90
    with pytest.raises(UnreadableError):
        blocks_of(ods(table(deep)), NAME)


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    style = '<style:style style:name="no"><style:table-properties table:display="false"/></style:style>'
    book = ods(
        table(columns, HEADER, row("1", "Совет", "май", attributes='table:visibility="filter"'))
        + table(HEADER, attributes='table:style-name="no"'),
        style,
    )
    marks = [
        [[cell.hidden for cell in line.cells] for line in block.rows]
        for block in blocks_of(book, NAME)
        if hasattr(block, "rows")
    ]
    assert marks == [[[False, False, True], [True, True, True]], [[True, True, True]]]


def test_a_table_inside_a_cell_or_a_drawing_is_no_sheet() -> None:
    inner = f"<table:table-cell><text:p>Совет</text:p>{table(row('лишнее'))}</table:table-cell>"
    assert seen(blocks_of(ods(table(HEADER, row("1", inner, "май"))), NAME)) == [
        [["№", "Дело", "Срок"], ["1", "Совет", "май"]]
    ]


def test_the_text_of_a_box_over_the_sheet_stands_before_its_cells() -> None:
    box = "<text:box><text:p>Утверждаю</text:p><text:p>Директор</text:p></text:box>"
    drawn = f'<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">{box}</draw:frame>'
    for first in (f"<table:shapes>{drawn}<text:box/></table:shapes>", row(cell(drawn))):
        book = ods(table(first, HEADER))
        assert seen(blocks_of(book, NAME)) == ["Утверждаю\nДиректор", [["№", "Дело", "Срок"]]]


def test_a_password_is_said() -> None:
    out = io.BytesIO(ods(table(HEADER)))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(
            "META-INF/manifest.xml", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        )
    with pytest.raises(UnreadableError, match="паролем"):
        blocks_of(out.getvalue(), NAME)


def test_a_doctype_and_broken_xml_are_refused() -> None:
    book = ods(table(HEADER))
    for new in (b"<!DOCTYPE a><office:document-content", b"<office:document-content <"):
        with pytest.raises(UnreadableError):
            blocks_of(changed(book, "content.xml", b"<office:document-content", new), NAME)
