"""Which cell of a row a rule judges: told by the fields that it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from plancheck.plan import Column
from plancheck.rules.conditions import Ref, Term, positive
from plancheck.rules.fields import FactKind
from plancheck.rules.ruleset import Rule

__all__ = ["CellsJudged", "cells_judged"]


class CellsJudged(dict[FactKind, Column | None]):
    """The cell of a fact's measure that one rule judges, by the kind of fact; None where it is the measure as a whole.

    Found when first asked of a kind, and the same from then on.
    """

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        parts = (*rule.require, *rule.forbid)
        self._kinds = {pattern.var: pattern.kind for terms in (rule.selection, *parts) for pattern in positive(terms)}
        self._judged = frozenset(field for terms in parts for field in self._asked(terms))
        self._selected = frozenset(self._asked(rule.selection))

    def _asked(self, terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
        """The fields, each with its kind, that conditions ask for or compare with."""
        for pattern in positive(tuple(terms)):
            for condition in pattern.conditions:
                yield pattern.kind, condition.field
                if isinstance(condition.value, Ref):
                    yield self._kinds.get(condition.value.var, ""), condition.value.field

    def __missing__(self, kind: FactKind) -> Column | None:
        column = self[kind] = kind.column or self._column_of(kind)
        return column

    def _column_of(self, kind: FactKind) -> Column | None:
        for asked in (self._judged, self._selected):
            columns = {one.column for one in kind.fields.values() if one.column and (kind.name, one.name) in asked}
            if len(columns) == 1:
                return columns.pop()
        return None


@lru_cache(maxsize=1024)
def cells_judged(rule: Rule) -> CellsJudged:
    """The cells of a rule, made once: they do not depend on the plan."""
    return CellsJudged(rule)
