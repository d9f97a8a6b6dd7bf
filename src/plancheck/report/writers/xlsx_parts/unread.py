"""The sheet of files that were not judged, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.report.model import Unread
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.xlsx_parts.book import Cell, Column, Sheet


def write_unread(sheet: Sheet, unread: Sequence[Unread], words: Wording) -> None:
    """In report order."""
    sheet.say(0, words.say("excel.unread"), "title")
    if not unread:
        sheet.say(1, words.say("excel.all_judged"), "caption")
        return
    sheet.say(1, words.say("excel.unread_caption"), "caption")
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
    sheet.table(2, columns, rows, "Unread")
    sheet.page.freeze_panes(3, 1)
    sheet.page.repeat_rows(2)
