"""A table of remarks for Excel and scripts: one line a finding."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import IO, Final

from plancheck.report.model import Checked, OutcomeEntry, PlanReport, Unread
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.telling import QUOTE, said, suggestion, told, where

_FORMULA = re.compile(r"[\s'\"]*[=+\-@|%＝＋－＠]")
_SEPARATOR: Final = {"ru": ";", "en": ","}  # what Excel of that language parts cells by
_HEADINGS: Final = (
    "head.file", "head.organisation", "head.territory", "head.level", "table.rule", "table.outcome",
    "table.severity", "label.where", "label.quote", "table.message", "label.remedy", "label.suggestion",
    "label.source", "table.fingerprint",
)  # fmt: skip


def write(checked: Checked, words: Wording) -> bytes:
    """UTF-8 with a signature, by which Excel knows it; cells parted by «;» in Russian and «,» in English.

    Findings, rules that broke, questions for a person, and a line for each file that was not judged. No cell is taken
    for a formula: one that begins like one has an apostrophe before it.
    """
    table = io.BytesIO()
    write_into(table, checked, words)
    return table.getvalue()


def write_into(file: IO[bytes], checked: Checked, words: Wording) -> None:
    """The same, plan by plan."""
    table = io.TextIOWrapper(file, "utf-8-sig", "replace", newline="", write_through=True)
    writer = csv.writer(table, delimiter=_SEPARATOR[words.lang], lineterminator="\r\n")
    writer.writerow([words.say(heading) for heading in _HEADINGS])
    report = checked.report
    for plan in report.plans:
        writer.writerows(map(guarded, _cells(plan, entry, words)) for entry in told(plan))
    writer.writerows(map(guarded, _unread_cells(unread, words)) for unread in report.unread)
    table.detach()


def guarded(text: str) -> str:
    """A cell on one line that no spreadsheet computes."""
    cell = one_line(text)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cells(plan: PlanReport, entry: OutcomeEntry, words: Wording) -> Iterator[str]:
    yield safe_path(plan.source.path)
    yield plan.organisation or ""
    yield plan.territory or ""
    yield words.name("level", plan.level) if plan.level else ""
    yield entry.rule
    yield words.name("outcome", entry.outcome)
    yield words.name("severity", entry.severity)
    yield where(entry, words)
    yield " / ".join(one_line(row.quote, QUOTE) for row in entry.evidence if row.quote.strip())
    yield said(entry, words)
    yield entry.remedy
    yield suggestion(entry, words)
    yield "; ".join(entry.source)
    yield entry.fingerprint


def _unread_cells(unread: Unread, words: Wording) -> Iterator[str]:
    told_of = {0: safe_path(unread.path), 5: words.say("table.unread"), 9: unread.error}
    return (told_of.get(at, "") for at in range(len(_HEADINGS)))
