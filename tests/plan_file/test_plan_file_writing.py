"""A plan goes to a file as its words, with no more beside them than they need, and comes back equal."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from made_plans import plans

from plancheck import read_plan
from plancheck.errors import UnreadableError
from plancheck.parsing import Lexicons
from plancheck.plan import (
    Belonging,
    Column,
    Deadline,
    Flaw,
    Level,
    Measure,
    Mention,
    Period,
    Plan,
    Section,
    Topic,
)
from plancheck.plan_file import plan_file_fields, plan_file_json, plan_file_yaml, without_places
from plancheck.report.json_writer import plan_json

ROOT = Path(__file__).parents[2]
TEXTS = [
    *sorted((ROOT / "examples").glob("*.txt")),
    *sorted((ROOT / "examples").glob("*.md")),
    *sorted((ROOT / "tests" / "plan_texts").glob("*.txt")),
    *(one for folder in ("seeds", "layouts") for one in sorted((ROOT.parent / "shared" / folder).glob("*.txt"))),
]
FORMS: dict[str, Callable[[Any], str]] = {"yaml": plan_file_yaml, "json": plan_file_json}
TITLE = "План мероприятий МБОУ «Липовская СОШ» по объективности ВПР на 2025-2026 учебный год"

Read = Callable[..., Plan]


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_a_plan_that_was_read_comes_back_equal(file: Path, known: Lexicons, read: Read) -> None:
    try:
        plan = read_plan(file)
    except UnreadableError:
        pytest.skip("no plan")
    fields = plan_file_fields(plan, known)
    for form, laid_out in FORMS.items():
        assert without_places(read(laid_out(fields), f"plan.{form}")) == without_places(plan)
    assert without_places(read(plan_json(plan), "plan.json")) == without_places(plan)


@settings(
    max_examples=int(os.environ.get("PLANCHECK_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(plan=plans())
@example(plan=Plan(measures=(Measure(text=""),)))
def test_any_plan_comes_back_equal(plan: Plan, known: Lexicons, read: Read) -> None:
    fields = plan_file_fields(plan, known)
    for form, laid_out in FORMS.items():
        assert without_places(read(laid_out(fields), f"plan.{form}")) == without_places(plan)
    assert without_places(read(plan_json(plan), "plan.json")) == without_places(plan)


def written(plan: Plan, known: Lexicons) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(plan_file_yaml(plan_file_fields(plan, known)))
    return found


def test_what_the_words_tell_is_not_written(known: Lexicons) -> None:
    fields = written(read_plan(ROOT / "examples" / "good-school.txt"), known)
    assert list(fields) == ["schema", "title", "territory", "approval", "sections", "mentions"]
    rows = [row for section in fields["sections"] for row in section["measures"]]
    assert {key for row in rows for key in row} == {"number", "text", "deadline", "responsible", "result"}
    assert all(isinstance(cell, str) for row in rows for cell in row.values())


def test_what_the_words_do_not_tell_is_written_beside_them(known: Lexicons, read: Read) -> None:
    plan = read(f"{{title: {TITLE}, measures: [{{text: Наблюдение на ВПР, deadline: май}}]}}")
    (row,) = plan.measures
    assert row.deadline is not None
    told = row.model_copy(
        update={
            "topics": (Topic.VIDEO,),
            "deadline": row.deadline.model_copy(update={"ongoing": True}),
            "spanned": (Column.DEADLINE,),
        }
    )
    fields = written(plan.model_copy(update={"measures": (told,), "level": Level.REGIONAL}), known)
    assert fields["level"] == "regional"
    assert fields["measures"] == [
        {
            "text": "Наблюдение на ВПР",
            "deadline": {"text": "май", "ongoing": True},
            "topics": ["video"],
            "spanned": ["deadline"],
        }
    ]


def test_a_period_that_stood_elsewhere_is_written_once_and_the_deadlines_follow_it(known: Lexicons) -> None:
    period = Period.model_validate({"start": "2023-09-01", "end": "2024-08-31"})
    window = Deadline.model_validate({"text": "март", "windows": [("2024-03-01", "2024-03-31")], "inferred": True})
    plan = Plan(
        period=period, columns=(Column.MEASURE, Column.DEADLINE), measures=(Measure(text="А", deadline=window),)
    )
    fields = written(plan, known)
    assert {name: str(day) for name, day in fields["period"].items()} == {"start": "2023-09-01", "end": "2024-08-31"}
    assert fields["measures"][0]["deadline"] == "март"


def test_findings_of_the_rows_are_not_written_so_that_a_mended_row_is_seen_to_be(known: Lexicons, read: Read) -> None:
    plan = read_plan(ROOT / "examples" / "bad-school.txt")
    assert {one.measure for one in plan.mixed_words} == {6}
    text = plan_file_yaml(plan_file_fields(plan, known))
    assert "mixed_words" not in text
    assert "measure:" not in text
    mended = read(text.replace("Приcутствие", "Присутствие"))
    assert mended.mixed_words == ()
    assert mended.leftovers[0].quote == plan.leftovers[0].quote


def test_findings_that_no_words_give_are_written_as_a_whole(known: Lexicons) -> None:
    rows = (Measure(text="А"), Measure(text="Б"))
    flaws = tuple(Flaw(quote=quote, measure=at) for quote, at in (("а", None), ("б", 1), ("в", 0)))
    mention = Mention(name="Полянск", belonging=Belonging.OWN, quote="город Полянск")
    fields = written(Plan(measures=rows, leftovers=flaws, mentions=(mention,)), known)
    assert [one["measure"] for one in fields["leftovers"]] == [None, 1, 0]
    assert fields["mentions"] == {
        "above": [{"name": "Полянск", "kind": "territory", "belonging": "own", "quote": "город Полянск"}]
    }


def rows_in(*places: int | None) -> Plan:
    sections = (Section(title="Раз"), Section(title="Два"))
    return Plan(sections=sections, measures=tuple(Measure(text=str(n), section=at) for n, at in enumerate(places)))


@pytest.mark.parametrize("places", [(0, 0, 1), (None, 0, 1), (0, 1, None), (1,), (None,)])
def test_rows_stand_in_their_sections_where_they_follow_them(places: tuple[int | None, ...], known: Lexicons) -> None:
    fields = written(rows_in(*places), known)
    assert [len(one.get("measures", ())) for one in fields["sections"]] == [places.count(0), places.count(1)]
    assert len(fields.get("measures", ())) == places.count(None)
    assert not any("section" in row for one in fields["sections"] for row in one.get("measures", ()))


def test_rows_that_go_back_to_a_section_are_listed_with_its_place(known: Lexicons) -> None:
    fields = written(rows_in(0, 1, None, 0), known)
    assert [row.get("section") for row in fields["measures"]] == [0, 1, None, 0]
    assert not any("measures" in one for one in fields["sections"])


def test_yaml_is_laid_out_for_a_person(known: Lexicons) -> None:
    long = "Перекрёстная проверка работ " * 8
    plan = Plan(
        title="План: «начало»",
        measures=(
            Measure(number="1.10", text=long.strip(), result="Приказ\nСправка", topics=(Topic.VIDEO, Topic.ORDER)),
        ),
    )
    text = plan_file_yaml(plan_file_fields(plan, known), "Первая строка\nВторая строка")
    lines = text.splitlines()
    assert lines[:4] == ["# Первая строка", "# Вторая строка", "schema: plancheck.plan/1", "title: 'План: «начало»'"]
    assert max(map(len, lines)) <= 120
    assert "  - number: '1.10'\n    text: Перекрёстная" in text
    assert "    result: |-\n      Приказ\n      Справка\n" in text
    assert "    topics: [video, order]\n" in text


def test_what_cannot_be_seen_is_written_as_an_escape(known: Lexicons, read: Read) -> None:
    plan = Plan(measures=(Measure(text="А"),), territory="Поля\u202eнск\u2028\U000e0041")
    for form, laid_out in FORMS.items():
        text = laid_out(plan_file_fields(plan, known))
        assert "Поля\\u202eнск\\" in text
        assert not {"\u202e", "\u2028", "\U000e0041"} & set(text)
        assert read(text, f"plan.{form}").territory == plan.territory
