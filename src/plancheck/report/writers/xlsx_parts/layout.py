"""Which row of which sheet a thing stands in, so that the sheets can lead to one another."""

from __future__ import annotations

from typing import Final

from plancheck.report.writers.xlsx_parts.book import Spot, Tab

# The rows of the headers, from 0: of the matrix below the title, its caption and the sums.
MATRIX_TOP: Final = 3
REMARKS_TOP: Final = 2


def matrix_spot(plan: int) -> Spot:
    """The row of the plan of that position in the matrix."""
    return Spot(Tab.MATRIX, MATRIX_TOP + 1 + plan)


def remark_spot(number: int) -> Spot:
    """The row of the remark of that number, which counts from 1."""
    return Spot(Tab.REMARKS, REMARKS_TOP + number)
