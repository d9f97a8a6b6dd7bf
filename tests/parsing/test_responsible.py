"""Responsible cells: roles in order, persons, and persons without a post."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plancheck.parsing import Lexicons, shipped_lexicons
from plancheck.parsing.responsible import read_responsible

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "responsible.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_cell_gives_its_roles_and_persons(case: dict[str, list[str]], lexicons: Lexicons) -> None:
    found = read_responsible(str(case["text"]), lexicons.roles)
    assert [role.value for role in found.roles] == case["roles"]
    assert list(found.persons) == case.get("persons", [])
    assert list(found.persons_without_post) == case.get("without", [])


@given(st.lists(st.sampled_from([case for case in CASES if not case.get("persons")]), min_size=1, max_size=5))
def test_cells_joined_by_semicolons_give_the_roles_of_each(cases: list[dict[str, list[str]]]) -> None:
    text = "; ".join(str(case["text"]) for case in cases)
    wanted = {role for case in cases for role in case["roles"]}
    found = {role.value for role in read_responsible(text, shipped_lexicons().roles).roles}
    assert found >= wanted - {"other"}  # «Рабочая группа» alone is other; beside known roles it is, too


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    found = read_responsible(text, shipped_lexicons().roles)
    assert set(found.persons_without_post) <= set(found.persons)
