"""Facts of the measures: what the cells came to, who answers, what is observed."""

from __future__ import annotations

from typing import Any

import pytest
from plans import SCHOOL_YEAR, due, facts, values

ALL_COLUMNS = ["number", "measure", "deadline", "responsible", "result"]


@pytest.mark.parametrize(
    ("deadline", "columns", "state"),
    [
        (None, ALL_COLUMNS, "empty"),
        (None, ["measure"], "no_column"),
        ({"text": " "}, ALL_COLUMNS, "empty"),
        ({"text": "—"}, ALL_COLUMNS, "empty"),
        ({"text": "когда-нибудь"}, ALL_COLUMNS, "not_understood"),
        ({"text": "всегда", "ongoing": True}, ALL_COLUMNS, "not_checkable"),
        ({"text": "к маю", "windows": [[None, "2024-05-01"]]}, ["measure"], "checkable"),
    ],
)
def test_a_deadline_is_in_one_of_five_states(deadline: Any, columns: list[str], state: str) -> None:
    assert values(facts({"deadline": deadline, "columns": columns}), "measure", "deadline") == [state]


def test_the_plans_columns_serve_where_a_measures_own_are_unknown() -> None:
    base = facts({"columns": ["measure", "result"]}, {}, columns=["measure", "responsible"])
    assert values(base, "measure", "responsible", "result") == [
        ("no_column", "empty"),
        ("empty", "no_column"),
    ]


@pytest.mark.parametrize(
    ("responsible", "state", "impersonal"),
    [
        (None, "empty", 0),
        ({"text": " "}, "empty", 0),
        ({"text": "-"}, "empty", 0),
        ({"text": "некто"}, "filled", 0),
        ({"roles": ["school"]}, "filled", 1),
        ({"roles": ["school", "education_department"]}, "filled", 1),
        ({"roles": ["school", "teacher"]}, "filled", 0),
        ({"roles": ["administration"]}, "filled", 0),
        ({"roles": ["school"], "persons": ["Ким А. О."]}, "filled", 0),
    ],
)
def test_an_institution_alone_is_impersonal(responsible: Any, state: str, impersonal: int) -> None:
    base = facts({"responsible": responsible, "columns": ALL_COLUMNS})
    assert values(base, "measure", "responsible", "impersonal") == [(state, impersonal)]


def test_roles_and_persons_are_facts() -> None:
    who = {
        "text": "x",
        "roles": ["school", "teacher", "school"],
        "persons": ["Ким А. О.", "Юн Б. В."],
        "persons_without_post": ["Юн Б. В."],
    }
    base = facts({"responsible": who})
    assert values(base, "role", "role", "institution") == [("school", 1), ("teacher", 0)]
    assert [(fact.display["name"], fact.values["has_post"]) for fact in base.of("person")] == [
        ("Ким А. О.", 1),
        ("Юн Б. В.", 0),
    ]
    assert base.of("measure")[0].display["postless"] == "Юн Б. В."


@pytest.mark.parametrize(
    ("deadline", "dated", "by_schedule"),
    [
        (None, 0, 0),
        ({"text": "x", "ongoing": True}, 0, 0),
        (due(("2023-09-01", "2024-08-31"), ongoing=True), 0, 0),
        (due(("2023-09-01", "2024-08-31")), 1, 0),
        (due(("2024-03-01", "2024-03-31"), ongoing=True), 1, 0),
        ({"text": "x", "anchor": "procedure_schedule"}, 0, 1),
        ({"text": "x", "anchor": "own_plan"}, 0, 0),
    ],
)
def test_the_whole_period_is_no_date(deadline: Any, dated: int, by_schedule: int) -> None:
    base = facts({"deadline": deadline}, period=SCHOOL_YEAR)
    assert values(base, "measure", "dated", "by_schedule") == [(dated, by_schedule)]


def test_topics_carry_the_marks_and_the_sections_level() -> None:
    base = facts(
        {"topics": ["order", "order", "recheck"], "marks": ["outsiders", "holding"], "section": 0},
        level="municipal",
        sections=[{"level": "school"}],
    )
    assert values(base, "topic", "topic", "level", "outsiders", "holding", "by_order", "independent") == [
        ("order", "school", 1, 1, 1, 0),
        ("recheck", "school", 1, 1, 1, 0),
    ]
    assert values(base, "coverage", "direction") == ["regulation", "prevention"]


def test_how_often_a_measure_returns_is_a_code() -> None:
    base = facts({"deadline": {"text": "x", "recurrence": "monthly"}}, {})
    assert values(base, "measure", "recurrence") == ["monthly", ""]


@pytest.mark.parametrize(
    ("measure", "observed"),
    [
        ({"procedures": ["ВПР"]}, [("ВПР", 1)]),
        ({"marks": ["all_procedures"]}, [("ВПР", 1), ("ГИА", 1), ("ОГЭ", 1)]),
        ({"section": 0}, [("ОГЭ", 1), ("ГИА", 0)]),
        ({"procedures": ["ГИА-9"]}, [("ГИА", 1), ("ОГЭ", 0)]),
        ({}, [("ВПР", 0), ("ГИА", 0), ("ОГЭ", 0)]),
    ],
)
def test_observers_cover_what_is_named_and_perhaps_what_is_not(
    measure: dict[str, Any], observed: list[tuple[str, int]]
) -> None:
    base = facts(
        {"topics": ["observers"], **measure},
        held_procedures=["ВПР", "ГИА", "ОГЭ"],
        sections=[{"procedures": ["ОГЭ"]}],
    )
    assert sorted(values(base, "observed", "procedure", "sure")) == sorted(observed)


def test_the_only_procedure_of_a_plan_needs_no_name() -> None:
    base = facts({"topics": ["observers"]}, {"topics": ["training"]}, procedures=["ВПР"])
    assert values(base, "observed", "measure", "procedure", "sure") == [(0, "ВПР", 1)]


def test_another_event_is_not_taken_for_the_only_procedure() -> None:
    base = facts({"topics": ["observers"], "marks": ["other_event"]}, procedures=["ГИА"])
    assert values(base, "observed", "measure", "procedure", "sure") == [(0, "ГИА", 0)]
