"""Option values that choose within a ruleset: its profile, values of parameters, and the day by whose rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancheck.cli.usage import CallError
from plancheck.compiling_late import late_pattern
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.rules import Chosen, Setting

__all__ = ["chosen_in", "day_in", "settings_in"]

_DAY = late_pattern(r"\d{4}-\d{2}-\d{2}")


def day_in(given: str, words: Wording, name: str = "--as-of") -> dt.date:
    """The day of `--as-of`; CallError for what is none."""
    try:
        if not _DAY.fullmatch(given):
            raise ValueError(given)
        return dt.date.fromisoformat(given)
    except ValueError:
        raise CallError(words.say("usage.day", name=name, value=given)) from None


def settings_in(given: Sequence[str], words: Wording) -> tuple[Setting, ...]:
    """The values of `--set name=value`; the last one of a name counts. CallError where one is not so written."""
    from plancheck.rules import Setting

    found: dict[str, Setting] = {}
    for one in given:
        name, sign, value = (part.strip() for part in one.partition("="))
        if not sign or not name:
            raise CallError(words.say("usage.setting", value=one))
        found[name] = Setting(name, value)
    return tuple(found.values())


def chosen_in(profile: str | None, settings: Sequence[str], words: Wording) -> Chosen:
    """What `--profile` and `--set` choose."""
    from plancheck.rules import Chosen

    return Chosen(profile, settings_in(settings, words))
