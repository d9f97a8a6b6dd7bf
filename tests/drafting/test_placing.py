"""A new row goes into the section of its direction, below its last row, with the next number."""

from __future__ import annotations

import pytest

from plancheck.drafting.placing import directions_of, is_numbered, new_number, numbers_before, row_above
from plancheck.plan import Column, Level, Measure, Plan, Section, Topic

OBSERVERS = Measure(text="Наблюдатели", topics=(Topic.OBSERVERS,))


def plan(*rows: tuple[int | None, tuple[Topic, ...]], levels: tuple[Level | None, ...] = (None, None, None)) -> Plan:
    measures = tuple(
        Measure(number=str(at), text=f"Мероприятие {at}", section=section, topics=topics)
        for at, (section, topics) in enumerate(rows, start=1)
    )
    return Plan(
        level=Level.MUNICIPAL,
        sections=tuple(Section(title=f"Раздел {at}", level=level) for at, level in enumerate(levels)),
        measures=measures,
    )


def test_the_section_with_most_rows_like_it_is_taken() -> None:
    found = plan((0, (Topic.ORDER,)), (1, (Topic.VIDEO,)), (1, (Topic.OBSERVERS,)), (2, (Topic.VIDEO,)))
    assert row_above(found, OBSERVERS) == 2


def test_a_shared_topic_counts_more_than_a_shared_direction() -> None:
    found = plan((0, (Topic.VIDEO,)), (1, (Topic.OBSERVERS,)), (2, (Topic.ORDER,)))
    assert row_above(found, OBSERVERS) == 1


def test_a_word_of_the_sections_title_counts_too() -> None:
    found = plan((0, (Topic.OBSERVER_TRAINING,)), (1, (Topic.ORDER,)))
    titled = found.sections[1].model_copy(update={"title": "Проведение и наблюдение"})
    assert row_above(found, OBSERVERS) == 0
    assert row_above(found.model_copy(update={"sections": (found.sections[0], titled)}), OBSERVERS) == 1


def test_where_no_section_is_like_it_the_row_goes_to_the_end() -> None:
    assert row_above(plan((0, (Topic.ORDER,)), (1, (Topic.FAMILIES,))), OBSERVERS) == 1


def test_sections_that_speak_to_another_level_are_left_aside() -> None:
    found = plan((0, (Topic.ORDER,)), (1, (Topic.OBSERVERS,)), levels=(None, Level.SCHOOL))
    assert row_above(found, OBSERVERS) == 0


def test_where_every_section_speaks_to_another_level_the_row_goes_to_the_end() -> None:
    found = plan((0, (Topic.ORDER,)), (1, (Topic.OBSERVERS,)), levels=(Level.SCHOOL, Level.SCHOOL))
    assert row_above(found, OBSERVERS) == 1


def test_a_plan_without_rows_has_none_to_put_it_below() -> None:
    assert row_above(Plan(), OBSERVERS) is None


@pytest.mark.parametrize(
    ("numbers", "following", "number"),
    [
        (["1", "2"], None, "3"),
        (["1.1", "1.2"], "2.1", "1.3"),
        (["4"], "5", "4.1"),
        (["4", "4.1"], "5", "4.2"),
        (["4"], "1", "5"),
        (["3", None], None, "4"),
        ([None, None], None, None),
        (["IV"], None, None),
        (["б/н"], None, None),
        ([], None, None),
    ],
)
def test_the_number_of_a_new_row(numbers: list[str | None], following: str | None, number: str | None) -> None:
    assert new_number(numbers, following) == number


def test_numbers_are_those_of_its_section() -> None:
    found = plan((0, ()), (1, ()), (1, ()))
    assert numbers_before(found, 2) == ["2", "3"]


def test_a_row_is_numbered_where_its_table_is() -> None:
    row = Measure(text="а", columns=(Column.MEASURE,))
    assert not is_numbered(Plan(columns=(Column.NUMBER,), measures=(row,)), 0)
    assert is_numbered(Plan(columns=(Column.NUMBER,), measures=(Measure(text="а"),)), 0)


def test_directions_are_those_of_the_topics() -> None:
    assert directions_of(Measure(text="а", topics=(Topic.OBSERVERS, Topic.VIDEO, Topic.ORDER))) == (
        "observation",
        "regulation",
    )
