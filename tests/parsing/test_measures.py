"""A row's cells read into a measure."""

from __future__ import annotations

import pytest

from plancheck.document import Location
from plancheck.parsing import Lexicons
from plancheck.parsing.measures import read_measure, years_in
from plancheck.parsing.rows import RawMeasure
from plancheck.plan import Column


def test_every_part_of_a_row_is_read(lexicons: Lexicons) -> None:
    cells = {
        Column.MEASURE: "Назначение координатора ВПР в СОШ № 5",
        Column.DEADLINE: "до 01.10.2025",
        Column.RESPONSIBLE: "Директор",
        Column.RESULT: "Приказ",
    }
    raw = RawMeasure("1", cells, {"Классы": "4"}, None, tuple(cells), Location(line=7))
    measure = read_measure(raw, None, lexicons)
    assert measure.deadline is not None
    assert measure.responsible is not None
    assert [topic.value for topic in measure.topics] == ["coordinator"]
    assert [role.value for role in measure.responsible.roles] == ["school_head"]
    assert measure.deadline.windows[0][1] is not None
    assert (measure.schools, measure.procedures, measure.other) == (("СОШ 5",), ("ВПР",), {"Классы": "4"})
    assert measure.location.line == 7


def test_empty_cells_give_no_parts(lexicons: Lexicons) -> None:
    cells = {Column.MEASURE: "Анализ", Column.DEADLINE: "", Column.RESPONSIBLE: ""}
    measure = read_measure(RawMeasure(None, cells, {}, None, tuple(cells), Location()), None, lexicons)
    assert (measure.deadline, measure.responsible, measure.result, measure.number) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Анализ ВПР-2024", (2024,)),
        ("итоги ВПР в 2023 году", (2023,)),
        ("в 2023-2024 учебном году", (2024,)),
        ("в 2023/24 учебном году", (2024,)),
        ("приказ от 18.01.2023", ()),
        ("ВПР 2022 и 2023", (2022, 2023)),
        ("без года", ()),
    ],
)
def test_years_of_procedures_are_found(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years
