"""Where in a plan a new row belongs: the section that serves its direction, below its last row, with a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancheck.plan import Column, Measure, Plan
from plancheck.rules.facts.measure_facts import DIRECTIONS_OF
from plancheck.rules.facts.numbering import read_number

__all__ = ["directions_of", "is_numbered", "new_number", "numbers_before", "row_above"]

_STEM = 6  # letters: «наблюдение» and «наблюдатели» are of one stem
_TITLE = 2  # what a word of a section's title weighs beside a topic of one of its rows
_WORD = re.compile(rf"[^\W\d_]{{{_STEM},}}")


def directions_of(measure: Measure) -> tuple[str, ...]:
    """The directions that a measure's topics serve, each once."""
    return tuple(dict.fromkeys(one for topic in measure.topics for one in DIRECTIONS_OF[topic]))


def row_above(plan: Plan, new: Measure) -> int | None:
    """The measure to put a new one below: the last of the section that is most like it.

    A section is like a measure as its measures share topics and directions with it, and its title words. Sections
    that speak to another level than the plan are left aside; where none fits, the row goes to the end of the last.
    None where there is none.
    """
    ends: dict[int | None, int] = {}
    likeness: dict[int | None, float] = {}
    topics, directions = set(new.topics), set(directions_of(new))
    for index, measure in enumerate(plan.measures):
        section = measure.section
        if section is not None and plan.sections[section].level is not None:
            continue
        ends[section] = index
        if section not in likeness and section is not None:
            likeness[section] = _TITLE * len(_stems(plan.sections[section].title) & _stems(new.text))
        shared = len(topics & set(measure.topics)) + len(directions & set(directions_of(measure))) / 2
        likeness[section] = likeness.get(section, 0) + shared
    if not ends:
        return len(plan.measures) - 1 if plan.measures else None
    best = max(likeness.values())
    if not best:
        return max(ends.values())
    return next(ends[section] for section, like in likeness.items() if like == best)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}


def new_number(numbers: Sequence[str | None], following: str | None) -> str | None:
    """The number of a row that comes after rows of these numbers; None where they have none.

    «5» after «4»; where the plan counts on and the next row is «5» already, «4.1».
    """
    last = next((number for number in reversed(numbers) if number), None)
    parts = read_number(last) if last else None
    if last is None or parts is None or not last[0].isdigit():
        return None
    raised = (*parts[:-1], parts[-1] + 1)
    if following and read_number(following) == raised:
        raised = (*parts, 1)
    return ".".join(map(str, raised))


def numbers_before(plan: Plan, index: int) -> list[str | None]:
    """The numbers of a measure and of those before it in its section."""
    section = plan.measures[index].section
    return [one.number for one in plan.measures[: index + 1] if one.section == section]


def is_numbered(plan: Plan, index: int) -> bool:
    """Whether the measure's table has numbers of its own."""
    return Column.NUMBER in (plan.measures[index].columns or plan.columns)
