"""Lays a deadline out over columns of months, as a plan does that marks them: the words of each month's cell."""

from __future__ import annotations

import re

MONTHS = ["сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май", "июнь"]
APRIL = MONTHS.index("апрель")


def by_months(deadline: str) -> list[str]:
    """«до 26.09.2025, март 2026» is «до 26» below September and a cross below March; all else stands below April."""
    cells = [""] * len(MONTHS)
    for said in deadline.split(", "):
        until = re.fullmatch(r"до (\d\d)\.(\d\d)\.\d{4}", said)
        named = said.removesuffix(" 2025").removesuffix(" 2026")
        if until:
            cells[(int(until[2]) - 9) % 12] = f"до {int(until[1])}"
        elif named in MONTHS:
            cells[MONTHS.index(named)] = "+"
        else:
            cells[APRIL] = said
    return cells
