"""Makes the names of schools equal: «МБОУ "СОШ №13"», «средняя общеобразовательная школа № 13», «СОШ 13»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from plancheck.language.normalise import clean, fold
from plancheck.plan import Level, Plan
from plancheck.rules.facts.wording import wording

__all__ = ["SchoolNames", "is_at_risk", "school_name"]

_NUMBER = re.compile(r"\W*(?:№|n|no)?\W*(\d+)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\W*?[«\"“„]\s*([^«»\"“”„]+?)\s*[»\"”“]")
_BARE = re.compile(r"\s+([^\W\d_][\w-]*)")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds: Mapping[str, list[str]] = wording("schools")["kinds"]
    return tuple((kind, re.compile("|".join(map(_pattern, written)))) for kind, written in kinds.items())


def _pattern(written: str) -> str:
    words = (re.escape(word).replace(r"\*", r"\w*") for word in fold(written).split())
    return r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"


@lru_cache(maxsize=4096)
def school_name(text: str) -> str:
    """The school's kind and number or own name: «СОШ 13»; the text where it names no kind of school."""
    line = " ".join(clean(text).split())
    for kind, pattern in _kinds():
        found = pattern.search(fold(line))
        if found is None:
            continue
        rest = line[found.end() :]
        if number := _NUMBER.match(rest):
            same: Mapping[str, str] = wording("schools")["numbered"]
            return f"{same.get(kind, kind)} {number.group(1)}"
        if own := _QUOTED.match(rest) or _BARE.match(rest):
            return f"{kind} {own.group(1)}"
    return line.strip('«»"“”„ ')


class SchoolNames:
    """Schools as the plan writes them, found again however they are written."""

    def __init__(self, written: Iterable[str]) -> None:
        self._written: dict[str, str] = {}
        for one in written:
            self._written.setdefault(_key(one), one)

    def __call__(self, school: str) -> str:
        """The plan's writing of this school, else its even one."""
        return self._written.get(_key(school)) or school_name(school)


def _key(school: str) -> str:
    return fold(school_name(school))


def is_at_risk(plan: Plan, risk_schools: Sequence[str]) -> bool:
    """Whether the list names the plan's own school, or, above the school, any school at all."""
    if plan.level is not Level.SCHOOL:
        return bool(risk_schools)
    return plan.organisation is not None and _key(plan.organisation) in {_key(one) for one in risk_schools}
