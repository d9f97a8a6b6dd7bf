"""Gives the variables of conditions other names, so that two rules' conditions can be held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plancheck.rules.conditions import Absent, Pattern, Ref, Term

__all__ = ["renamed"]

_PLAN = "plan"  # one and the same in every rule


def renamed(terms: Sequence[Term], mark: str) -> tuple[Term, ...]:
    """The terms with `mark` behind each variable but that of the plan."""

    def name(var: str) -> str:
        return var if var == _PLAN else var + mark

    def pattern(one: Pattern) -> Pattern:
        conditions = tuple(
            replace(each, value=Ref(name(each.value.var), each.value.field)) if isinstance(each.value, Ref) else each
            for each in one.conditions
        )
        same = None if one.same is None else name(one.same)
        return Pattern(one.kind, name(one.var), conditions, same)

    return tuple(Absent(pattern(one.pattern)) if isinstance(one, Absent) else pattern(one) for one in terms)
