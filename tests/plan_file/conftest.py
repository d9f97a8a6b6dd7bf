"""What the tests of this room share: the lexicons, and a plan file in a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plancheck.parsing import Lexicons, shipped_lexicons
from plancheck.plan import Plan
from plancheck.plan_file import read_plan_file

Read = Callable[..., Plan]


@pytest.fixture(scope="session")
def known() -> Lexicons:
    return shipped_lexicons()


@pytest.fixture(scope="session")
def read(known: Lexicons) -> Read:
    """`read(text)`: the plan in the text of a plan file."""

    def one(text: str | bytes, path: str = "plan.yaml") -> Plan:
        return read_plan_file(text if isinstance(text, bytes) else text.encode(), path, known)

    return one
