"""Every option of `check` that may be configured: its default, its variable, and whom it concerns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from plancheck.rules.ruleset import Told

__all__ = ["OPTIONS", "Option", "Value", "differing", "effective"]

Kind = Literal["file", "call"]


@dataclass(frozen=True, slots=True)
class Option:
    """A key of the configuration.

    `variable` is the environment variable that gives it, `of` says whether it may differ from file to file or holds
    for the whole call.
    """

    key: str
    of: Kind
    variable: str | None = None
    default: Any = None


_OPTIONS: Final = (
    Option("ruleset", "file", "PLANCHECK_RULESET"),
    Option("profile", "file", "PLANCHECK_PROFILE"),
    Option("set", "file", default=MappingProxyType({})),
    Option("as_of", "file", "PLANCHECK_AS_OF"),
    Option("engine", "file", "PLANCHECK_ENGINE", "durable"),
    Option("risk_schools", "file", "PLANCHECK_RISK_SCHOOLS", ""),
    Option("against", "file", "PLANCHECK_AGAINST"),
    Option("fail_on", "call", "PLANCHECK_FAIL_ON", "error"),
    Option("waivers", "call", "PLANCHECK_WAIVERS"),
    Option("baseline", "call", "PLANCHECK_BASELINE"),
    Option("lang", "call", "PLANCHECK_LANG", "ru"),
    Option("format", "call", default=()),
    Option("output", "call", default=()),
    Option("template", "call"),
    Option("days", "call"),
    Option("verbose", "call", default=False),
    Option("timeout", "call", "PLANCHECK_TIMEOUT", "60"),
    Option("limits", "call", default=MappingProxyType({})),
)
OPTIONS: Final[Mapping[str, Option]] = MappingProxyType({one.key: one for one in _OPTIONS})
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


def differing(of: Kind, effectives: Collection[Mapping[str, Value]]) -> tuple[str, Value, Value] | None:
    """The first option of a kind on which several effective configurations differ, with the two values."""
    first = next(iter(effectives), {})
    for key, option in OPTIONS.items():
        for other in effectives if option.of == of else ():
            if other[key].value != first[key].value:
                return key, first[key], other[key]
    return None
