"""The plans of a run beside each other: what is said of them when all are judged, or was said of the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plancheck.corpus.cache import Cache
from plancheck.corpus.run import Run
from plancheck.crossing.filing import Filing
from plancheck.plan import Plan
from plancheck.report.model import Summary
from plancheck.rules import Ruleset, Superior
from plancheck.terms import Terms, load_named

if TYPE_CHECKING:
    from plancheck.crossing import Sketch

__all__ = ["Remembered", "said_together"]


class Remembered(NamedTuple):
    """Where it is remembered what plans are to each other, and by which key: that is the same for the same plans."""

    cache: Cache
    key: str

    def told(self, run: Run) -> Run | None:
        """The run with what was said of its plans before; None where that is not known."""
        of_all = self.cache.comparison(self.key, run.tell)
        if of_all is None:
            run.tell_nothing()
            return None
        summary, _, filing = of_all.partition(b"\n")
        return run.told(Summary.model_validate_json(summary), Filing.unpacked(filing))

    def keep(self, run: Run) -> None:
        """Remembers what is said of the plans of a run."""
        if run.filing is not None:
            of_all = f"{run.report.summary.model_dump_json()}\n{run.filing.packed()}"
            self.cache.put_comparison(self.key, of_all.encode(), run.insertions())


def said_together(
    run: Run,
    terms: Iterable[Terms],
    served: Iterable[str],
    schools: Sequence[str] | None = None,
    remembered: Remembered | None = None,
) -> Run:
    """The run with what its plans are to each other: PRV003 in each report, the rest in the report on all.

    `served` are the names of the rulesets that judged; `schools` is the list of those that should have sent a plan.
    """
    if remembered and (told := remembered.told(run)):
        return told
    from plancheck.crossing import crossing  # noqa: PLC0415 - what compares is not needed where that is remembered

    sketches = map(run.sketch_at, range(len(run)))
    compared = run.compared(crossing(sketches, given=_given(tuple(terms), served), schools=schools))
    if remembered:
        remembered.keep(compared)
    return compared


def _given(terms: Sequence[Terms], served: Iterable[str]) -> Iterator[Sketch]:
    """What nobody copies from another school: superior plans, and the rows that rulesets suggest."""
    from plancheck.crossing import own_texts, sketch_of  # noqa: PLC0415 - as above
    from plancheck.rules import ruleset_names  # noqa: PLC0415

    above = (one.against.plan if isinstance(one.against, Superior) else one.against for one in terms)
    yield from map(sketch_of, {id(plan): plan for plan in above if isinstance(plan, Plan)}.values())
    own = {one.ruleset.name: one.ruleset for one in terms if isinstance(one.ruleset, Ruleset)}
    shipped = set(ruleset_names())
    yield own_texts(own.get(name) or load_named(name) for name in served if name in own or name in shipped)
