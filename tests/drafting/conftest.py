"""What drafts are made with in the tests: the shipped rules of a plan's level, and two plans."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from draft_settings import EXAMPLES, Setting

from plancheck import load_ruleset, read_plan
from plancheck.plan import Plan


@pytest.fixture(scope="session")
def setting() -> Callable[[str], Setting]:
    """`setting("school")`: the shipped rules of that level."""
    return lambda level: Setting(load_ruleset(f"objectivity-{level}"))


@pytest.fixture
def school(setting: Callable[[str], Setting]) -> Setting:
    return setting("school")


@pytest.fixture
def bad() -> Plan:
    return read_plan(EXAMPLES / "bad-school.txt")


@pytest.fixture
def good() -> Plan:
    return read_plan(EXAMPLES / "good-school.txt")
