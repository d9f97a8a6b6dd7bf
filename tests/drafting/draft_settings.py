"""The shipped rules of a level, words in Russian and a fixed day: what drafts are made with in the tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from plancheck import check, read_plan
from plancheck.drafting import DraftWriter, Judge, comment_on
from plancheck.parsing import shipped_lexicons
from plancheck.plan_file import plan_file_fields
from plancheck.report.wording import wording
from plancheck.rules import Ruleset
from plancheck.rules.calendar import Calendar, load_calendar
from plancheck.word import Author

TESTS = Path(__file__).parents[1]
EXAMPLES = TESTS.parent / "examples"


@dataclass(frozen=True)
class Setting:
    """The rules that a plan is drafted against."""

    ruleset: Ruleset

    @property
    def judge(self) -> Judge:
        return lambda plan: check(plan, ruleset=self.ruleset, engine="reference")

    @property
    def calendar(self) -> Calendar:
        assert self.ruleset.calendar is not None
        return load_calendar(self.ruleset.calendar)

    @property
    def writer(self) -> DraftWriter:
        known = shipped_lexicons()
        return DraftWriter(
            read=lambda content, name: read_plan(content, name=name),
            judge=self.judge,
            fields=lambda plan: plan_file_fields(plan, known),
            author=Author(when=dt.datetime(2026, 1, 2)),
            said=lambda added: comment_on(added, wording("ru")),
        )
