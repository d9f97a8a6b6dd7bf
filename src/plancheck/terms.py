"""On what terms plans are judged: by which rules, as of which day, by which engine, in which language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, Self, TypedDict, Unpack

from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.plan import Plan
from plancheck.rules import AS_WRITTEN, Chosen, Ruleset, Superior, load_ruleset

__all__ = ["Asked", "Engine", "Terms", "load_named", "ruleset_name", "settled"]

Engine = Literal["durable", "reference", "both"]


class Asked(TypedDict, total=False):
    """The terms as a program gives them, by keyword."""

    ruleset: str | Path | Ruleset | None
    profile: str | None
    settings: Mapping[str, str | int | bool | dt.date | Sequence[str]] | None
    as_of: dt.date | None
    engine: Engine
    lang: str
    risk_schools: Sequence[str]
    against: str | Path | Plan | Superior | None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one check.

    `ruleset` is a shipped name, a file, or a loaded ruleset; without one the plan's level chooses. `chosen` are the
    profile and the values of parameters to take. `as_of` is the day by whose rules plans are judged; without it, the
    first day of each plan's period. `risk_schools` are the schools of the risk list, as «СОШ 13». `lang`: ru or en.
    `against` is the superior plan that schools' plans are held against, or its file.
    """

    ruleset: str | Path | Ruleset | None = None
    chosen: Chosen = AS_WRITTEN
    as_of: dt.date | None = None
    engine: Engine = "durable"
    lang: str = "ru"
    risk_schools: tuple[str, ...] = ()
    against: str | Path | Plan | Superior | None = None

    def __post_init__(self) -> None:
        if isinstance(self.ruleset, Ruleset) and self.chosen != AS_WRITTEN:
            raise ValueError("a loaded ruleset has its profile and values already: load_ruleset(…, chosen=…)")

    @classmethod
    def of(cls, **asked: Unpack[Asked]) -> Self:
        """From the keywords of `check`; ValueError where a loaded ruleset is given and a profile or values, too."""
        profile, settings = asked.get("profile"), asked.get("settings")
        return cls(
            ruleset=asked.get("ruleset"),
            chosen=Chosen.of(profile, settings) if profile is not None or settings else AS_WRITTEN,
            as_of=asked.get("as_of"),
            engine=asked.get("engine", "durable"),
            lang=asked.get("lang", "ru"),
            risk_schools=tuple(asked.get("risk_schools", ())),
            against=asked.get("against"),
        )

    @property
    def lexicons(self) -> Amendments:
        """What the ruleset adds to the lexicons that plans are read by; nothing where it is not loaded yet.

        The shipped rulesets, among which a plan's level chooses, add nothing.
        """
        return self.ruleset.lexicons if isinstance(self.ruleset, Ruleset) else NO_AMENDMENTS

    def loaded(self) -> Self:
        """The same terms with the ruleset that they name, loaded. Raises RulesetError."""
        if self.ruleset is None or isinstance(self.ruleset, Ruleset):
            return self
        return replace(self, ruleset=load_named(self.ruleset, self.chosen), chosen=AS_WRITTEN)

    def serving(self, plan: Plan) -> Ruleset:
        """The ruleset that judges a plan. Raises RulesetError."""
        if isinstance(self.ruleset, Ruleset):
            return self.ruleset
        return load_named(self.ruleset or ruleset_name(plan), self.chosen)


def settled(terms: Terms | None, asked: Asked) -> Terms:
    """The terms, given at once or by keyword. Raises ValueError where they are given both ways."""
    if terms is not None and asked:
        raise ValueError(f"given beside `terms`: {', '.join(asked)}")
    return terms or Terms.of(**asked)


def ruleset_name(plan: Plan) -> str:
    """The shipped ruleset that serves a plan of this level."""
    return f"objectivity-{plan.level.value}" if plan.level else "objectivity-base"


@cache
def _loaded(name: str, chosen: Chosen) -> Ruleset:
    return load_ruleset(name, chosen=chosen)


def load_named(name: str | Path, chosen: Chosen = AS_WRITTEN) -> Ruleset:
    """A ruleset by name or path. Shipped ones do not change while we run and are loaded once."""
    shipped = isinstance(name, str) and not any(sign in name for sign in "./\\")
    return _loaded(str(name), chosen) if shipped else load_ruleset(name, chosen=chosen)
