"""The charts of the summary, drawn from cells that stand beside them."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from plancheck.report.writers.xlsx_parts.book import Sheet
from plancheck.report.writers.xlsx_parts.looks import BAR

_WIDTH: Final = 760
_ROW: Final = 20  # pixels of a row of one line


class Bars(NamedTuple):
    """What is drawn: labels in the first column, numbers in the second, from one row to the other, both from 0."""

    title: str
    first: int
    last: int


def draw(sheet: Sheet, bars: Bars, corner: tuple[int, int], kind: Literal["column", "bar"], counted: str) -> None:
    """Puts a chart with its upper left corner in the cell `corner`; `counted` says what the numbers are."""
    chart = sheet.book.workbook.add_chart({"type": kind})
    chart.add_series(
        {
            "name": counted,
            "categories": [sheet.name, bars.first, 0, bars.last, 0],
            "values": [sheet.name, bars.first, 1, bars.last, 1],
            "fill": {"color": BAR},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": bars.title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    whole = {"min": 0, "num_format": "0", "major_gridlines": {"visible": False}, "visible": False}
    if kind == "bar":  # Excel draws bars from the bottom
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        chart.set_x_axis(whole)
    else:
        chart.set_y_axis(whole)
    rows = max(11, bars.last - bars.first + 4)
    chart.set_size({"width": _WIDTH, "height": rows * _ROW})
    told = f"{bars.title}: {counted}"
    sheet.page.insert_chart(*corner, chart, {"description": told, "object_position": 3})
