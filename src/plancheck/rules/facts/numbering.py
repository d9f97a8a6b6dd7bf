"""Whether the numbers of measures are whole: none missing, doubled or skipped within its section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.plan import Column, Plan
from plancheck.rules.facts.reading import Reading, has_column
from plancheck.rules.facts.wording import shown
from plancheck.rules.fields import FactList

__all__ = ["Faulty", "Row", "add_numbering_facts", "numbering_faults", "read_number"]

Number = tuple[int, ...]

_PLAIN = re.compile(r"[(№]?\s*(\d{1,4}(?:\s*\.\s*\d{1,4}){0,5})\s*[.):]*")
_ROMAN = late_pattern(r"[(]?\s*([IVXL]{1,7})\s*[.):]*")
_ROMAN_WHOLE = late_pattern(r"(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_PAIRS = {"XL": 40, "IX": 9, "IV": 4}
_ROMAN_SIGNS = {"L": 50, "X": 10, "V": 5, "I": 1}
_AT_ONCE = 3  # so many parts may be opened by one row: 2 → 3.1.1.1


class Row(NamedTuple):
    """A numbered row: its measure, its part of the plan (section and table), its number as written."""

    measure: int
    part: object
    number: str | None


class Faulty(NamedTuple):
    """A row whose number is `missing`, `doubled` or `skipped` (the one before it is)."""

    measure: int
    fault: str


def read_number(text: str) -> Number | None:
    """«3», «3.», «3)», «3.2.», «IV» as parts of a whole; None where it is no such number."""
    if plain := _PLAIN.fullmatch(text.strip()):
        return tuple(int(part) for part in plain.group(1).split("."))
    roman = _ROMAN.fullmatch(text.strip())
    return (_roman(roman.group(1)),) if roman and _ROMAN_WHOLE.fullmatch(roman.group(1)) else None


def _roman(text: str) -> int:
    total = 0
    for pair, value in _ROMAN_PAIRS.items():
        if pair in text:
            text, total = text.replace(pair, ""), total + value
    return total + sum(_ROMAN_SIGNS[sign] for sign in text)


def numbering_faults(rows: Sequence[Row]) -> list[Faulty]:
    """All faults in row order. A part with no number at all has none by intent."""
    found: list[Faulty] = []
    last: Number | None = None
    for _, part in groupby(rows, key=lambda row: row.part):
        members = list(part)
        if all(_blank(row.number) for row in members):
            last = None
            continue
        last = _walk(members, last, found)
    return found


def _blank(number: str | None) -> bool:
    return not (number or "").strip()


def _walk(rows: Sequence[Row], before: Number | None, found: list[Faulty]) -> Number | None:
    """One part's rows; `before` is the number the part may run on from. Returns its last number."""
    last, seen, opening, gaps = before, set[Number](), True, 0
    numbers = [None if row.number is None else read_number(row.number) for row in rows]
    for at, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        if _blank(row.number):
            found.append(Faulty(row.measure, "missing"))
            gaps += 1
            continue
        if number is None:  # «1а», «б/н»: nothing is said about what follows
            last, opening, gaps = None, False, 0
            continue
        if number in seen and _begins_anew(numbers, at):
            seen, last = set(), None
        elif number in seen:
            found.append(Faulty(row.measure, "doubled"))
        elif _skips(number, last, gaps, opening):
            found.append(Faulty(row.measure, "skipped"))
        seen.add(number)
        # A number lower than the last stands out of its place, and counting goes on from the last.
        last = number if opening or last is None else max(number, last)
        opening, gaps = False, 0
    return last


def _begins_anew(numbers: Sequence[Number | None], at: int) -> bool:
    """Numbering that starts over without a heading: 1 again, and then 2."""
    number = numbers[at]
    if number is None or number[-1] != 1:
        return False
    following = next((one for one in map(numbers.__getitem__, range(at + 1, len(numbers))) if one is not None), None)
    return following is not None and _steps(number, following) == 1


def _steps(before: Number, number: Number) -> int | None:
    """By how many counts one gets from a number to a later one; None where there is no way.

    A count raises a part by one and drops what is behind it, or goes down from the whole; up to three parts of 1
    follow at once: from 2.3 to 2.4, 2.4.1, 3, 3.1, 2.3.1.
    """
    same = next((at for at, (one, other) in enumerate(zip(before, number, strict=False)) if one != other), None)
    if same is None:
        if len(number) < len(before):
            return None
        steps, ones, rest = 0, 0, number[len(before) :]
    else:
        steps, ones, rest = number[same] - before[same], _AT_ONCE, number[same + 1 :]
    if steps < 0 or 0 in rest:
        return None
    for part in rest:
        if ones == 0:
            steps, ones = steps + 1, _AT_ONCE
        ones -= 1
        if part > 1:
            steps, ones = steps + part - 1, _AT_ONCE
    return steps


def _skips(number: Number, last: Number | None, gaps: int, opening: bool) -> bool:
    """Whether a number before this one is missing from the plan."""
    if opening:
        return not _may_open(number, last, gaps)
    # A number lower than the last stands out of its place: the gap it left is reported already.
    return not _may_follow(number, last, gaps) and (last is None or number > last)


def _may_follow(number: Number, last: Number | None, gaps: int) -> bool:
    """`gaps` rows without a number stand between: their numbers may have been counted or not."""
    if last is None:
        return True
    steps = _steps(last, number)
    return steps is not None and steps <= gaps + 1


def _may_open(number: Number, before: Number | None, gaps: int) -> bool:
    """A part begins at 1, at its own section's number with a 1, or runs on from the part before."""
    if any(part > 1 + gaps for part in number[1:]):
        return before is not None and _may_follow(number, before, gaps)
    if len(number) > 1 or number[0] <= 1 + gaps:
        return True
    return before is not None and _may_follow(number, before, gaps)


def add_numbering_facts(facts: FactList, reading: Reading) -> None:
    """Adds a numbering_fault fact for each fault, where the table has a number column."""
    for fault in numbering_faults(list(_rows(reading.plan))):
        texts = {**reading.texts(fault.measure), "says": shown("numbering", fault.fault)}
        facts.add("numbering_fault", texts, measure=fault.measure, fault=fault.fault)


def _rows(plan: Plan) -> Iterator[Row]:
    for index, measure in enumerate(plan.measures):
        if has_column(plan, measure, Column.NUMBER) and Column.NUMBER not in measure.spanned:
            yield Row(index, (measure.section, measure.location.table), measure.number)
