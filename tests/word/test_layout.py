"""A plan of any format laid out in Word is read back as the same plan."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path

import pytest

from plancheck import check, read_plan
from plancheck.errors import PlancheckError
from plancheck.plan import Approval, Column, Deadline, Flaw, Level, Measure, Period, Plan, Section
from plancheck.word import laid_out, places_of
from plancheck.word.spots import letters

TESTS = Path(__file__).parents[1]
FOLDERS = ("csv", "html", "ods", "odt", "pdf", "rtf", "xlsx", "yaml")
SUBMITTED = sorted(
    [
        one
        for folder in FOLDERS
        for one in (TESTS / "corpus" / folder).glob("*-pass*")
        if not one.name.startswith("frames")
    ]
    + [one for one in (TESTS.parent / "examples").iterdir() if one.is_file() and one.stem != "not-a-plan"]
)


def words(plan: Plan) -> list[tuple[str, ...]]:
    return [
        tuple(
            letters(text or "")
            for text in (
                one.number,
                one.text,
                one.deadline.text if one.deadline else "",
                one.responsible.text if one.responsible else "",
                one.result,
                plan.sections[one.section].title if one.section is not None else "",
            )
        )
        for one in plan.measures
    ]


def titles(plan: Plan) -> list[str]:
    """The titles of the sections; one headed twice in a row is one."""
    return [title for title, _ in groupby(letters(one.title) for one in plan.sections)]


@pytest.mark.parametrize("file", SUBMITTED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_rows_and_sections_are_read_back(file: Path) -> None:
    try:
        plan = read_plan(file)
    except PlancheckError:
        pytest.skip("read with a program that is not here")
    read = read_plan(laid_out(plan).content, name="plan.docx")
    assert words(read) == words(plan)
    assert titles(read) == titles(plan)
    assert (read.period, read.level) == (plan.period, plan.level)


@pytest.mark.parametrize("name", ["bad-school.txt", "municipal.txt", "gymnasium.md"])
def test_the_verdict_is_that_of_the_plan(name: str) -> None:
    plan = read_plan(TESTS.parent / "examples" / name)
    read = read_plan(laid_out(plan).content, name="plan.docx")
    assert [(one.rule, one.measures) for one in check(read).findings] == [
        (one.rule, one.measures) for one in check(plan).findings
    ]


def test_places_are_those_that_a_reader_gives() -> None:
    plan = read_plan(TESTS.parent / "examples" / "municipal.txt")
    made = laid_out(plan)
    read = read_plan(made.content, name="plan.docx")
    assert list(made.cells) == [measure.places for measure in read.measures]
    title = places_of(made.content).elements[made.title][0]
    assert letters("".join(text.text or "" for text in title.iter("{*}t"))) == letters(plan.title or "")


def test_a_stamp_has_no_blanks_that_the_plan_has_not() -> None:
    plan = Plan(
        title="План мероприятий школы", columns=(Column.MEASURE,), measures=(Measure(text="Совещание учителей"),)
    )
    stamped = plan.model_copy(update={"approval": Approval(by="Е. П. Ларина", position="Директор")})
    paragraphs = [block.text for block in places_of(laid_out(stamped).content).blocks if hasattr(block, "text")]
    assert paragraphs[:4] == ["УТВЕРЖДАЮ", "Директор", "______________ Е. П. Ларина", plan.title]
    left = stamped.model_copy(update={"leftovers": (Flaw(quote="№ ___"),)})
    paragraphs = [block.text for block in places_of(laid_out(left).content).blocks if hasattr(block, "text")]
    assert paragraphs[3] == "Приказ от ____________ № ______"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((2025, 9, 1), (2026, 8, 31), "на 2025-2026 учебный год"),
        ((2022, 9, 1), (2025, 8, 31), "на 2022-2025 учебные годы"),
        ((2024, 1, 1), (2024, 12, 31), "на 2024 год"),
        ((2022, 1, 1), (2025, 12, 31), "на 2022-2025 годы"),
        ((2024, 1, 1), (2025, 12, 31), "на период с 01.01.2024 по 31.12.2025"),
        ((2024, 1, 1), (2024, 6, 30), "на период с 01.01.2024 по 30.06.2024"),
    ],
)
@pytest.mark.parametrize("title", [None, "План мер по объективности ВПР"])
def test_a_head_keeps_period_and_school_that_the_title_does_not_name(
    start: tuple[int, int, int], end: tuple[int, int, int], said: str, title: str | None
) -> None:
    plan = Plan(
        title=title,
        level=Level.SCHOOL,
        organisation="МБОУ «Луговская СОШ»",
        territory="Заозёрский район",
        period=Period(start=dt.date(*start), end=dt.date(*end)),
        approval=Approval(position="Директор", by="Е. П. Ларина", date=dt.date(2021, 8, 30)),
        columns=(Column.MEASURE, Column.DEADLINE),
        measures=tuple(
            Measure(text=f"Совещание учителей о ВПР {at}", deadline=Deadline(text="в октябре")) for at in range(3)
        ),
    )
    read = read_plan(laid_out(plan).content, name="plan.docx")
    assert read.title == (f"{title} {said}" if title else None)
    for part in ("organisation", "territory", "period", "approval"):
        assert getattr(read, part) == getattr(plan, part)


def test_a_title_with_its_year_is_left_as_it_is() -> None:
    plan = Plan(
        title="План школы на 2025/26 учебный год",
        period=Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31)),
        columns=(Column.MEASURE,),
        measures=(Measure(text="Совещание учителей"),),
    )
    paragraphs = [block.text for block in places_of(laid_out(plan).content).blocks if hasattr(block, "text")]
    assert paragraphs == ["План школы на 2025/26 учебный год"]


def test_text_is_text_whatever_it_holds() -> None:
    hostile = '<w:p/>{{ 7*7 }} =HYPERLINK("x") \x1b[31m\x00\u202eзадом & ]]>'
    plan = Plan(
        title=hostile,
        columns=(Column.MEASURE, Column.RESULT),
        sections=(Section(number="1", title=hostile),),
        measures=(Measure(text=hostile, result="строка\nещё строка", section=0, other={"Примечание": hostile}),),
        other_columns=("Примечание",),
    )
    blocks = places_of(laid_out(plan).content).blocks
    texts = [cell.text for row in blocks[-1].rows for cell in row.cells if not cell.merged]  # type: ignore[union-attr]
    assert texts.count('<w:p/>{{ 7*7 }} =HYPERLINK("x") [31mзадом & ]]>') == 2
    assert "строка\nещё строка" in texts


def test_equal_plans_give_equal_bytes() -> None:
    plan = read_plan(TESTS.parent / "examples" / "gymnasium.md")
    assert laid_out(plan).content == laid_out(plan).content
