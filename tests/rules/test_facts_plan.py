"""Facts of the plan as a whole."""

from __future__ import annotations

import datetime as dt

import pytest
from plans import SCHOOL_YEAR, facts, values

from plancheck.plan import Topic
from plancheck.rules.facts.measure_facts import DIRECTIONS_OF
from plancheck.rules.facts.reading import shortened
from plancheck.rules.facts.wording import LANGUAGES, wording
from plancheck.rules.kinds import COLUMNS, DIRECTIONS, KINDS


def test_there_is_one_plan_even_of_nothing() -> None:
    base = facts()
    assert values(base, "plan", "level", "has_period", "has_approval_date", "at_risk") == [("", 0, 0, 0)]
    assert len(base.of("direction")) == len(DIRECTIONS.codes)
    assert len(base.of("column")) == len(COLUMNS.codes)


def test_the_head_is_days_and_flags() -> None:
    base = facts(level="school", period=SCHOOL_YEAR, approval={"number": "7-о", "date": "2023-08-30"})
    (head,) = base.of("plan")
    assert head.values["start"] == dt.date(2023, 9, 1).toordinal()
    assert head.values["end"] == dt.date(2024, 8, 31).toordinal()
    assert head.values["approved"] == dt.date(2023, 8, 30).toordinal()
    assert head.display["period"] == {"ru": "01.09.2023–31.08.2024", "en": "2023-09-01 to 2024-08-31"}
    assert head.display["approved_on"] == {"ru": "30.08.2023", "en": "2023-08-30"}


@pytest.mark.parametrize(
    ("approval", "gap"),
    [
        (None, "an approving stamp"),
        ({"by": "Е. П. Ларина"}, "the number and date"),
        ({"number": "5"}, "the date of approval"),
        ({"date": "2023-08-30"}, "the number of"),
        ({"number": "5", "date": "2023-08-30"}, ""),
    ],
)
def test_what_the_approval_lacks_is_said(approval: dict[str, str] | None, gap: str) -> None:
    (head,) = facts(approval=approval).of("plan")
    text = head.display["approval_gap"]
    assert isinstance(text, dict)
    assert text["en"].startswith(gap)
    assert bool(text["ru"]) is bool(gap)


def test_columns_are_those_of_any_table() -> None:
    base = facts({"columns": ["measure", "result"]}, columns=["measure", "deadline"])
    present = {name for name, there in values(base, "column", "column", "present") if there}
    assert present == {"measure", "deadline", "result"}


def test_procedures_have_one_name_and_are_held_or_mentioned() -> None:
    base = facts({"procedures": ["РДР"]}, procedures=["ВПР", "ГИА-9"], held_procedures=["ГИА-11"])
    assert values(base, "procedure", "name", "held") == [("ВПР", 0), ("ГИА", 1), ("РДР", 0)]


def test_spots_of_text_keep_their_words_and_place() -> None:
    base = facts(
        {"number": "4."},
        mixed_words=[{"quote": "Oбъективно", "measure": 0, "location": {"line": 9}}],
        leftovers=[{"quote": "№ ____"}],
        mentions=[{"name": "Горный район", "belonging": "foreign", "measure": 0}],
    )
    (mixed,), (leftover,), (mention,) = base.of("mixed"), base.of("leftover"), base.of("mention")
    assert (mixed.measure, mixed.quote, mixed.display["place"]) == (
        0,
        "Oбъективно",
        {"ru": "п. 4", "en": "item 4"},
    )
    assert mixed.location is not None
    assert mixed.location.line == 9
    assert (leftover.measure, leftover.quote) == (None, "№ ____")
    assert mention.display["quote"] == "Горный район"


def test_measures_are_called_as_people_call_them() -> None:
    rows = [
        {"number": "1.", "section": 0},
        {"number": "1.", "section": 1},
        {"number": "2)", "section": 1},
        {},
    ]
    base = facts(*rows, sections=[{"number": "I."}, {"title": "Без номера"}])
    labels = [fact.display["label"] for fact in base.of("measure")]
    assert [label["ru"] for label in labels if isinstance(label, dict)] == [
        "п. 1 раздела I",
        "п. 1 раздела 2",
        "п. 2 раздела 2",
        "строка 4",
    ]


def test_numbers_that_run_through_the_plan_need_no_section() -> None:
    rows = [
        {"number": "1.1", "section": 0},
        {"number": "2.1.", "section": 1},
        {"number": "2.1.", "section": 1},
    ]
    labels = [fact.display["label"] for fact in facts(*rows, sections=[{}, {}]).of("measure")]
    assert [label["en"] for label in labels if isinstance(label, dict)] == [
        "item 1.1",
        "item 2.1",
        "item 2.1",
    ]


def test_long_texts_are_shortened_between_words() -> None:
    text = shortened("слово, " * 40)
    assert len(text) <= 91
    assert text.endswith("слово…")
    assert shortened(" два \n слова ") == "два слова"


def test_every_topic_but_preparation_serves_a_direction() -> None:
    idle = [topic for topic in Topic if not DIRECTIONS_OF[topic]]
    assert idle == [Topic.PREPARATION]
    assert DIRECTIONS_OF[Topic.OBSERVER_TRAINING] == ("training", "observation")


def test_wording_speaks_both_languages_of_every_code() -> None:
    shown = wording("shown")
    assert shown["directions"].keys() == DIRECTIONS.codes
    assert shown["columns"].keys() == COLUMNS.codes
    for group in ("labels", "dates", "approval_gap", "numbering", "directions", "columns"):
        assert all(set(words) == set(LANGUAGES) for words in shown[group].values()), group


def test_every_kind_and_field_has_its_meaning() -> None:
    for kind in KINDS.values():
        assert kind.meaning.endswith("."), kind.name
        assert all(field.meaning for field in kind.fields.values()), kind.name
        assert all(kind.display.values()), kind.name
