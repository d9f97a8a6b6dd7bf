"""Reads the patterns of a rule into the checked normal form, noting every fault with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plancheck.errors import Problem
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.rules.conditions import Absent, Condition, Literal, Op, Pattern, Ref, Term
from plancheck.rules.fields import ORDERED, TEXTUAL, CodeSet, FactKind, Field, FieldType, Kinds
from plancheck.rules.ruleset import PLAN, Origin, Parameter, Place
from plancheck.said import Said, said

__all__ = ["PLAN", "Alternative", "PatternReader", "Scope"]

_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")
_REFERENCE = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")
_ORDERING = frozenset({Op.LT, Op.LE, Op.GT, Op.GE})
_AMONG = frozenset({Op.IN, Op.NOT_IN})
_OPERATORS = tuple(str(one) for one in Op)


@dataclass(slots=True)
class Scope:
    """The variables bound so far, with their kinds. `uses` collects every variable that is asked for."""

    kinds: Mapping[str, str]
    uses: set[str] = field(default_factory=set)

    @property
    def named(self) -> tuple[str, ...]:
        """The variables that a person named."""
        return tuple(var for var in self.kinds if not var.startswith("_"))

    def with_variable(self, var: str, kind: str) -> Scope:
        return Scope({**self.kinds, var: kind}, self.uses)


class Alternative(NamedTuple):
    """One way to fulfil a requirement: its terms, and the scope after them."""

    terms: tuple[Term, ...]
    scope: Scope


class PatternReader:
    """Reads the patterns of one rule; `problems` is where faults go, `parameters` what `$name` stands for."""

    def __init__(self, kinds: Kinds, parameters: Mapping[str, Parameter], problems: list[Problem]) -> None:
        self.kinds, self.parameters, self.problems = kinds, parameters, problems
        self._unnamed = 0

    def fault(self, origin: Place, message: Said, *, at_key: bool = False) -> None:
        self.problems.append(origin.problem(message, at_key=at_key))

    # ------------------------------------------------------------------ groups of patterns

    def alternatives(self, raw: Any, origin: Origin, scope: Scope) -> list[Alternative]:
        """A pattern, or a list of which any will do; each may be `{all: [patterns]}`."""
        if not isinstance(raw, list):
            return [self.conjunction(raw, origin, scope)]
        if not raw:
            self.fault(origin, said("pattern.empty_list"))
        return [self.conjunction(one, origin / index, scope) for index, one in enumerate(raw)]

    def conjunction(self, raw: Any, origin: Origin, scope: Scope) -> Alternative:
        """`{all: [patterns]}`, or a single pattern. Later patterns see the variables of earlier ones."""
        if not (isinstance(raw, dict) and list(raw) == ["all"]):
            term, scope = self.term(raw, origin, scope)
            return Alternative((term,) if term else (), scope)
        parts, terms = raw["all"], []
        if not isinstance(parts, list) or not parts:
            self.fault(origin / "all", said("pattern.all"))
            return Alternative((), scope)
        for index, one in enumerate(parts):
            term, scope = self.term(one, origin / "all" / index, scope)
            if term:
                terms.append(term)
        return Alternative(tuple(terms), scope)

    def term(self, raw: Any, origin: Origin, scope: Scope) -> tuple[Term | None, Scope]:
        """A pattern or `{without: pattern}`, whose variable nobody else sees."""
        if isinstance(raw, dict) and list(raw) == ["without"]:
            pattern, _ = self.pattern(raw["without"], origin / "without", scope)
            return (Absent(pattern) if pattern else None), scope
        return self.pattern(raw, origin, scope)

    # ------------------------------------------------------------------ one pattern

    def pattern(self, raw: Any, origin: Origin, scope: Scope) -> tuple[Pattern | None, Scope]:
        """`{kind: {field: condition}}`, `{kind: variable}`, or `{variable: {field: condition}}`."""
        if not isinstance(raw, dict) or len(raw) != 1 or not isinstance(next(iter(raw)), str):
            self.fault(origin, said("pattern.shape"))
            return None, scope
        word, body = next(iter(raw.items()))
        origin = origin / word
        kind, same = self._kind_of(word, origin, scope)
        if kind is None:
            return None, scope
        var, asked = self._variable(body, origin, scope, kind, same)
        conditions: list[Condition] = []
        for name, value in asked.items():
            conditions += self.conditions(kind, str(name), value, origin / name, scope)
        return Pattern(kind.name, var, tuple(conditions), same), scope.with_variable(var, kind.name)

    def _kind_of(self, word: str, origin: Origin, scope: Scope) -> tuple[FactKind | None, str | None]:
        if word in self.kinds:
            return self.kinds[word], None
        if word in scope.kinds:
            scope.uses.add(word)
            return self.kinds[scope.kinds[word]], word
        if word in ("all", "without"):
            self.fault(origin, said("pattern.word_place", word=word), at_key=True)
        else:
            guess = did_you_mean(word, [*self.kinds, *scope.named])
            hint = guess or said("hint.kinds", known=listed(self.kinds, 40))
            self.fault(origin, said("pattern.unknown", word=word, hint=hint), at_key=True)
        return None, None

    def _variable(
        self, body: Any, origin: Origin, scope: Scope, kind: FactKind, same: str | None
    ) -> tuple[str, Mapping[str | int, Any]]:
        """The variable a pattern binds (a name of its own where it says none), and its bare conditions."""
        self._unnamed += 1
        unnamed = f"_{self._unnamed}"
        if body is None:
            return unnamed, {}
        if isinstance(body, str):
            given, asked, place = body, {}, origin
        elif isinstance(body, dict):
            asked = {name: value for name, value in body.items() if name != "as"}
            given, place = body.get("as", unnamed), origin / "as"
        else:
            self.fault(origin, said("pattern.conditions", kind=kind.name))
            return unnamed, {}
        if given == unnamed:
            return unnamed, asked
        fault = self._wrong_variable(given, scope, same)
        if fault:
            self.fault(place, fault)
            return unnamed, asked
        return given, asked

    def _wrong_variable(self, given: Any, scope: Scope, same: str | None) -> Said | None:
        if same is not None:
            return said("variable.same", name=same)
        if not isinstance(given, str) or not _VARIABLE.fullmatch(given):
            return said("variable.form", name=given)
        if given in self.kinds and given != PLAN:
            return said("variable.kind", name=given)
        return said("variable.bound", name=given) if given in scope.kinds and given != PLAN else None

    # ------------------------------------------------------------------ conditions

    def conditions(self, kind: FactKind, name: str, raw: Any, origin: Origin, scope: Scope) -> Iterator[Condition]:
        """The conditions on one field: a value, a list of values, or a mapping of operators."""
        declared = kind.fields.get(name)
        if declared is None:
            guess = did_you_mean(name, kind.fields) or said("hint.fields", known=listed(kind.fields, 40))
            self.fault(origin, said("no_field", kind=kind.name, name=name, hint=guess), at_key=True)
            return
        if not isinstance(raw, dict):
            among = isinstance(raw, list) or isinstance(self._parameter(raw), tuple)
            yield from self._condition(declared, Op.IN if among else Op.EQ, raw, origin, scope)
            return
        if not raw:
            self.fault(origin, said("condition.empty"))
        for word, value in raw.items():
            if word not in _OPERATORS:
                guess = did_you_mean(str(word), _OPERATORS) or said("hint.operators", known=", ".join(_OPERATORS))
                self.fault(origin / word, said("condition.operator", word=word, hint=guess), at_key=True)
                continue
            yield from self._condition(declared, Op(word), value, origin / word, scope)

    def _condition(self, declared: Field, op: Op, raw: Any, origin: Origin, scope: Scope) -> Iterator[Condition]:
        if op in _ORDERING and declared.type not in ORDERED:
            self.fault(origin, said("condition.ordering", op=op, field=declared.name, type=declared.type), at_key=True)
            return
        if op in _AMONG:
            values = self._several(declared, op, raw, origin, scope)
            if values is not None:
                yield Condition(declared.name, op, values)
            return
        if isinstance(raw, dict | list) or raw is None:
            self.fault(origin, said("condition.one", op=op))
            return
        value = self._single(declared, raw, origin, scope)
        if value is not None:
            yield Condition(declared.name, op, value)

    def _parameter(self, raw: Any) -> Any:
        if isinstance(raw, str) and raw.startswith("$") and raw[1:] in self.parameters:
            return self.parameters[raw[1:]].value
        return None

    def _several(self, declared: Field, op: Op, raw: Any, origin: Origin, scope: Scope) -> tuple[Literal, ...] | None:
        if isinstance(raw, str) and raw.startswith("$"):
            if raw[1:] not in self.parameters:
                self._unknown_parameter(raw, origin)
                return None
            raw = self._parameter(raw)
            raw = list(raw) if isinstance(raw, tuple) else raw
            places = [origin] * len(raw) if isinstance(raw, list) else []
        else:
            places = [origin / index for index in range(len(raw))] if isinstance(raw, list) else []
        if not isinstance(raw, list):
            self.fault(origin, said("condition.list", op=op))
            return None
        values: list[Literal] = []
        for one, place in zip(raw, places, strict=True):
            value = self._single(declared, one, place, scope)
            if isinstance(value, Ref):
                self.fault(place, said("condition.list_ref", one=one))
            elif value is not None and value not in values:
                values.append(value)
        return tuple(values)

    def _unknown_parameter(self, raw: str, origin: Origin) -> None:
        guess = did_you_mean(raw[1:], self.parameters)
        self.fault(origin, said("unknown_parameter", name=raw, hint=guess))

    def _single(self, declared: Field, raw: Any, origin: Origin, scope: Scope) -> Literal | Ref | None:
        """A literal of the field's type, a parameter's value, or a reference; None: refused, noted."""
        if isinstance(raw, str) and raw.startswith("$"):
            if raw[1:] not in self.parameters:
                self._unknown_parameter(raw, origin)
                return None
            given = self.parameters[raw[1:]]
            if isinstance(given.value, tuple):
                self.fault(origin, said("condition.list_parameter"))
                return None
            if (given.type == "date") != (declared.type is FieldType.DAY) and declared.type in ORDERED:
                parts = {"type": given.type, "field": declared.name, "other": _described(declared)}
                self.fault(origin, said("condition.parameter_type", name=raw, **parts))
                return None
            raw = given.value
            if declared.type is FieldType.FLAG and raw in (0, 1):
                raw = bool(raw)
        elif isinstance(raw, str) and (found := _REFERENCE.fullmatch(raw)):
            return self.reference(found[1], found[2], declared, origin, scope)
        return self._literal(declared, raw, origin)

    def reference(self, var: str, name: str, declared: Field | None, origin: Origin, scope: Scope) -> Ref | None:
        """`var.field`, with both known and of a type that can be held against `declared`."""
        if var not in scope.kinds:
            guess = did_you_mean(var, scope.named) or said("hint.bound", known=listed(scope.named))
            self.fault(origin, said("reference.unbound", ref=f"{var}.{name}", var=var, hint=guess))
            return None
        kind = self.kinds[scope.kinds[var]]
        other = kind.fields.get(name)
        if other is None:
            guess = did_you_mean(name, kind.fields) or said("hint.fields", known=listed(kind.fields, 40))
            self.fault(origin, said("reference.field", ref=f"{var}.{name}", kind=kind.name, name=name, hint=guess))
            return None
        if declared is not None and not comparable(declared, other):
            parts = {"other": _described(other), "field": declared.name, "type": _described(declared)}
            self.fault(origin, said("reference.type", ref=f"{var}.{name}", **parts))
            return None
        scope.uses.add(var)
        return Ref(var, name)

    def _literal(self, declared: Field, raw: Any, origin: Origin) -> Literal | None:
        if declared.codes is not None and isinstance(raw, str):
            return self._code(declared.codes, raw, origin)
        value = _plain_literal(declared.type, raw)
        if value is None:
            shown = said("literal.value") if isinstance(raw, dict | list) else f"«{raw}»"
            wanted = said(f"literal.{declared.type}")
            self.fault(origin, said("literal", value=shown, field=declared.name, wanted=wanted))
        return value

    def _code(self, codes: CodeSet, raw: str, origin: Origin) -> Literal | None:
        if raw == "" or raw in codes.codes:
            return raw
        guess = did_you_mean(raw, codes.codes) or said("hint.codes", known=listed(codes.codes))
        self.fault(origin, said("no_code", value=raw, codes=codes.name, hint=guess))
        return None


def _plain_literal(kind: FieldType, raw: Any) -> Literal | None:
    """The value as facts hold it; None where it is not of the type."""
    if kind is FieldType.FLAG:
        return int(raw) if isinstance(raw, bool) else None
    if kind is FieldType.NAME:
        return raw if isinstance(raw, str) else None
    if kind is FieldType.DAY and isinstance(raw, str):
        return _day(raw)
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and kind in ORDERED else None


def comparable(one: Field, other: Field) -> bool:
    """Whether the values of two fields can be held against each other."""
    if one.type in TEXTUAL and other.type in TEXTUAL:
        return one.codes is None or other.codes is None or one.codes.name == other.codes.name
    return one.type is other.type


def _described(one: Field) -> Said | str:
    return said("described.code", codes=one.codes.name) if one.codes else str(one.type)


def _day(text: str) -> int | None:
    try:
        return dt.date.fromisoformat(text).toordinal()
    except ValueError:
        return None
