"""Delimited text: the sign is told, quotes and line breaks are heeded, and what is no table is plain text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sheet_files import seen

from plancheck.document import Table
from plancheck.errors import UnreadableError
from plancheck.readers import DEFAULT_LIMITS, read_document
from plancheck.readers.csv import read

TABLE = [["№", "Дело", "Срок"], ["1", "Собрать совет", "май"], ["2", "Издать приказ", "июнь"]]
PLAIN = "№;Дело;Срок\n1;Собрать совет;май\n2;Издать приказ;июнь\n"
CASES = {
    "semicolons": (PLAIN, [TABLE]),
    "commas": (PLAIN.replace(";", ","), [TABLE]),
    "tabs": (PLAIN.replace(";", "\t"), [TABLE]),
    "bars": (PLAIN.replace(";", "|"), [TABLE]),
    "the sign that Excel names, whatever others there are": (
        "sep=,\n№,Дело,Срок\n1,а;б;в,г;д;е\n",
        [[["№", "Дело", "Срок"], ["1", "а;б;в", "г;д;е"]]],
    ),
    "commas in the sentences of a table of semicolons": (
        "№;Дело;Срок\n1;Собрать, выслушать, решить;май, июнь\n2;Издать приказ, ознакомить;июнь\n",
        [[TABLE[0], ["1", "Собрать, выслушать, решить", "май, июнь"], ["2", "Издать приказ, ознакомить", "июнь"]]],
    ),
    "quotes, doubled quotes and line breaks in them": (
        '№;Дело;Срок\n1;"Совет ""Школа""; сбор";"май,\nиюнь"\n2;Издать приказ;июнь\n',
        [[TABLE[0], ["1", 'Совет "Школа"; сбор', "май,\nиюнь"], TABLE[2]]],
    ),
    "a quote that does not close": (
        '№;Дело;Срок\n1;"Школа без закрытой;май\n' + "".join(f"{n};Дело;июнь\n" for n in range(2, 70)),
        [[TABLE[0], ["1", '"Школа без закрытой', "май"], *([str(n), "Дело", "июнь"] for n in range(2, 70))]],
    ),
    "titles above, padded or not": (
        "План школы;;\nна 2025 год\n;;\n" + PLAIN,
        ["План школы", "на 2025 год", TABLE],
    ),
    "a sentence that the sign stands in": (
        "№;Дело;Срок\n1;Собрать; выслушать; решить;май\n2;Издать приказ;июнь\n",
        [[TABLE[0], ["1", "Собрать; выслушать; решить", "май"], TABLE[2]]],
    ),
    "numbers kept from losing their zeros": (
        PLAIN.replace("1;", '="01";'),
        [[TABLE[0], ["01", "Собрать совет", "май"], TABLE[2]]],
    ),
    "columns without any text": (
        "".join(f";{line};;\n" for line in PLAIN.splitlines()),
        [TABLE],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_read(case: str) -> None:
    text, expected = CASES[case]
    assert seen(read_document(text.encode(), "план.csv").blocks) == expected


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16"])
def test_the_charset_is_told(charset: str) -> None:
    content = (
        PLAIN.replace("№", "N")
        .replace("Собрать совет", "Собрать совет школы и выслушать отчёты учителей")
        .encode(charset)
    )
    table = read_document(content, "план.csv").blocks[0]
    assert isinstance(table, Table)
    assert table.rows[1].cells[1].text == "Собрать совет школы и выслушать отчёты учителей"


def test_places_are_lines_of_the_file() -> None:
    title, table = read_document('План\n\n№;Дело\n1;"а\nб"\n2;в\n'.encode(), "план.csv").blocks
    assert title.location.known() == {"line": 1}
    assert isinstance(table, Table)
    assert [row.location.line for row in table.rows] == [3, 4, 6]
    assert table.rows[2].cells[1].location.known() == {"line": 6, "table": 1, "row": 3, "cell": 2}


def test_the_line_of_the_sign_is_counted() -> None:
    table = read_document(f"sep=;\n{PLAIN}".encode(), "план.csv").blocks[0]
    assert table.location.line == 2


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_windows_and_old_mac_change_nothing(line_end: str) -> None:
    assert seen(read_document(PLAIN.replace("\n", line_end).encode(), "план.csv").blocks) == [TABLE]


@pytest.mark.parametrize(
    "text",
    [
        "План школы.\nМы, учителя, собрались.\nРешили.\n",
        "| № | Дело |\n|---|---|\n| 1 | Совет |\n",
        "Одна строка",
        "sep=;\nОдна строка\n",
    ],
)
def test_what_is_no_table_is_read_as_plain_text(text: str) -> None:
    assert read_document(text.encode(), "план.csv").blocks == read_document(text.encode(), "план.txt").blocks


def test_damaged_characters_are_said() -> None:
    content = PLAIN.encode().replace(b";", b"\x07;", 1)
    assert [remark.en for remark in read_document(content, "план.csv").remarks] == [
        "Control characters were taken out of the text: 1."
    ]


@pytest.mark.parametrize(
    ("bound", "most"),
    [("rows", 2), ("cells_in_row", 2), ("cells", 5), ("cell_characters", 10), ("lines", 3), ("tables", 0)],
)
def test_what_goes_over_a_limit_is_refused_by_its_name(bound: str, most: int) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(PLAIN.encode(), replace(DEFAULT_LIMITS, **{bound: most}))
    assert f"`{bound}`" in refused.value.text("en")


def test_a_cell_longer_than_any_is_refused() -> None:
    with pytest.raises(UnreadableError, match="слишком велик"):
        read_document(f"{PLAIN}3;{'я' * 140_000};май\n".encode(), "план.csv")


def test_an_empty_table_is_an_empty_file() -> None:
    with pytest.raises(UnreadableError, match="пуст"):
        read_document(b";;\n;;\n", "план.csv")
