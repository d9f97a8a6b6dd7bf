"""Writes one and the same table in all the ways plans reach us."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable, Mapping, Sequence

Rows = Sequence[Sequence[str]]
Write = Callable[[Rows], str]


def flat(rows: Rows) -> list[list[str]]:
    return [[" ".join(text.split()) for text in row] for row in rows]


def with_tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in flat(rows))


def in_markdown(rows: Rows) -> str:
    header, *rest = ["| " + " | ".join(row) + " |" for row in flat(rows)]
    return "\n".join([header, "|" + " --- |" * len(rows[0]), *rest])


def with_ended_cells(rows: Rows) -> str:
    return "\n\n".join("\n".join(f"{text} |" for text in row) for row in flat(rows))


def with_lone_bars(rows: Rows) -> str:
    lines = ["|"]
    for row in flat(rows):
        filled = [text for text in row if text]
        cells = filled if len(filled) == 1 else row
        lines += [line for text in cells for line in ([text, "|"] if text else ["|"])] + ["|"]
    return "\n".join(lines)


def as_grid(rows: Rows) -> str:
    cells = [[textwrap.wrap(text, 30) or [""] for text in row] for row in flat(rows)]
    border = "+" + ("-" * 32 + "+") * len(rows[0])
    lines = [border]
    for row in cells:
        for place in range(max(map(len, row))):
            parts = (f" {cell[place] if place < len(cell) else ''}".ljust(32) for cell in row)
            lines.append("|" + "|".join(parts) + "|")
        lines.append(border)
    return "\n".join(lines)


def with_semicolons(rows: Rows) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(flat(rows))
    return written.getvalue()


def with_commas(rows: Rows) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(flat(rows))
    return written.getvalue()


def in_fixed_width(rows: Rows) -> str:
    widths = [5 if column == 0 and len(rows[0]) > 3 else 34 for column in range(len(rows[0]))]
    lines = []
    for row in flat(rows):
        filled = [text for text in row if text]
        if len(filled) == 1:
            lines.append(f"      {filled[0]}")
            continue
        cells = [textwrap.wrap(text, width) or [""] for text, width in zip(row, widths, strict=True)]
        for place in range(max(map(len, cells))):
            parts = (
                (cell[place] if place < len(cell) else "").ljust(width + 3)
                for cell, width in zip(cells, widths, strict=True)
            )
            lines.append("".join(parts).rstrip())
    return "\n".join(lines)


def a_cell_a_paragraph(rows: Rows) -> str:
    return "\n\n".join(text for row in flat(rows) for text in row if text)


def a_cell_a_line(rows: Rows) -> str:
    return "\n".join(text for row in flat(rows) for text in row if text)


def cells_over_lines(rows: Rows) -> str:
    header, *rest = flat(rows)
    return "\n".join([*header, *(line for row in rest for text in row if text for line in textwrap.wrap(text, 40))])


def broken(rows: Rows) -> list[list[list[str]]]:
    """Each row's filled cells, broken to lines as wide as their column: a third, a half of the measures' for others."""
    header, *rest = flat(rows)
    widths = [45 if len(title) > 8 and "ероприят" in title else 24 for title in header]

    def lines(row: list[str]) -> list[list[str]]:
        if not any(row[1:]):
            return [[row[0]]]  # a section's title goes over all columns
        return [textwrap.wrap(text, width) for text, width in zip(row, widths, strict=False) if text]

    return [[[title] for title in header], *map(lines, rest)]


def cells_of_narrow_columns(rows: Rows) -> str:
    return "\n".join(line for row in broken(rows) for cell in row for line in cell)


def cells_of_narrow_columns_apart(rows: Rows) -> str:
    return "\n\n".join("\n".join(cell) for row in broken(rows) for cell in row)


def numbers_before_the_second_line(rows: Rows) -> str:
    lines: list[str] = []
    for row in broken(rows):
        cells = row
        if len(row) > 2 and row[0][0].strip(".").replace(".", "").isdigit():
            number, measure, *rest = row
            spot = min(1, len(measure) - 1)
            cells = [[*measure[:spot], f"{number[0]} {measure[spot]}", *measure[spot + 1 :]], *rest]
        lines += [line for cell in cells for line in cell]
    return "\n".join(lines)


def torn_by_pages(rows: Rows) -> str:
    lines = with_tabs(rows).split("\n")
    pages = [lines[start : start + 6] for start in range(0, len(lines), 6)]
    return "".join("\n".join(page) + f"\n\n{number}\n\n" for number, page in enumerate(pages, start=1))


def with_the_header_again(rows: Rows) -> str:
    header, *rest = with_tabs(rows).split("\n")
    pages = [rest[start : start + 5] for start in range(0, len(rest), 5)]
    return "\n\n".join("\n".join([header, *page]) for page in pages)


SURE: Mapping[str, Write] = {
    write.__name__: write
    for write in (
        in_markdown,
        with_ended_cells,
        with_lone_bars,
        as_grid,
        with_semicolons,
        with_commas,
        torn_by_pages,
        with_the_header_again,
    )
}
GUESSED: Mapping[str, Write] = {
    write.__name__: write
    for write in (
        in_fixed_width,
        a_cell_a_paragraph,
        a_cell_a_line,
        cells_over_lines,
        cells_of_narrow_columns,
        cells_of_narrow_columns_apart,
        numbers_before_the_second_line,
    )
}
