"""A room that loads its names late has all that it says it has."""

from __future__ import annotations

import importlib

import pytest

from plancheck.loading_late import late


@pytest.mark.parametrize("room", ["plancheck.rules", "plancheck.plan_file"])
def test_every_name_of_a_room_is_there(room: str) -> None:
    module = importlib.import_module(room)
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_a_name_it_has_not_is_said_to_be_missing() -> None:
    load = late("room", {"math": ("pi",)})
    assert 3 < load("pi") < 4
    with pytest.raises(AttributeError, match="'room' has no attribute 'tau'"):
        load("tau")
