"""The plans of a run beside each other: what is kept of each while it lasts, and what is said of them in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plancheck.corpus.run import Run
from plancheck.crossing import PackedSketch, Sketch, crossing, own_texts, sketch_of
from plancheck.plan import Plan
from plancheck.rules import Ruleset, Superior, ruleset_names
from plancheck.terms import Terms, load_named

__all__ = ["Together"]


@dataclass(slots=True)
class Together:
    """The sketches of the plans judged so far, by number; `schools` is the list of those that should have sent one."""

    schools: Sequence[str] | None = None
    _sketches: dict[int, Sketch] = field(default_factory=dict)

    def take(self, number: int, name: str, sketch: PackedSketch | None) -> None:
        """A plan of this name; without its sketch, one is made of the plan in the end."""
        if sketch:
            self._sketches[number] = sketch.unpacked(name)

    def said_of(self, run: Run, numbers: Sequence[int], terms: Iterable[Terms], served: Iterable[str]) -> Run:
        """The run with what its plans are to each other: PRV003 in each report, the rest in the report on all.

        `numbers` are those of its plans, `served` the names of the rulesets that judged them.
        """
        if len(run) < 2 and self.schools is None:
            return run
        kept = self._sketches
        sketches = [kept[number] if number in kept else sketch_of(run.plan_at(at)) for at, number in enumerate(numbers)]
        return run.compared(crossing(sketches, given=_given(tuple(terms), served), schools=self.schools))


def _given(terms: Sequence[Terms], served: Iterable[str]) -> Iterator[Sketch]:
    """What nobody copies from another school: superior plans, and the rows that rulesets suggest."""
    above = (one.against.plan if isinstance(one.against, Superior) else one.against for one in terms)
    yield from map(sketch_of, {id(plan): plan for plan in above if isinstance(plan, Plan)}.values())
    own = {one.ruleset.name: one.ruleset for one in terms if isinstance(one.ruleset, Ruleset)}
    shipped = set(ruleset_names())
    yield own_texts(own.get(name) or load_named(name) for name in served if name in own or name in shipped)
