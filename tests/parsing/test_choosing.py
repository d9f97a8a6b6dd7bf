"""Of a document's tables the plan's are read, and of each other one it is said why it is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from made_documents import HEADER, document, line, table

from plancheck.document import Block, Location, Paragraph
from plancheck.parsing import Lexicons, understand

FOLDER = Path(__file__).parent / "cases"
ROW = ["Анализ результатов ВПР", "июнь 2026", "Директор"]
READ: list[dict[str, Any]] = yaml.safe_load((FOLDER / "measures_and_sections.yaml").read_text("utf-8"))
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "other_tables.yaml").read_text("utf-8"))
HEAD = [line("План мероприятий по обеспечению объективности ВПР"), line("в МБОУ «СОШ № 4» на 2024/2025 учебный год")]
ROWS = [
    ["1", "Издать приказ о назначении школьного координатора ВПР", "до 1 сентября 2024", "директор", "приказ"],
    ["2", "Направить независимых наблюдателей на все процедуры", "март – май 2025", "завуч", "список"],
    ["3", "Провести анализ результатов ВПР", "июнь 2025", "завуч", "справка"],
]
PLAN = table(HEADER, *ROWS)


def blocks(listed: list[Any]) -> list[Block]:
    return [line(entry) if isinstance(entry, str) else table(*entry) for entry in listed]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_table_of_something_else_is_left_out_with_its_reason(case: dict[str, Any], lexicons: Lexicons) -> None:
    before, after = blocks(case.get("before", [])), blocks(case.get("after", []))
    plan = understand(document(*before, *HEAD, PLAN, *after), lexicons)
    assert [measure.number for measure in plan.measures] == ["1", "2", "3"]
    assert plan.sections == ()
    assert [part.why.value for part in plan.skipped] == [case["why"]]


def test_tables_of_sections_are_one_plan_whatever_their_rows_speak_of(lexicons: Lexicons) -> None:
    later = table(HEADER, ["4", "Рабочее совещание", "май 2025", "директор", "протокол"])
    plan = understand(document(*HEAD, line("1. Организация"), PLAN, line("2. Итоги"), later), lexicons)
    assert [measure.number for measure in plan.measures] == ["1", "2", "3", "4"]
    assert [section.title for section in plan.sections] == ["Организация", "Итоги"]
    assert plan.skipped == ()


def test_a_section_without_those_responsible_is_read_where_another_has_its_columns(lexicons: Lexicons) -> None:
    header = ["№", "Мероприятие", "Срок"]
    first, second = table(header, *[row[:3] for row in ROWS]), table(header, ["4", "Рабочее совещание", "май 2025"])
    plan = understand(document(*HEAD, line("1. Организация"), first, line("2. Итоги"), second), lexicons)
    assert [measure.number for measure in plan.measures] == ["1", "2", "3", "4"]


def test_the_title_of_a_table_left_out_opens_no_section(lexicons: Lexicons) -> None:
    schools = table(["№", "Наименование ОО", "Телефон"], ["1", "МБОУ «СОШ № 4»", "2-14-15"])
    later = table(HEADER, ["4", "Рабочее совещание", "май 2025", "директор", "протокол"])
    plan = understand(document(*HEAD, PLAN, line("1. Список школ"), schools, line("2. Итоги"), later), lexicons)
    assert [section.title for section in plan.sections] == ["Итоги"]
    assert plan.measures[-1].section == 0


def rows(listed: list[Any]) -> list[list[str]]:
    return [
        HEADER[:4] if row == "$H" else [text for cell in row for text in (ROW if cell == "$A" else [cell])]
        for row in listed
    ]


@pytest.mark.parametrize("case", READ, ids=[case["name"] for case in READ])
def test_every_row_of_the_plan_is_read_and_opens_what_it_opens(case: dict[str, Any], lexicons: Lexicons) -> None:
    made = [line(entry) if isinstance(entry, str) else table(*rows(entry)) for entry in case["blocks"]]
    plan = understand(document(*HEAD, *made), lexicons)
    assert len(plan.measures) == case["measures"]
    assert [section.title for section in plan.sections] == case.get("sections", [])


def test_the_name_of_a_sheet_titles_no_plan(lexicons: Lexicons) -> None:
    sheet = Paragraph("План", Location(sheet="План"), 2)
    plan = understand(document(sheet, *HEAD, PLAN), lexicons)
    assert plan.title is not None
    assert plan.title.startswith("План мероприятий по обеспечению")
