"""Excel 2003's XML: typed values, repeated places, merged cells, and what is hidden."""

from __future__ import annotations

import pytest
from sheet_files import blocks_of, only_table, only_texts, seen

from plancheck.errors import UnreadableError
from plancheck.readers import DEFAULT_LIMITS, read_document
from plancheck.readers.sniffing import sniff

HEAD = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
STYLES = (
    '<Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style>'
    '<Style ss:ID="n"><NumberFormat ss:Format="0.00"/></Style></Styles>'
)


def cell(text: str, more: str = "", kind: str = "String") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<Row {more}>{''.join(cells)}</Row>"


def workbook(*rows: str, more: str = "", head: str = HEAD, name: str = "План") -> bytes:
    return (
        f'{head}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'{STYLES}<Worksheet ss:Name="{name}"><Table>{more}{"".join(rows)}</Table></Worksheet></Workbook>'
    ).encode()


HEADER = row(cell("№"), cell("Дело"), cell("Срок"))


@pytest.mark.parametrize("name", ["план.xls", "план.xml", "план"])
def test_it_is_told_by_its_bytes_whatever_its_name(name: str) -> None:
    content = workbook(HEADER, row(cell("1"), cell("Совет"), cell("май")))
    assert sniff(content, name).code == "xml2003"
    assert only_texts(content, name) == [["№", "Дело", "Срок"], ["1", "Совет", "май"]]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (cell("2025-09-05T00:00:00.000", 'ss:StyleID="d"', "DateTime"), "05.09.2025"),
        (cell("2025-09-05T14:30:00.000", "", "DateTime"), "05.09.2025 14:30"),
        (cell("1899-12-31T09:05:00.000", "", "DateTime"), "09:05"),
        (cell("1.1", 'ss:StyleID="n"', "Number"), "1.10"),
        (cell("12", "", "Number"), "12"),
        (cell("1", "", "Boolean"), "TRUE"),
        (cell("Совет&#10;школы"), "Совет\nшколы"),
        (cell('<B xmlns="http://www.w3.org/TR/REC-html40">Со</B>вет'), "Совет"),
        (cell("#N/A", "", "Error") + cell("!"), "!"),
        (cell("когда-нибудь", "", "DateTime") + cell("!"), "!"),
    ],
)
def test_a_value_is_the_text_that_excel_shows(written: str, text: str) -> None:
    assert text in only_texts(workbook(HEADER, row(cell("1"), cell("Дело"), written)))[1]


def test_rows_and_cells_stand_where_they_say() -> None:
    content = workbook(row(cell("б", 'ss:Index="2"'), cell("в"), cell("г"), more='ss:Index="4"'), row(cell("а")))
    places = [place.address for text, place in read_document(content, "план.xls").texts() if text]
    assert places == ["B4", "C4", "D4", "A5"]


def test_merged_cells_fill_what_they_cover() -> None:
    content = workbook(
        HEADER,
        row(cell("Раздел", 'ss:MergeAcross="2"')),
        row(cell("1"), cell("Совет"), cell("май", 'ss:MergeDown="1"')),
        row(cell("2"), cell("Опрос")),
    )
    table = only_table(content)
    assert [line.texts()[2] for line in table.rows] == ["Срок", "Раздел", "май", "май"]
    assert [line.cells[2].merged for line in table.rows] == ["", "across", "", "down"]


def test_hidden_rows_and_columns_are_marked() -> None:
    content = workbook(
        HEADER,
        row(cell("1"), cell("Совет"), cell("май"), more='ss:Hidden="1"'),
        row(cell("2"), cell("Опрос"), cell("май")),
        more='<Column/><Column ss:Index="3" ss:Hidden="1"/>',
    )
    hidden = [[each.hidden for each in line.cells] for line in only_table(content).rows]
    assert hidden == [[False, False, True], [True] * 3, [False, False, True]]


def test_a_doctype_is_refused_and_a_book_without_sheets_is_damaged() -> None:
    with pytest.raises(UnreadableError, match="DOCTYPE"):
        read_document(workbook(HEADER, head=HEAD + "<!DOCTYPE a>"), "план.xls")
    with pytest.raises(UnreadableError, match="повреждён"):
        read_document(workbook(HEADER).replace(b"Worksheet", b"Page"), "план.xls")


def test_rows_beyond_the_limit_are_refused() -> None:
    far = row(cell("а"), more='ss:Index="1048576"')
    assert seen(blocks_of(workbook(row(cell("б")), far))) == ["б", "а"]
    with pytest.raises(UnreadableError, match="слишком велик"):
        read_document(workbook(*[row(cell("а"))] * (DEFAULT_LIMITS.rows + 1)), "план.xls")


@pytest.mark.parametrize(
    "mark",
    [
        '<?mso-application progid="Word.Document"?>',
        '<a xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">',
    ],
)
def test_word_as_xml_is_called_by_its_name(mark: str) -> None:
    with pytest.raises(UnreadableError, match="документ Word в виде XML") as refused:
        read_document(f'<?xml version="1.0"?>{mark}'.encode(), "план.xml")
    assert "docx" in refused.value.advice
