"""Parts a cell that says when and by whom: «до 12.09.2025, директор школы»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from plancheck.document import Cell, Row, Table
from plancheck.language import clean, words
from plancheck.parsing.columns import Layout
from plancheck.parsing.deadlines import ANY_YEAR, read_deadline
from plancheck.parsing.labels import cut_at_labels
from plancheck.parsing.persons import persons_in
from plancheck.plan import Column

if TYPE_CHECKING:
    from plancheck.parsing.lexicons import Lexicons

_BETWEEN = re.compile(r"\s*(?:\n|[,;/|]|(?<=[а-яё\d]{3})[.](?=\s)|\s[-–—](?=\s))\s*|\s+")
_LAST_BRACKETS = re.compile(r"(?s)(?P<before>.*\S)\s*\((?P<inside>[^()]{4,200})\)[\s.;]*")
_JOINT, _MEASURE = (Column.DEADLINE, Column.RESPONSIBLE), (Column.MEASURE, Column.DEADLINE)
_LEAD = 3  # words before a post: «Все»
_LONGEST = 400  # characters; longer cells hold more than when and by whom


class WhenAndWho(NamedTuple):
    """The parts of a text: its deadline and those responsible, nothing where one is not told."""

    deadline: str
    responsible: str

    @property
    def both(self) -> bool:
        return bool(self.deadline and self.responsible)


def when_and_who(text: str, known: Lexicons) -> WhenAndWho:
    """The deadline and those responsible that a text names one after the other, with labels or without."""
    labelled = cut_at_labels(text, known.columns)
    if labelled.labels:
        lead = when_and_who(labelled.lead, known) if labelled.lead else WhenAndWho("", "")
        return WhenAndWho(
            labelled.of(Column.DEADLINE) or lead.deadline, labelled.of(Column.RESPONSIBLE) or lead.responsible
        )
    for first, second, strong in _cuts(text):
        if _when(first, known) and not _who(first, known):
            if _begins_with_who(second, known, within=_LEAD if strong else 0) and not _when(second, known):
                return WhenAndWho(first, second)
        elif _who(first, known) and not _when(first, known) and _when(second, known) and not _who(second, known):
            return WhenAndWho(second, first)
    if _who(text, known) and not _when(text, known):
        return WhenAndWho("", text)
    return WhenAndWho(text, "")


def in_last_brackets(text: str, known: Lexicons) -> tuple[str, WhenAndWho] | None:
    """A measure without the brackets that it ends in, and what they say; None where they tell no deadline."""
    found = _LAST_BRACKETS.fullmatch(text)
    if found is None:
        return None
    told = when_and_who(found["inside"], known)
    return (found["before"], told) if told.deadline and _when(told.deadline, known) else None


def who_in_last_brackets(text: str, known: Lexicons) -> tuple[str, str]:
    """A measure and those responsible that the brackets at its end name; the text and nothing where they name none."""
    found = _LAST_BRACKETS.fullmatch(text)
    named = found is not None and _begins_with_who(found["inside"], known, within=0)
    return (found["before"], found["inside"]) if found and named else (text, "")


def parted(table: Table, layout: Layout, known: Lexicons) -> tuple[Table, Layout] | None:
    """The table with a column made two that says both when and by whom, or what and when in brackets behind it.

    None where it has neither, or fewer than half of its cells say both.
    """
    columns = set(layout.columns)
    if layout.months or layout.span:
        return None
    if Column.DEADLINE not in columns:
        found = _parted_at(table, layout.codes.index(Column.MEASURE.value), layout, _MEASURE, known)
        if found:
            return found
    for own, other in ((Column.DEADLINE, Column.RESPONSIBLE), (Column.RESPONSIBLE, Column.DEADLINE)):
        at = layout.codes.index(own.value) if own in columns and other not in columns else None
        if at is not None and other.value in known.columns.titles.find(words(layout.titles[at])):
            return _parted_at(table, at, layout, _JOINT, known)
    return None


def _parted_at(
    table: Table, at: int, layout: Layout, columns: tuple[Column, Column], known: Lexicons
) -> tuple[Table, Layout] | None:
    """The table with the column at that place made those two."""
    told = [_told(row.cells[at].text, columns, known) for row in table.rows if _is_measure(row, at)]
    if 2 * sum(bool(first and second) for first, second in told) < max(len(told) - 1, 1):  # one of them is the header
        return None
    rows = tuple(Row(_two(row, at, columns, known), row.location) for row in table.rows)
    codes = (*layout.codes[:at], *(column.value for column in columns), *layout.codes[at + 1 :])
    titles = (*layout.titles[: at + 1], *layout.titles[at:])
    return replace(table, rows=rows), layout._replace(codes=codes, titles=titles)


def _told(text: str, columns: tuple[Column, Column], known: Lexicons) -> tuple[str, str]:
    if columns == _JOINT:
        return when_and_who(text, known)
    bracketed = in_last_brackets(text, known)
    return (bracketed[0], bracketed[1].deadline) if bracketed else (text, "")


def _is_measure(row: Row, at: int) -> bool:
    return at < len(row.cells) and bool(row.cells[at].text.strip()) and len(set(row.texts()) - {""}) > 1


def _two(row: Row, at: int, columns: tuple[Column, Column], known: Lexicons) -> tuple[Cell, ...]:
    if at >= len(row.cells):
        return row.cells
    cell = row.cells[at]
    first, second = _told(cell.text, columns, known) if _is_measure(row, at) else (cell.text, cell.text)
    return (*row.cells[:at], cell._replace(text=first), cell._replace(text=second), *row.cells[at + 1 :])


def _cuts(text: str) -> Iterator[tuple[str, str, bool]]:
    """The text in two, and whether a sign parts them: ends of lines and marks first, then mere spaces."""
    if len(text) > _LONGEST:
        return
    found: Sequence[re.Match[str]] = list(_BETWEEN.finditer(text.strip()))
    for strong in (True, False):
        for match in found:
            first, second = text.strip()[: match.start()], text.strip()[match.end() :]
            if first and second and bool(match[0].strip() or "\n" in match[0]) is strong:
                yield first, second.removesuffix(".") if second[-2:-1].islower() else second, strong


def _when(text: str, known: Lexicons) -> bool:
    return read_deadline(clean(text), ANY_YEAR, known.deadlines).understood


def _who(text: str, known: Lexicons) -> bool:
    return _begins_with_who(text, known, within=_LONGEST)


def _begins_with_who(text: str, known: Lexicons, *, within: int) -> bool:
    """Whether a post, a body or a person is named, after so many words at most; «до» is no department."""
    said = words(clean(text))
    places = [first for first, last, _ in known.roles.phrases.places(said) if last > first or len(said[first].text) > 2]
    persons = [len(words(text[: person.start])) for person in persons_in(clean(text), known.roles.patronymics)]
    return any(first <= within for first in (*places, *persons))
