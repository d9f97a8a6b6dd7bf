"""What is too large is refused at once, and the bound that was passed is named."""

from __future__ import annotations

import contextlib
from dataclasses import fields

import pytest

from plancheck.errors import UnreadableError
from plancheck.readers import DEFAULT_LIMITS, Limits, read_document

SMALL = Limits(
    file_bytes=2_000,
    lines=40,
    line_characters=300,
    tables=2,
    rows=10,
    cells_in_row=5,
    cells=44,
    cell_characters=80,
)
TABLE = "Дело\tСрок\tКто\n"
OVER = {
    "file_bytes": "а" * 1_500,
    "lines": "дело\n" * 50,
    "line_characters": "д" * 301,
    "tables": f"{TABLE}1\tмай\tя\n\nТекст\n\n" * 3,
    "rows": TABLE + "дело\tмай\tя\n" * 11,
    "cells_in_row": "а\tб\tв\tг\tд\tе\nа\tб\tв\tг\tд\tе\n",
    "cells": "а\tб\tв\tг\tд\n" * 10,
    "cell_characters": TABLE + "д" * 90 + "\tмай\tя\n",
}


@pytest.mark.parametrize("bound", [field.name for field in fields(Limits)])
def test_each_bound_has_words_in_both_languages(bound: str) -> None:
    limit = getattr(DEFAULT_LIMITS, bound)
    DEFAULT_LIMITS.check(bound, limit)
    with pytest.raises(UnreadableError) as caught:
        DEFAULT_LIMITS.check(bound, limit + 1)
    assert f"{limit:,} ".replace(",", " ") in caught.value.text("ru")
    assert f"{limit:,} " in caught.value.text("en")
    assert f"`{bound}`" in caught.value.text("en")


@pytest.mark.parametrize("bound", OVER)
def test_a_text_is_held_to_each_bound_it_has(bound: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(OVER[bound].encode(), "plan.txt", SMALL)
    assert f"`{bound}`" in caught.value.text("en")
    assert "читается не больше" in caught.value.text("ru")


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("bound", "text"),
    [
        ("file_bytes", "Сдать отчёт\n" * 4_000_000),
        ("line_characters", "д" * 1_000_000),
        ("rows", "№\tДело\n" + "1\tСдать\n" * 100_000),
        ("cells", "№\tДело\tСрок\tКто\tИтог\n" + "1\tСдать\tмай\tя\tда\n" * 100_000),
    ],
)
def test_a_monster_is_refused_by_the_bound_it_breaks(bound: str, text: str) -> None:
    content = text.encode()
    with pytest.raises(UnreadableError) as caught:
        read_document(content, "plan.txt")
    assert f"`{bound}`" in caught.value.text("en")


@pytest.mark.no_cover
def test_a_plan_of_ten_thousand_rows_is_read() -> None:
    rows = "".join(f"{number}\tСдать отчёт\tмай 2024\tЗавуч\tСправка\n" for number in range(1, 10_001))
    (table,) = read_document(f"№\tДело\tСрок\tКто\tИтог\n{rows}".encode(), "plan.txt").tables
    assert len(table.rows) == 10_001
    assert table.rows[-1].cells[0].text == "10000"


def test_a_line_is_named_where_it_is_known() -> None:
    with pytest.raises(UnreadableError) as caught:
        DEFAULT_LIMITS.check("line_characters", 10**6, 7)
    assert "строка 7" in caught.value.text("ru")
    assert "line 7" in caught.value.text("en")


def test_what_is_just_at_the_bound_passes() -> None:
    assert len(read_document(("д" * 300).encode(), "plan.txt", SMALL).paragraphs) == 1


HOSTILE = {
    "bold marks": "**а" * 60_000,
    "single marks": "_а" * 90_000,
    "open tags": "<p a='" * 30_000,
    "spaces in a heading": "# а" + " " * 190_000 + "#х",
    "brackets": "[" * 190_000,
    "dashes": "-" * 190_000 + "х",
    "bars": "а|" * 99_000,
    "lone bars": "|\n" * 100_000,
    "poured cells": "а |\n" * 100_000,
    "aligned lines": "а  б  в\nслово слово\n" * 50_000,
    "broken rows": "| а | б\nв\nг\n" * 30_000,
    "borders": "+---+---+---+\n|" * 50_000,
    "open cells": "а\t<p>б\n" * 50_000,
    "short rows": "а\tб\tв\tг\tд\nе\tж\n" * 25_000,
    "bold never closed": "**а\n" * 90_000,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableError):
        assert read_document(text.encode(), "plan.txt").source.format == "txt"
