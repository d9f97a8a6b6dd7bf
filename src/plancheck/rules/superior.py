"""The superior plan that schools' plans are held against: a municipality's, or a region's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plancheck.plan import Plan

__all__ = ["Superior"]


@dataclass(frozen=True, slots=True, eq=False)
class Superior:
    """The plan, and the path it is reported under; `plan` is None where its file could not be read."""

    plan: Plan | None
    path: str = ""

    @property
    def called(self) -> str:
        """The file's own name: what stands in a sentence; evidence has the whole path."""
        return re.split(r"[\\/]", self.path)[-1]

    @classmethod
    def of(cls, plan: Plan) -> Superior:
        """A plan that was read, under its own file's path."""
        return cls(plan, plan.source.path)
