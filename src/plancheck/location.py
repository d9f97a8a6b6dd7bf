"""Where something stands in a submitted file, in the terms a person finds it by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; every number is 1-based, None where the format has no such thing.

    Text has `line` and `column`; tables `table`, `row`, `cell`; later formats also `page`, `sheet`.
    """

    line: int | None = None
    column: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    sheet: str | None = None
    page: int | None = None

    def known(self) -> dict[str, int | str]:
        """The parts that are known, in the order of the fields."""
        named = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in named.items() if value is not None}
