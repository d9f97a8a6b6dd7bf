"""A plan file is read: words are understood as any document's, what is given stays as given, places are the file's."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck import read_plan
from plancheck.location import Location
from plancheck.plan import Anchor, Approval, Column, Level, Mark, Period, Plan, Role, Topic

ROOT = Path(__file__).parents[2]
Read = Callable[..., Plan]

BY_HAND = """\
# План
schema: plancheck.plan/1
title: План мероприятий МБОУ «Ольховская СОШ» по объективности ВПР на 2025-2026 учебный год
approval: {position: Директор, by: И. И. Берёзкина, number: 07, date: 2025-08-29}
sections:
  - number: 1.10
    title: На уровне ОО
    tasks: Назначить людей
    measures:
      - number: 1.10
        text: Издание приказа о назначении школьного координатора ВПР
        deadline: до 15.09.2025
        responsible: Директор школы
        result: no
      - text: Присутствие независимых наблюдателей на ВПР
        deadline:
        responsible: Завуч Ольхина П. П.
"""


@pytest.fixture
def plan(read: Read) -> Plan:
    return read(BY_HAND)


def test_words_alone_are_understood(plan: Plan) -> None:
    assert (plan.level, plan.level_inferred, plan.organisation) == (Level.SCHOOL, False, "МБОУ «Ольховская СОШ»")
    assert plan.period == Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31))
    assert (plan.procedures, plan.held_procedures) == (("ВПР",), ("ВПР",))
    first, second = plan.measures
    assert (first.topics, second.topics) == ((Topic.ORDER, Topic.COORDINATOR), (Topic.OBSERVERS,))
    assert first.deadline is not None
    assert first.deadline.windows == ((None, dt.date(2025, 9, 15)),)
    assert second.responsible is not None
    assert second.responsible.roles == (Role.DEPUTY_HEAD,)


def test_scalars_are_read_as_they_stand(plan: Plan) -> None:
    assert plan.approval == Approval(position="Директор", by="И. И. Берёзкина", number="07", date=dt.date(2025, 8, 29))
    assert (plan.sections[0].number, plan.measures[0].number, plan.measures[0].result) == ("1.10", "1.10", "no")


def test_the_columns_are_those_that_any_row_has_and_an_empty_cell_is_none(plan: Plan) -> None:
    assert plan.columns == (Column.NUMBER, Column.MEASURE, Column.DEADLINE, Column.RESPONSIBLE, Column.RESULT)
    assert {one.columns for one in plan.measures} == {plan.columns}
    assert (plan.measures[1].deadline, plan.measures[1].result) == (None, None)


def test_places_are_lines_and_columns_of_the_file(plan: Plan) -> None:
    first, second = plan.measures
    assert (first.location, second.location) == (Location(line=10, column=9), Location(line=15, column=9))
    assert first.places[Column.DEADLINE] == Location(line=12, column=9)
    assert second.places == {
        Column.MEASURE: Location(line=15, column=9),
        Column.DEADLINE: Location(line=16, column=9),
        Column.RESPONSIBLE: Location(line=17, column=9),
    }
    assert plan.sections[0].location == Location(line=6, column=5)


def test_the_source_is_the_file(plan: Plan) -> None:
    assert (plan.source.path, plan.source.format) == ("plan.yaml", "yaml")
    assert len(plan.source.sha256) == 64


def test_findings_stand_at_their_cells(read: Read) -> None:
    plan = read(BY_HAND.replace("Директор школы", "Диpектор ____ ").replace("Назначить людей", "Приказ № ____ от"))
    assert [(one.quote, one.measure, one.location.line) for one in plan.mixed_words] == [("Диpектор", 0, 13)]
    assert [(one.measure, one.location.line) for one in plan.leftovers] == [(None, 6), (0, 13)]


def test_a_section_speaks_to_the_level_that_its_title_names(read: Read) -> None:
    plan = read(BY_HAND.replace("schema: plancheck.plan/1", "level: municipal"))
    assert (plan.level, plan.sections[0].level) == (Level.MUNICIPAL, Level.SCHOOL)


def test_a_school_that_names_another_one_in_a_recheck_lets_outsiders_in(read: Read) -> None:
    text = BY_HAND.replace("Ольховская СОШ", "СОШ № 4").replace(
        "Присутствие независимых наблюдателей на ВПР", "Перепроверка работ учителями СОШ № 7"
    )
    assert Mark.OUTSIDERS in read(text).measures[1].marks


def test_what_is_given_stays_as_given(read: Read) -> None:
    row = """\
measures:
  - text: Присутствие независимых наблюдателей на ВПР
    topics: []
    marks: [all_procedures]
    deadline: {text: май, windows: [[2025-05-01, null]], anchor: own_plan}
    responsible: {text: Директор, roles: [teacher, other]}
    years: [2024]
level: regional
territory: Полянск
"""
    (measure,) = read(row).measures
    assert (measure.topics, measure.marks, measure.years) == ((), (Mark.ALL_PROCEDURES,), (2024,))
    assert measure.deadline is not None
    assert (measure.deadline.windows, measure.deadline.anchor) == (((dt.date(2025, 5, 1), None),), Anchor.OWN_PLAN)
    assert measure.responsible is not None
    assert measure.responsible.roles == (Role.TEACHER, Role.OTHER)
    assert (read(row).level, read(row).territory) == (Level.REGIONAL, "Полянск")


@pytest.mark.parametrize(
    ("given", "columns"), [("", ("measure",)), ("columns: [measure, deadline]", ("measure", "deadline"))]
)
def test_an_empty_column_is_there_where_it_is_said(read: Read, given: str, columns: tuple[str, ...]) -> None:
    plan = read(f"{given}\nmeasures:\n  - text: А\n  - {{text: Б, columns: [measure, result]}}\n")
    assert plan.columns == columns
    assert [one.columns for one in plan.measures] == [columns, (Column.MEASURE, Column.RESULT)]


@pytest.mark.parametrize(
    ("section", "place"), [("1", 1), ("'1'", 0), ("II", 1), ("1.10", 2), ("Итоги", 2), ("null", None)]
)
def test_a_listed_measure_names_its_section_by_place_number_or_title(
    read: Read, section: str, place: int | None
) -> None:
    plan = read(
        "sections: [{number: 1, title: Раз}, {number: II, title: Два}, {number: 1.10, title: Итоги}]\n"
        f"measures: [{{text: А, section: {section}}}]"
    )
    assert plan.measures[0].section == place


@pytest.mark.parametrize(
    ("order", "found"),
    [(("sections", "measures"), "АБВ"), (("measures", "sections"), "ВАБ")],
)
def test_measures_are_taken_in_the_order_in_which_they_stand(read: Read, order: tuple[str, ...], found: str) -> None:
    parts = {
        "sections": "sections: [{title: Раз, measures: [{text: А}]}, {title: Два, measures: [{text: Б}]}]",
        "measures": "measures: [{text: В}]",
    }
    assert "".join(one.text for one in read("\n".join(parts[key] for key in order)).measures) == found


def test_texts_are_cleaned_as_those_of_documents(read: Read) -> None:
    plan = read('title: "План\\u00a0 мер\\u200b – итог"\nmeasures: [{text: "А\\x07 \\t б", result: " "}]')
    assert (plan.title, plan.measures[0].text, plan.measures[0].result) == ("План мер - итог", "А б", None)


@pytest.mark.parametrize("side", ["above", "below"])
def test_findings_outside_the_rows_stand_around_those_inside(read: Read, side: str) -> None:
    plan = read(f"leftovers: {{{side}: [{{quote: Приказ № ____}}]}}\nmeasures: [{{text: Собрание ____ числа}}]")
    quotes = [(one.quote, one.measure) for one in plan.leftovers]
    inside, outside = ("Собрание ____ числа", 0), ("Приказ № ____", None)
    assert quotes == ([outside, inside] if side == "above" else [inside, outside])


def test_a_list_of_findings_is_all_of_them(read: Read) -> None:
    plan = read("leftovers: [{quote: а, measure: 0}]\nmentions: []\nmeasures: [{text: Школы города Томска ____ числа}]")
    assert [one.quote for one in plan.leftovers] == ["а"]
    assert plan.mentions == ()
    assert plan.leftovers[0].location == Location(line=1, column=13)


def test_json_is_read_with_places_of_its_own(read: Read) -> None:
    content = {
        "schema": "plancheck.plan/1",
        "source": {"path": "план.docx", "anything": 1},
        "measures": [{"number": "1", "text": "Совещание \U0001f393 \\ud83d", "location": {"table": 1}, "places": []}],
    }
    for text in (json.dumps(content), json.dumps(content, ensure_ascii=False, indent="\t")):
        plan = read(text, "plan.json")
        assert plan.source.format == "json"
        assert plan.measures[0].text == "Совещание \U0001f393 \\ud83d"
        assert plan.measures[0].location.table is None
        assert plan.measures[0].location.line is not None


def test_a_plan_file_on_standard_input_is_known_by_its_beginning() -> None:
    plan = read_plan(BY_HAND.encode())
    assert (plan.source.path, plan.source.format, len(plan.measures)) == ("-", "yaml", 2)
    assert read_plan(b'{"schema": "plancheck.plan/1", "measures": [{"text": "x"}]}').source.format == "json"


def test_the_example_written_by_hand_is_a_plan_with_every_deadline_understood() -> None:
    plan = read_plan(ROOT / "examples" / "good-school.yaml")
    assert (plan.level, len(plan.measures), len(plan.sections)) == (Level.SCHOOL, 17, 4)
    assert all(one.deadline and one.deadline.checkable and one.topics for one in plan.measures)
