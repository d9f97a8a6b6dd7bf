"""The checked normal form of a rule's conditions: what both evaluators are given, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "FLIPPED",
    "Absent",
    "Condition",
    "Literal",
    "Op",
    "Part",
    "Pattern",
    "Ref",
    "Term",
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
FLIPPED = {Op.EQ: Op.EQ, Op.NE: Op.NE, Op.LT: Op.GT, Op.GT: Op.LT, Op.LE: Op.GE, Op.GE: Op.LE}


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
    are the selection. `of` is the index of the doubt or escalation that the part belongs to.
    """

    rule: str
    name: str
    terms: tuple[Term, ...]
    key: int
    of: int = 0

    @property
    def role(self) -> str:
        return self.name.partition(":")[0]


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
