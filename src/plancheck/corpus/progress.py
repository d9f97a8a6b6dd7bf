"""How far a run is: told after every file, to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plancheck.report.model import BySeverity

__all__ = ["Progress", "Tell"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: files done of all, the name of the one handed out last, findings so far.

    `remembered` of those done came from the cache, `unread` were not judged.
    """

    done: int
    total: int
    name: str
    findings: BySeverity
    remembered: int = 0
    unread: int = 0


Tell = Callable[[Progress], None]
