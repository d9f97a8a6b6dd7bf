"""Tables of a shape of their own are read as what they say; what only looks like one is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from made_documents import document, line, table

from plancheck.document import Block, Cell, Location, Row, Table
from plancheck.errors import NotAPlanError, UnreadableError
from plancheck.parsing import Lexicons, understand
from plancheck.plan import Measure, Plan

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "table_shapes.yaml").read_text("utf-8"))
HEAD = (line("План мероприятий МБОУ «Луговская СОШ» по объективности ВПР"), line("на 2025-2026 учебный год"))
PASSPORT = [
    ["Наименование мероприятия", "Повышение качества оценки ВПР"],
    ["Срок", "2025-2027 годы"],
    ["Ответственный", "Директор школы"],
]


def block_of(written: str | Sequence[Sequence[str]]) -> Block:
    if isinstance(written, str):
        return line(written.strip("*"), bold=written.startswith("**"))
    rows: list[Row] = []
    for number, texts in enumerate(written, 1):
        cells: list[Cell] = []
        for at, text in enumerate(texts):
            source = {"<": cells[-1] if cells else None, "^": rows[-1].cells[at] if rows else None}.get(text)
            where = Location(line=number, table=1, row=number, cell=at + 1)
            merged = {"<": "across", "^": "down"}.get(text, "")
            cells.append(Cell(source.text if source else text, where, merged))
        rows.append(Row(tuple(cells), Location(line=number, table=1, row=number)))
    return Table(tuple(rows), Location(line=1, table=1))


def told(measure: Measure, plan: Plan) -> list[Any]:
    deadline = measure.deadline.text if measure.deadline else None
    responsible = measure.responsible.text if measure.responsible else None
    section = None if measure.section is None else plan.sections[measure.section].title
    return [measure.number, measure.text, deadline, responsible, measure.result, section]


@pytest.mark.parametrize("name", CASES)
def test_a_table_is_read_as_what_it_says(name: str, lexicons: Lexicons) -> None:
    plan = understand(document(*HEAD, *map(block_of, CASES[name]["blocks"])), lexicons)
    assert [told(measure, plan) for measure in plan.measures] == CASES[name]["rows"]


def test_what_a_section_tells_of_its_rows_is_a_column_of_theirs(lexicons: Lexicons) -> None:
    plan = understand(document(*HEAD, *map(block_of, CASES["months-as-titles-of-sections"]["blocks"])), lexicons)
    assert {measure.columns for measure in plan.measures} == {plan.columns}
    assert "deadline" in plan.columns
    assert all(measure.deadline and measure.deadline.windows for measure in plan.measures)


def test_the_passport_of_a_programme_is_no_card_of_a_measure(lexicons: Lexicons) -> None:
    with pytest.raises(NotAPlanError):
        understand(document(*HEAD, table(*PASSPORT)), lexicons)


MIXED = [
    ["№", "Мероприятие", "Срок", "Ответственный"],
    ["1", "Приказ о проведении ВПР", "до 12.09.2025", "Директор"],
    ["2", "График процедур до 1 октября Ответственный за сайт Мероприятие 3. Наблюдение на ВПР Срок", "", ""],
    ["4", "Перепроверка работ", "май 2026", "Директор"],
]


def test_rows_with_titles_amid_their_words_are_refused_as_mixed(lexicons: Lexicons) -> None:
    with pytest.raises(UnreadableError, match="не удалось разделить на столбцы"):
        understand(document(*HEAD, table(*MIXED)), lexicons)


@pytest.mark.parametrize(
    "text",
    [
        "Приказ «Об итогах ВПР». Срок сдачи отчёта. Ответственный по школе",
        "Инструктаж: Ответственный за сайт, Срок: май",
        "Семинар «Как назначить срок и кто ответственный за мероприятие»",
        "Совещание с участием лиц, чья должность Ответственный за ВПР",
    ],
)
def test_a_measure_may_name_a_column_in_its_own_words(text: str, lexicons: Lexicons) -> None:
    plan = understand(document(*HEAD, table(*MIXED[:2], ["2", text, "май 2026", "Директор"])), lexicons)
    assert plan.measures[1].text == text
