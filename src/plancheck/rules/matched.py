"""What was found for the parts of one rule, by the selection that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from plancheck.rules.conditions import Part
from plancheck.rules.reference import Fids, Matches
from plancheck.rules.ruleset import Rule

__all__ = ["Matched", "Met", "by_role"]


@lru_cache(maxsize=1024)
def by_role(rule: Rule) -> Mapping[str, tuple[Part, ...]]:
    """The parts of a rule by their role, in the order of their names; made once, as they do not depend on the plan."""
    found: dict[str, tuple[Part, ...]] = {}
    for part in sorted(rule.parts, key=lambda part: part.name):
        found[part.role] = (*found.get(part.role, ()), part)
    return found


class Met(NamedTuple):
    """A match of a part: the part, with its place among those of its role, and the facts beside the selection's."""

    rank: int
    part: Part
    own: Fids


class Matched:
    """The matches of the parts of one role (`pass`, `fail`, …), part by part, facts in the plan's order.

    `by_key` are those that lean on what is selected, `free` those that stand beside each selection.
    """

    __slots__ = ("by_key", "free")

    def __init__(self, parts: Iterable[Part], matches: Matches) -> None:
        self.by_key: dict[Fids, list[Met]] = {}
        self.free: list[Met] = []
        for rank, part in enumerate(parts):
            key = part.key
            for fids in matches.get(part.name, ()):
                if key:
                    self.by_key.setdefault(fids[:key], []).append(Met(rank, part, fids[key:]))
                else:
                    self.free.append(Met(rank, part, fids))

    def __bool__(self) -> bool:
        return bool(self.by_key or self.free)

    def __contains__(self, key: Fids) -> bool:
        return bool(self.free) or key in self.by_key

    def of(self, key: Fids) -> list[Met]:
        """All that belongs to a selection, part by part."""
        own = self.by_key.get(key)
        if not self.free or not own:
            return own or self.free
        return sorted([*own, *self.free], key=lambda met: met.rank)
