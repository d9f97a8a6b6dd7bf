"""Tells by types alone whether facts can fulfil conditions at once, and what follows from conditions.

Nothing is known of plans here but that each has one fact `plan`, and all directions and columns. What is said to be
impossible surely is; what is said to be possible may still never be met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from plancheck.rules.conditions import Absent, Condition, Op, Pattern, Ref, Term
from plancheck.rules.fields import ORDERED, Field, FieldType, Kinds

__all__ = ["Knowledge", "follows"]

PLAN: Final = "plan"
ALWAYS_THERE: Final[Mapping[str, str]] = {"direction": "direction", "column": "column"}  # kinds with a fact a code

Node = tuple[str, str]  # variable, field
_ZERO: Node = ("", "")
_FAR: Final = 2**80
_FLIP: Final = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.NE}


class _Domain(NamedTuple):
    """The values a field may have: any of `among` (None: any), none of `without`."""

    among: frozenset[int | str] | None = None
    without: frozenset[int | str] = frozenset()

    def narrowed(self, among: Iterable[int | str]) -> _Domain:
        kept = frozenset(among)
        return self._replace(among=kept if self.among is None else self.among & kept)

    def left(self) -> frozenset[int | str] | None:
        return None if self.among is None else self.among - self.without


class Knowledge:
    """What conditions that hold at once say of the fields of their facts."""

    def __init__(self, terms: Sequence[Term], kinds: Kinds) -> None:
        self.terms, self.kinds = tuple(terms), kinds
        self.patterns = [term for term in terms if isinstance(term, Pattern)]
        self._same: dict[str, str] = {}
        self.kind_of: dict[str, str] = {}
        for pattern in self.patterns:
            self._same[pattern.var] = PLAN if pattern.kind == PLAN else self.fact(pattern.same or pattern.var)
            self.kind_of[self._same[pattern.var]] = pattern.kind
        self._equal: dict[Node, Node] = {}
        self._domains: dict[Node, _Domain] = {}
        self._least: dict[tuple[Node, Node], int] = {}  # (a, b): a - b is at most this
        self._unequal: list[tuple[Node, Node]] = []
        self.consistent = self._gathered() and not self._denied()

    def fact(self, var: str) -> str:
        """The one name of a fact that several variables may stand for."""
        return self._same.get(var, var)

    # ------------------------------------------------------------------ what is said

    def _gathered(self) -> bool:
        told = [(pattern, one) for pattern in self.patterns for one in pattern.conditions]
        for pattern, one in told:
            if isinstance(one.value, Ref) and one.op is Op.EQ:
                self._join(self._raw(pattern.var, one.field), self._raw(one.value.var, one.value.field))
        for pattern, one in told:
            self._tell(self._node(pattern.var, one.field), self.kinds[pattern.kind].fields[one.field], one)
        return self._settled()

    def _raw(self, var: str, field: str) -> Node:
        return self.fact(var), field

    def _join(self, one: Node, other: Node) -> None:
        first, second = self._root(one), self._root(other)
        if first != second:
            self._equal[first] = second

    def _root(self, node: Node) -> Node:
        while node in self._equal:
            node = self._equal[node]
        return node

    def _node(self, var: str, field: str) -> Node:
        return self._root(self._raw(var, field))

    def _domain(self, node: Node) -> _Domain:
        return self._domains.get(node, _Domain())

    def _tell(self, node: Node, declared: Field, one: Condition) -> None:
        domain, value = self._domain(node), one.value
        if declared.type is FieldType.FLAG:
            domain = domain.narrowed((0, 1))
        elif declared.codes is not None:
            domain = domain.narrowed({"", *declared.codes.codes})
        if isinstance(value, Ref):
            other = self._node(value.var, value.field)
            if one.op is Op.NE:
                self._unequal.append((node, other))
            elif one.op is not Op.EQ:
                self._order(node, one.op, other, 0)
        elif isinstance(value, tuple):
            kept = domain.narrowed(value) if one.op is Op.IN else domain._replace(without=domain.without | {*value})
            domain = kept
            numbers = [each for each in value if isinstance(each, int)]
            if one.op is Op.IN and declared.type in ORDERED and numbers:
                self._order(node, Op.GE, _ZERO, min(numbers))
                self._order(node, Op.LE, _ZERO, max(numbers))
        elif one.op is Op.NE:
            domain = domain._replace(without=domain.without | {value})
        elif declared.type in ORDERED and isinstance(value, int):
            self._order(node, one.op, _ZERO, value)
        else:
            domain = domain.narrowed([value])
        self._domains[node] = domain

    def _order(self, node: Node, op: Op, other: Node, by: int) -> None:
        """`node op other + by`, in whole numbers."""
        if op in (Op.LT, Op.LE, Op.EQ):
            self._bound(node, other, by - (op is Op.LT))
        if op in (Op.GT, Op.GE, Op.EQ):
            self._bound(other, node, -by - (op is Op.GT))

    def _bound(self, one: Node, other: Node, most: int) -> None:
        self._least[one, other] = min(most, self._least.get((one, other), _FAR))

    # ------------------------------------------------------------------ what follows

    def _settled(self) -> bool:
        """Closes the order over all it implies; False where something cannot be."""
        nodes = dict.fromkeys([_ZERO, *(node for pair in self._least for node in pair)])
        for via in nodes:
            for one in nodes:
                for other in nodes:
                    first, second = self._least.get((one, via)), self._least.get((via, other))
                    if first is not None and second is not None:
                        self._bound(one, other, first + second)
        if any(self._least.get((node, node), 0) < 0 for node in nodes):
            return False
        if any(self._values(node) == frozenset() for node in {*nodes, *self._domains} - {_ZERO}):
            return False
        return not any(self._surely_equal(one, other) for one, other in self._unequal)

    def _bounds(self, node: Node) -> tuple[int, int]:
        return -self._least.get((_ZERO, node), _FAR), self._least.get((node, _ZERO), _FAR)

    def _values(self, node: Node) -> frozenset[int | str] | None:
        """The values left to a field; None where there are too many to list."""
        domain, (low, high) = self._domain(node), self._bounds(node)
        if domain.among is not None:
            left = domain.left() or frozenset()
            return frozenset(one for one in left if isinstance(one, str) or low <= one <= high)
        if high - low < 64:
            return frozenset(range(low, high + 1)) - domain.without
        return None

    def _surely_equal(self, one: Node, other: Node) -> bool:
        if one == other:
            return True
        if self._least.get((one, other), _FAR) <= 0 and self._least.get((other, one), _FAR) <= 0:
            return True
        mine, theirs = self._values(one), self._values(other)
        return mine is not None and mine == theirs and len(mine) == 1

    def _surely_unequal(self, one: Node, other: Node) -> bool:
        mine, theirs = self._values(one), self._values(other)
        apart = self._least.get((one, other), _FAR) < 0 or self._least.get((other, one), _FAR) < 0
        return apart or (mine is not None and theirs is not None and not mine & theirs)

    def _denied(self) -> bool:
        """Whether a fact that must not be there is one of those that are."""
        return any(self.has(term.pattern) for term in self.terms if isinstance(term, Absent))

    def has(self, pattern: Pattern) -> bool:
        """Whether a fact that the pattern describes is surely there."""
        return next(self.matching(pattern), None) is not None or self._always(pattern)

    def _always(self, pattern: Pattern) -> bool:
        if pattern.same is not None:
            return False
        if pattern.kind == PLAN:
            return not pattern.conditions
        coded = ALWAYS_THERE.get(pattern.kind)
        return coded is not None and all(
            one.field == coded and one.op in (Op.EQ, Op.IN) and one.value != () for one in pattern.conditions
        )

    def matching(self, pattern: Pattern) -> Iterator[str]:
        """The facts that surely fulfil a pattern, by name; its references are to facts of these conditions."""
        if pattern.same is not None:
            names = [self.fact(pattern.same)]
        elif pattern.kind == PLAN:
            names = [PLAN]
        else:
            names = [name for name, kind in self.kind_of.items() if kind == pattern.kind]
        for name in names:
            if all(self._holds(name, pattern.kind, one) for one in pattern.conditions):
                yield name

    def _holds(self, name: str, kind: str, one: Condition) -> bool:
        node, value = self._root((name, one.field)), one.value
        if isinstance(value, Ref):
            return self._compares(node, one.op, self._node(value.var, value.field))
        if isinstance(value, tuple):
            left = self._values(node)
            if one.op is Op.IN:
                return left is not None and left <= {*value}
            return all(self._differs(node, each, left) for each in value)
        if one.op is Op.NE:
            return self._differs(node, value, self._values(node))
        if self.kinds[kind].fields[one.field].type in ORDERED and isinstance(value, int):
            low, high = self._bounds(node)
            return {
                Op.EQ: low == high == value,
                Op.LT: high < value,
                Op.LE: high <= value,
                Op.GT: low > value,
                Op.GE: low >= value,
            }[one.op]
        return self._values(node) == frozenset({value})

    def _differs(self, node: Node, value: int | str, left: frozenset[int | str] | None) -> bool:
        low, high = self._bounds(node)
        if value in self._domain(node).without or (left is not None and value not in left):
            return True
        return isinstance(value, int) and not low <= value <= high

    def _compares(self, one: Node, op: Op, other: Node) -> bool:
        if op is Op.EQ:
            return self._surely_equal(one, other)
        if op is Op.NE:
            return self._surely_unequal(one, other) or {(one, other), (other, one)} & {*self._unequal} != set()
        if op in (Op.GT, Op.GE):
            one, other, op = other, one, _FLIP[op]
        return self._least.get((one, other), _FAR) <= (-1 if op is Op.LT else 0) or (op is Op.LE and one == other)


def follows(asked: Sequence[Term], known: Knowledge) -> bool:
    """Whether facts for all of `asked` are surely there where the known conditions hold.

    Variables of `asked` that the conditions bind are those; others stand for whatever fact fits.
    """
    return next(_fitted(tuple(asked), known, {}), None) is not None


def _fitted(terms: tuple[Term, ...], known: Knowledge, names: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    if not terms:
        yield names
        return
    first, rest = terms[0], terms[1:]
    pattern = _renamed(first.pattern if isinstance(first, Absent) else first, names)
    if isinstance(first, Absent):
        if not Knowledge((*known.terms, replace(pattern, var=f"{pattern.var}·")), known.kinds).consistent:
            yield from _fitted(rest, known, names)
        return
    found = False
    for name in known.matching(pattern):
        found = True
        yield from _fitted(rest, known, {**names, first.var: name})
    if not found and known.has(pattern):
        yield from _fitted(rest, known, names)


def _renamed(pattern: Pattern, names: Mapping[str, str]) -> Pattern:
    """The pattern with the facts that were found for its variables."""
    conditions = tuple(
        replace(one, value=Ref(names.get(one.value.var, one.value.var), one.value.field))
        if isinstance(one.value, Ref)
        else one
        for one in pattern.conditions
    )
    same = None if pattern.same is None else names.get(pattern.same, pattern.same)
    return replace(pattern, conditions=conditions, same=same)
