"""What a call chooses within a ruleset: a profile, and values of parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancheck.rules.ruleset import Told

__all__ = ["AS_WRITTEN", "Chosen", "Setting", "SettingValue"]

SettingValue = str | int | bool | dt.date | tuple[str, ...]


class Setting(NamedTuple):
    """A value for a parameter, as its type or as text («order, local_acts», «2025-09-01», «true»)."""

    name: str
    value: SettingValue
    place: Told = Told("--set")


class Chosen(NamedTuple):
    """What is chosen of a ruleset; the places say where, for messages about a wrong choice."""

    profile: str | None = None
    settings: tuple[Setting, ...] = ()
    profile_place: Told = Told("--profile")

    @classmethod
    def of(cls, profile: str | None, values: Mapping[str, SettingValue | Sequence[str]] | None) -> Chosen:
        """From a program's own values; lists of codes as any sequence."""
        settings = (
            Setting(name, value if isinstance(value, str | int | dt.date) else tuple(value), Told(f"settings: {name}"))
            for name, value in (values or {}).items()
        )
        return cls(profile, tuple(settings), Told("profile"))


AS_WRITTEN = Chosen()
