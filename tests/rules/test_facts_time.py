"""Facts of time: windows, appointments and duties, and the procedures around them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import SCHOOL_YEAR, due, facts, values


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


FOREVER = dt.date.max.toordinal()


def test_an_open_side_compares_as_the_end_of_time() -> None:
    base = facts({"deadline": due((None, "2024-03-31"), ("2024-05-01", None), ("2024-02-02", "2024-02-01"))})
    assert values(base, "window", "has_first", "first", "has_last", "last", "reversed") == [
        (0, 0, 1, day("2024-03-31"), 0),
        (1, day("2024-05-01"), 0, FOREVER, 0),
        (1, day("2024-02-02"), 1, day("2024-02-01"), 1),
    ]
    shown = [fact.display["dates"] for fact in base.of("window")]
    assert [text["ru"] for text in shown if isinstance(text, dict)] == [
        "до 31.03.2024",
        "с 01.05.2024",
        "02.02.2024–01.02.2024",
    ]


def appointment(*windows: tuple[str | None, str | None], **more: Any) -> dict[str, Any]:
    return {"topics": ["coordinator"], "deadline": due(*windows), **more}


def test_an_appointment_runs_from_its_earliest_day_to_the_end_of_its_first_window() -> None:
    base = facts(
        appointment(("2023-09-01", "2023-09-30"), ("2024-02-01", "2024-02-28")),
        appointment((None, "2024-02-01")),
        appointment(marks=["by_order"]),
    )
    assert values(base, "appointment", "has_first", "first", "has_last", "last", "by_order") == [
        (1, day("2023-09-01"), 1, day("2023-09-30"), 0),
        (0, 0, 1, day("2024-02-01"), 0),
        (0, 0, 0, FOREVER, 1),
    ]


def test_only_the_earliest_appointment_is_called_so() -> None:
    base = facts(appointment(("2023-09-01", "2023-09-30")), appointment(("2024-02-01", "2024-02-28")))
    assert values(base, "appointment", "earliest") == [1, 0]


DAYS = st.sampled_from([None, "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"])
APPOINTMENTS = st.lists(
    st.builds(
        lambda first, last, names: appointment(
            (first, last) if first or last else ("2024-01-02", None), procedures=names
        ),
        DAYS,
        DAYS,
        st.sampled_from([[], ["ОГЭ"], ["ВПР"], ["ОГЭ", "ВПР"]]),
    ),
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(rows=APPOINTMENTS, held=st.sampled_from([[], ["ВПР"]]))
def test_an_appointment_is_earliest_where_no_other_for_the_same_is_surely_before(rows: Any, held: list[str]) -> None:
    base = facts(*rows, held_procedures=held, calendar=None)
    told = values(base, "appointment", "has_first", "first", "has_last", "last", "earliest")
    fallback = held or sorted({name for row in rows for name in row["procedures"]})
    meant = [set(row["procedures"] or fallback) for row in rows]
    for mine, (has_first, first, _, _, earliest) in zip(meant, told, strict=True):
        before = [
            has_last and has_first and last < first and (not mine or not theirs or mine & theirs)
            for theirs, (_, _, has_last, last, _) in zip(meant, told, strict=True)
        ]
        assert earliest == (not any(before))


def test_one_duty_is_the_earliest() -> None:
    coordinator = {"responsible": {"text": "координатор", "roles": ["coordinator"]}}
    days = ("2024-03-02", "2024-03-01", "2024-03-01", None)
    base = facts(*({**coordinator, "deadline": due((None, day) if day else ("2024-01-01", None))} for day in days))
    assert values(base, "duty", "measure", "earliest") == [(0, 0), (1, 1), (2, 0)]


def test_appointments_for_different_procedures_are_earliest_each() -> None:
    base = facts(
        appointment(("2023-09-01", "2023-09-30"), procedures=["ОГЭ"]),
        appointment(("2024-02-01", "2024-02-28"), procedures=["ВПР"]),
    )
    assert values(base, "appointment", "earliest") == [1, 1]


def test_a_duty_is_a_coordinators_measure_with_a_last_day() -> None:
    coordinator = {"responsible": {"roles": ["coordinator"]}}
    base = facts(
        {**coordinator, "deadline": due((None, "2023-10-01"), ("2024-01-01", "2024-01-31"))},
        {**coordinator, "deadline": due(("2024-05-01", None))},
        {**coordinator, "deadline": {"text": "x", "ongoing": True}},
        {**coordinator, **appointment(("2023-09-01", "2023-09-30"))},
        {"responsible": {"roles": ["teacher"]}, "deadline": due((None, "2023-10-01"))},
        {"deadline": due((None, "2023-10-01"))},
    )
    assert values(base, "duty", "measure", "last") == [(0, day("2024-01-31"))]


@pytest.mark.parametrize(
    ("head", "measure", "openings"),
    [
        ({"held_procedures": ["ВПР"]}, {}, [("ВПР", 1, day("2024-02-09"))]),
        ({"held_procedures": ["ВПР", "ОГЭ"]}, {}, [("ВПР", 1, day("2024-02-09"))]),
        ({"held_procedures": ["ВПР", "ОГЭ"]}, {"procedures": ["ОГЭ"]}, [("ОГЭ", 0, FOREVER)]),
        ({"procedures": ["ОГЭ", "ЕГЭ"]}, {}, [("ОГЭ", 0, FOREVER), ("ЕГЭ", 0, FOREVER)]),
        ({}, {}, []),
        ({"held_procedures": ["ВПР"], "period": None}, {}, [("ВПР", 0, FOREVER)]),
        (
            {"held_procedures": ["ВПР"], "period": {"start": "2022-09-01", "end": "2023-08-31"}},
            {},
            [("ВПР", 1, day("2022-09-19"))],
        ),
    ],
)
def test_an_appointment_opens_the_first_window_of_what_it_prepares(
    head: dict[str, Any], measure: dict[str, Any], openings: list[tuple[str, int, int]]
) -> None:
    base = facts(appointment(("2023-09-01", "2023-09-30"), **measure), **{"period": SCHOOL_YEAR, **head})
    assert values(base, "opening", "procedure", "known", "ready") == openings


def test_without_a_calendar_no_window_is_known() -> None:
    base = facts(appointment(("2023-09-01", "2023-09-30")), calendar=None, period=SCHOOL_YEAR, procedures=["ВПР"])
    assert values(base, "opening", "procedure", "known") == [("ВПР", 0)]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ({"topics": ["observers"], "procedures": ["ВПР"]}, [("ВПР", 1, day("2024-05-17"))]),
        ({"topics": ["observer_training"]}, [("ВПР", 1, day("2024-05-17"))]),
        ({"topics": ["observers"], "years": [2022, 2023]}, [("ВПР", 1, day("2023-05-20"))]),
        ({"topics": ["observers"], "years": [2019]}, [("ВПР", 0, FOREVER)]),
        ({"topics": ["observers"], "procedures": ["ОГЭ"]}, [("ОГЭ", 0, FOREVER)]),
        ({"topics": ["order"], "marks": ["holding"]}, [("ВПР", 1, day("2024-05-17"))]),
        ({"topics": ["order"]}, []),
        ({"topics": ["training"]}, []),
        ({"topics": ["observers"], "marks": ["looks_back"]}, []),
        ({"topics": ["observers"], "procedures": ["ВПР", "ОГЭ"]}, []),
        ({"topics": ["observers"], "deadline": {"text": "x", "ongoing": True}}, []),
        ({"topics": ["observers"], "deadline": due((None, "2024-06-01"))}, []),
    ],
)
def test_a_preparing_measure_is_held_against_the_coming_window(
    measure: dict[str, Any], expected: list[tuple[str, int, int]]
) -> None:
    row = {"deadline": due(("2024-06-01", "2024-06-30")), **measure}
    base = facts(row, period=SCHOOL_YEAR, held_procedures=["ВПР"])
    assert values(base, "preparation", "procedure", "known", "last") == expected


def test_a_plan_that_names_no_procedure_prepares_and_analyses_none() -> None:
    row = {"topics": ["observers", "results_analysis"], "deadline": due(("2024-06-01", "2024-06-30"))}
    base = facts(row, period=SCHOOL_YEAR)
    assert base.of("preparation") == base.of("analysis") == ()


@pytest.mark.parametrize(
    ("measure", "until", "expected"),
    [
        ({}, "2024-02-28", [(1, 0, day("2024-03-19"))]),
        ({}, "2023-11-30", [(1, 1, day("2024-03-19"))]),
        ({"marks": ["looks_back"]}, "2024-02-28", [(1, 1, day("2024-03-19"))]),
        ({"years": [2023]}, "2023-11-30", [(1, 0, day("2023-03-15"))]),
        ({"years": [2023]}, "2024-02-28", [(1, 1, day("2023-03-15"))]),
        ({"years": [2019]}, "2023-11-30", [(0, 1, 0)]),
        ({"years": [2024], "marks": ["looks_back"]}, "2024-02-28", [(1, 0, day("2024-03-19"))]),
        ({"procedures": ["ВПР", "ОГЭ"]}, "2024-02-28", []),
        ({"topics": ["training"]}, "2024-02-28", []),
    ],
)
def test_an_analysis_is_held_against_the_window_it_is_about(
    measure: dict[str, Any], until: str, expected: list[tuple[int, int, int]]
) -> None:
    row = {"topics": ["results_analysis"], "deadline": due((None, until)), **measure}
    base = facts(row, period=SCHOOL_YEAR, held_procedures=["ВПР"])
    assert values(base, "analysis", "known", "earlier", "first") == expected


def test_an_analysis_without_a_day_is_left_alone() -> None:
    row = {"topics": ["results_analysis"], "deadline": {"text": "x", "anchor": "procedure_results"}}
    assert facts(row, period=SCHOOL_YEAR, held_procedures=["ВПР"]).of("analysis") == ()
