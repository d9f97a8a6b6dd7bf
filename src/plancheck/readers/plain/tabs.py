"""Tables whose cells stand between tabs; a cell may hold line ends, a row may lack its last cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plancheck.readers.plain.notation import (
    Finding,
    Line,
    RawCell,
    RawRow,
    begins_section,
    goes_on,
    is_dashes,
    is_page_number,
    is_row_number,
    is_rule,
    may_follow,
    next_filled,
)

_SAMPLE = 200  # lines from which the number of columns is told
_WRAP = 30  # lines that one row may be broken over
_LONE_NUMBER_SIGNS = frozenset({"№", "N", "No", "#"})
_MARKS_OF_LIST = frozenset({"-", "–", "—", "•", "·", "*", "o", "+", "\uf0b7"})
_ITEM = re.compile(r"(\d{1,2})[.)]\s*\S")


def find(lines: Sequence[Line], at: int) -> Finding | None:
    """The tab table that begins at that line: its rows, whole again where cells hold line ends."""
    if not _starts(lines, at):
        return None
    width = _width(lines, at)
    rows, starts, stop = _read(lines, at, width)
    whole = next((index for index, row in enumerate(rows) if len(row) >= width), None)
    if whole is None:
        return Finding([], stop)
    if whole > 0:  # tabbed lines of a letterhead or a stamp that stand right above the table
        above = rows[:whole]
        even = len({len(row) for row in above}) == 1 and len(above[0]) > 1 and len(above) > 1
        return Finding(above if even else [], starts[whole])
    return Finding(rows if _is_table(rows) else [], stop)


def pieces(line: Line) -> RawRow:
    """The cells of one line, each with the number of the line it begins on."""
    cells, number = [], line.number
    for piece in line.text.split("\t"):
        cells.append(RawCell(_unquoted(piece), number))
        number += piece.count("\n")
    return cells


def _starts(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if "\t" in text.strip("\t "):
        return not is_rule(text)
    alone = text.strip() in _LONE_NUMBER_SIGNS and at + 1 < len(lines)
    return alone and "\t" in lines[at + 1].text.strip("\t ")


def _width(lines: Sequence[Line], at: int) -> int:
    """The number of columns that explains most lines: as counted, as drawn, or as summed between numbers."""
    sample = _sample(lines, at)
    tabbed = [line.text for line in sample if "\t" in line.text]
    counts = Counter(text.count("\t") + 1 for text in tabbed if not is_rule(text))
    first = lines[at].text.count("\t") + 1
    if first > 1 and counts[first] * 5 >= 3 * counts.total():
        return first
    candidates = {count for count, _ in counts.most_common(3)} | {max(counts)}
    candidates |= {text.count("\t") + 1 for text in tabbed if is_rule(text)}
    starts = [index for index, line in enumerate(sample) if is_row_number(line.text.partition("\t")[0])]
    sums = Counter(sum(line.text.count("\t") for line in sample[a:b]) + 1 for a, b in pairwise(starts))
    candidates |= {count for count, _ in sums.most_common(1)}
    return max((_explained(sample, width), width) for width in candidates if width > 1)[1]


def _sample(lines: Sequence[Line], at: int) -> list[Line]:
    sample: list[Line] = []
    for index in range(at, min(at + 2 * _SAMPLE, len(lines))):
        line = lines[index]
        if index > at and lines[index - 1].blank and not line.blank and "\t" not in line.text:
            break
        sample.append(line)
    return sample[:_SAMPLE]


def _explained(sample: Sequence[Line], width: int) -> float:
    points, index = 0.0, 0
    while index < len(sample):
        if "\t" not in sample[index].text or is_rule(sample[index].text):
            index += 1
            continue
        row, after, _ = _row(sample, index, width)
        if len(row) == width:
            points += after - index
        elif len(row) > width:
            points -= 0.5
        index = after
    return points


def _read(lines: Sequence[Line], at: int, width: int) -> tuple[list[RawRow], list[int], int]:
    """Rows from `at` on, the index of the line each begins at, and the index after the last."""
    rows: list[RawRow] = []
    starts: list[int] = []
    index, stop, wrapped, ragged = at, at, False, False
    over_tear = at
    while index < len(lines):
        line = lines[index]
        if line.blank:
            following = _beyond_tear(lines, index, rows, ragged)
            if following is None:
                break
            index = over_tear = following
            continue
        if is_rule(line.text):
            index = stop = index + 1
            continue
        if "\t" not in line.text and index != over_tear and not _is_row_of_one(lines, index):
            break
        row, after, joined = _row(lines, index, width)
        wrapped = wrapped or joined
        if "\t" in line.text:
            after = _absorb(lines, after, row, wrapped)
        rows.append(row)
        starts.append(index)
        ragged = ragged or (1 < len(row) < width)
        index = stop = after
    if len(rows) > 2 and _is_signature(rows, width):
        rows.pop()
        stop = starts.pop()
    return rows, starts, stop


def _is_signature(rows: Sequence[RawRow], width: int) -> bool:
    """Whether the last row alone is short and begins with words: a signature right under the table."""
    last = rows[-1]
    begins_with_words = bool(last[0].text.strip()) and not is_row_number(last[0].text) and not goes_on(last[0].text)
    return 1 < len(last) < width and begins_with_words and not any(1 < len(row) < width for row in rows[:-1])


def _row(lines: Sequence[Line], at: int, width: int) -> tuple[RawRow, int, bool]:
    """The row that begins at the line, the index after it, and whether several lines were joined for it."""
    row = pieces(lines[at])
    while len(row) > width and not row[-1].text.strip():
        row.pop()
    if len(row) >= width:
        return row, at + 1, False
    joined, index = list(row), at + 1
    numbered = is_row_number(row[0].text)
    while len(joined) < width and index < min(at + _WRAP, len(lines)):
        line = lines[index]
        if line.blank:
            following = next_filled(lines, index)
            if following is None or not numbered or not goes_on(lines[following].text.partition("\t")[0]):
                break
            index = following
            continue
        more = pieces(line)
        if is_rule(line.text) or len(joined) + len(more) - 1 > width:
            break
        if len(more) > 1 and not _is_rest(more[0].text, row[0].text if numbered else None):
            break
        joined[-1] = _glued(joined[-1], more[0].text)
        joined += more[1:]
        index += 1
    if len(joined) == width:
        return joined, index, True
    return row, at + 1, False


def _is_rest(text: str, number: str | None) -> bool:
    """Whether a line's first piece may be the rest of a cell of the row above, `number` being that row's."""
    if is_row_number(text):
        return number is not None and not may_follow(number, text)
    return goes_on(text) or text.strip()[:1].isdigit() or (number is not None and bool(text.strip()))


def _glued(cell: RawCell, text: str) -> RawCell:
    return cell._replace(text=f"{cell.text}\n{text}")


def _absorb(lines: Sequence[Line], index: int, row: RawRow, wrapped: bool) -> int:
    """Adds to the row's last cell the lines that only go on with it; the index of the first that does not."""
    rest: list[str] = []
    while index < len(lines) and len(rest) < _WRAP:
        text = lines[index].text
        if not text.strip() or "\t" in text or is_rule(text):
            break
        if not _belongs(rest[-1] if rest else row[-1].text, text, wrapped):
            break
        rest.append(text)
        index += 1
    if rest:
        row[-1] = _glued(row[-1], "\n".join(rest))
    return index


def _belongs(last: str, text: str, wrapped: bool) -> bool:
    if begins_section(text):
        before, item = _ITEM.match(last.rpartition("\n")[2].lstrip()), _ITEM.match(text.lstrip())
        return bool(before and item and int(item[1]) == int(before[1]) + 1)
    return goes_on(text) or last.rstrip()[-1:] in (",", "-", "(") or wrapped


def _is_row_of_one(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without tabs stands right between rows: a section's title whose empty cells were cut."""
    for ahead in range(index + 1, min(index + 4, len(lines))):
        if "\t" in lines[ahead].text.strip("\t "):
            return True
        if lines[ahead].blank:
            return False
    return False


def _beyond_tear(lines: Sequence[Line], at: int, rows: Sequence[RawRow], ragged: bool) -> int | None:
    """The index where the table goes on after blank lines (a page's end); None where it does not."""
    index = next_filled(lines, at)
    if index is None or not rows:
        return None
    if "\t" not in lines[index].text:
        return _beyond_loose_line(lines, index)
    if is_rule(lines[index].text):
        return index
    widest = max(map(len, rows[:_SAMPLE]))
    row, _, _ = _row(lines, index, widest)
    row_of_this = is_row_number(row[0].text) or not row[0].text.strip()
    return index if len(row) == widest or (ragged and len(row) < widest and row_of_this) else None


def _beyond_loose_line(lines: Sequence[Line], index: int) -> int | None:
    """Over a page's number to the rows after it; onto the rest of a torn cell that lost its tabs."""
    after = next_filled(lines, index + 1)
    if after is None or "\t" not in lines[after].text:
        return None
    text = lines[index].text
    torn_piece = text.lstrip()[:1].islower() and lines[index + 1].blank
    return after if is_page_number(text) else index if torn_piece else None


def _is_table(rows: Sequence[RawRow]) -> bool:
    filled = [row for row in rows if not is_dashes([cell.text for cell in row])]
    if len(filled) == 1:
        return sum(bool(cell.text.strip()) for cell in filled[0]) > 2
    firsts = [row[0].text.strip() for row in filled]
    listed = max(map(len, filled)) == 2 and all(first in _MARKS_OF_LIST or is_row_number(first) for first in firsts)
    return not listed


def _unquoted(piece: str) -> str:
    """A spreadsheet's own quotes around a cell that holds line ends or quotes taken off."""
    bare = piece.strip(" ")
    if len(bare) < 2 or bare[0] != '"' or bare[-1] != '"' or not ("\n" in bare or '""' in bare[1:-1]):
        return piece
    inner = bare[1:-1].replace('""', "\0")
    return piece if '"' in inner else inner.replace("\0", '"')
