"""Raw rows become a table with places, clean of markup, of dashes and of empty rows, within the limits."""

from __future__ import annotations

import pytest

from plancheck.errors import UnreadableError
from plancheck.readers.limits import Limits
from plancheck.readers.plain.building import build_table
from plancheck.readers.plain.notation import RawCell


def test_cells_keep_their_lines_and_are_counted_among_rows_that_hold_text() -> None:
    raw = [
        [RawCell("**Дело**", 3), RawCell("Срок", 3)],
        [RawCell("---", 4), RawCell("---", 4)],
        [RawCell(" ", 5), RawCell("", 5)],
        [RawCell("Сверить", 6), RawCell("март", 7, "down")],
    ]
    table = build_table(raw, 2, Limits())
    assert [row.texts() for row in table.rows] == [("Дело", "Срок"), ("Сверить", "март")]
    assert table.rows[1].cells[1].location.known() == {"line": 7, "table": 2, "row": 2, "cell": 2}
    assert table.rows[1].cells[1].merged == "down"
    assert table.location.known() == {"line": 3, "table": 2}


def test_rows_without_any_text_make_an_empty_table() -> None:
    table = build_table([[RawCell("", 1)], [RawCell("-", 2), RawCell("--", 2)]], 1, Limits())
    assert (table.rows, table.location.line) == ((), None)


@pytest.mark.parametrize("limits", [Limits(cells_in_row=1), Limits(rows=1), Limits(cell_characters=3)])
def test_a_table_over_a_limit_is_refused(limits: Limits) -> None:
    raw = [[RawCell("Сверить", 1), RawCell("март", 1)], [RawCell("Обновить", 2), RawCell("май", 2)]]
    with pytest.raises(UnreadableError):
        build_table(raw, 1, limits)
