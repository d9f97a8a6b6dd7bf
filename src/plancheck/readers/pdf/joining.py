"""A table that goes on over pages made one: repeated headers dropped, rows torn by a page glued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from plancheck.readers.pdf.parts import Part, PartRow, Place, glued

_BORDER = 2.5  # points by which the same border may differ from page to page
_NUMBER = re.compile(r"(?:№\s*)?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[IVXLC]{1,6}[.)]?")
_HEADER_ROWS = 4
_LOOKED_AT = 40  # rows above a page's end by which the numbers' column is told
_NUMBERED = 0.6  # the share of rows with a number in a column that makes it the numbers' column


def same_borders(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """The borders of both where they are the same but for some that one lacks, in the place of the second.

    None where they are two different tables'. The second may be shifted as a whole, as on left and right pages.
    """
    shift = other[0] - one[0]
    if abs(one[-1] + shift - other[-1]) > _BORDER:
        return None
    moved = [x + shift for x in one]
    few, many = (moved, other) if len(moved) <= len(other) else (other, moved)
    if all(min(abs(x - border) for border in many) <= _BORDER for x in few):
        return tuple(many)
    return None


def join(parts: Sequence[Part]) -> list[PartRow]:
    """The rows of a table whose parts stand on several pages, all on the same borders."""
    rows = list(parts[0].rows)
    before = parts[0]
    for part in parts[1:]:
        header = _repeated(rows, part.rows)
        following = part.rows[header:]
        if following:
            numbers = number_column([*rows[-_LOOKED_AT:], *following])
            opened = before.open_bottom or (part.open_top and not header)
            if rows and is_torn(rows[-1], following[0], numbers, opened=opened):
                rows, following = _glued(rows, following)
            elif rows:
                following = _gone_on(rows, following, numbers)
            rows += following
        before = part
    return rows


def join_rows(rows: Sequence[PartRow], xs: tuple[float, ...]) -> list[PartRow]:
    """The same for rows of a table that was told as a whole."""
    pages = [list(group) for _, group in groupby(rows, key=lambda row: row.page)]
    return join([Part(group[0].page, xs, group, group[0].box) for group in pages])


def number_column(rows: Sequence[PartRow]) -> int | None:
    """The column that holds the rows' numbers, None where there is none; one of the first two."""
    whole = [row.places for row in rows if len({place.group for place in row.places}) > 2]
    for column in range(min(2, len(rows[0].places) if rows else 0)):
        texts = (" ".join(places[column].text.split()) for places in whole if len(places) > column)
        filled = [text for text in texts if text]
        found = sum(bool(_NUMBER.fullmatch(text)) for text in filled)
        if found >= 2 and found >= _NUMBERED * len(filled):
            return column
    return None


def _repeated(rows: Sequence[PartRow], following: Sequence[PartRow]) -> int:
    """How many rows at the head of a page only repeat those at the head of the table."""
    heads = [row.texts() for row in rows[:_HEADER_ROWS]]
    for start in (0, 1):
        count = 0
        for head, row in zip(heads[start:], following, strict=False):
            if head != row.texts() or not any(head):
                break
            count += 1
        if count and (start == 0 or all(_NUMBER.fullmatch(text) for text in heads[1] if text)):
            return count
    return 0


def is_torn(last: PartRow, first: PartRow, numbers: int | None, *, opened: bool) -> bool:
    """Whether the first row of a page is the rest of the last one on the page before."""
    if _is_whole(first) or _is_whole(last):
        return False
    texts, above = first.texts(), last.texts()
    filled = [at for at, text in enumerate(texts) if text]
    if not filled or (numbers is not None and texts[numbers]):
        return False
    if opened:
        return True
    if any(not above[at] for at in filled) or len(filled) == len(texts):
        return False  # what goes on has begun before, and some cell has come to its end
    goes_on = [_goes_on(texts[at]) for at in filled]
    if numbers is None or not above[numbers] or last.places[numbers].merged == "down":
        return all(goes_on)
    return any(goes_on) or len(filled) < len(texts) - 1 or any(_breaks_off(above[at]) for at in filled)


def _is_whole(row: PartRow) -> bool:
    """Whether the row is one cell merged over all columns."""
    return len({place.group for place in row.places}) == 1


def _goes_on(text: str) -> bool:
    return text[0].islower() or text[0] in ",;.)»–—-"


def _breaks_off(text: str) -> bool:
    return text.endswith((",", "(", "«", "-"))


def _glued(rows: list[PartRow], following: list[PartRow]) -> tuple[list[PartRow], list[PartRow]]:
    """The rows with the first of those that follow put to the last; and the others."""
    changed: dict[object, str] = {}
    renamed: dict[object, tuple[object, str]] = {}
    for place, rest in zip(rows[-1].places, following[0].places, strict=True):
        text = changed.get(place.group, place.text)
        if rest.merged != "across":
            text = glued(text, rest.text)
            changed[place.group] = text
        renamed[rest.group] = place.group, text
    return _with_texts(rows, changed), _renamed(following[1:], renamed)


def _gone_on(rows: list[PartRow], following: list[PartRow], numbers: int | None) -> list[PartRow]:
    """The rows that follow, with a cell merged down over the page's end filled in on both sides of it."""
    last, first = rows[-1], following[0]
    renamed: dict[object, tuple[object, str]] = {}
    if _is_whole(last) or _is_whole(first):
        return following
    for column, (place, rest) in enumerate(zip(last.places, first.places, strict=True)):
        if column == numbers or rest.text or not place.text or rest.merged or place.merged == "across":
            continue
        if place.merged == "down" or _height(following, column, rest.group) > 1:
            renamed[rest.group] = place.group, place.text
    return _renamed(following, renamed)


def _height(rows: Sequence[PartRow], column: int, group: object) -> int:
    return sum(row.places[column].group == group for row in rows)


def _with_texts(rows: Sequence[PartRow], changed: dict[object, str]) -> list[PartRow]:
    """The rows with new texts for some merged groups; only those at the end can hold them."""
    found = list(rows)
    for at in range(len(found) - 1, -1, -1):
        row = found[at]
        if not any(place.group in changed for place in row.places):
            break
        places = [place._replace(text=changed.get(place.group, place.text)) for place in row.places]
        found[at] = row._replace(places=places)
    return found


def _renamed(rows: Sequence[PartRow], renamed: dict[object, tuple[object, str]]) -> list[PartRow]:
    """The rows with some groups made the lower part of others."""

    def changed(place: Place) -> Place:
        if place.group not in renamed:
            return place
        group, text = renamed[place.group]
        return place._replace(text=text, group=group, merged="down")

    return [row._replace(places=[changed(place) for place in row.places]) for row in rows]
