"""A table reads back the same cells from every notation it is written in; prose is never made a table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.readers import read_document

Rows = Sequence[Sequence[str]]
HEADER = ["Номер", "Дело", "Срок", "Кто", "Итог"]

cell = st.text(alphabet="абвгде АБВ 12.,()«»№%/", max_size=24).map(lambda text: " ".join(text.split()))
filled = cell.filter(bool)


@st.composite
def tables(draw: st.DrawFn, least: int = 3) -> list[list[str]]:
    width = draw(st.integers(least, 5))
    size = draw(st.integers(2, 8))
    rows = [[draw(filled), *(draw(cell) for _ in range(width - 1))] for _ in range(size)]
    return [HEADER[:width], *rows]


def with_tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def with_bars(rows: Rows) -> str:
    header, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([header, "|" + " --- |" * len(rows[0]), *rest])


def as_grid(rows: Rows) -> str:
    widths = [max(len(row[column]) for row in rows) + 2 for column in range(len(rows[0]))]
    border = "+" + "+".join("-" * width for width in widths) + "+"
    lines = [border]
    for row in rows:
        cells = (f" {text}".ljust(width) for text, width in zip(row, widths, strict=True))
        lines += ["|" + "|".join(cells) + "|", border]
    return "\n".join(lines)


def in_frames(rows: Rows) -> str:
    return as_grid(rows).replace("-", "─").replace("+", "┼").replace("|", "│")


def texts(source: str) -> list[list[list[str]]]:
    tables = read_document(source.encode(), "plan.txt").tables
    return [[list(row.texts()) for row in table.rows] for table in tables]


@pytest.mark.parametrize("write", [with_tabs, with_bars, as_grid, in_frames])
@settings(max_examples=80, deadline=None)
@given(rows=tables())
def test_a_table_reads_back_the_same_cells(write, rows: list[list[str]]) -> None:  # type: ignore[no-untyped-def]
    assert texts(write(rows)) == [rows]


@settings(max_examples=50, deadline=None)
@given(rows=tables(), torn=st.lists(st.integers(1, 6), max_size=3))
def test_a_table_torn_by_blank_lines_is_one_table(rows: list[list[str]], torn: list[int]) -> None:
    for write in (with_tabs, with_bars):
        lines = write(rows).split("\n")
        for place in torn:
            lines.insert(min(place + 2, len(lines)), "")
        assert texts("\n".join(lines)) == [rows]


@settings(max_examples=50, deadline=None)
@given(
    count=st.integers(2, 9),
    width=st.integers(3, 5),
    text=filled.filter(lambda text: text[0] not in "12.,)№%/"),
)
def test_poured_cells_are_counted_into_rows(count: int, width: int, text: str) -> None:
    if not text[0].isalpha() or text.split(maxsplit=1)[0].rstrip(".)").isdigit():
        text = f"а{text}"
    rows = [HEADER[:width], *([str(number), *[text] * (width - 1)] for number in range(1, count + 1))]
    assert texts("\n".join(f"{text} |" for row in rows for text in row)) == [rows]
    lone = "\n".join("|\n" + "\n|\n".join(row) + "\n|" for row in rows)
    assert texts(lone) == [rows]


@settings(max_examples=60, deadline=None)
@given(rows=tables(least=4), breaks=st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_a_numbered_table_whose_cells_hold_line_ends_is_made_whole(rows: list[list[str]], breaks: list[int]) -> None:
    header, *rest = rows
    whole = [
        header,
        *([str(number), *(f"дело и {text}".strip() for text in row[1:])] for number, row in enumerate(rest, 1)),
    ]
    spots = [(1 + spot % (len(whole) - 1), 1 + spot % (len(header) - 1)) for spot in breaks]
    broken = [list(row) for row in whole]
    for row, column in spots:
        broken[row][column] = whole[row][column].replace(" ", "\n", 1)
    found = texts(with_tabs(broken))
    assert [[[" ".join(text.split()) for text in row] for row in table] for table in found] == [whole]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(alphabet="абвгд  ежзи.,;:-()12«»", max_size=60), max_size=12))
def test_lines_of_prose_lose_no_words(lines: list[str]) -> None:
    source = "Начало.\n" + "\n".join(lines)
    found = " ".join(text for text, _ in read_document(source.encode(), "plan.txt").texts())
    kept = [line for line in source.split("\n") if set(line) - set(" -:")]
    # Lines of semicolons or commas may be a table: what parts its cells is no word.
    assert _words(found) == [word for line in kept for word in _words(line)]


def _words(text: str) -> list[str]:
    return [word for word in text.translate(dict.fromkeys(map(ord, ";,"), " ")).split() if set(word) - set("-:.,")]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='а1 .|\t\n-+*_<p>"#N№\f\\', max_size=120))
def test_any_scribble_of_table_signs_is_read_without_a_stumble(text: str) -> None:
    document = read_document(f"План{text}".encode(), "plan.txt")
    assert document.blocks
    for table in document.tables:
        assert all(any(row.texts()) for row in table.rows)
        assert [row.location.row for row in table.rows] == list(range(1, len(table.rows) + 1))
