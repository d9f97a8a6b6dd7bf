"""What a superior plan asks of a school, and what in the school's plan answers it."""

from __future__ import annotations

from typing import Any

import pytest
from plans import due, plan, values

from plancheck.plan import Plan
from plancheck.rules.facts import derive_facts
from plancheck.rules.fields import FactBase, Givens
from plancheck.rules.superior import Superior

HEADS = {"text": "Руководители ОО", "roles": ["school_head"]}
OFFICE = {"text": "Управление образования", "roles": ["education_department"]}
BOTH = {"text": "Управление образования, ОО", "roles": ["education_department", "school"]}


def held(
    own: Plan, *measures: dict[str, Any], risk: tuple[str, ...] = (), in_part: bool = False, **head: Any
) -> FactBase:
    """The facts of a plan held against a municipal plan of these measures."""
    sections = [{"title": "На уровне ОО", "level": "school"}] if in_part else []
    rows = [{"section": 0, **one} if in_part else one for one in measures]
    above = plan(*rows, **{"level": "municipal", "sections": sections, **head})
    return derive_facts(own, Givens(risk_schools=risk, superior=Superior(above, "town.docx")))


def school(*measures: dict[str, Any], **head: Any) -> Plan:
    return plan(*measures, **{"level": "school", "organisation": "МБОУ «СОШ № 4»", **head})


def asked(measure: dict[str, Any], risk: tuple[str, ...] = (), in_part: bool = False) -> str:
    """Whether one municipal measure asks something of СОШ № 4: no, surely, perhaps."""
    found = values(held(school(), {"topics": ["video"], **measure}, risk=risk, in_part=in_part), "obligation", "sure")
    return "no" if not found else "surely" if found == [1] else "perhaps"


ASKED: list[tuple[dict[str, Any], str]] = [
    ({"responsible": HEADS}, "surely"),
    ({"responsible": OFFICE}, "no"),
    ({}, "no"),
    ({"responsible": BOTH}, "perhaps"),
    ({"responsible": BOTH, "result": "Приказ ОО"}, "surely"),
    ({"text": "Работа во всех школах района", "responsible": BOTH}, "surely"),
    ({"text": "Работа во всех общеобразовательных организациях"}, "surely"),
    ({"text": "Назначить ответственных в каждой школе"}, "surely"),
    ({"text": "Проверка всех школ", "responsible": OFFICE}, "no"),
    ({"schools": ["СОШ 3", "школа 4"], "responsible": HEADS}, "surely"),
    ({"schools": ["СОШ 3", "школа 4"]}, "surely"),
    ({"schools": ["СОШ 3", "СОШ 14"], "responsible": HEADS}, "no"),
    ({"schools": ["гимназия 4"], "responsible": HEADS}, "no"),
    ({"schools": ["СОШ 4"], "responsible": OFFICE}, "no"),
    ({"schools": ["филиал СОШ 4"], "responsible": HEADS}, "perhaps"),
    ({"schools": ["СОШ 4"], "responsible": {"text": "координатор", "roles": ["coordinator"]}}, "perhaps"),
    ({"responsible": {"text": "Директора СОШ № 4, 7", "roles": ["school_head"]}}, "surely"),
    ({"responsible": {"text": "Директора СОШ № 3, 7", "roles": ["school_head"]}}, "no"),
    ({"responsible": {"text": "Директор лицея «Вектор»", "roles": ["school_head"]}}, "no"),
    ({"responsible": {"text": "Директора школ, заместители", "roles": ["school_head", "deputy_head"]}}, "surely"),
]


@pytest.mark.parametrize(("measure", "verdict"), ASKED)
def test_who_is_asked_is_told_by_names_and_by_who_answers(measure: dict[str, Any], verdict: str) -> None:
    assert asked(measure) == verdict


@pytest.mark.parametrize(
    ("measure", "verdict"),
    [({}, "surely"), ({"responsible": HEADS}, "surely"), ({"responsible": OFFICE}, "perhaps")],
)
def test_a_part_for_schools_asks_schools(measure: dict[str, Any], verdict: str) -> None:
    assert asked(measure, in_part=True) == verdict


@pytest.mark.parametrize(
    ("risk", "verdict"),
    [((), "perhaps"), (("СОШ 3", "школа № 4"), "surely"), (("СОШ 3",), "no"), (("СОШ",), "perhaps")],
)
def test_what_is_asked_of_schools_at_risk_is_asked_of_those_listed(risk: tuple[str, ...], verdict: str) -> None:
    assert asked({"text": "Видеонаблюдение в школах зоны риска", "responsible": HEADS}, risk=risk) == verdict


def test_a_row_recognised_with_little_certainty_is_surely_asked_of_nobody() -> None:
    row = {"topics": ["video"], "responsible": HEADS, "doubtful": ["measure"]}
    assert asked(row) == "perhaps"
    assert asked({**row, "responsible": OFFICE}) == "no"


def test_a_plan_that_does_not_say_whose_it_is_may_be_meant_by_any_name() -> None:
    base = held(school(organisation=None), {"topics": ["video"], "schools": ["СОШ 4"], "responsible": HEADS})
    assert values(base, "obligation", "sure") == [0]


ROW = {"text": "Порядок и график", "responsible": HEADS}
ANSWERS: list[tuple[dict[str, Any], list[dict[str, Any]], list[tuple[int, int]]]] = [
    ({"topics": ["video"]}, [{"topics": ["video"]}], [(0, 1)]),
    ({"topics": ["video"]}, [{"topics": ["training"]}], []),
    ({"topics": ["order", "coordinator"]}, [{"topics": ["coordinator"]}], [(0, 1)]),
    ({"topics": ["order"]}, [{"topics": ["order"]}], [(0, 1)]),
    ({"topics": ["schedule", "publication"]}, [{"topics": ["schedule"]}], [(0, 0)]),
    (
        {"topics": ["schedule", "publication"]},
        [{"topics": ["schedule"]}, {"topics": ["publication"]}],
        [(0, 1), (1, 1)],
    ),
    ({"topics": ["video"], "procedures": ["ВПР"]}, [{"topics": ["video"], "procedures": ["ВПР", "ОГЭ"]}], [(0, 1)]),
    ({"topics": ["video"], "procedures": ["ВПР"]}, [{"topics": ["video"], "procedures": ["ОГЭ"]}], [(0, 0)]),
    ({"topics": ["video"], "procedures": ["ВПР"]}, [{"topics": ["video"], "marks": ["all_procedures"]}], [(0, 1)]),
    ({"topics": ["video"], "procedures": ["ОГЭ"]}, [{"topics": ["video"], "procedures": ["ГИА"]}], [(0, 1)]),
    ({"topics": ["video"], "procedures": ["ГИА"]}, [{"topics": ["video"], "procedures": ["ОГЭ"]}], [(0, 0)]),
    ({"topics": ["video"], "procedures": ["ВПР"]}, [{"topics": ["video"]}], [(0, 1)]),
    ({"topics": []}, [{"text": "Порядок и график", "topics": []}], [(0, 1)]),
    ({"topics": ["local_acts"]}, [{"text": "Порядок  и график.", "topics": []}], [(0, 1)]),
    (
        {"text": "Исполнение поручений комитета", "topics": []},
        [{"text": "Поручения комитета разобрать на совещании", "topics": ["explain_staff"]}],
        [(0, 0)],
    ),
    ({"text": "Исполнение поручений комитета", "topics": []}, [{"text": "Уборка", "topics": ["security"]}], []),
]


@pytest.mark.parametrize(("wanted", "rows", "found"), ANSWERS)
def test_answers_have_the_topic_and_the_procedure(
    wanted: dict[str, Any], rows: list[dict[str, Any]], found: list[tuple[int, int]]
) -> None:
    assert values(held(school(*rows), {**ROW, **wanted}), "answer", "measure", "sure") == found


def test_an_answer_is_complete_by_its_latest_part_and_a_part_by_its_earliest_row() -> None:
    own = school(
        {"topics": ["schedule"], "deadline": due((None, "2025-12-01"))},
        {"topics": ["schedule"], "deadline": due(("2025-09-01", "2025-09-30"))},
        {"topics": ["publication"], "deadline": due((None, "2025-10-10"))},
    )
    base = held(own, {**ROW, "topics": ["schedule", "publication"], "deadline": due((None, "2025-10-01"))})
    assert values(base, "answer", "measure", "decisive") == [(0, 0), (1, 0), (2, 1)]


@pytest.mark.parametrize(
    ("deadline", "has_last"),
    [
        (due((None, "2025-10-01")), 1),
        (due(("2025-10-01", None)), 0),
        (due(("2025-09-01", "2026-08-31"), ongoing=True), 0),
        (due(("2025-09-01", "2026-08-31"), recurrence="monthly"), 0),
        (due(anchor="procedure_schedule"), 0),
        (None, 0),
    ],
)
def test_only_a_day_holds_anyone_to_it(deadline: dict[str, Any] | None, has_last: int) -> None:
    row = {"topics": ["video"], "deadline": deadline}
    base = held(school(row), {**row, "responsible": HEADS})
    assert values(base, "obligation", "has_last") == [has_last]
    assert values(base, "answer", "has_last") == [has_last]


def test_the_words_and_the_place_are_the_superior_plans() -> None:
    base = held(school(), {"text": "Видеозапись", "topics": ["video"], "responsible": HEADS, "location": {"line": 7}})
    (fact,) = base.of("obligation")
    assert (fact.quote, fact.path, fact.location and fact.location.line) == ("Видеозапись", "town.docx", 7)
    assert fact.measure is None


FITS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({}, {}, True),
    ({"territory": "Белоречье"}, {"territory": "Белоречье"}, True),
    ({"territory": "Белоречье"}, {"territory": "Полянск"}, False),
    ({"territory": "Полянский район"}, {"territory": "Заозёрский район"}, False),
    ({"territory": "село Ключи"}, {"territory": "Заозёрский район"}, True),
    ({"territory": "Заозёрск"}, {"territory": "Заозёрский район"}, True),
    ({"territory": "Заозёрский район"}, {"territory": "Заозёрский муниципальный округ"}, True),
    ({"territory": "Полянский район"}, {"territory": "Белоречье"}, False),
    ({"territory": "Полянский район"}, {"territory": "Томская область", "level": "regional"}, True),
    ({"region": "Томская область"}, {"region": "Омская область"}, False),
    (
        {"territory": "Ключи", "title": "План школы села Ключи городского округа Белоречье"},
        {"territory": "Белоречье"},
        True,
    ),
    ({}, {"level": "school"}, False),
    (
        {"period": {"start": "2025-09-01", "end": "2026-08-31"}},
        {"period": {"start": "2024-09-01", "end": "2025-08-31"}},
        False,
    ),
    (
        {"period": {"start": "2025-09-01", "end": "2026-08-31"}},
        {"period": {"start": "2026-01-01", "end": "2026-12-31"}},
        True,
    ),
]


@pytest.mark.parametrize(("own", "above", "fits"), FITS)
def test_a_superior_plan_of_elsewhere_or_of_another_time_does_not_fit(
    own: dict[str, Any], above: dict[str, Any], fits: bool
) -> None:
    base = held(school(**own), {"topics": ["video"], "responsible": HEADS}, **above)
    assert values(base, "superior", "fits") == [int(fits)]
    assert values(base, "obligation", "row") == [0 if fits else -1]


def test_nothing_is_held_against_a_plan_that_was_not_read_and_nothing_above_the_school() -> None:
    unread = Superior(None, "town.docx")
    base = derive_facts(school(), Givens(superior=unread))
    assert values(base, "superior", "fits") == [0]
    assert derive_facts(plan(level="municipal"), Givens(superior=unread)).of("superior") == ()
    assert derive_facts(school(), Givens()).of("superior") == ()
