"""Tables of Markdown's kind: each row begins with `|`, or stands over or under a `---|---` line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from plancheck.compiling_late import late_pattern
from plancheck.readers.plain.notation import Finding, Line, RawCell, RawRow, is_page_number, is_rule, next_filled

_BAR = late_pattern(r"(?<!\\)\|")
_HEADER_LINES = 4  # a rule below these says nothing of the columns
_SAMPLE = 200  # lines from which the number of columns is told
_BREAK = 30  # lines that one row may be broken over


def find(lines: Sequence[Line], at: int) -> Finding | None:
    """The table of rows between bars that begins at that line; rows broken over lines are whole again."""
    text = lines[at].text.strip()
    if "|" not in text or is_rule(text):
        return None
    if not (_is_row(text) or _matches_next(lines, at)):
        return None
    rows, stop = _read(lines, at, _width(lines, at))
    several = len(rows) > 1 or (rows and len(rows[0]) > 2)
    return Finding(rows if several else [], stop)


def split(text: str) -> tuple[list[str], bool]:
    """The cells between bars, outer bars left off, and whether the last one was closed by a bar."""
    bare = text.strip()
    parts = _BAR.split(bare)
    closed = len(parts) > 1 and not parts[-1].strip()
    if closed:
        parts.pop()
    if bare.startswith("|"):
        parts = parts[1:]
    return [part.replace("\\|", "|") for part in parts], closed


def _is_row(text: str) -> bool:
    return text.startswith("|") and len(text) > 1 and len(_BAR.findall(text)) > 1 and bool(text.strip("| "))


def _matches_next(lines: Sequence[Line], at: int) -> bool:
    """Whether a row without an outer bar is told by the line under it: a rule, or as many bars again."""
    if at + 1 >= len(lines):
        return False
    text, below = lines[at].text.strip(), lines[at + 1].text.strip()
    if "|" not in below or below == "|":
        return False
    bars = len(_BAR.findall(text.strip("| ")))
    return bars > 0 and (is_rule(below) or (bars > 1 and len(_BAR.findall(below.strip("| "))) == bars))


def _width(lines: Sequence[Line], at: int) -> int:
    counts: Counter[int] = Counter()
    for place, line in enumerate(lines[at : at + _SAMPLE]):
        text = line.text.strip()
        if is_rule(text) and "|" in text:
            if place < _HEADER_LINES:
                return len(split(text)[0])
            continue
        if _is_row(text) or (text.count("|") > 1 and counts):
            counts[len(split(text)[0])] += 1
        elif text and "|" not in text:
            break
    usual = counts.most_common(1)[0][0] if counts else 0
    return max(usual, len(split(lines[at].text)[0]))


def _read(lines: Sequence[Line], at: int, width: int) -> tuple[list[RawRow], int]:
    rows: list[RawRow] = []
    index = stop = at
    outer = lines[at].text.lstrip().startswith("|")
    while index < len(lines):
        text = lines[index].text.strip()
        if not text:
            following = _beyond_tear(lines, index, width)
            if following is None:
                break
            index = following
            continue
        if is_rule(text) and "|" in text:
            index = stop = index + 1
            continue
        if "|" not in text or text == "|":
            break
        if text.startswith("|"):
            row, index = _row(lines, index, width)
        else:
            row = _bare_row(lines[index], width)
            if outer or not 1 < len(row) <= max(width, 2):
                break
            index += 1
        rows.append(row)
        stop = index
    return rows, stop


def _bare_row(line: Line, width: int) -> RawRow:
    """The cells of a line without outer bars; a bar at its end stands before an empty cell, or for none."""
    parts = [part.replace("\\|", "|") for part in _BAR.split(line.text.strip())]
    if len(parts) > width and not parts[-1].strip():
        parts.pop()
    return [RawCell(part, line.number) for part in parts]


def _row(lines: Sequence[Line], at: int, width: int) -> tuple[RawRow, int]:
    """The row that begins at the line, and the index after it; goes on over lines while cells are missing."""
    texts, closed = split(lines[at].text)
    row = [RawCell(text, lines[at].number) for text in texts]
    index = at + 1
    while index < min(at + _BREAK, len(lines)) and (len(row) < width or (len(row) == width and not closed)):
        line = lines[index]
        text = line.text.strip()
        if not text or is_rule(text) or (text.startswith("|") and text != "|"):
            break
        more, ended = ([""], True) if text == "|" else split(text)
        if not closed:
            if not ended and len(more) == 1 and not _closes(lines, index, at):
                break
            if len(row) + len(more) - 1 > width:
                break
            row[-1] = row[-1]._replace(text=f"{row[-1].text}\n{more[0]}")
            more = more[1:]
        elif len(row) + len(more) > width or ("|" not in text and not _closes(lines, index, at)):
            break
        row += [RawCell(part, line.number) for part in more]
        closed, index = ended, index + 1
    while len(row) > width and not row[-1].text.strip():
        row.pop()
    return row, index


def _closes(lines: Sequence[Line], index: int, at: int) -> bool:
    """Whether a bar ends the cell within the next lines that do not begin a row."""
    for line in lines[index + 1 : at + _BREAK]:
        text = line.text.strip()
        if not text or (text.startswith("|") and text != "|"):
            return False
        if text.endswith("|"):
            return True
    return False


def _beyond_tear(lines: Sequence[Line], at: int, width: int) -> int | None:
    """The index where the table goes on after blank lines; None where another table, or text, begins."""
    index = next_filled(lines, at)
    if index is not None and is_page_number(lines[index].text):
        index = next_filled(lines, index + 1)
    if index is None or not _is_row(lines[index].text.strip()):
        return None
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    if is_rule(below) and "|" in below:
        return None  # a header of its own
    count = len(split(lines[index].text)[0])
    same = count == width or (count < width and len(split(below)[0]) != count)
    return index if same else None
