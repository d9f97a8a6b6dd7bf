"""Lists the faults of a file under a heading; a file with hundreds is not told to its end."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.errors import Problem
from plancheck.said import Said, said

__all__ = ["faults_text"]

_SHOWN = 50  # faults that a message lists


def faults_text(heading: Said, faults: Sequence[Problem], lang: str) -> str:
    """The heading, then a line a fault as «path:line:column: what»; how many more there are in the last line."""
    lines = [heading.text(lang), *(one.text(lang) for one in faults[:_SHOWN])]
    more = len(faults) - _SHOWN
    return "\n".join([*lines, said("faults.more", count=more).text(lang)] if more > 0 else lines)
