"""The sheet of files that were not judged, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.report.model import SkippedFile, Unread
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.xlsx_parts.book import Cell, Column, Sheet


def write_unread(sheet: Sheet, unread: Sequence[Unread], skipped: Sequence[SkippedFile], words: Wording) -> None:
    """In report order; then the files that were found and are no plans."""
    sheet.say(0, words.say("excel.unread"), "title")
    sheet.say(1, words.say("excel.unread_caption" if unread else "excel.all_judged"), "caption")
    if not unread and not skipped:
        return
    columns = [
        Column(words.say("head.file"), 50),
        Column(words.say("excel.kind"), 26),
        Column(words.say("label.reason"), 90),
    ]
    kinds = {
        "unreadable": words.say("excel.unreadable"),
        "not_a_plan": words.say("excel.not_a_plan"),
        "not_judged": words.say("excel.not_judged"),
    }
    sheet.widths(columns)
    rows = [(Cell(safe_path(one.path)), Cell(kinds[one.kind]), Cell(one.error)) for one in unread]
    rows += [(Cell(safe_path(one.path)), Cell(words.say("excel.skipped")), Cell(one.reason)) for one in skipped]
    sheet.table(2, columns, rows, "Unread")
    sheet.page.freeze_panes(3, 1)
    sheet.page.repeat_rows(2)
