"""The plain evaluator: finds the matches of parts by looking, the oracle and the fallback of the engine."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from plancheck.rules.conditions import HOLDS, Absent, Condition, Op, Part, Pattern, Ref, Term
from plancheck.rules.fields import Fact, FactBase

__all__ = ["Fids", "Matches", "ReferenceEvaluator", "find_matches", "holds"]

Bound = dict[str, Fact]
Fids = tuple[int, ...]  # the `fid` of each positive pattern's fact, in the part's order
Matches = dict[str, list[Fids]]  # of one rule: what was found for its parts by name, in order; of the others nothing


# The stretch of ordered values that fulfils a comparison.
_ORDERING: Final[Mapping[Op, Callable[[list[Any], Any], tuple[int, int]]]] = {
    Op.LT: lambda values, bound: (0, bisect_left(values, bound)),
    Op.LE: lambda values, bound: (0, bisect_right(values, bound)),
    Op.GT: lambda values, bound: (bisect_right(values, bound), len(values)),
    Op.GE: lambda values, bound: (bisect_left(values, bound), len(values)),
}
_FEW = 8  # so many facts are looked at as fast one by one


class ReferenceEvaluator:
    """Answers for one plan's facts; keeps indices by field, made as they are needed."""

    def __init__(self, facts: FactBase) -> None:
        self._facts = facts
        self._index: dict[tuple[str, str], dict[Any, list[Fact]]] = {}
        self._order: dict[tuple[str, str], tuple[list[Any], list[Fact]]] = {}

    def matches(self, part: Part) -> list[Fids]:
        """Each match of a part, once, in order."""
        return sorted(self._extend(part.terms, {}, ()))

    def _extend(self, terms: tuple[Term, ...], bound: Bound, fids: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if not terms:
            yield fids
            return
        first, rest = terms[0], terms[1:]
        if isinstance(first, Absent):
            if next(self._found(first.pattern, bound), None) is None:
                yield from self._extend(rest, bound, fids)
            return
        for fact in self._found(first, bound):
            yield from self._extend(rest, {**bound, first.var: fact}, (*fids, fact.fid))

    def _found(self, pattern: Pattern, bound: Bound) -> Iterator[Fact]:
        return (
            fact
            for fact in self._candidates(pattern, bound)
            if all(holds(condition, fact, bound) for condition in pattern.conditions)
        )

    def _candidates(self, pattern: Pattern, bound: Bound) -> Iterable[Fact]:
        """The fewest facts among which the pattern's must be."""
        if pattern.same is not None:
            return (bound[pattern.same],)
        fewest: Iterable[Fact] = self._facts.of(pattern.kind)
        least = len(self._facts.of(pattern.kind))
        for condition in pattern.conditions:
            if condition.op is Op.EQ:
                equal = self._by_field(pattern.kind, condition.field).get(_value(condition, bound), [])
                if len(equal) < least:
                    fewest, least = equal, len(equal)
            elif condition.op in _ORDERING and least > _FEW:
                values, ordered = self._by_order(pattern.kind, condition.field)
                begin, end = _ORDERING[condition.op](values, _value(condition, bound))
                if end - begin < least:
                    fewest, least = ordered[begin:end], end - begin
        return fewest

    def _by_order(self, kind: str, field: str) -> tuple[list[Any], list[Fact]]:
        """The values of a field in their order, and the facts in the same."""
        found = self._order.get((kind, field))
        if found is None:
            ordered = sorted(self._facts.of(kind), key=lambda fact: fact.values[field])
            found = self._order[kind, field] = [fact.values[field] for fact in ordered], ordered
        return found

    def _by_field(self, kind: str, field: str) -> dict[Any, list[Fact]]:
        index = self._index.get((kind, field))
        if index is None:
            index = self._index[kind, field] = {}
            for fact in self._facts.of(kind):
                index.setdefault(fact.values[field], []).append(fact)
        return index


def _value(condition: Condition, bound: Mapping[str, Fact]) -> Any:
    value = condition.value
    return bound[value.var].values[value.field] if isinstance(value, Ref) else value


def holds(condition: Condition, fact: Fact, bound: Mapping[str, Fact]) -> bool:
    """Whether a fact fulfils a condition, given the facts bound before it."""
    return HOLDS[condition.op](fact.values[condition.field], _value(condition, bound))


def find_matches(parts: Iterable[Part], facts: FactBase) -> dict[str, Matches]:
    """The matches of all parts by rule; rules without any are left out."""
    evaluator, found = ReferenceEvaluator(facts), dict[str, Matches]()
    for part in parts:
        if matches := evaluator.matches(part):
            found.setdefault(part.rule, {})[part.name] = matches
    return found
