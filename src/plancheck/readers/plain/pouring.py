"""What the poured notations share: telling rows in one long run of cells by the numbers among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plancheck.readers.plain.notation import RawCell, RawRow, begins_section, is_row_number, may_follow

LONGEST_CELL = 60  # lines of one cell
WIDEST = 64  # columns that are looked for
_NUMBERED = 2  # cells that are row numbers, for a table to be taken as numbered
_LED = 0.8  # the share of rows that a number or a title must begin


def column_numbers(texts: Sequence[str]) -> int | None:
    """n where «1» … «n» (n over 2) stand on end among the first cells: the row that numbers the columns."""
    for start, text in enumerate(texts[:60]):
        count = 1 if text.strip() == "1" else 0
        while 0 < count < len(texts) - start and texts[start + count].strip() == str(count + 1):
            count += 1
        if 2 < count <= WIDEST:
            return count
    return None


def number_steps(texts: Sequence[str]) -> int | None:
    """The usual distance between cells that are row numbers, if half of the distances are that."""
    numbers = [index for index, text in enumerate(texts) if is_row_number(text)]
    steps = Counter(after - before for before, after in pairwise(numbers))
    if not steps:
        return numbers[0] if numbers and 2 < numbers[0] <= WIDEST else None
    step, times = steps.most_common(1)[0]
    return step if 1 < step <= WIDEST and 2 * times >= sum(steps.values()) else None


def rows_from_numbers(cells: Sequence[RawCell], width: int) -> list[RawRow]:
    """Rows begun anew at each cell that is the next row's number, so that a short row shifts no other.

    A cell that begins like a heading, right before a number, is a row of its own.
    """
    rows: list[RawRow] = [[]]
    number: str | None = None
    for place, cell in enumerate(cells):
        row = rows[-1]
        text = cell.text.strip()
        following = next((each.text for each in cells[place + 1 : place + 3] if each.text.strip()), "")
        counts_columns = bool(row) and text == str(len(row) + 1) and all(each.text.strip().isdigit() for each in row)
        if is_row_number(text):
            begins = (number is None or may_follow(number, text)) and not counts_columns
        else:
            begins = len(row) >= width or (begins_section(text) and is_row_number(following))
        if begins and row:
            rows.append([])
        if begins and is_row_number(text) and not (text == "1" and following == "2"):
            number = text
        rows[-1].append(cell)
    return [_title_first(row) for row in rows if any(cell.text.strip() for cell in row)]


def _title_first(row: RawRow) -> RawRow:
    """A row of one text alone with that text in its first cell, as titles over a whole row stand."""
    filled = [cell for cell in row if cell.text.strip()]
    return [*filled, *[cell for cell in row if not cell.text.strip()]] if len(filled) == 1 else row


def led_by_numbers(rows: Sequence[RawRow]) -> bool:
    """Whether rows begin with a number or are a title alone, from the first with numbers on, if any are."""
    body = [row for row in rows if not all(is_row_number(cell.text) for cell in row)]
    numbered = [any(is_row_number(cell.text) for cell in row) for row in body]
    if sum(numbered) < _NUMBERED:
        return True
    under = body[numbered.index(True) :]
    numbers = sum(is_row_number(row[0].text) for row in under)
    titles = sum(not is_row_number(row[0].text) and not any(cell.text.strip() for cell in row[1:]) for row in under)
    return numbers >= _NUMBERED and numbers + titles >= _LED * len(under)
