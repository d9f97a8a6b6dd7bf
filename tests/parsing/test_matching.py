"""Words are shown with what they are read as, and with the entry of the lexicon behind each reading."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plancheck.parsing.hits import Stand
from plancheck.parsing.matching import matched
from plancheck.plan import Period, Topic

PERIOD = Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31))


@pytest.mark.parametrize(
    ("text", "kind", "code", "lexicon", "written"),
    [
        ("Назначение школьного координатора", "topic", "coordinator", "topics", "<appoint> <keeper>"),
        ("Независимые наблюдатели", "mark", "independent", "marks", "независимый наблюдатель"),
        ("зам. директора по УВР", "role", "deputy_head", "roles", "<deputy>"),
        ("Участие в ВПР", "procedure", "ВПР", "procedures", "ВПР"),
        ("всероссийские проверочные работы", "procedure", "ВПР", "procedures", "проверочн*"),
        ("Перепроверка в гимназии № 7", "school", "гимназия 7", "schools", "гимназия"),
        ("1 раз в четверть", "recurrence", "per_term", "deadlines", "<term>"),
        ("по графику проведения ВПР", "anchor", "procedure_schedule", "deadlines", "<schedule>"),
        ("постоянно", "ongoing", "true", "deadlines", "постоянн*"),
        ("до 15 марта", "window", "months.3", "deadlines", "март"),
    ],
)
def test_a_reading_names_its_entry(text: str, kind: str, code: str, lexicon: str, written: str) -> None:
    met = [one for one in matched(text, PERIOD).met if (one.kind, one.code, one.stand) == (kind, code, Stand.GIVEN)]
    assert met, matched(text, PERIOD).met
    one = met[0]
    assert Path(one.path).stem == lexicon
    assert written in one.entry
    line = Path(one.path).read_text("utf-8").splitlines()[one.line - 1]
    assert one.entry.split(",")[0].strip('"') in line.replace("'", "")


def test_the_whole_reading_is_that_of_a_plan() -> None:
    found = matched("Вебинар для наблюдателей на ВПР до 15 марта", PERIOD)
    assert found.topics == (Topic.OBSERVER_TRAINING,)
    assert found.procedures == ("ВПР",)
    assert found.deadline.windows == ((None, dt.date(2026, 3, 15)),)
    (training,) = [one for one in found.met if one.code == "training"]
    assert (training.stand, training.by) == (Stand.YIELDS, "observer_training")


def test_words_that_mean_nothing_meet_nothing() -> None:
    found = matched("что-то иное")
    assert (found.topics, found.roles, found.procedures, found.schools, found.met) == ((), (), (), (), ())
    assert not found.deadline.understood
