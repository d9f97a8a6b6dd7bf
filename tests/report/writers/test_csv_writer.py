"""The table of remarks: what Excel and a script read from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from plancheck.report.model import Checked
from plancheck.report.wording import wording
from plancheck.report.writers import FORMS

Written = Callable[..., str]


def rows(text: str, separator: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def test_excel_knows_it_for_utf_8(checked: Checked) -> None:
    assert FORMS["csv"].write(checked, wording("ru")).startswith(b"\xef\xbb\xbf" + "Файл;Организация;".encode())


def test_there_is_a_line_a_finding_and_one_a_file_not_judged(written: Written, checked: Checked) -> None:
    assert [(row["Правило"], row["Итог"], row["Важность"]) for row in rows(written("csv", checked))] == [
        ("DOC004", "нарушено", "ошибка"),
        ("OBS002", "нарушено", "ошибка"),
        ("DDL003", "нарушено", "предупреждение"),
        ("DDL003", "нарушено", "предупреждение"),
        ("RCK003", "правило не сработало", "предупреждение"),
        ("CRD003", "решит человек", "ошибка"),
        ("", "файл не проверен", ""),
    ]


def test_a_line_says_where_what_and_what_instead(written: Written, checked: Checked) -> None:
    empty, observers = rows(written("csv", checked))[:2]
    assert empty["Где"] == "строка 13, таблица 1, п. 1.2, графа «Ответственный»"
    assert empty["В плане"] == "Провести перепроверку работ"
    assert empty["Отпечаток"] == "f1"
    assert observers["Готовая строка"] == "Мероприятие: Пригласить наблюдателей на ВПР; Срок: март 2025"


def test_english_excel_parts_cells_by_commas(written: Written, checked: Checked) -> None:
    assert rows(written("csv", checked, "en"), ",")[0]["Outcome"] == "failed"


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "＝1", "|cmd", '"=1"', "\u200b=1", "%0A"]
)
def test_no_cell_is_a_formula(written: Written, checked: Checked, formula: str) -> None:
    plan = checked.report.plans[0].model_copy(update={"organisation": formula, "territory": "МО =1"})
    report = checked.report.model_copy(update={"plans": (plan,)})
    row = rows(written("csv", Checked(report, checked.plans)))[0]
    assert row["Организация"] == "'" + " ".join(formula.replace("\u200b", "").split())
    assert row["Территория"] == "МО =1"


def test_hostile_text_stays_in_its_cell(written: Written, hostile_checked: Checked) -> None:
    found = rows(written("csv", hostile_checked))
    assert len(found) == 4
    assert not any(cell.lstrip().startswith(tuple("=+-@|%")) for row in found for cell in row.values())
    assert all(None not in row and None not in row.values() for row in found)
    assert "<script>alert(1)</script>" in found[0]["Что не так"]
