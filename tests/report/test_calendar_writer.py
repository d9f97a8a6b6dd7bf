"""The calendar of a plan, read back by another library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import vobject

from plancheck import read_plan
from plancheck.parsing import shipped_lexicons
from plancheck.plan import Anchor, Deadline, Measure, Period, Plan, Recurrence, Responsible, SourceFile, Window
from plancheck.report.calendar_writer import Due, due, plan_calendar
from plancheck.report.safe_text import one_line
from plancheck.report.wording import wording
from plancheck.rules.calendar import Calendar, HeldWindow

EXAMPLES = Path(__file__).parents[2] / "examples"
CORPUS = Path(__file__).parents[1] / "corpus"
NOW = dt.datetime(2025, 9, 1, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))
YEAR = Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31))
RU = wording("ru")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def measure(*windows: Window, text: str = "Дело", **said: Any) -> Measure:
    return Measure(number="1.2.", text=text, deadline=Deadline(text="срок", windows=windows, **said))


def plan_of(*measures: Measure, period: Period | None = YEAR, organisation: str | None = "СОШ 4") -> Plan:
    return Plan(source=SourceFile(path="p.txt"), organisation=organisation, period=period, measures=measures)


def made(plan: Plan, **wishes: Any) -> Sequence[Any]:
    """The events as the other library reads them."""
    content = plan_calendar(plan, RU, now=NOW, **wishes).content.decode()
    events: Sequence[Any] = vobject.readOne(content).contents.get("vevent", [])
    return events


def days(event: Any) -> list[dt.date]:
    """The first day of every time an event comes back."""
    rules = event.getrruleset(addRDate=True)
    return [each.date() for each in rules] if rules else [event.dtstart.value]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (measure((None, day("2025-10-01"))), [Due(day("2025-10-01"), day("2025-10-01"))]),
        (measure((day("2026-03-01"), day("2026-03-31"))), [Due(day("2026-03-01"), day("2026-03-31"))]),
        (measure((day("2026-05-01"), None)), [Due(day("2026-05-01"), day("2026-08-31"))]),
        (measure((day("2027-05-01"), None)), [Due(day("2027-05-01"), day("2027-05-01"))]),
        (measure((YEAR.start, YEAR.end), ongoing=True), [Due(YEAR.end, YEAR.end)]),
        (
            measure((None, day("2025-09-30")), (None, day("2026-01-30"))),
            [Due(day("2025-09-30"), day("2025-09-30")), Due(day("2026-01-30"), day("2026-01-30"))],
        ),
        (measure(), []),
        (measure(recurrence=Recurrence.REGULAR), []),
        (measure(anchor=Anchor.PROCEDURE_RESULTS), []),
        (measure((None, None)), []),
        (Measure(text="без срока"), []),
    ],
)
def test_a_deadline_is_due_when_it_says(one: Measure, expected: list[Due]) -> None:
    assert list(due(one, YEAR)) == expected


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        (Recurrence.MONTHLY, [f"{month}" for month in (
            "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31",
            "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31",
        )]),
        (Recurrence.PER_TERM, ["2025-10-31", "2025-12-31", "2026-03-31", "2026-05-31"]),
        (Recurrence.QUARTERLY, ["2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30"]),
        (Recurrence.HALF_YEARLY, ["2025-12-31", "2026-05-31"]),
    ],
)  # fmt: skip
def test_a_recurrence_comes_back_on_the_last_day_of_each_stretch(recurrence: Recurrence, expected: list[str]) -> None:
    (event,) = made(plan_of(measure(recurrence=recurrence)))
    assert [str(each) for each in days(event)] == expected


@pytest.mark.parametrize(("recurrence", "count", "weekdays"), [("weekly", 3, {4}), ("daily", 13, {0, 1, 2, 3, 4})])
def test_a_window_bounds_its_recurrence(recurrence: str, count: int, weekdays: set[int]) -> None:
    window = (day("2026-01-12"), day("2026-01-31"))
    (event,) = made(plan_of(measure(window, recurrence=Recurrence(recurrence))))
    found = days(event)
    assert {each.weekday() for each in found} == weekdays
    assert len(found) == count + (2 if recurrence == "daily" else 0)
    assert window[0] <= min(found) <= max(found) <= window[1]


def test_a_recurrence_that_never_falls_into_its_window_is_due_at_its_end() -> None:
    window = (day("2026-01-05"), day("2026-01-20"))
    assert due(measure(window, recurrence=Recurrence.MONTHLY), YEAR) == (Due(*window),)


def test_a_recurrence_without_a_period_has_no_date() -> None:
    assert due(measure(recurrence=Recurrence.MONTHLY), None) == ()


def test_terms_and_half_years_end_as_the_lexicon_says() -> None:
    parts = shipped_lexicons().deadlines.spans
    for name, months in (("term", [10, 12, 3, 5]), ("half_year", [12, 5]), ("quarter", [3, 6, 9, 12])):
        assert [last for _, last in parts[name]] == [(month, 0) for month in months]


HELD = Calendar((HeldWindow("ВПР", 2026, day("2026-04-20"), day("2026-05-20"), None, {"ru": "приказ", "en": "order"}),))


def test_a_deadline_tied_to_a_procedure_takes_the_days_of_its_schedule() -> None:
    tied = measure(anchor=Anchor.PROCEDURE_SCHEDULE).model_copy(update={"procedures": ("ВПР", "ОГЭ")})
    assert due(tied, YEAR, HELD) == (Due(day("2026-04-20"), day("2026-05-20"), source="приказ"),)
    assert due(tied, None, HELD) == ()
    assert "Источник: приказ" in made(plan_of(tied), held=HELD)[0].description.value


def test_an_event_lasts_to_the_day_after_and_takes_nobodys_time() -> None:
    (event,) = made(plan_of(measure((day("2026-03-01"), day("2026-03-31")))))
    assert (event.dtstart.value, event.dtend.value) == (day("2026-03-01"), day("2026-04-01"))
    assert event.transp.value == "TRANSPARENT"
    assert event.dtstamp.value == dt.datetime(2025, 9, 1, 9, 0, tzinfo=dt.UTC).replace(
        tzinfo=event.dtstamp.value.tzinfo
    )


def test_an_event_says_what_who_and_what_comes_of_it() -> None:
    one = measure((None, day("2025-10-01")), text="Издать приказ").model_copy(
        update={"responsible": Responsible(text="Директор, завуч"), "result": "Приказ"}
    )
    (event,) = made(plan_of(one))
    assert event.summary.value == "п. 1.2 Издать приказ"
    assert event.description.value.splitlines() == [
        "Издать приказ", "Ответственный: Директор, завуч", "Срок: срок", "Результат: Приказ", "Файл: p.txt",
    ]  # fmt: skip


def test_a_long_measure_is_cut_in_the_summary_alone() -> None:
    (event,) = made(plan_of(measure((None, day("2025-10-01")), text="слово " * 60)))
    assert len(event.summary.value) <= 120
    assert event.description.value.splitlines()[0].count("слово") == 60


def test_a_reminder_is_counted_from_the_last_day() -> None:
    (event,) = made(plan_of(measure((day("2026-03-01"), day("2026-03-31")))), remind=3)
    assert event.valarm.trigger.value == dt.timedelta(days=-4)
    assert event.valarm.trigger.params["RELATED"] == ["END"]
    assert not hasattr(made(plan_of(measure((None, day("2026-03-31")))))[0], "valarm")


def uids(plan: Plan) -> list[str]:
    return [event.uid.value for event in made(plan)]


def test_an_event_keeps_its_uid_while_its_words_stay() -> None:
    before = plan_of(measure((None, day("2025-10-01")), text="Издать приказ о ВПР"), measure((None, day("2025-11-01"))))
    after = plan_of(
        measure((None, day("2025-12-05"))), measure((None, day("2025-10-09")), text="Издать  приказ о «ВПР».")
    )
    assert sorted(uids(before)) == sorted(uids(after))


def test_other_plans_years_and_twins_have_uids_of_their_own() -> None:
    one = measure((None, day("2025-10-01")), (None, day("2025-11-01")))
    later = Period(start=dt.date(2026, 9, 1), end=dt.date(2027, 8, 31))
    plans = [plan_of(one, one), plan_of(one, one, period=later), plan_of(one, one, organisation="СОШ 5")]
    assert len({uid for plan in plans for uid in uids(plan)}) == 12


def test_measures_without_a_date_are_told() -> None:
    made_of = plan_calendar(plan_of(measure(), measure((None, day("2025-10-01")))), RU, now=NOW)
    assert (made_of.events, made_of.undated) == (1, (0,))


def test_hostile_text_stays_in_its_event() -> None:
    bad = "a\r\nEND:VEVENT\r\nBEGIN:VALARM\nACTION:EMAIL;,\\ \x1b[2J\u202e <script>" + "я" * 200
    one = measure((None, day("2025-10-01")), text=bad).model_copy(update={"result": bad})
    plan = plan_of(one, organisation=bad)
    (event,) = made(plan)
    assert event.description.value.splitlines()[0] == one_line(bad)
    assert set(event.contents) == {"summary", "dtstart", "dtend", "dtstamp", "uid", "description", "transp"}
    content = plan_calendar(plan, RU, now=NOW).content
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert not {"\x1b", "\u202e"} & set(content.decode())


@pytest.mark.parametrize("name", ["good-school.txt", "municipal.txt", "bad-school.txt", "gymnasium.md"])
def test_every_example_is_read_back(name: str) -> None:
    plan = read_plan(EXAMPLES / name)
    made_of = plan_calendar(plan, RU, now=NOW, held=HELD)
    events = vobject.readOne(made_of.content.decode()).vevent_list
    assert len(events) == made_of.events > 5
    assert len({event.uid.value for event in events}) == len(events)
    assert all(days(event) for event in events)
    dated = {index for index in range(len(plan.measures)) if index not in made_of.undated}
    assert all(plan.measures[index].deadline for index in dated)
