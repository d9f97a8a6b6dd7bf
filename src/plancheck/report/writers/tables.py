"""Tables for DuckDB, pandas and spreadsheets: columns of known types, a row at a time, as CSV or Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import IO, Final, NamedTuple

from plancheck.plan import Plan, Window
from plancheck.report.model import Checked, PlanReport
from plancheck.report.safe_text import safe, safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.csv import guarded
from plancheck.report.writers.parquet import parquet

__all__ = ["HEAD", "Cell", "Field", "Kind", "Table", "head", "in_table", "into_table"]

Cell = str | int | float | bool | dt.date | Sequence[str] | Sequence[int] | Sequence[Window] | None

Kind = str
"""What a column holds, as DuckDB calls it: a key of `_IN_CSV`."""

WINDOWS: Final = 'STRUCT("first" DATE, "last" DATE)[]'
_BETWEEN: Final = "; "  # entries of a list in CSV
# What rules say stands in row after row: cleaned once, not in each.
_safe, _guarded = lru_cache(4096)(safe), lru_cache(4096)(guarded)


class Field(NamedTuple):
    """A column: its name, and what it holds."""

    name: str
    kind: Kind = "VARCHAR"


HEAD: Final = (
    Field("file"),
    Field("sha256"),
    Field("school"),
    Field("territory"),
    Field("level"),
    Field("period_start", "DATE"),
    Field("period_end", "DATE"),
    Field("approved", "DATE"),
)
"""The columns that say whose plan a row is of; they are the first in each table."""

Row = Mapping[str, Cell]


def head(report: PlanReport, plan: Plan) -> dict[str, Cell]:
    """Whose plan it is; the school is the organisation that the head names, whatever the level."""
    period = plan.period
    return {
        "file": safe_path(report.source.path),
        "sha256": report.source.sha256,
        "school": report.organisation,
        "territory": report.territory,
        "level": report.level,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "approved": plan.approval.date if plan.approval else None,
    }


Rows = Callable[[PlanReport, Plan, Wording], Iterator[Row]]
"""The rows of one plan."""


class Table(NamedTuple):
    """A table: its columns, and the rows that a plan gives, by the columns' names."""

    fields: Sequence[Field]
    rows: Rows


def in_table(table: Table, checked: Checked, words: Wording, target: str | None) -> bytes:
    """The whole table, as `into_table` writes it."""
    written = io.BytesIO()
    into_table(written, table, checked, words, target)
    return written.getvalue()


def into_table(file: IO[bytes], table: Table, checked: Checked, words: Wording, target: str | None) -> None:
    """Parquet where the target's name ends so, else CSV. Plans are walked once, one by one.

    Raises MissingExtraError where Parquet is asked for and DuckDB is not installed.
    """
    fields = table.fields
    walked = (
        tuple(row[field.name] for field in fields)
        for report, plan in zip(checked.report.plans, checked.plans, strict=True)
        for row in table.rows(report, plan, words)
    )
    if target and PurePath(target).suffix.lower() == ".parquet":
        file.write(parquet([(field.name, field.kind) for field in fields], (map(_plain, row) for row in walked)))
    else:
        _csv(file, fields, walked)


def _plain(cell: Cell) -> object:
    """A cell as JSON holds it; its text acts nowhere."""
    match cell:
        case str():
            return _safe(cell)
        case dt.date():
            return cell.isoformat()
        case [(_, _), *_]:
            return [{"first": _plain(first), "last": _plain(last)} for first, last in cell]  # type: ignore[misc, str-unpack]
        case list() | tuple():
            return [_plain(one) for one in cell]
    return cell


def _csv(file: IO[bytes], fields: Sequence[Field], rows: Iterable[Sequence[Cell]]) -> None:
    """UTF-8, cells parted by commas, whatever the language; no cell is taken for a formula, as in `csv`."""
    table = io.TextIOWrapper(file, "utf-8", "replace", newline="", write_through=True)
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([field.name for field in fields])
    writer.writerows(map(_text, row) for row in rows)
    table.detach()


def _text(cell: Cell) -> str:
    """A cell as text: days as 2024-09-01, lists joined by «; », windows as 2024-09-01/2024-09-30, nothing as empty."""
    match cell:
        case str():
            return _guarded(cell)
        case [(_, _), *_]:
            return _BETWEEN.join("/".join(map(_text, one)) for one in cell)  # type: ignore[arg-type]
        case list() | tuple():
            return guarded(_BETWEEN.join(map(_text, cell)))
    return _bare(cell)


def _bare(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
