"""The checked normal form of a rule's conditions: what both evaluators are given, and nothing else."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

__all__ = [
    "FLIPPED",
    "HOLDS",
    "NEGATED",
    "Absent",
    "Condition",
    "Literal",
    "Op",
    "Part",
    "Pattern",
    "Ref",
    "Term",
    "names_of",
    "positive",
    "values_listed",
]

Literal = int | str


class Op(StrEnum):
    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    IN = "in"
    NOT_IN = "not_in"


# How an operator is shown, the same in every language.
_SIGNS = {
    Op.EQ: "=", Op.NE: "≠", Op.LT: "<", Op.LE: "≤", Op.GT: ">", Op.GE: "≥", Op.IN: "∈", Op.NOT_IN: "∉",
}  # fmt: skip

# a OP b is b FLIPPED[OP] a
FLIPPED: Final = {Op.EQ: Op.EQ, Op.NE: Op.NE, Op.LT: Op.GT, Op.GT: Op.LT, Op.LE: Op.GE, Op.GE: Op.LE}

# not (a OP b) is a NEGATED[OP] b
NEGATED: Final = {
    Op.EQ: Op.NE, Op.NE: Op.EQ, Op.LT: Op.GE, Op.GE: Op.LT, Op.LE: Op.GT, Op.GT: Op.LE, Op.IN: Op.NOT_IN,
    Op.NOT_IN: Op.IN,
}  # fmt: skip

HOLDS: Final[Mapping[Op, Callable[[Any, Any], bool]]] = {
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.IN: lambda value, among: value in among,
    Op.NOT_IN: lambda value, among: value not in among,
}


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of a field of a fact bound earlier."""

    var: str
    field: str

    def __str__(self) -> str:
        return f"{self.var}.{self.field}"


@dataclass(frozen=True, slots=True)
class Condition:
    """`field op value`. A tuple with `in` and `not_in` only; a Ref never with them; text never ordered."""

    field: str
    op: Op
    value: Literal | tuple[Literal, ...] | Ref

    def __str__(self) -> str:
        shown = "{" + ", ".join(map(str, self.value)) + "}" if isinstance(self.value, tuple) else self.value
        return f"{self.field} {_SIGNS[self.op]} {shown}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fact of the kind that fulfils all conditions, bound to `var` (unique within a part).

    `same` names a bound variable of the same kind: then it is that very fact.
    """

    kind: str
    var: str
    conditions: tuple[Condition, ...] = ()
    same: str | None = None

    def __str__(self) -> str:
        name = f"{self.kind} {self.var}" + (f" = {self.same}" if self.same else "")
        return ": ".join(part for part in (name, ", ".join(map(str, self.conditions))) if part)


@dataclass(frozen=True, slots=True)
class Absent:
    """There is no fact that the pattern describes; its variable is bound for nobody else."""

    pattern: Pattern

    def __str__(self) -> str:
        return f"¬ {self.pattern}"


Term = Pattern | Absent


@dataclass(frozen=True, slots=True)
class Part:
    """A conjunction the engine looks for on behalf of a rule: `applies`, `selected`, `held`, `pass:0` ….

    A match is the numbers of the facts of its positive patterns, in their order; the first `key` of them
    are the selection. With a key of 0 it speaks of no selection, and a match stands beside each that there is.
    `of` is the index of the doubt or escalation that the part belongs to.
    """

    rule: str
    name: str
    terms: tuple[Term, ...]
    key: int
    of: int = 0

    @property
    def role(self) -> str:
        return self.name.partition(":")[0]


def names_of(terms: Iterable[Term]) -> set[str]:
    """The variables that the terms lean on: those they compare with, and those whose very fact they ask for."""
    patterns = [term.pattern if isinstance(term, Absent) else term for term in terms]
    compared = {one.value.var for pattern in patterns for one in pattern.conditions if isinstance(one.value, Ref)}
    return compared | {pattern.same for pattern in patterns if pattern.same is not None}


def positive(terms: tuple[Term, ...]) -> tuple[Pattern, ...]:
    """The patterns that bind facts, in order."""
    return tuple(term for term in terms if isinstance(term, Pattern))


def values_listed(parts: Iterable[Part], kind: str) -> tuple[str, ...]:
    """The texts that any field of such facts is asked to equal, each once, in the order of the parts."""
    return tuple(dict.fromkeys(one for part in parts for term in part.terms for one in _texts(term, kind)))


def _texts(term: Term, kind: str) -> Iterator[str]:
    pattern = term.pattern if isinstance(term, Absent) else term
    for one in pattern.conditions if pattern.kind == kind else ():
        if one.op in (Op.EQ, Op.IN):
            values = one.value if isinstance(one.value, tuple) else (one.value,)
            yield from (value for value in values if isinstance(value, str))
