"""Takes back verdicts that rest on cells recognised from a picture with little certainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from plancheck.plan import Column, Plan
from plancheck.rules.messages import Text
from plancheck.rules.outcome import Outcome, RuleOutcome

__all__ = ["without_guesses"]

_UNSURE = Text(
    "Текст распознан с картинки неуверенно: сверьте с оригиналом {}.",
    "The text was recognised from a picture with little certainty: compare {} with the original.",
)
_ROWS = Text("строки {}", "rows {}")
_MOST_ROWS = 8


def without_guesses(plan: Plan, outcomes: Sequence[RuleOutcome], lang: str) -> tuple[RuleOutcome, ...]:
    """The outcomes, with `cant_tell` for what doubtful cells alone decided.

    A finding on rows that were read surely stands. One on a doubtful row, one that something is missing while
    a measure was read doubtfully, and a pass whose every evidence is doubtful are left to a person.
    """
    doubtful = {index for index, measure in enumerate(plan.measures) if measure.doubtful}
    if not doubtful:
        return tuple(outcomes)
    unread = any(Column.MEASURE in plan.measures[index].doubtful for index in doubtful)
    told: list[RuleOutcome] = []
    for _, entries in groupby(outcomes, key=lambda outcome: outcome.rule):
        told += _rule(list(entries), doubtful, plan, lang, unread=unread)
    return tuple(told)


def _rule(entries: list[RuleOutcome], doubtful: set[int], plan: Plan, lang: str, *, unread: bool) -> list[RuleOutcome]:
    sure = [entry for entry in entries if not _rests_on(entry, doubtful, unread=unread)]
    if sure:
        return sure
    rows = {index for entry in entries for index in (*entry.measures, *_quoted(entry)) if index in doubtful}
    reason = _UNSURE.of(lang).format(_named(rows or doubtful, plan, lang))
    first = entries[0]
    return [
        replace(
            first,
            outcome=Outcome.CANT_TELL,
            measures=tuple(sorted(rows)),
            message=reason,
            reason=reason,
            remedy="",
            suggestion=None,
            location=None,
        )
    ]


def _rests_on(entry: RuleOutcome, doubtful: set[int], *, unread: bool) -> bool:
    """Whether an outcome would not be sure of itself without the doubtful rows."""
    rows = {*entry.measures, *_quoted(entry)}
    if entry.outcome is Outcome.FAILED:
        return bool(rows & doubtful) if rows else unread and entry.subject.kind != "column"
    return entry.outcome is Outcome.PASSED and bool(rows) and rows <= doubtful


def _quoted(entry: RuleOutcome) -> list[int]:
    return [item.measure for item in entry.evidence if item.measure is not None]


def _named(rows: set[int], plan: Plan, lang: str) -> str:
    labels = [plan.measures[index].number or str(index + 1) for index in sorted(rows)]
    shown = ", ".join(labels[:_MOST_ROWS]) + (" …" if len(labels) > _MOST_ROWS else "")
    return _ROWS.of(lang).format(shown)
