"""Reads the cells of one row into a measure: its deadline, those responsible, topics, schools, procedures."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from plancheck.language import clean, words
from plancheck.parsing.deadlines import read_deadline
from plancheck.parsing.procedures import procedures_in_line
from plancheck.parsing.responsible import read_responsible
from plancheck.parsing.rows import RawMeasure
from plancheck.parsing.schools import schools_in
from plancheck.parsing.topics import marks_of, topics_of
from plancheck.plan import Column, Measure, Period

if TYPE_CHECKING:
    from plancheck.parsing.lexicons import Lexicons

_READ = 20_000  # characters of a measure that are searched for phrases; longer cells are no sentences
_YEARS = re.compile(r"(?<![\d.№])(?<!\d-)(20\d\d)(?:\s?(?:[-/]|(?>–))\s?(20\d\d|\d\d))?(?!\d)(?!\.\d)")


def read_measure(raw: RawMeasure, period: Period | None, known: Lexicons) -> Measure:
    """The measure that a row's cells tell; an empty cell gives None for its part."""
    return MeasureReader(period, known).read(raw)


class MeasureReader:
    """Reads the rows of one plan: a cell that says the same in several of them («в течение года») is read once."""

    def __init__(self, period: Period | None, known: Lexicons) -> None:
        self._known = known
        self._deadline = cache(lambda text: read_deadline(text, period, known.deadlines))
        self._responsible = cache(lambda text: read_responsible(text, known.roles))

    def read(self, raw: RawMeasure) -> Measure:
        """As `read_measure`."""
        known = self._known
        text, result = raw.text, raw.cells.get(Column.RESULT) or None
        deadline, responsible = raw.cells.get(Column.DEADLINE), raw.cells.get(Column.RESPONSIBLE)
        tidy = clean(text)
        said = words(tidy[:_READ])
        promised = words(clean(result)[:_READ]) if result else ()
        schools = schools_in(tidy[:_READ], known.schools, said)
        if result:
            schools += schools_in(result[:_READ], known.schools, promised)
        return Measure(
            number=raw.number,
            section=raw.section,
            text=text,
            deadline=self._deadline(deadline) if deadline else None,
            responsible=self._responsible(responsible) if responsible else None,
            result=result,
            procedures=procedures_in_line(tidy.replace("\n", " "), known.procedures),
            topics=topics_of(said, known.topics, known.clauses),
            marks=marks_of(said, promised, known.marks),
            schools=tuple(dict.fromkeys(schools)),
            years=years_in(text),
            columns=raw.columns,
            spanned=raw.spanned,
            doubtful=raw.doubtful,
            other=dict(raw.other),
            location=raw.location,
            places=dict(raw.places),
        )


def years_in(text: str) -> tuple[int, ...]:
    """The years a text speaks of, of a school year «2023-2024» the second; the years in whole dates are none."""
    if "20" not in text:
        return ()
    found = []
    for match in _YEARS.finditer(clean(text)):
        first, second = match.groups()
        found.append(int(first[:2] + second[-2:]) if second else int(first))
    return tuple(dict.fromkeys(found))
