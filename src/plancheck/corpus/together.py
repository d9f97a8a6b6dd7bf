"""The plans of a run beside each other: what is said of them when all are judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from plancheck.corpus.run import AsAsked, Run
from plancheck.crossing import Sketch, crossing, own_texts, sketch_of
from plancheck.plan import Plan
from plancheck.rules import Ruleset, Superior, ruleset_names
from plancheck.terms import Terms, load_named

__all__ = ["said_together"]

_AT_HAND: Final = 1_024  # sketches that are kept when they were read from disk


def said_together(run: Run, terms: Iterable[Terms], served: Iterable[str], schools: Sequence[str] | None = None) -> Run:
    """The run with what its plans are to each other: PRV003 in each report, the rest in the report on all.

    `served` are the names of the rulesets that judged; `schools` is the list of those that should have sent a plan.
    """
    if len(run) < 2 and schools is None:
        return run
    sketches = AsAsked(lru_cache(maxsize=_AT_HAND)(run.sketch_at), len(run))
    return run.compared(crossing(sketches, given=_given(tuple(terms), served), schools=schools))


def _given(terms: Sequence[Terms], served: Iterable[str]) -> Iterator[Sketch]:
    """What nobody copies from another school: superior plans, and the rows that rulesets suggest."""
    above = (one.against.plan if isinstance(one.against, Superior) else one.against for one in terms)
    yield from map(sketch_of, {id(plan): plan for plan in above if isinstance(plan, Plan)}.values())
    own = {one.ruleset.name: one.ruleset for one in terms if isinstance(one.ruleset, Ruleset)}
    shipped = set(ruleset_names())
    yield own_texts(own.get(name) or load_named(name) for name in served if name in own or name in shipped)
