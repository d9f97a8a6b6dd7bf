"""A plan to begin with: its brackets filled in it meets the rules, and until then they are found."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import docx
import pytest
from draft_settings import Setting

from plancheck import check, read_plan
from plancheck.drafting import BlankPlan, blank_plan, school_year
from plancheck.parsing import shipped_lexicons
from plancheck.plan import Level, Period
from plancheck.rules import Ruleset
from plancheck.word import laid_out

YEAR = Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31))
NAMES = {
    "[наименование школы]": "МБОУ «Луговская СОШ»",
    "[наименование муниципалитета]": "Заозёрского района",
    "[наименование региона]": "Томской области",
    "[фамилия и инициалы]": "А. П. Рябинина",
    "[дата]": "29.08.2025",
    "[номер]": "112",
}


def made(rules: Setting, level: Level) -> BlankPlan:
    return blank_plan(level, YEAR, rules.judge, rules.calendar, shipped_lexicons())


def filled(content: bytes) -> bytes:
    """The document with the brackets filled in as a person would."""
    word = docx.Document(io.BytesIO(content))
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            for bracket, text in NAMES.items():
                run.text = run.text.replace(bracket, text)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


@pytest.mark.parametrize("level", Level)
def test_filled_in_it_meets_the_rules(level: Level, setting: Callable[[str], Setting]) -> None:
    rules = setting(level.value)
    blank = made(rules, level)
    content = laid_out(blank.plan, undated="[дата]").content
    assert blank.report.findings == ()
    plan = read_plan(filled(content), name="plan.docx")
    assert check(plan, ruleset=rules.ruleset).findings == ()
    assert (plan.level, plan.period, len(plan.measures)) == (level, YEAR, len(blank.plan.measures))


@pytest.mark.parametrize("level", Level)
def test_until_then_its_brackets_are_found(level: Level, setting: Callable[[str], Setting]) -> None:
    rules = setting(level.value)
    content = laid_out(made(rules, level).plan, undated="[дата]").content
    found = check(read_plan(content, name="plan.docx"), ruleset=rules.ruleset).findings
    assert {one.rule for one in found} == {"DOC001", "PRV002"}


def test_sections_follow_the_directions_and_are_numbered(school: Setting) -> None:
    plan = made(school, Level.SCHOOL).plan
    assert [section.number for section in plan.sections] == [str(at + 1) for at in range(len(plan.sections))]
    assert plan.sections[0].title == "Нормативно-правовое обеспечение"
    assert [one.number.split(".")[0] for one in plan.measures if one.number] == [
        plan.sections[one.section].number for one in plan.measures if one.section is not None
    ]


def test_rules_that_suggest_nothing_leave_a_plan_without_rows(school: Setting) -> None:
    quiet: Ruleset = school.ruleset.only("DOC001", "DOC002")
    blank = made(Setting(quiet), Level.SCHOOL)
    assert (blank.plan.measures, blank.report.findings) == ((), ())


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (dt.date(2026, 5, 31), 2025),
        (dt.date(2026, 6, 1), 2026),
        (dt.date(2026, 12, 31), 2026),
        (dt.date(2027, 1, 1), 2026),
    ],
)
def test_the_coming_school_year_begins_in_june(today: dt.date, start: int) -> None:
    assert school_year(today) == Period(start=dt.date(start, 9, 1), end=dt.date(start + 1, 8, 31))
