"""Where something stands in a submitted file, in the terms a person finds it by."""

from __future__ import annotations

from typing import NamedTuple

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch) from the page's top left corner."""


class Location(NamedTuple):
    """A place in a file; every number is 1-based, None where the format has no such thing.

    Text and plan files have `line` and `column`; Word, OpenDocument and HTML `paragraph`, or `table`, `row` and
    `cell`; sheets `sheet`, `row`, `cell` and `address` («B7»); PDF `page` and `rectangle`, with `table`, `row`
    and `cell` inside a table. Rows count as they stand in the file: header, hidden and empty rows too.
    """

    line: int | None = None
    column: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    sheet: str | None = None
    page: int | None = None
    address: str | None = None
    rectangle: Rectangle | None = None

    def known(self) -> dict[str, int | str | Rectangle]:
        """The parts that are known, in the order of the fields."""
        return {name: value for name, value in zip(self._fields, self, strict=True) if value is not None}
