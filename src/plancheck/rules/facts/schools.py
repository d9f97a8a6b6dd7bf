"""Finds schools again however they are written: those that a plan names among those of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from plancheck.compiling_late import late_pattern
from plancheck.language.normalise import clean, fold
from plancheck.plan import Level, Plan
from plancheck.rules.facts.school_names import Likeness, likeness, pattern, read_school_name
from plancheck.rules.facts.wording import wording

__all__ = ["SchoolNames", "is_at_risk", "school_name"]

_NUMBER = late_pattern(r"\W*(?:№|n|no)?\W*(\d+)\b", re.IGNORECASE)
_AT = late_pattern(r"\s+(при\s+[\w-]+)", re.IGNORECASE)
_PLACED = late_pattern(r"\W+((?:г|гор|с|п|пос|д|дер|ст|х|пгт|рп)\.?\s+[А-ЯЁ][\w-]+)")
_QUOTED = late_pattern(r"\W*?[«\"“„]\s*([^«»\"“”„]+?)\s*[»\"”“]")
_BARE = late_pattern(r"\s+([^\W\d_][\w-]*)")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds: Mapping[str, list[str]] = wording("schools")["kinds"]
    return tuple((kind, re.compile("|".join(map(pattern, written)))) for kind, written in kinds.items())


@lru_cache(maxsize=4096)
def school_name(text: str) -> str:
    """The school's kind and number or own name: «СОШ 13»; the text where it names no kind of school."""
    line = " ".join(clean(text).split())
    for kind, found in ((kind, one.search(fold(line))) for kind, one in _kinds()):
        if found is None:
            continue
        rest = line[found.end() :]
        if number := _NUMBER.match(rest):
            same: Mapping[str, str] = wording("schools")["numbered"]
            return f"{same.get(kind, kind)} {number.group(1)}"
        if own := _AT.match(rest) or _PLACED.match(rest) or _QUOTED.match(rest) or _BARE.match(rest):
            return f"{kind} {own.group(1)}"
        break
    return line.strip('«»"“”„ ')


class SchoolNames:
    """Schools as the plan writes them, found again however they are written."""

    def __init__(self, written: Iterable[str]) -> None:
        self._written = {one: read_school_name(one) for one in dict.fromkeys(written)}
        self._called: dict[str, str | None] = {}

    def __call__(self, school: str) -> str:
        """The plan's first writing of this school, else its even one."""
        return self._first(school) or school_name(school)

    def perhaps(self, school: str) -> tuple[str, ...]:
        """The plan's schools that may be this one, where none surely is."""
        return () if self._first(school) is not None else tuple(self._of(school, Likeness.UNSURE))

    def _first(self, school: str) -> str | None:
        """The plan's first writing of this school; None where it does not surely name it."""
        if school not in self._called:
            self._called[school] = next(self._of(school, Likeness.SAME), None)
        return self._called[school]

    def _of(self, school: str, verdict: Likeness) -> Iterator[str]:
        name = read_school_name(school)
        return (one for one, read in self._written.items() if likeness(name, read) is verdict)


def is_at_risk(plan: Plan, risk_schools: Sequence[str]) -> bool:
    """Whether the list surely names the plan's own school, or, above the school, any school at all."""
    if plan.level is not Level.SCHOOL:
        return bool(risk_schools)
    if plan.organisation is None or not risk_schools:
        return False
    own = read_school_name(plan.organisation)
    return any(likeness(own, read_school_name(one)) is Likeness.SAME for one in risk_schools)
