"""What is said of all plans together, by their places in the run: kept small, and told of with their names."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Self

from plancheck.as_asked import AsAsked
from plancheck.report.folder import (
    CommonPattern,
    CopiedPlan,
    FiledPlan,
    Folder,
    ListedSchools,
    SchoolsPlans,
    UnsureSchool,
)

__all__ = ["Filing", "Schools"]

Filed = Callable[[int], FiledPlan]
"""The plan at a place of the run, as a report names it."""


class Schools(NamedTuple):
    """The list of schools: how many there are and sent a plan, and the others; plans are told by their places."""

    listed: int
    sent: int
    missing: Sequence[str]
    unsure: Sequence[tuple[str, Sequence[int]]]
    unlisted: Sequence[int]
    unnamed: Sequence[int]


class Filing(NamedTuple):
    """The parts of a `Folder`, each as a row: `copied` plan, other, same, own, sure; `patterns` plans, measures,
    quotes; `several` school, plans, the latest."""

    copied: Sequence[tuple[int, int, int, int, bool]] = ()
    patterns: Sequence[tuple[Sequence[int], int, Sequence[str]]] = ()
    several: Sequence[tuple[str, Sequence[int], int | None]] = ()
    schools: Schools | None = None

    def packed(self) -> str:
        """As JSON, to be kept."""
        return json.dumps(self, default=array.tolist)

    @classmethod
    def unpacked(cls, kept: str | bytes) -> Self:
        """What `packed` gave."""
        copied, patterns, several, schools = json.loads(kept)
        return cls(
            copied,
            [(array("I", plans), measures, quotes) for plans, measures, quotes in patterns],
            [(school, array("I", plans), latest) for school, plans, latest in several],
            schools and Schools(*schools),
        )

    def folder(self, filed: Filed, *, held: bool = True) -> Folder | None:
        """What a report says; None where that is nothing, and no list of schools was given.

        Where it is not `held`, plans and pairs are made when they are asked for.
        """
        if not any(self):
            return None

        def plans(places: Sequence[int]) -> Any:
            made = AsAsked(lambda at: filed(places[at]), len(places))
            return tuple(made) if held else made

        def copied(at: int) -> CopiedPlan:
            plan, other, same, own, sure = self.copied[at]
            return CopiedPlan(plan=filed(plan), other=filed(other), same=same, own=own, sure=sure)

        pairs: Any = AsAsked(copied, len(self.copied))
        return Folder.model_construct(
            copied=tuple(pairs) if held else pairs,
            patterns=tuple(
                CommonPattern.model_construct(plans=plans(at), measures=measures, quotes=tuple(quotes))
                for at, measures, quotes in self.patterns
            ),
            several=tuple(
                SchoolsPlans.model_construct(
                    school=school, plans=plans(at), latest=None if latest is None else filed(latest).path
                )
                for school, at, latest in self.several
            ),
            schools=self.schools
            and ListedSchools.model_construct(
                listed=self.schools.listed,
                sent=self.schools.sent,
                missing=tuple(self.schools.missing),
                unsure=tuple(
                    UnsureSchool.model_construct(school=school, candidates=plans(at))
                    for school, at in self.schools.unsure
                ),
                unlisted=plans(self.schools.unlisted),
                unnamed=plans(self.schools.unnamed),
            ),
        )
