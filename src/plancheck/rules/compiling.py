"""Compiles parts into durable-rules networks, in the one subset of that engine that was found exact.

The subset: the trigger is the first pattern of every rule; every other pattern ends with an always-true
join; alternatives become variants, a denied alternative several denials; values are whole numbers (texts by
number).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any, NamedTuple

from plancheck.errors import PlancheckError
from plancheck.rules.conditions import FLIPPED, HOLDS, NEGATED, Absent, Condition, Op, Part, Pattern, Ref, Term
from plancheck.said import Said, said

__all__ = ["ALWAYS", "BEAT", "TRIGGER", "Network", "TooLargeError", "compile_networks", "refusal"]

TRIGGER = "ev"  # the kind of the last fact of each batch
BEAT = "beat"  # the rule on the trigger alone: it fires if the batch was read to its end
ALWAYS = "one"  # the field that every fact holds as 1

RULES_A_NETWORK = 200
PATTERNS_OF_A_KIND = 60  # in a network: the engine keeps those that a fact may match on a stack of 64
CONSTANTS_A_FIELD = 400  # beyond 512 under one node, creating the network never ends
PATTERNS_A_RULE = 16
JOINS_A_PATTERN = 29
VARIANTS_A_PART = 64

_LAST = {ALWAYS: {"t": ALWAYS}}
_WORDS = {Op.NE: "$neq", Op.LT: "$lt", Op.LE: "$lte", Op.GT: "$gt", Op.GE: "$gte"}


class TooLargeError(PlancheckError):
    """A rule that exceeds what the engine can hold in one network."""

    def __init__(self, told: Said) -> None:
        super().__init__(told)
        self.said = told


class Stand(NamedTuple):
    """A part, and where the fact of each of its patterns is found among those that a rule of the network binds."""

    part: Part
    places: tuple[int, ...]


@dataclass(slots=True)
class Network:
    """One network: its rules as JSON, what each rule stands for, and the fields its facts need by kind.

    `stands_for` gives for each rule the parts that it finds matches of, several where they look for the same thing.
    """

    rules: dict[str, Any] = field(default_factory=lambda: {BEAT: {"all": [{"t": {"kind": TRIGGER}}]}})
    stands_for: dict[str, list[Stand]] = field(default_factory=dict)
    fields: dict[str, set[str]] = field(default_factory=dict)
    patterns: Counter[str] = field(default_factory=Counter)
    constants: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def text(self) -> str:
        return json.dumps(self.rules)


class _Asked(NamedTuple):
    """A pattern of a variant, made ready: constant conditions, joins, and what it costs the network."""

    alias: str
    kind: str
    constants: tuple[tuple[str, Op, int], ...]
    joins: tuple[tuple[str, Op, str, str], ...]  # field, op, the other pattern's alias, its field
    absent: bool = False

    def as_json(self) -> dict[str, Any]:
        asked: list[dict[str, Any]] = [{"kind": self.kind}]
        asked += [_condition(name, op, value) for name, op, value in self.constants]
        asked += [_condition(name, op, {alias: other}) for name, op, alias, other in self.joins]
        return {self.alias + ("$not" if self.absent else ""): {"$and": [*asked, _LAST]}}

    def fields(self) -> Iterator[tuple[str, str]]:
        """(alias, field) of all that is read; alias "" for the pattern's own kind."""
        for name, _, _ in self.constants:
            yield "", name
        for name, _, alias, other in self.joins:
            yield "", name
            yield alias, other


def _condition(name: str, op: Op, value: int | dict[str, str]) -> dict[str, Any]:
    return {name: value} if op is Op.EQ else {_WORDS[op]: {name: value}}


def compile_networks(parts: Iterable[Part], numbers: dict[str, int]) -> list[Network]:
    """The parts as networks within the engine's limits; `numbers` gets a number for each text that they name.

    Parts that look for the same thing, if only in one of their variants, share one rule. Raises TooLargeError for a
    part beyond the limits.
    """
    alike: dict[tuple[tuple[Term, ...], tuple[int, ...]], list[Part]] = {}
    for part in parts:
        alike.setdefault(_canonical(part.terms), []).append(part)
    networks = [Network()]
    asked: dict[tuple[_Asked, ...], list[Stand]] = {}
    for (terms, places), same in alike.items():
        for variant in _variants(terms, same[0], numbers):
            if variant not in asked:
                asked[variant] = _placed(variant, networks)
            asked[variant] += (Stand(part, places) for part in same)
    return networks


def refusal(parts: Iterable[Part]) -> Said | None:
    """Why the engine could not hold these parts; None where it can."""
    try:
        compile_networks((part for part in parts if not _is_small(part)), {})
    except TooLargeError as error:
        return error.said
    return None


def _is_small(part: Part) -> bool:
    """Whether a part is within all limits at a glance: nearly all are, and to compile each takes long."""
    ways = patterns = 1
    joins = 0
    for term in part.terms:
        pattern = term.pattern if isinstance(term, Absent) else term
        split = prod(len(one.value) for one in pattern.conditions if one.op is Op.IN and isinstance(one.value, tuple))
        if isinstance(term, Absent):
            patterns += split
        else:
            ways, patterns = ways * split, patterns + 1
        joins += 1 + sum(isinstance(one.value, Ref) for one in pattern.conditions)
    return ways <= VARIANTS_A_PART and patterns <= PATTERNS_A_RULE and joins < JOINS_A_PATTERN


# ---------------------------------------------------------------------- variants


def _canonical(terms: tuple[Term, ...]) -> tuple[tuple[Term, ...], tuple[int, ...]]:
    """The terms with variables named by position, so that the same question is recognised.

    What is asked of a fact again joins what was asked of it first, a single condition denied as its contrary; only
    where a fact would be compared with itself, it stays a pattern of its own. With it, for each pattern of the
    terms, the position of its fact.
    """
    names: dict[str, str] = {}
    found: list[Term] = []
    at: dict[str, int] = {}  # where the pattern of a name stands
    places: list[int] = []

    def renamed(pattern: Pattern) -> tuple[Condition, ...]:
        return tuple(
            Condition(one.field, one.op, Ref(names[one.value.var], one.value.field))
            if isinstance(one.value, Ref)
            else one
            for one in pattern.conditions
        )

    for index, term in enumerate(terms):
        pattern = term.pattern if isinstance(term, Absent) else term
        conditions, same = renamed(pattern), names[pattern.same] if pattern.same else None
        own = same is None or any(isinstance(one.value, Ref) and one.value.var == same for one in conditions)
        if isinstance(term, Absent):
            if same is None or own or len(conditions) != 1 or conditions[0].op is Op.NOT_IN:
                found.append(Absent(Pattern(pattern.kind, f"n{index}", conditions, same)))
                continue
            conditions = (Condition(conditions[0].field, NEGATED[conditions[0].op], conditions[0].value),)
        if same is None or own:
            name = f"a{len(at)}"
            at[name] = len(found)
            found.append(Pattern(pattern.kind, name, conditions, same))
        else:
            name = same
            first = found[at[name]]
            assert isinstance(first, Pattern)
            found[at[name]] = Pattern(first.kind, name, (*first.conditions, *conditions), first.same)
        if isinstance(term, Pattern):
            names[term.var] = name
            places.append(int(name[1:]))
    return tuple(found), tuple(places)


def _variants(terms: tuple[Term, ...], part: Part, numbers: dict[str, int]) -> Iterator[tuple[_Asked, ...]]:
    """The part with each «in» replaced by its values one by one; the denials at the end of each variant."""
    bound = [term for term in terms if isinstance(term, Pattern)]
    denied = [one for term in terms if isinstance(term, Absent) for one in _split(term.pattern)]
    choices = [_split(pattern) for pattern in bound]
    count = 1
    for several in choices:
        count *= len(several)
    named = f"{part.rule}, {part.name}"
    if count > VARIANTS_A_PART:
        raise TooLargeError(said("too_large.ways", part=named, count=count, most=VARIANTS_A_PART))
    for chosen in product(*choices):
        asked = (*_ordered(chosen, numbers), *(_asked(one, (), numbers, absent=True) for one in denied))
        if len(asked) + 1 > PATTERNS_A_RULE:
            raise TooLargeError(said("too_large.patterns", part=named, count=len(asked), most=PATTERNS_A_RULE - 1))
        if any(len(one.joins) + 1 > JOINS_A_PATTERN for one in asked):
            raise TooLargeError(said("too_large.joins", part=named, most=JOINS_A_PATTERN - 1))
        yield asked


def _split(pattern: Pattern) -> list[Pattern]:
    """The pattern once for each combination of its «in» values; never, where a list is empty."""
    plain = [one for one in pattern.conditions if one.op not in (Op.IN, Op.NOT_IN)]
    plain += [
        Condition(one.field, Op.NE, value)
        for one in pattern.conditions
        if one.op is Op.NOT_IN and isinstance(one.value, tuple)
        for value in one.value
    ]
    lists = [
        [Condition(one.field, Op.EQ, value) for value in one.value]
        for one in pattern.conditions
        if one.op is Op.IN and isinstance(one.value, tuple)
    ]
    split = (_reduced((*plain, *chosen)) for chosen in product(*lists))
    return [Pattern(pattern.kind, pattern.var, one, pattern.same) for one in split if one is not None]


def _reduced(conditions: tuple[Condition, ...]) -> tuple[Condition, ...] | None:
    """The conditions without those that follow from a field's one value; None where they contradict it."""
    values = {one.field: one for one in conditions if one.op is Op.EQ and not isinstance(one.value, Ref)}
    told = [one for one in conditions if one.field in values and not isinstance(one.value, Ref)]
    if not all(HOLDS[one.op](values[one.field].value, one.value) for one in told):
        return None
    return tuple(one for one in conditions if one not in told or one is values[one.field])


def _ordered(patterns: tuple[Pattern, ...], numbers: dict[str, int]) -> Iterator[_Asked]:
    """The patterns with the most selective first and each later one joined to what stands before it."""
    waiting, placed = list(patterns), set[str]()
    while waiting:
        chosen = min(waiting, key=lambda one: _size(one, patterns, placed))
        waiting.remove(chosen)
        yield _asked(chosen, tuple(one for one in patterns if one.var in placed), numbers)
        placed.add(chosen.var)


def _size(pattern: Pattern, patterns: tuple[Pattern, ...], placed: set[str]) -> float:
    """A guess at how many facts pass: only the order depends on it."""
    size = 1.0 if pattern.kind == "plan" else 64.0
    for one in pattern.conditions:
        if not isinstance(one.value, Ref):
            size /= 6 if one.op is Op.EQ else 1.5
    joined = [one for one in patterns if one.var in placed]
    equal = _joins(pattern, joined)
    return size / 16.0 ** sum(op is Op.EQ for _, op, _, _ in equal)


def _joins(pattern: Pattern, placed: Iterable[Pattern]) -> list[tuple[str, Op, str, str]]:
    """The joins between a pattern and those placed before it, whichever of the two states them."""
    joins = []
    for other in placed:
        for stating, named in ((pattern, other), (other, pattern)):
            if stating.same == named.var:
                joins.append(("fid", Op.EQ, other.var, "fid"))
            for one in stating.conditions:
                if not isinstance(one.value, Ref) or one.value.var != named.var:
                    continue
                if stating is pattern:
                    joins.append((one.field, one.op, other.var, one.value.field))
                else:
                    joins.append((one.value.field, FLIPPED[one.op], other.var, one.field))
    return [(_name(mine), op, alias, _name(theirs)) for mine, op, alias, theirs in joins]


def _name(field_name: str) -> str:
    """A field's name inside the engine: never one of the engine's own words."""
    return field_name if field_name == "fid" else f"f_{field_name}"


def _asked(pattern: Pattern, placed: tuple[Pattern, ...], numbers: dict[str, int], *, absent: bool = False) -> _Asked:
    constants = []
    for one in pattern.conditions:
        if isinstance(one.value, str):
            constants.append((_name(one.field), one.op, numbers.setdefault(one.value, len(numbers) + 1)))
        elif isinstance(one.value, int):
            constants.append((_name(one.field), one.op, one.value))
    if absent:
        joins = [
            (_name(one.field), one.op, one.value.var, _name(one.value.field))
            for one in pattern.conditions
            if isinstance(one.value, Ref)
        ]
        if pattern.same:
            joins.append(("fid", Op.EQ, pattern.same, "fid"))
    else:
        joins = _joins(pattern, placed)
    return _Asked(pattern.var, pattern.kind, tuple(sorted(constants)), tuple(joins), absent)


# ---------------------------------------------------------------------- networks


def _placed(variant: Sequence[_Asked], networks: list[Network]) -> list[Stand]:
    """Puts a variant into the last network, or into a new one where that is full: what it stands for, still empty."""
    if not _fits(variant, networks[-1]):
        networks.append(Network())
    network = networks[-1]
    name = f"r{len(network.rules)}"
    # dist 0: two patterns may be met by one fact, as anyone would read them
    network.rules[name] = {"all": [{"t": {"kind": TRIGGER}}, *(one.as_json() for one in variant)], "dist": 0}
    network.stands_for[name] = []
    kinds = {one.alias: one.kind for one in variant}
    for one in variant:
        network.patterns[one.kind] += 1
        network.fields.setdefault(one.kind, set())
        for alias, read in one.fields():
            network.fields.setdefault(kinds[alias or one.alias], set()).add(read)
        for key, values in _constants(one).items():
            network.constants.setdefault(key, set()).update(values)
    return network.stands_for[name]


def _constants(asked: _Asked) -> Mapping[tuple[str, str], set[int]]:
    found: dict[tuple[str, str], set[int]] = {}
    for name, _, value in asked.constants:
        found.setdefault((asked.kind, name), set()).add(value)
    return found


def _fits(variant: Sequence[_Asked], network: Network) -> bool:
    if len(network.rules) >= RULES_A_NETWORK:
        return False
    for one in variant:
        for key, values in _constants(one).items():
            if len(network.constants.get(key, set()) | values) > CONSTANTS_A_FIELD:
                return False
    added = Counter(one.kind for one in variant)
    return all(network.patterns[kind] + more <= PATTERNS_OF_A_KIND for kind, more in added.items())
