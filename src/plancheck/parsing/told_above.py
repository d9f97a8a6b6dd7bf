"""Gives rows what they leave to the row or the title above them: «-//-», a month or a person named for a section."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.language import clean, fold, words
from plancheck.parsing.columns import ColumnWords
from plancheck.parsing.deadlines import ANY_YEAR, read_deadline
from plancheck.parsing.rows import RawMeasure, RawSection
from plancheck.plan import Column

_DITTO = frozenset(("//", "///", '"', '""', "„", "“", "”", "″", "«", "»", "''", ",,"))
_AROUND_DITTO = "-–— "
_REPEATED = (Column.DEADLINE, Column.RESPONSIBLE, Column.RESULT)
_PERIOD_WORDS = 5  # of a section's title that is a stretch of time: «Сентябрь – октябрь 2025 года»


def told_above(
    measures: Sequence[RawMeasure], sections: Sequence[RawSection], known: ColumnWords
) -> tuple[RawMeasure, ...]:
    """The measures with what dittos, months as titles of sections, and their responsible stand for."""
    told: list[RawMeasure] = []
    for measure in measures:
        told.append(_without_dittos(measure, told[-1] if told else None, known))
    columns = {column for measure in measures for column in measure.columns}
    if Column.DEADLINE not in columns and sections:
        told = _from_sections(told, [_period(section.title, known) for section in sections], Column.DEADLINE)
    if Column.RESPONSIBLE not in columns and sections:
        from plancheck.parsing.labels import cut_at_labels  # noqa: PLC0415 - few plans lack the column

        named = [cut_at_labels(section.title, known).of(Column.RESPONSIBLE) for section in sections]
        told = _from_sections(told, named, Column.RESPONSIBLE)
    return tuple(told)


def _without_dittos(measure: RawMeasure, before: RawMeasure | None, known: ColumnWords) -> RawMeasure:
    if before is None:
        return measure
    same = {
        column: before.cells[column]
        for column in _REPEATED
        if before.cells.get(column) and _is_ditto(measure.cells.get(column, ""), known)
    }
    return measure._replace(cells={**measure.cells, **same}) if same else measure


def _is_ditto(text: str, known: ColumnWords) -> bool:
    return bool(text) and (text.strip(_AROUND_DITTO) in _DITTO or fold(text).strip(" .") in known.ditto)


def _period(title: str, known: ColumnWords) -> str:
    """A section's title where it is nothing but a stretch of time; nothing where it is not."""
    said = words(clean(title))
    return title if len(said) <= _PERIOD_WORDS and read_deadline(title, ANY_YEAR, known.times).windows else ""


def _from_sections(measures: list[RawMeasure], told: Sequence[str], column: Column) -> list[RawMeasure]:
    """The measures with what the titles of their sections tell, where most titles do."""
    if len(told) < 2 or 3 * sum(map(bool, told)) < 2 * len(told):
        return measures
    return [
        measure._replace(cells={**measure.cells, column: told[measure.section]}, columns=(*measure.columns, column))
        if measure.section is not None and told[measure.section]
        else measure
        for measure in measures
    ]
