"""Every option that may be configured: its default, its variable, whom it concerns, which commands read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from plancheck.faults.told import Told

__all__ = ["COMMANDS", "MOST_JOBS", "OPTIONS", "Option", "Value", "differing", "effective", "keys_of"]

Kind = Literal["file", "call"]


@dataclass(frozen=True, slots=True)
class Option:
    """A key of the configuration.

    `variable` is the environment variable that gives it, `of` says whether it may differ from file to file or holds
    for the whole call; `read_by` are the commands that read it, the subcommands of `rules` by their full names.
    """

    key: str
    of: Kind
    variable: str | None = None
    default: Any = None
    read_by: tuple[str, ...] = ("check",)


_JUDGING = ("check", "fix", "new", "explain", "diff", "baseline")
_ON_RISK = ("check", "fix", "explain", "diff", "baseline")
_READING = ("check", "parse", "fix", "explain", "diff", "baseline", "calendar")
_ALL = (
    "check",
    "parse",
    "fix",
    "new",
    "explain",
    "diff",
    "baseline",
    "calendar",
    "rules test",
    "rules lint",
    "rules match",
)


_OPTIONS: Final = (
    Option("ruleset", "file", "PLANCHECK_RULESET", read_by=_ALL),
    Option("profile", "file", "PLANCHECK_PROFILE", read_by=_JUDGING),
    Option("set", "file", default=MappingProxyType({}), read_by=_JUDGING),
    Option("as_of", "file", "PLANCHECK_AS_OF", read_by=_JUDGING),
    Option("engine", "file", "PLANCHECK_ENGINE", "durable", read_by=_JUDGING),
    Option("risk_schools", "file", "PLANCHECK_RISK_SCHOOLS", "", read_by=_ON_RISK),
    Option("against", "file", "PLANCHECK_AGAINST", read_by=_ON_RISK),
    Option("schools", "call", default=""),
    Option("fail_on", "call", "PLANCHECK_FAIL_ON", "error", read_by=("check", "diff")),
    Option("waivers", "call", "PLANCHECK_WAIVERS", read_by=("check", "diff", "baseline")),
    Option("baseline", "call", "PLANCHECK_BASELINE", read_by=("check", "baseline")),
    Option("lang", "call", "PLANCHECK_LANG", "ru", read_by=_ALL),
    Option("format", "call", default=()),
    Option("output", "call", default=()),
    Option("template", "call"),
    Option("days", "call"),
    Option("verbose", "call", default=False, read_by=("check", "rules test")),
    Option("timeout", "call", "PLANCHECK_TIMEOUT", "60", read_by=_READING),
    Option("jobs", "call", "PLANCHECK_JOBS", "auto"),
    Option("cache", "call", default=True),
    Option("limits", "call", default=MappingProxyType({}), read_by=_READING),
)
COMMANDS: Final = _ALL
OPTIONS: Final[Mapping[str, Option]] = MappingProxyType({one.key: one for one in _OPTIONS})
MOST_JOBS: Final = 1_024
_JOINED: Final = ("set", "limits")  # tables, given name by name: each name comes from the nearest place that gives it
_TOGETHER: Final = (("format", "output"),)  # whoever gives the one says all of the other


class Value(NamedTuple):
    """An option's value, and where it comes from: a file's line, a variable, an option; None for the default."""

    value: Any
    place: Told | None = None


def effective(
    given: Mapping[str, Value], configured: Mapping[str, Any], places: Mapping[str, Told]
) -> dict[str, Value]:
    """The value of every option: what the call and the environment give, else the configuration, else the default.

    Tables are joined; their names stand as «set.name» beside the table itself, which has no place of its own.
    """
    found: dict[str, Value] = {}
    for key, option in OPTIONS.items():
        if key in _JOINED:
            found |= _joined(key, given.get(key), configured.get(key, {}), places)
        elif key in given:
            found[key] = given[key]
        elif key in configured and not _said_otherwise(key, given):
            found[key] = Value(configured[key], places[key])
        else:
            found[key] = Value(option.default)
    return found


def _said_otherwise(key: str, given: Mapping[str, Value]) -> bool:
    return any(key in group and given.keys() & set(group) for group in _TOGETHER)


def _joined(
    key: str, given: Value | None, configured: Mapping[str, Any], places: Mapping[str, Told]
) -> dict[str, Value]:
    parts = {f"{key}.{name}": Value(value, places[f"{key}.{name}"]) for name, value in configured.items()}
    if given is not None:
        parts |= {f"{key}.{name}": Value(value, given.place) for name, value in given.value.items()}
    whole = {name.removeprefix(f"{key}."): one.value for name, one in parts.items()}
    return {key: Value(whole), **parts}


def keys_of(command: str) -> tuple[str, ...]:
    """The keys that a command reads."""
    return tuple(key for key, option in OPTIONS.items() if command in option.read_by)


def differing(
    of: Kind, effectives: Collection[Mapping[str, Value]], command: str = "check"
) -> tuple[str, Value, Value] | None:
    """The first option of a kind, of those that a command reads, on which several effective configurations differ.

    Given with the two values.
    """
    first = next(iter(effectives), {})
    for key, option in OPTIONS.items():
        for other in effectives if option.of == of and command in option.read_by else ():
            if other[key].value != first[key].value:
                return key, first[key], other[key]
    return None
