"""Tells which findings of two reports are one and the same, and which plans of two reports are one plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from plancheck.report.model import OutcomeEntry, PlanReport
from plancheck.rules.meaning import bare
from plancheck.rules.outcome import Outcome

__all__ = ["FOUND", "Known", "found_in", "name_of", "paired", "plan_key", "stem_of"]

FOUND = (Outcome.FAILED, Outcome.WAIVED)
"""The outcomes that are findings: a waived one is still there."""

_COUNTED = re.compile(r"-\d+$")  # of several findings that say the same, the second and further ones


def found_in(plan: PlanReport) -> tuple[OutcomeEntry, ...]:
    """The findings of a plan, the waived ones among them, in report order."""
    return tuple(entry for entry in plan.outcomes if entry.outcome in FOUND)


class Known:
    """Findings known from before; each stands for one finding of today. Lives for one comparison.

    A finding is known where one of the same rule and subject was, resting on all that it rests on now: partly
    mended it stays known, grown it does not. Reports older than `grounds` are compared without them.
    """

    def __init__(self, findings: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._left: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for at, (fingerprint, grounds) in enumerate(findings):
            self._left[_COUNTED.sub("", fingerprint)].append((at, frozenset(grounds)))

    def take(self, entry: OutcomeEntry) -> int | None:
        """The place of the known finding that this one is, which stands for no other then; None for a new one."""
        grounds, left = frozenset(entry.grounds), self._left[_COUNTED.sub("", entry.fingerprint)]
        fitting = [one for one in left if not one[1] or grounds <= one[1]]
        if not entry.fingerprint or not fitting:
            return None
        nearest = min(fitting, key=lambda one: (len(one[1] - grounds), one[0]))
        left.remove(nearest)
        return nearest[0]


def name_of(path: str) -> str:
    """A file's name without its folder, compared without case."""
    return bare_path(path).name


def stem_of(path: str) -> str:
    """A file's name without folder and suffix: a plan saved in another format keeps it."""
    return bare_path(path).stem


def bare_path(path: str) -> PurePosixPath:
    """A path with forward slashes and in small letters."""
    return PurePosixPath(path.replace("\\", "/").casefold())


def plan_key(plan: PlanReport) -> tuple[Hashable, ...] | None:
    """Organisation, level and period: whose plan it is, whatever the file is called; None where one is not told."""
    if not plan.organisation or plan.level is None or plan.period is None:
        return None
    return bare(plan.organisation), plan.level, plan.period


def paired(old: Sequence[PlanReport], new: Sequence[PlanReport]) -> tuple[tuple[int | None, int | None], ...]:
    """The places of plans that are one, in the order of the new ones; then the old ones that no new one is.

    By path, by file name, by file name without suffix, by organisation, level and period; the last two that are
    left are one. A sign counts only where it is the only one of its kind on both sides.
    """
    signs: tuple[Callable[[PlanReport], Hashable | None], ...] = (
        lambda plan: str(bare_path(plan.source.path)),
        lambda plan: name_of(plan.source.path),
        lambda plan: stem_of(plan.source.path),
        plan_key,
    )
    partner: dict[int, int] = {}  # place in new -> place in old
    for sign in signs:
        there = _sole(sign, old, set(partner.values()))
        here = _sole(sign, new, partner.keys())
        partner |= {here[one]: there[one] for one in here if one in there}
    left_old = [at for at in range(len(old)) if at not in partner.values()]
    left_new = [at for at in range(len(new)) if at not in partner]
    if len(left_old) == len(left_new) == 1:
        partner[left_new.pop()] = left_old.pop()
    return (*((partner.get(at), at) for at in range(len(new))), *((at, None) for at in left_old))


def _sole(
    sign: Callable[[PlanReport], Hashable | None], plans: Sequence[PlanReport], done: Iterable[int]
) -> Mapping[Hashable, int]:
    """The plans still without a partner by their sign, where no two have the same."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for at, plan in enumerate(plans):
        value = sign(plan)
        if at not in done and value is not None:
            found[value].append(at)
    return {value: places[0] for value, places in found.items() if len(places) == 1}
