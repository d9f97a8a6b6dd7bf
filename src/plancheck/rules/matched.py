"""What was found for the parts of one rule, by the selection that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from plancheck.rules.conditions import Part
from plancheck.rules.reference import Fids, Matches

__all__ = ["Matched", "Met"]


class Met(NamedTuple):
    """A match of a part: the part, with its place among those of its role, and the facts beside the selection's."""

    rank: int
    part: Part
    own: Fids


class Matched:
    """The matches of one role (`pass`, `fail`, …), parts in the order of their names, facts in the plan's.

    `by_key` are those that lean on what is selected, `free` those that stand beside each selection.
    """

    __slots__ = ("by_key", "free")

    def __init__(self, parts: Iterable[Part], role: str, matches: Matches) -> None:
        self.by_key: dict[Fids, list[Met]] = {}
        self.free: list[Met] = []
        found = [part for part in parts if part.name in matches and part.role == role]
        for rank, part in enumerate(sorted(found, key=lambda part: part.name)):
            key = part.key
            if key:
                for fids in matches[part.name]:
                    self.by_key.setdefault(fids[:key], []).append(Met(rank, part, fids[key:]))
            else:
                self.free += [Met(rank, part, fids) for fids in matches[part.name]]

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
