"""What the tests of understanding share: the shipped lexicons, read once."""

from __future__ import annotations

import pytest

from plancheck.parsing import Lexicons, shipped_lexicons


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    return shipped_lexicons()
