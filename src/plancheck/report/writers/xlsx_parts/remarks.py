"""The sheet of all remarks: a row a finding, a question for a person, or what was accepted as it is."""

from __future__ import annotations

from typing import Final

from plancheck.report.model import PlanReport
from plancheck.report.place import place
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.standing import name_of
from plancheck.report.writers.telling import QUOTE, cell_judged, location, row_number, severity_of, suggestion, title
from plancheck.report.writers.xlsx_parts.book import Cell, Column, Sheet
from plancheck.report.writers.xlsx_parts.layout import REMARKS_TOP, matrix_spot
from plancheck.report.writers.xlsx_parts.listing import Listing, Remark
from plancheck.report.writers.xlsx_parts.looks import tone_of
from plancheck.rules.outcome import Outcome

_FROZEN: Final = 3  # columns that stay in sight: number, plan, file
_PRINTED: Final = 12  # columns that are printed, up to what to do: with all, the letters would be too small to read


def write_remarks(sheet: Sheet, listed: Listing, words: Wording) -> None:
    """In report order, a plan's gravest first; what there was no row for is counted in the caption."""
    sheet.say(0, words.say("excel.remarks"), "title")
    if not listed.remarks:
        sheet.say(1, words.say("no_findings"), "caption")
        return
    caption = words.say("excel.remarks_caption")
    if listed.left_out:
        caption += " " + words.say("excel.left_out", n=listed.left_out)
    sheet.say(1, caption, "caption")
    columns = [
        Column(words.say("excel.number"), 6),
        Column(words.say("excel.plan"), 26),
        Column(words.say("head.file"), 20),
        Column(words.say("table.rule"), 11),
        Column(words.say("table.outcome"), 13),
        Column(words.say("table.severity"), 17),
        Column(words.say("label.where"), 20),
        Column(words.say("excel.row_number"), 9),
        Column(words.say("excel.cell"), 14),
        Column(words.say("label.quote"), 36),
        Column(words.say("table.message"), 40),
        Column(words.say("label.remedy"), 40),
        Column(words.say("label.suggestion"), 50),
        Column(words.say("label.source"), 50),
        Column(words.say("excel.requirement"), 40),
        Column(words.say("head.territory"), 18),
        Column(words.say("table.fingerprint"), 20),
    ]
    sheet.widths(columns)
    rows = [_cells(one, listed.plans[one.plan], words) for one in listed.remarks]
    sheet.table(REMARKS_TOP, columns, rows, "Remarks")
    sheet.page.freeze_panes(REMARKS_TOP + 1, _FROZEN)
    sheet.page.repeat_rows(REMARKS_TOP)
    sheet.page.print_area(0, 0, REMARKS_TOP + len(rows), _PRINTED - 1)


def _cells(one: Remark, plan: PlanReport, words: Wording) -> tuple[Cell, ...]:
    entry = one.entry
    cell = cell_judged(entry)
    severity = severity_of(entry)
    tone = f"tone_{tone_of(entry.outcome, severity)}"
    quotes = " / ".join(one_line(item.quote, QUOTE) for item in entry.evidence if item.quote.strip())
    return (
        Cell(one.number, "number"),
        Cell(name_of(plan), "link", matrix_spot(one.plan)),
        Cell(safe_path(plan.source.path)),
        Cell(entry.rule),
        Cell(words.name("outcome", entry.outcome), tone),
        Cell(words.name("severity", severity) if severity else "", tone),
        Cell(place(location(entry), words) or words.say("place.whole")),
        Cell((row_number(entry) or "").strip(" .)(")),
        Cell(words.name("column", cell.column) if cell and cell.column else ""),
        Cell(quotes),
        Cell(_message(one)),
        Cell(entry.remedy),
        Cell(suggestion(entry, words)),
        Cell("; ".join(entry.source)),
        Cell(title(entry)),
        Cell(plan.territory),
        Cell(entry.fingerprint),
    )


def _message(one: Remark) -> str:
    """What is wrong; with why it was accepted, or why nothing could be said, where that is another thing."""
    entry = one.entry
    reason = one_line(entry.reason)
    message = one_line(entry.message) or (title(entry) if entry.outcome == Outcome.FAILED else "")
    if not reason or reason == message:
        return message
    return f"{message} – {reason}" if message else reason
