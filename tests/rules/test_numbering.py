"""Whether numbers are whole: families of numberings as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import facts, values

from plancheck.rules.facts.numbering import Row, _steps, numbering_faults, read_number

NUMBERS = [
    ("1", (1,)),
    ("1.", (1,)),
    ("12)", (12,)),
    ("(3)", (3,)),
    ("№ 4", (4,)),
    ("2.10.", (2, 10)),
    ("1. 3", (1, 3)),
    ("1.2.3", (1, 2, 3)),
    ("IV", (4,)),
    ("XIX.", (19,)),
    ("XLII", (42,)),
    ("LX", (60,)),
    ("1а", None),
    ("б/н", None),
    ("IIII", None),
    ("VX", None),
    ("-", None),
]

# Each part is a section's numbers, "" for none; then the faults as (row, fault).
WHOLE = [
    [["1", "2", "3"]],
    [["1.", "2", "3)"]],
    [["1", "2"], ["1", "2", "3"]],
    [["1", "2"], ["3", "4"]],
    [["1.1.", "1.2."], ["2.1.", "2.2."], ["4.1."]],
    [["1.1", "1.2", "2.1", "2.2"]],
    [["1", "1.1", "1.2", "2", "2.1"]],
    [["1.1.1", "1.1.2", "1.2.1", "2.1.1"]],
    [["I", "II", "III", "IV", "V"]],
    [["1", "2", "3", "1", "2"]],
    [["1", "2а", "3", "4"]],
    [["0", "1", "2"]],
    [["", "", ""]],
    [["1", "2"], ["", ""], ["1", "2"]],
    [["б/н", "1", "2"]],
    [["1"]],
]
BROKEN = [
    ([["1", "", "2"]], [(1, "missing")]),
    ([["1", "", "3"]], [(1, "missing")]),
    ([["", "1", "2"]], [(0, "missing")]),
    ([["", "2", "3"]], [(0, "missing")]),
    ([["1", "2", " "]], [(2, "missing")]),
    ([["1", "2", "2", "3"]], [(2, "doubled")]),
    ([["1", "2", "1", "3"]], [(2, "doubled")]),
    ([["1", "2", "4"]], [(2, "skipped")]),
    ([["2", "3"]], [(0, "skipped")]),
    ([["1", "2"], ["4", "5"]], [(2, "skipped")]),
    ([["1", "3", "2", "4"]], [(1, "skipped")]),
    ([["1.1", "1.3"]], [(1, "skipped")]),
    ([["1.1", "1.2"], ["2.2", "2.3"]], [(2, "skipped")]),
    ([["1.1", "1.2", "1.2"], ["2.1", "", "2.2"]], [(2, "doubled"), (4, "missing")]),
]


def rows(parts: list[list[str]]) -> list[Row]:
    flat = [(part, number) for part, numbers in enumerate(parts) for number in numbers]
    return [Row(index, part, number or None) for index, (part, number) in enumerate(flat)]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_number_is_read_however_it_is_punctuated(text: str, number: tuple[int, ...] | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("parts", WHOLE)
def test_numbering_that_is_whole_has_no_fault(parts: list[list[str]]) -> None:
    assert numbering_faults(rows(parts)) == []


@pytest.mark.parametrize(("parts", "faults"), BROKEN)
def test_a_break_is_found_at_its_row(parts: list[list[str]], faults: list[tuple[int, str]]) -> None:
    assert [(one.measure, one.fault) for one in numbering_faults(rows(parts))] == faults


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.booleans())
def test_counting_in_every_section_anew_or_through_all_is_whole(sizes: list[int], through: bool) -> None:
    parts, count = [], 0
    for size in sizes:
        start = count if through else 0
        parts.append([str(start + one + 1) for one in range(size)])
        count += size
    assert numbering_faults(rows(parts)) == []


@given(st.integers(3, 30), st.data())
def test_taking_one_number_away_is_one_fault(size: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, size - 1))
    numbers = [str(one + 1) for one in range(size)]
    numbers[gone] = ""
    assert [(one.measure, one.fault) for one in numbering_faults(rows([numbers]))] == [(gone, "missing")]


def test_where_there_is_no_number_column_nothing_is_said() -> None:
    assert facts({"number": "1"}, {"number": "5"}, columns=["measure"]).of("numbering_fault") == ()


def test_a_number_merged_over_two_rows_is_not_doubled() -> None:
    base = facts({"number": "1"}, {"number": "1", "spanned": ["number"]}, {"number": "2"}, columns=["number"])
    assert base.of("numbering_fault") == ()


def test_another_table_may_begin_anew_within_a_section() -> None:
    first, second = {"location": {"table": 1}}, {"location": {"table": 2}}
    measures = [{"number": "1", **first}, {"number": "2", **first}, {"number": "1", **second}]
    assert facts(*measures, columns=["number"]).of("numbering_fault") == ()


def test_a_fault_is_shown_with_its_place() -> None:
    base = facts({"number": "1"}, {"number": "3"}, columns=["number", "measure"])
    (fault,) = base.of("numbering_fault")
    assert values(base, "numbering_fault", "measure", "fault") == [(1, "skipped")]
    assert fault.display["label"] == {"ru": "п. 3", "en": "item 3"}


def counted_on(number: tuple[int, ...]) -> set[tuple[int, ...]]:
    """All numbers that may stand right behind one, as people count: 2.3 → 2.4, 3, 3.1, 2.3.1."""
    raised = [(*number[:at], number[at] + 1) for at in range(len(number))]
    return {one + (1,) * deep for one in raised for deep in range(4)} | {number + (1,) * deep for deep in (1, 2, 3)}


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=3).map(tuple),
    st.lists(st.integers(0, 4), min_size=1, max_size=6).map(tuple),
)
def test_a_way_from_number_to_number_is_as_long_as_counting_on_makes_it(
    before: tuple[int, ...], number: tuple[int, ...]
) -> None:
    reached, steps = {before}, 0
    while number not in reached and steps < 3:
        reached |= {one for each in reached for one in counted_on(each)}
        steps += 1
    found = _steps(before, number)
    assert (found if found is not None and found <= 3 else None) == (steps if number in reached else None)


def test_many_rows_without_a_number_are_counted_as_fast_as_few() -> None:
    rows = [
        Row(0, "", "1.1.1"),
        *(Row(at, "", None) for at in range(1, 500)),
        Row(500, "", "2.3.1"),
        Row(501, "", "900.1"),
    ]
    assert [one.measure for one in numbering_faults(rows) if one.fault != "missing"] == [501]
