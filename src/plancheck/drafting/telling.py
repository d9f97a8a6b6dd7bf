"""Says what a draft adds, what it mends for certain, and what is left to a person."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.drafting.draft import Draft, added_of
from plancheck.drafting.proposals import AddedRow, AddedWords
from plancheck.plan import Column
from plancheck.report.model import OutcomeEntry
from plancheck.report.page import Page
from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording

__all__ = ["comment_on", "write_draft"]

_QUOTE = 120


def comment_on(added: AddedRow | AddedWords, words: Wording) -> str:
    """What stands above an addition in a YAML draft; one line."""
    if isinstance(added, AddedRow):
        return words.say("draft.comment.row", rule=added.finding.rule)
    key = "draft.comment.blank" if added.marked else "draft.comment.words"
    return words.say(key, rule=added.finding.rule, column=words.name("column", added.column).lower())


def write_draft(draft: Draft, target: str, page: Page, words: Wording) -> None:
    """Where the draft is, then findings by what became of them."""
    page.text(words.say("draft.written", path=one_line(target)), style="bold")
    page.text(words.say("draft.anew" if draft.anew else "draft.in_place"))
    if not draft.proposals:
        page.text(words.say("draft.nothing"))
    for key, entries in (
        ("draft.settled", draft.settled),
        ("draft.marked", draft.marked),
        ("draft.left", draft.left),
        ("draft.risen", draft.risen),
    ):
        _findings(key, entries, draft, page, words)


def _findings(key: str, entries: Sequence[OutcomeEntry], draft: Draft, page: Page, words: Wording) -> None:
    if not entries:
        return
    style = "bold green" if entries is draft.settled else "bold yellow"
    page.blank()
    page.text(words.say(key, n=len(entries)), style=style)
    for entry in entries:
        page.text(f"{entry.rule}  {one_line(entry.message or entry.title)}", indent=1, lead="- ")
        for added in added_of(draft.proposals, draft.before.key(entry)):
            page.text(_added(added, words), indent=3, style="dim")


def _added(added: AddedRow | AddedWords, words: Wording) -> str:
    if isinstance(added, AddedRow):
        number = added.cells.get(Column.NUMBER, "")
        row = f"{number} {added.cells.get(Column.MEASURE, '')}".strip()
        return words.say("draft.row", text=words.quote(one_line(row, _QUOTE)))
    column = words.name("column", added.column).lower()
    text = words.quote(one_line(added.text.strip(" ,"), _QUOTE))
    return words.say("draft.words", column=column, text=text)
