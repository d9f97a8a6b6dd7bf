"""Tells what kept facts from being selected, judged or sufficient, and which of them came near (for `explain`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.rules.conditions import Absent, Condition, Op, Pattern, Ref, Term, positive
from plancheck.rules.fields import Fact, FactBase
from plancheck.rules.reference import Matches, holds
from plancheck.rules.ruleset import Rule, variables

__all__ = ["Excepted", "NearMiss", "Shortfall"]

_MOST_NEAR = 5  # near misses told of one question
_FEW = 5
_ABOUT = frozenset({"topic", "direction"})

Key = tuple[int, ...]


class NearMiss(NamedTuple):
    """A fact that meets all but a little of what was asked: the part it was asked in, and what it does not meet."""

    part: str
    fact: str
    measure: int | None
    unmet: tuple[str, ...]


class Excepted(NamedTuple):
    """What was selected and left out: its facts, the exception that it falls under, and the facts that make it so."""

    selected: tuple[str, ...]
    exception: str
    because: tuple[str, ...]


class Shortfall:
    """What kept the facts of one plan from being selected, judged or sufficient in one rule.

    `matches` are those of the rule's parts each with its selection.
    """

    def __init__(self, rule: Rule, facts: FactBase, matches: Matches) -> None:
        self.rule, self.facts = rule, facts
        self.length = len(rule.selection)
        self.held = self._keys(matches, "held")
        selected = self._keys(matches, "selected") if rule.exceptions else self.held
        self.left_out = [key for key in selected if key not in self.held]
        passed = set(self._keys(matches, "pass"))
        self.unmet = [key for key in self.held if key not in passed] if rule.require else []
        self.applies = rule.applies is None or "applies" in matches

    def _keys(self, matches: Matches, role: str) -> list[Key]:
        own = (found for name, found in matches.items() if name.partition(":")[0] == role)
        return sorted({fids[: self.length] for found in own for fids in found})

    def shown(self, key: Key) -> tuple[str, ...]:
        return tuple(str(self.facts.facts[fid]) for fid in key)

    def bound(self, key: Key) -> dict[str, Fact]:
        plan = {fact.kind.name: fact for fact in self.facts.of("plan")}
        return plan | {var: self.facts.facts[fid] for var, fid in zip(variables(self.rule.selection), key, strict=True)}

    # ------------------------------------------------------------------ what was left out

    def excepted(self) -> Iterator[Excepted]:
        for key in self.left_out:
            bound = self.bound(key)
            for term in self.rule.exceptions:
                pattern = term.pattern if isinstance(term, Absent) else term
                found = [fact for fact in self._candidates(pattern, bound) if not _unmet(pattern, fact, bound)]
                if bool(found) is not isinstance(term, Absent):
                    yield Excepted(self.shown(key), str(term), tuple(map(str, found)))

    # ------------------------------------------------------------------ what came near

    def near(self) -> Iterator[NearMiss]:
        if not self.applies and self.rule.applies is not None:
            for fact in self.facts.of("plan"):
                yield _missed("applies", fact, _unmet(self.rule.applies, fact, {}))
            return
        if not self.held and not self.left_out:
            yield from self._near_selection()
        for key in self.unmet:
            for index, terms in enumerate(self.rule.require):
                yield from self._near(f"pass:{index}", terms, self.bound(key))

    def _near_selection(self) -> Iterator[NearMiss]:
        """Of the first thing that is selected, for there is none of it; the later ones lean on it."""
        for pattern in self.rule.selection:
            if pattern.kind != "plan":
                yield from self._near("selected", (pattern,), {fact.kind.name: fact for fact in self.facts.of("plan")})
                return

    def _near(self, part: str, terms: Sequence[Term], bound: Mapping[str, Fact]) -> Iterator[NearMiss]:
        """The facts that meet all conditions of a pattern but one."""
        for pattern in positive(tuple(terms)):
            if not _is_bound(pattern, bound):
                continue
            found = [(fact, _unmet(pattern, fact, bound)) for fact in self._candidates(pattern, bound)]
            few = len(found) <= _FEW
            near = [(fact, unmet) for fact, unmet in found if unmet and _comes_near(pattern, unmet, few=few)]
            yield from (_missed(part, fact, unmet) for fact, unmet in near[:_MOST_NEAR])

    def _candidates(self, pattern: Pattern, bound: Mapping[str, Fact]) -> Sequence[Fact]:
        return (bound[pattern.same],) if pattern.same is not None else self.facts.of(pattern.kind)

    # ------------------------------------------------------------------ what is asked in vain

    def wanted(self) -> Iterator[tuple[str, str]]:
        """(topic or direction, code) for each that the requirement names and nothing gives."""
        for key in self.unmet:
            bound = self.bound(key)
            for terms in self.rule.require:
                for pattern in positive(terms):
                    yield from _codes(pattern, bound)


def _comes_near(pattern: Pattern, unmet: Sequence[Condition], *, few: bool) -> bool:
    """Whether one condition alone is not met, and it is not what the pattern is about.

    Of a kind of which there are `few` facts each is worth telling; a fact about another row is never near, and one
    of another topic only where it is about the very school, procedure or row.
    """
    if pattern.same is not None:
        return True
    if len(unmet) != 1 or unmet[0].field == "measure":
        return False
    if unmet[0].field in _ABOUT:
        return any(isinstance(one.value, Ref) for one in pattern.conditions if one is not unmet[0])
    return few or len(pattern.conditions) > 1


def _is_bound(pattern: Pattern, bound: Mapping[str, Fact]) -> bool:
    named = {one.value.var for one in pattern.conditions if isinstance(one.value, Ref)}
    return named | ({pattern.same} if pattern.same else set()) <= bound.keys()


def _unmet(pattern: Pattern, fact: Fact, bound: Mapping[str, Fact]) -> tuple[Condition, ...]:
    return tuple(one for one in pattern.conditions if not holds(one, fact, bound))


def _missed(part: str, fact: Fact, unmet: Sequence[Condition]) -> NearMiss:
    return NearMiss(part, str(fact), fact.measure, tuple(map(str, unmet)))


def _codes(pattern: Pattern, bound: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    for one in pattern.conditions:
        if one.field not in ("topic", "direction"):
            continue
        if isinstance(one.value, Ref) and one.value.var in bound and one.op is Op.EQ:
            yield one.field, str(bound[one.value.var].values[one.value.field])
        elif isinstance(one.value, str) and one.op is Op.EQ:
            yield one.field, one.value
        elif isinstance(one.value, tuple) and one.op is Op.IN:
            yield from ((one.field, str(code)) for code in one.value)
