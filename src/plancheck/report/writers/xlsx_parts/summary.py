"""The sheet of the summary: figures, how scores are spread, the rules broken most, and the plans by score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from plancheck.report.folder_lines import folder_lines
from plancheck.report.model import PlanReport, Report
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.standing import name_of
from plancheck.report.writers.xlsx_parts.book import Cell, Column, Sheet, cell_text
from plancheck.report.writers.xlsx_parts.charts import Bars, draw
from plancheck.report.writers.xlsx_parts.layout import matrix_spot
from plancheck.report.writers.xlsx_parts.listing import Listing
from plancheck.report.writers.xlsx_parts.looks import PALE_BAR
from plancheck.rules.outcome import Outcome

_BROKEN_MOST: Final = 10  # rules shown
_LABEL: Final = 60  # characters of such a rule
_BUCKETS: Final = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 100), (100, 101))  # from, and below
_BAR: Final = {
    "type": "data_bar",
    "bar_color": PALE_BAR,
    "bar_solid": True,
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 100,
}
_RULESETS: Final = 120  # characters of the rulesets' names, which may be many
_BESIDE: Final = 3  # the column that charts begin in, right of the figures


def write_summary(sheet: Sheet, report: Report, listed: Listing, words: Wording) -> None:
    """Figures with charts at their side; then a table of the plans, the worst score first."""
    sheet.say(0, words.say("excel.title"), "title")
    made = words.say("excel.made", tool=report.tool.name, version=report.tool.version)
    ruleset = cell_text(f"{report.ruleset.name} {report.ruleset.version}", _RULESETS)
    sheet.say(1, f"{made} {words.say('excel.ruleset', ruleset=ruleset)}", "caption")
    columns = _columns(words)
    sheet.widths(columns)
    row = 3
    for label, figure in _figures(report, words):
        sheet.put(row, 0, Cell(label))
        look = "score_figure" if isinstance(figure, float) else "figure"
        sheet.put(row, 1, Cell("–" if figure is None else figure, "text" if figure is None else look))
        row += 1
    if not report.plans:
        _together(sheet, row + 1, report, words)
        return
    spread = _block(sheet, row + 1, words.say("excel.spread"), _spread(report.plans, words))
    broken = _block(sheet, spread.last + 2, words.say("excel.broken_most"), _broken_most(listed))
    draw(sheet, spread, (3, _BESIDE), "column", words.say("excel.plans_in_all"))
    if broken.last >= broken.first:
        draw(sheet, broken, (spread.first - 1, _BESIDE), "bar", words.say("excel.plans_in_all"))
    top = broken.last + 3
    sheet.say(top - 1, words.say("excel.by_score"), "heading")
    order = sorted(range(len(report.plans)), key=lambda at: _worst_first(report.plans[at]))
    sheet.table(top, columns, [_cells(at, report.plans[at], words) for at in order], "Plans")
    score = [column.heading for column in columns].index(words.say("table.score"))
    sheet.page.conditional_format(top + 1, score, top + len(order), score, _BAR)
    _together(sheet, top + len(order) + 2, report, words)


def _together(sheet: Sheet, top: int, report: Report, words: Wording) -> None:
    """Who copied whom, who sent two plans, who sent none: below all else, a line a cell."""
    row = top
    for part in folder_lines(report.folder, words):
        sheet.say(row, part.heading, "heading")
        for line in part.lines:
            row += 1
            sheet.say(row, line, "caption")
        row += 2


def _figures(report: Report, words: Wording) -> list[tuple[str, float | int | None]]:
    plans, summary = report.plans, report.summary
    scores = [plan.score for plan in plans if plan.score is not None]
    return [
        (words.say("excel.plans_in_all"), len(plans)),
        (words.say("excel.unread_in_all"), len(report.unread)),
        (words.say("excel.plans_with_errors"), sum(1 for plan in plans if plan.summary.by_severity.error)),
        (words.say("excel.plans_clean"), sum(1 for plan in plans if not plan.findings)),
        (words.say("excel.mean_score"), round(sum(scores) / len(scores), 1) if scores else None),
        (words.say("excel.errors"), summary.by_severity.error),
        (words.say("excel.warnings"), summary.by_severity.warning),
        (words.say("excel.notes"), summary.by_severity.note),
        (words.say("excel.cant_tell"), summary.cant_tell),
        (words.say("excel.waived"), sum(len(plan.with_outcome(Outcome.WAIVED)) for plan in plans)),
        (words.say("excel.broke"), summary.error),
    ]


def _block(sheet: Sheet, top: int, heading: str, figures: Sequence[tuple[str, int]]) -> Bars:
    """Labels and numbers below a heading, to be seen and to be drawn."""
    sheet.say(top, heading, "heading")
    for row, (label, number) in enumerate(figures, top + 1):
        sheet.put(row, 0, Cell(label))
        sheet.put(row, 1, Cell(number, "figure"))
    return Bars(heading, top + 1, top + len(figures))


def _spread(plans: Sequence[PlanReport], words: Wording) -> list[tuple[str, int]]:
    """How many plans have which score."""
    scores = [plan.score for plan in plans if plan.score is not None]
    found = [
        (_range(first, below, words), sum(1 for one in scores if first <= one < below)) for first, below in _BUCKETS
    ]
    without = len(plans) - len(scores)
    return [*found, (words.say("no_score"), without)] if without else found


def _range(first: int, below: int, words: Wording) -> str:
    """«20–39,9»: scores have one decimal."""
    return "100" if first == 100 else words.say("excel.range", first=first, last=below - 1)


def _broken_most(listed: Listing) -> list[tuple[str, int]]:
    """The rules that the most plans break."""
    broken = sorted(listed.rules, key=lambda rule: (-rule.plans.get(Outcome.FAILED, 0), -rule.severity.rank))
    return [
        (cell_text(f"{rule.code} {rule.asks}", _LABEL), number)
        for rule in broken[:_BROKEN_MOST]
        if (number := rule.plans.get(Outcome.FAILED, 0))
    ]


def _columns(words: Wording) -> list[Column]:
    return [
        Column(words.say("excel.plan"), 46),
        Column(words.say("head.file"), 28),
        Column(words.say("head.territory"), 17),
        Column(words.say("head.level"), 15),
        Column(words.say("head.period"), 23),
        Column(words.say("table.score"), 11),
        Column(words.say("excel.errors"), 11),
        Column(words.say("excel.warnings"), 17),
        Column(words.say("excel.notes"), 12),
        Column(words.say("excel.cant_tell"), 14),
        Column(words.say("excel.rules_failed"), 13),
        Column(words.say("excel.rules_passed"), 13),
        Column(words.say("excel.remarks_to_reading"), 40),
    ]


def _cells(at: int, plan: PlanReport, words: Wording) -> tuple[Cell, ...]:
    summary, period = plan.summary, plan.period
    return (
        Cell(name_of(plan), "link", matrix_spot(at)),
        Cell(safe_path(plan.source.path)),
        Cell(plan.territory),
        Cell(words.name("level", plan.level) if plan.level else ""),
        Cell(f"{words.day(period.start)} – {words.day(period.end)}" if period else ""),
        Cell(plan.score, "score"),
        Cell(summary.by_severity.error, "number"),
        Cell(summary.by_severity.warning, "number"),
        Cell(summary.by_severity.note, "number"),
        Cell(summary.cant_tell, "number"),
        Cell(summary.failed, "number"),
        Cell(summary.passed, "number"),
        Cell(" ".join(plan.remarks)),
    )


def _worst_first(plan: PlanReport) -> tuple[float, int]:
    """Plans without a score last."""
    return (101 if plan.score is None else plan.score, -plan.summary.by_severity.error)
