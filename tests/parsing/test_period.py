"""The period of a plan: what titles, orders and introductions say of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.parsing import shipped_lexicons
from plancheck.parsing.period import periods_in, read_period
from plancheck.plan import Level, Period
from plancheck.yaml_source import read_yaml_file

CASES = read_yaml_file(Path(__file__).parent / "cases" / "periods.yaml").value
WORDS = shipped_lexicons().head.period


@pytest.mark.parametrize(("title", "level", "days"), CASES)
def test_a_title_names_its_period(title: str, level: str | None, days: list[str] | None) -> None:
    found = read_period([(title, 1)], Level(level) if level else None, WORDS)
    wanted = Period(start=dt.date.fromisoformat(days[0]), end=dt.date.fromisoformat(days[1])) if days else None
    assert found == wanted


def test_a_period_known_by_its_end_begins_on_the_day_of_approval() -> None:
    found = read_period([("План на период до 2027 года", 1)], None, WORDS, since=dt.date(2025, 3, 4))
    assert found == Period(start=dt.date(2025, 3, 4), end=dt.date(2027, 12, 31))


def test_the_title_goes_before_the_order_and_the_order_before_the_preamble() -> None:
    order, preamble = ("на 2024 год", 2), ("в 2023 году", 2)
    assert read_period([("План на 2025 год", 1), order, preamble], None, WORDS).start.year == 2025
    assert read_period([("План", 1), order, preamble], None, WORDS).start.year == 2024
    assert read_period([("План", 1), ("нет", 2), preamble], None, WORDS).start.year == 2023


def test_a_mention_in_passing_does_not_reach_a_stricter_rank() -> None:
    assert read_period([("по итогам ВПР в 2024-2025 учебном году", 2)], None, WORDS) is None


@given(st.text(alphabet="на вуч.год2025-/26 мартапоII№полугодие1,«»()", max_size=120))
def test_no_text_makes_the_reader_fail_and_every_period_runs_forward(text: str) -> None:
    assert all(one.period.start <= one.period.end for one in periods_in(text, None, WORDS))
