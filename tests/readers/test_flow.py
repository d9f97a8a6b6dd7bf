"""What odt, html and rtf share: drafts are laid out on one grid, counted, and held to the limits."""

from __future__ import annotations

import pytest
from reading_shown import lines

from plancheck.document import Paragraph, Table
from plancheck.errors import UnreadableError
from plancheck.readers.flow.characters import tidy
from plancheck.readers.flow.draft import Draft, DraftCell, DraftParagraph, DraftTable
from plancheck.readers.flow.laying import lay_out
from plancheck.readers.flow.numbers import shown
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.readers.reading import Reading


def cell(text: str, column: int, across: int = 1, down: int = 1, *more: Draft) -> DraftCell:
    return DraftCell(column, across, down, content=[DraftParagraph(text), *more])


def table(*rows: list[DraftCell]) -> DraftTable:
    return DraftTable(list(rows))


def laid(*drafts: Draft, limits: Limits = DEFAULT_LIMITS) -> list[str | list[list[str]]]:
    return lines(Reading(lay_out(drafts, limits)))


def small(width: int, height: int) -> DraftTable:
    return table(*([cell(f"{row}.{column}", column) for column in range(width)] for row in range(height)))


def test_places_that_a_merged_cell_covers_hold_its_text() -> None:
    drawn = table([cell("а", 0, 2), cell("б", 2, 1, 2)], [cell("в", 0), cell("г", 1)])
    assert laid(drawn) == [[["а", ">", "б"], ["в", "г", "^"]]]
    block = lay_out([drawn], DEFAULT_LIMITS)[0]
    assert isinstance(block, Table)
    assert [each.text for each in block.rows[1].cells] == ["в", "г", "б"]


def test_a_cell_with_words_of_its_own_is_never_covered() -> None:
    assert laid(table([cell("а", 0, 3, 2), cell("б", 1)], [cell("в", 1)])) == [[["а", "б"], ["^", "в"]]]


def test_columns_at_which_no_cell_begins_are_no_columns() -> None:
    drawn = table([cell("а", 0, 2), cell("б", 2, 9)], [cell("в", 0, 11)])
    assert laid(drawn) == [[["а", "б"], ["в", ">"]]]


def test_a_gap_in_a_row_is_an_empty_cell() -> None:
    assert laid(table([cell("а", 0), cell("б", 1), cell("в", 2)], [cell("г", 0), cell("д", 2)])) == [
        [["а", "б", "в"], ["г", "", "д"]]
    ]


def test_empty_rows_and_tables_are_left_out_and_counted() -> None:
    blocks = lay_out([small(2, 2), table([cell("", 0)]), table([cell("", 0)], [cell("а", 0)])], DEFAULT_LIMITS)
    assert [block.location.table for block in blocks] == [1, 3]
    last = blocks[-1]
    assert isinstance(last, Table)
    assert [row.location.row for row in last.rows] == [2]


def test_empty_paragraphs_are_left_out_and_counted() -> None:
    blocks = lay_out([DraftParagraph(""), DraftParagraph("а")], DEFAULT_LIMITS)
    assert [(block.text, block.location.paragraph) for block in blocks if isinstance(block, Paragraph)] == [("а", 2)]


def test_a_table_of_one_column_about_another_is_a_frame() -> None:
    assert laid(table([cell("сверху", 0, 1, 1, small(2, 2))], [cell("снизу", 0)])) == [
        "сверху",
        [["0.0", "0.1"], ["1.0", "1.1"]],
        "снизу",
    ]


def test_a_page_laid_out_by_a_table_is_a_frame() -> None:
    drawn = table([cell("меню", 0), cell("план", 1, 1, 1, small(3, 4))])
    assert laid(drawn)[:2] == ["меню", "план"]


def test_a_frame_in_a_frame_is_opened_too_and_what_it_hides_is_not_read() -> None:
    inner = table([cell("план", 0, 1, 1, small(3, 4))])
    drawn = table(
        [cell("меню", 0), cell("", 1, 1, 1, inner)], [DraftCell(0, hidden=True, content=[DraftParagraph("нет")])]
    )
    assert [line for line in laid(drawn) if isinstance(line, str)] == ["меню", "план"]


def test_a_small_table_in_a_cell_of_a_plan_is_text_of_the_cell() -> None:
    drawn = small(3, 4)
    drawn.rows[1][2].content.append(small(2, 2))
    found = laid(drawn)
    assert len(found) == 1
    assert found[0][1][2] == "1.2\n0.0 0.1\n1.0 1.1"


@pytest.mark.parametrize(
    ("limits", "bound"),
    [
        (Limits(cells=8), "cells"),
        (Limits(rows=2), "rows"),
        (Limits(cells_in_row=2), "cells_in_row"),
        (Limits(tables=0), "tables"),
        (Limits(cell_characters=2), "cell_characters"),
    ],
)
def test_a_table_over_a_limit_is_refused_by_name(limits: Limits, bound: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        lay_out([small(3, 3)], limits)
    assert f"`{bound}`" in caught.value.text("en")


def test_few_spans_that_ask_for_many_cells_are_refused() -> None:
    wide = [cell(str(column), column, 60, 10_000) for column in range(60)]
    with pytest.raises(UnreadableError, match="ячеек"):
        lay_out([table(wide, *([] for _ in range(9_999)))], DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("  а\u00adб\t в ", "аб  в"),
        ("а\n\n \xa0\nб ", "а\nб"),
        ("\uf0b7 а\u200b\ufeff", "• а"),
        ("а\x00\x1f\x9fб\ud800", "аб"),
        ("до\xa015", "до\xa015"),
    ],
)
def test_text_is_what_a_person_sees(written: str, seen: str) -> None:
    assert tidy(written) == seen


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (7, "1", "7"),
        (7, "01", "07"),
        (2, "a", "b"),
        (28, "A", "BB"),
        (4, "а", "г"),
        (7, "А", "Ж"),
        (1994, "I", "MCMXCIV"),
        (4, "i", "iv"),
        (0, "i", "0"),
        (5000, "I", "5000"),
        (3, "?", "3"),
    ],
)
def test_a_number_is_shown_in_its_form(number: int, form: str, text: str) -> None:
    assert shown(number, form) == text
