"""Places are said as a person finds them."""

from __future__ import annotations

import pytest

from plancheck.location import Location
from plancheck.plan import Column
from plancheck.report.place import place, row_label
from plancheck.report.wording import wording

RU = wording("ru")


@pytest.mark.parametrize(
    ("location", "number", "said"),
    [
        (Location(line=14, table=1, row=3, cell=2), "3.2.", "строка 14, таблица 1, п. 3.2"),
        (Location(table=2, row=5), None, "таблица 2, ряд 5"),
        (Location(page=3, table=2, row=5), "7)", "стр. 3, таблица 2, ряд 5, п. 7"),
        (Location(sheet="Лист1", row=4), None, "лист «Лист1», ряд 4"),
        (Location(paragraph=6), None, "абзац 6"),
        (Location(line=2, paragraph=6), None, "строка 2"),
        (Location(), "4", "п. 4"),
        (None, None, ""),
    ],
)
def test_a_place_goes_from_large_to_small(location: Location | None, number: str | None, said: str) -> None:
    assert place(location, RU, number) == said


def test_a_place_names_the_column_of_a_cell() -> None:
    assert place(Location(table=1, row=4), RU, "3.2", Column.DEADLINE) == "таблица 1, ряд 4, п. 3.2, графа «Срок»"


def test_a_place_in_english() -> None:
    assert place(Location(line=14, table=1), wording("en"), "3.2") == "line 14, table 1, item 3.2"


@pytest.mark.parametrize("number", [None, "", " . ", "()"])
def test_a_row_without_a_number_has_no_label(number: str | None) -> None:
    assert row_label(number, RU) == ""
