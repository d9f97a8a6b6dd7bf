"""The sheet of the matrix: a row a plan, a column a rule, a letter and a colour for what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from plancheck.report.model import PlanReport
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.standing import letter, name_of, said
from plancheck.report.writers.xlsx_parts.book import Cell, Column, Sheet
from plancheck.report.writers.xlsx_parts.layout import MATRIX_TOP, remark_spot
from plancheck.report.writers.xlsx_parts.listing import AskedRule, Listing, Standing
from plancheck.report.writers.xlsx_parts.looks import tone_of
from plancheck.rules.outcome import Outcome

_WIDE: Final = 4.3  # characters of a rule's column: room for the button of the filter
_ON_PAGE: Final = 30  # rules on a printed page beside the plan's name
_NUMBERS: Final = 12  # numbers of remarks in a tip


def write_matrix(sheet: Sheet, plans: Sequence[PlanReport], listed: Listing, words: Wording) -> None:
    """Plans and rules in report order; a letter leads to the first of its remarks."""
    sheet.say(0, words.say("excel.matrix"), "title")
    sheet.say(1, words.say("excel.matrix_caption" if plans else "excel.no_plans"), "caption")
    if not plans:
        return
    head = [
        Column(words.say("excel.plan"), 36),
        Column(words.say("head.file"), 26),
        Column(words.say("table.score"), 9),
    ]
    sheet.widths([*head, *(Column(rule.code, _WIDE) for rule in listed.rules)])
    for at, column in enumerate(head):
        sheet.put(MATRIX_TOP, at, Cell(column.heading, "header"))
    _rules(sheet, listed.rules, len(head), words)
    for row, (plan, standings) in enumerate(zip(plans, listed.standings, strict=True), MATRIX_TOP + 1):
        sheet.put(row, 0, Cell(name_of(plan)))
        sheet.put(row, 1, Cell(safe_path(plan.source.path)))
        sheet.put(row, 2, Cell(plan.score, "score"))
        for at, rule in enumerate(listed.rules, len(head)):
            sheet.put(row, at, _mark(standings.get(rule.code), words))
    right = len(head) + len(listed.rules) - 1
    sheet.page.autofilter(MATRIX_TOP, 0, MATRIX_TOP + len(plans), right)
    sheet.page.freeze_panes(MATRIX_TOP + 1, len(head))
    sheet.page.repeat_rows(MATRIX_TOP)
    sheet.page.repeat_columns(0, len(head) - 1)
    sheet.page.fit_to_pages(max(1, -(-len(listed.rules) // _ON_PAGE)), 0)


def _rules(sheet: Sheet, rules: Sequence[AskedRule], left: int, words: Wording) -> None:
    """The header of the rules, with what each asks as a note, and above it in how many plans it is broken."""
    sheet.page.set_row(MATRIX_TOP, 84)
    sheet.put(MATRIX_TOP - 1, 0, Cell(words.say("excel.broken_in"), "text"))
    for at, rule in enumerate(rules, left):
        sheet.put(MATRIX_TOP - 1, at, Cell(rule.plans.get(Outcome.FAILED, 0), "number"))
        sheet.put(MATRIX_TOP, at, Cell(rule.code, "rule"))
        sheet.note(MATRIX_TOP, at, f"{rule.code}: {rule.asks} ({words.name('severity', rule.severity)})")


def _mark(standing: Standing | None, words: Wording) -> Cell:
    """The letter; empty where the plan was not held against the rule."""
    if standing is None:
        return Cell()
    outcome, severity = standing.outcome, standing.severity
    shown = letter(outcome.value, severity.value, words)
    look = f"mark_{tone_of(outcome, severity)}"
    if not standing.remarks:
        return Cell(shown, look)
    numbers = ", ".join(map(str, standing.remarks[:_NUMBERS])) + ("…" if len(standing.remarks) > _NUMBERS else "")
    tip = words.say("excel.tip", said=said(outcome.value, severity.value, words), numbers=numbers)
    return Cell(shown, look, remark_spot(standing.remarks[0]), tip)
