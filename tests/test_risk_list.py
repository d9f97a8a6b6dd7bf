"""The list of schools at risk in a file: each form gives the same schools, each fault its line or cell."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
import xlsxwriter

from plancheck.errors import ListError, UnreadableError
from plancheck.risk_list import read_risk_list

SCHOOLS = ("СОШ № 4", "МАОУ «Гимназия № 13»", "Лицей при ТПУ")
ROWS = [
    ["№", "Общеобразовательная организация", "Предмет"],
    *([str(n), one, "физика"] for n, one in enumerate(SCHOOLS, 1)),
]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def in_excel(path: Path, rows: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Зона риска")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def in_word(path: Path, rows: list[list[str]]) -> Path:
    document = docx.Document()
    document.add_paragraph("Список школ с признаками необъективных результатов")
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    "text",
    [
        "- СОШ № 4\n- МАОУ «Гимназия № 13»\n- Лицей при ТПУ\n",
        "schools:\n  - СОШ № 4\n  - МАОУ «Гимназия № 13»\n  - Лицей при ТПУ\n",
        "школы:\n  - {школа: СОШ № 4, предмет: физика}\n  - {name: МАОУ «Гимназия № 13»}\n  - school: Лицей при ТПУ\n",
    ],
)
def test_yaml_lists_are_read(tmp_path: Path, text: str) -> None:
    assert read_risk_list(written(tmp_path, "risk.yaml", text)) == SCHOOLS


def test_tables_are_read_by_the_column_whose_cells_are_schools(tmp_path: Path) -> None:
    csv = written(tmp_path, "risk.csv", "\n".join(";".join(row) for row in ROWS))
    excel, word = in_excel(tmp_path / "risk.xlsx", ROWS), in_word(tmp_path / "risk.docx", ROWS)
    assert read_risk_list(csv) == read_risk_list(excel) == read_risk_list(word) == SCHOOLS


def test_lines_of_a_text_are_read(tmp_path: Path) -> None:
    text = "Школы зоны риска\n\n1. СОШ № 4\n2. МАОУ «Гимназия № 13»\n3. Лицей при ТПУ\n"
    assert read_risk_list(written(tmp_path, "risk.txt", text)) == SCHOOLS


def test_several_schools_in_a_cell_and_schools_named_twice_are_each_one(tmp_path: Path) -> None:
    path = written(tmp_path, "risk.yaml", "- СОШ № 4, 7 и гимназия № 2\n- лицей № 1\n- лицей № 1\n")
    assert read_risk_list(path) == ("СОШ 4", "СОШ 7", "гимназия 2", "лицей № 1")


def test_totals_and_blank_cells_are_no_schools(tmp_path: Path) -> None:
    rows = [["Школа"], ["СОШ № 4"], [""], ["лицей № 1"], ["Итого: 2 школы"]]
    assert read_risk_list(in_excel(tmp_path / "risk.xlsx", rows)) == ("СОШ № 4", "лицей № 1")


def test_a_column_of_numbers_headed_by_schools_is_read(tmp_path: Path) -> None:
    assert read_risk_list(in_excel(tmp_path / "risk.xlsx", [["№ школы"], ["4"], ["№ 17"]])) == ("школа 4", "школа 17")


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("risk.yaml", "- СОШ № 4\n- Комитет\n- лицей\n", ["строка 2: «Комитет»", "строка 3: «лицей»"]),
        ("risk.yaml", "schools: СОШ № 4\n", ["строка 1: нужен список"]),
        ("risk.yaml", "pupils: [СОШ № 4]\n", ["строка 1: нужен список"]),
        ("risk.yaml", "- {класс: 5}\n", ["строка 1: «–»"]),
        ("risk.yaml", "- 'СОШ\n", ["risk.yaml:"]),
        ("risk.csv", "Школа;Предмет\nСОШ № 4;физика\nдругие;химия\n", ["строка 3"]),
        ("risk.txt", "Здесь о школах ничего нет.\n", ["школ не найдено"]),
    ],
)
def test_a_wrong_list_is_refused_with_each_fault_in_its_place(
    tmp_path: Path, name: str, text: str, places: list[str]
) -> None:
    with pytest.raises(ListError) as raised:
        read_risk_list(written(tmp_path, name, text))
    lines = raised.value.text("ru").splitlines()
    assert len(lines) == len(raised.value.text("en").splitlines()) == len(places)
    assert all(place in line for place, line in zip(places, lines, strict=True))


def test_a_fault_in_a_workbook_names_its_cell(tmp_path: Path) -> None:
    with pytest.raises(ListError) as raised:
        read_risk_list(in_excel(tmp_path / "risk.xlsx", [["Школа"], ["СОШ № 4"], ["прочие"]]))
    assert "A3" in raised.value.text("ru")


def test_a_missing_file_and_an_unreadable_one_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", written(tmp_path, "risk.xlsx", "PK")):
        with pytest.raises((UnreadableError, ListError)):
            read_risk_list(path)
    with pytest.raises(UnreadableError):
        read_risk_list(tmp_path / "none.csv")
