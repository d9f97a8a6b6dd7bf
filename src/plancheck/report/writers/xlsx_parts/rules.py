"""The sheet that explains: what each letter means, what each rule asks, and how the plans fare with it."""

from __future__ import annotations

from typing import Final

from plancheck.report.wording import Wording
from plancheck.report.writers.standing import letter, said
from plancheck.report.writers.xlsx_parts.book import Cell, Column, Sheet
from plancheck.report.writers.xlsx_parts.listing import AskedRule, Listing
from plancheck.report.writers.xlsx_parts.looks import tone_of
from plancheck.rules.outcome import Outcome, Severity

_LETTERS: Final = (
    *((Outcome.FAILED, severity) for severity in Severity),
    *((outcome, Severity.ERROR) for outcome in Outcome if outcome != Outcome.FAILED),
)
_COUNTED: Final = (
    Outcome.FAILED, Outcome.CANT_TELL, Outcome.ERROR, Outcome.WAIVED, Outcome.PASSED, Outcome.INAPPLICABLE,
)  # fmt: skip


def write_rules(sheet: Sheet, listed: Listing, words: Wording) -> None:
    """The letters first, then the rules in the order of the matrix."""
    sheet.say(0, words.say("excel.rules"), "title")
    columns = [
        Column(words.say("table.rule"), 12),
        Column(words.say("excel.requirement"), 62),
        Column(words.say("table.severity"), 17),
        *(Column(_heading(outcome, words), 14) for outcome in _COUNTED),
        Column(words.say("label.source"), 50),
    ]
    sheet.widths(columns)
    sheet.say(1, words.say("excel.letters"), "heading")
    for row, (outcome, severity) in enumerate(_LETTERS, 2):
        sheet.put(row, 0, Cell(letter(outcome.value, severity.value, words), f"mark_{tone_of(outcome, severity)}"))
        sheet.put(row, 1, Cell(said(outcome.value, severity.value, words)))
    top = len(_LETTERS) + 4
    if not listed.rules:
        return
    sheet.say(top - 1, words.say("excel.rules_caption"), "caption")
    sheet.table(top, columns, [_cells(rule, words) for rule in listed.rules], "Rules")
    sheet.page.repeat_rows(top)


def _heading(outcome: Outcome, words: Wording) -> str:
    name = words.name("outcome", outcome)
    return name[:1].upper() + name[1:]


def _cells(rule: AskedRule, words: Wording) -> tuple[Cell, ...]:
    return (
        Cell(rule.code),
        Cell(rule.asks),
        Cell(words.name("severity", rule.severity), f"tone_{rule.severity.value}"),
        *(Cell(rule.plans.get(outcome, 0), "number") for outcome in _COUNTED),
        Cell("; ".join(rule.source)),
    )
