"""Habits of authors and programs: a dataclass of yes and no for each format, drawn by Hypothesis or chance."""

from __future__ import annotations

from dataclasses import fields
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

Habits = TypeVar("Habits")


def drawn(kind: type[Habits]) -> st.SearchStrategy[Habits]:
    """Any of the combinations of those habits; shrinks to none of them."""
    return st.builds(kind, **{one.name: st.booleans() for one in fields(kind)})  # type: ignore[arg-type]


def by_chance(kind: type[Habits], random: Random) -> Habits:
    """One combination by that source of chance."""
    return kind(**{one.name: random.random() < 0.5 for one in fields(kind)})  # type: ignore[arg-type]
