"""Turns the marks in columns of months into the deadline that a person would write: «сентябрь, до 20 февраля»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.language import clean, fold
from plancheck.parsing.deadlines import ANY_YEAR, DeadlineWords, read_deadline
from plancheck.parsing.month_titles import MONTH, MonthTitle

_NOTHING = late_pattern(r"[\s\-–—−_.,…]*")
_SIGN = late_pattern(r"[^\w]+")
_TO_FILL = late_pattern(r"\[[^\]]*\]|\([^)]*\)")  # «[указать срок]», as drafts have it
_LONGEST = 60  # characters; what is longer is no mark, whatever it says
_WHOLE = 3  # columns and more, all marked, are a measure that goes on


class MarkWords(NamedTuple):
    """What is written in a column of a month: `ticks` mark it, `blanks` do not; `throughout` opens a span."""

    ticks: frozenset[str]
    blanks: frozenset[str]
    throughout: str

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> MarkWords:
        """From the parsed lexicon of columns."""
        return cls(
            frozenset(fold(str(word)) for word in value["ticks"]),
            frozenset(fold(str(word)) for word in value["blanks"]),
            str(value["throughout"]),
        )


class Marked(NamedTuple):
    """A marked column: `said` is its deadline, empty where there is but a mark; `free` that other words stand there."""

    place: int
    title: MonthTitle
    said: str = ""
    free: bool = False


def mark_in(place: int, title: MonthTitle, text: str, marks: MarkWords, words: DeadlineWords) -> Marked | None:
    """What a cell says in the column of a title; None where it marks nothing."""
    tidy = clean(text).replace("\n", " ")
    folded = fold(tidy).strip(" .")
    if _NOTHING.fullmatch(tidy) or folded in marks.blanks:
        return None
    if folded in marks.ticks or _SIGN.fullmatch(tidy):
        return Marked(place, title)
    if _TO_FILL.fullmatch(tidy):
        return Marked(place, title, tidy)  # no month is meant yet
    before, _, behind = tidy.partition("(")  # «+ (по классам)» is a mark, and words on it
    if behind and (inner := mark_in(place, title, before, marks, words)) and not inner.free:
        return inner._replace(said=f"{inner.said or title.name} ({behind}")
    said = _said(tidy, title, words) if len(tidy) <= _LONGEST else ""
    return Marked(place, title, said, free=not said)


def _said(tidy: str, title: MonthTitle, words: DeadlineWords) -> str:
    """The deadline that words or numbers in the column of a title come to; empty where they say nothing of when."""
    alone = read_deadline(tidy, ANY_YEAR, words)
    if alone.windows or alone.ongoing or alone.anchor:
        return tidy
    if alone.recurrence:
        return f"{title.name}, {tidy}"
    if title.unit != MONTH:
        return ""
    dated = f"{tidy.rstrip('. ')} {title.genitive}"
    windows = read_deadline(dated, ANY_YEAR, words).windows
    return dated if windows and windows != read_deadline(title.name, ANY_YEAR, words).windows else ""


def told_by_marks(found: Sequence[Marked], columns: int, marks: MarkWords) -> str:
    """The deadline that marked columns come to, of so many columns in all.

    Unbroken marks are one stretch from the first to the last; those over all the columns say that it goes on.
    """
    if len(found) == columns >= _WHOLE and not any(one.said for one in found):
        first, last = found[0].title, found[-1].title
        return f"{marks.throughout} {first.genitive} - {last.genitive}"
    runs: list[list[Marked]] = []
    for one in found:
        if runs and _goes_on(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(dict.fromkeys(_run(run) for run in runs))


def _goes_on(before: Marked, one: Marked) -> bool:
    if before.said or one.said or one.place != before.place + 1 or before.title.unit != one.title.unit:
        return False
    step = one.title.order - before.title.order
    return step == 1 or (one.title.unit == MONTH and step % 12 == 1)


def _run(run: Sequence[Marked]) -> str:
    if len(run) == 1:
        return run[0].said or run[0].title.name
    return f"{run[0].title.name} - {run[-1].title.name}"
