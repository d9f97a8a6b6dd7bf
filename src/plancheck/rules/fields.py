"""The mechanism of facts: typed fields, kinds of facts, and the facts of one plan.

The list itself, `KINDS: Kinds`, stands in `kinds.py`. Facts are derived from a plan by
`plancheck.rules.facts.derive_facts(plan: Plan, givens: Givens) -> FactBase`, which fills a `FactList(KINDS)`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from plancheck.location import Location
from plancheck.plan import Column
from plancheck.rules.calendar import Calendar
from plancheck.rules.superior import Superior

__all__ = [
    "CodeSet",
    "Display",
    "Fact",
    "FactBase",
    "FactKind",
    "FactList",
    "Field",
    "FieldType",
    "Givens",
    "Kinds",
    "ParameterValue",
    "code",
    "day",
    "flag",
    "name",
    "number",
]

Value = int | str
Display = str | Mapping[str, str]  # a text for messages; a mapping where it differs by language: {"ru": …, "en": …}
ParameterValue = int | str | tuple[str, ...]

_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
# Words of the rule language that stand where a kind or a field could stand.
_RESERVED = frozenset({"as", "without", "all", "any", "display", "quote", "location", "path"})


class FieldType(StrEnum):
    """What a field holds, and so which conditions may ask for it."""

    INT = "int"  # any whole number: = ≠ < ≤ > ≥, in
    FLAG = "flag"  # 0 or 1, written true or false
    CODE = "code"  # a word of a declared set: = ≠ in; "" where there is none
    DAY = "day"  # the ordinal of a date: as int; 0 where there is none (say so in a `has_…` flag)
    NAME = "name"  # a name taken from the text (school, procedure, host): = ≠ in; "" where there is none


ORDERED = frozenset({FieldType.INT, FieldType.DAY})
TEXTUAL = frozenset({FieldType.CODE, FieldType.NAME})


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A closed set of short English codes, by the name that list parameters and messages call it."""

    name: str
    codes: frozenset[str]

    @classmethod
    def of(cls, name: str, codes: Iterable[str]) -> CodeSet:
        """From any strings, an enum's members among them."""
        return cls(name, frozenset(str(one) for one in codes))

    def __post_init__(self) -> None:
        wrong = [one for one in sorted(self.codes) if not _CODE.fullmatch(one)]
        if wrong:
            raise ValueError(f"code set {self.name}: {wrong} are no codes (small Latin letters, digits and _)")


@dataclass(frozen=True, slots=True)
class Field:
    """A typed field; `meaning` is one English line for whoever writes rules.

    `column` is the cell of the measure's row that it is read from, where that is one and not the measure's own.
    """

    name: str
    type: FieldType
    meaning: str
    codes: CodeSet | None = None
    column: Column | None = None

    def __post_init__(self) -> None:
        if not _FIELD_NAME.fullmatch(self.name) or self.name in _RESERVED:
            raise ValueError(f"«{self.name}» cannot be a field's name")
        if (self.type is FieldType.CODE) != (self.codes is not None):
            raise ValueError(f"field {self.name}: a code field, and no other, has a code set")

    def stored(self, value: Value | bool | dt.date | None) -> Value:
        """The value as facts hold it: None becomes 0 or "", a flag 0 or 1, a date its ordinal.

        Raises ValueError where the value is not of the field's type.
        """
        if self.type in TEXTUAL:
            text = "" if value is None else value
            if not isinstance(text, str):
                raise ValueError(f"field {self.name}: {value!r} is not a {self.type}")
            if self.codes is not None and text and text not in self.codes.codes:
                raise ValueError(f"field {self.name}: «{text}» is not in {self.codes.name}")
            return str(text)
        if isinstance(value, dt.date) and self.type is FieldType.DAY:
            return value.toordinal()
        whole = 0 if value is None else value
        if not isinstance(whole, int) or abs(whole) >= 2**62:
            raise ValueError(f"field {self.name}: {value!r} is not a {self.type}")
        if self.type is FieldType.FLAG and whole not in (0, 1):
            raise ValueError(f"field {self.name}: {value!r} is neither true nor false")
        return int(whole)


def number(name: str, meaning: str) -> Field:
    """A whole number. A field named `measure` is an index into `plan.measures`, -1 for none."""
    return Field(name, FieldType.INT, meaning)


def flag(name: str, meaning: str, column: Column | None = None) -> Field:
    return Field(name, FieldType.FLAG, meaning, column=column)


def code(name: str, codes: CodeSet, meaning: str, column: Column | None = None) -> Field:
    return Field(name, FieldType.CODE, meaning, codes, column)


def day(name: str, meaning: str, column: Column | None = None) -> Field:
    return Field(name, FieldType.DAY, meaning, column=column)


def name(name: str, meaning: str) -> Field:
    return Field(name, FieldType.NAME, meaning)


class FactKind:
    """A kind of fact: its fields in order, and the names of the texts (`display`) that messages may show.

    A kind with a field `measure` is about that measure of the plan: it can be a subject and is evidence.
    `column` is the cell of the measure's row that such a fact is read from whole.
    """

    __slots__ = ("column", "display", "fields", "meaning", "name", "names", "storing", "texts")

    def __init__(
        self,
        name: str,
        meaning: str,
        *fields: Field,
        display: Mapping[str, str] | None = None,
        column: Column | None = None,
    ) -> None:
        self.name, self.meaning, self.column = name, meaning, column
        self.fields: Mapping[str, Field] = MappingProxyType({one.name: one for one in fields})
        self.display: Mapping[str, str] = MappingProxyType(dict(display or {}))
        self.names, self.texts = frozenset(self.fields), frozenset(self.display)
        self.storing = tuple((one.name, one, _stored_as(one)) for one in fields)
        if not _FIELD_NAME.fullmatch(name) or name in _RESERVED or len(self.fields) != len(fields):
            raise ValueError(f"kind {name}: a reserved name, or a field given twice")

    @property
    def has_measure(self) -> bool:
        return "measure" in self.fields

    def __repr__(self) -> str:
        return f"FactKind({self.name!r})"


# Above all the places of measures, which most facts have; few plans have more.
_SMALL: Mapping[object, Value] = {None: 0, **{number: number for number in range(-1, 256)}}


def _stored_as(one: Field) -> Mapping[object, Value]:
    """The values that need no look, each as it is stored: flags, the codes of a set, small numbers, and none."""
    if one.type is FieldType.FLAG:
        return {False: 0, True: 1}
    if one.type is FieldType.INT:
        return _SMALL
    if one.codes is not None:
        return {None: "", "": "", **{code: code for code in one.codes.codes}}
    return {None: "", "": ""} if one.type in TEXTUAL else {None: 0}


class Kinds(Mapping[str, FactKind]):
    """All kinds of facts by name, and the code sets their fields use."""

    def __init__(self, *kinds: FactKind, code_sets: Iterable[CodeSet] = ()) -> None:
        self._kinds = {one.name: one for one in kinds}
        if len(self._kinds) != len(kinds):
            raise ValueError("a kind is declared twice")
        used = (one.codes for kind in kinds for one in kind.fields.values() if one.codes is not None)
        self.code_sets: Mapping[str, CodeSet] = {one.name: one for one in (*used, *code_sets)}

    def __getitem__(self, key: str) -> FactKind:
        return self._kinds[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


class Fact:
    """One fact: its number, its kind, a value for every declared field, and texts for messages.

    `measure` is the index of the measure that it is about, or None. `quote` and `location` are the words it was read
    from, where these are not simply its measure's; `path` is the file that they stand in, where it is another than the
    plan's.
    """

    __slots__ = ("display", "fid", "kind", "location", "measure", "path", "quote", "values")

    def __init__(  # noqa: PLR0917 - made in one place
        self,
        fid: int,
        kind: FactKind,
        values: Mapping[str, Value],
        display: Mapping[str, Display],
        quote: str = "",
        location: Location | None = None,
        path: str = "",
    ) -> None:
        self.fid, self.kind, self.values, self.display = fid, kind, values, display
        self.quote, self.location, self.path = quote, location, path
        index = values.get("measure", -1)
        self.measure = index if isinstance(index, int) and index >= 0 else None

    def __str__(self) -> str:
        shown = (f"{key}: {_shown(self.kind.fields[key], value)}" for key, value in self.values.items())
        return f"{self.kind.name}{{{', '.join(shown)}}}"


def _shown(one: Field, value: Value) -> str:
    if one.type is FieldType.FLAG:
        return "true" if value else "false"
    if one.type is FieldType.DAY and isinstance(value, int) and 0 < value <= dt.date.max.toordinal():
        return dt.date.fromordinal(value).isoformat()
    return str(value) if value != "" else "–"


@dataclass(frozen=True, slots=True)
class FactBase:
    """The facts of one plan in document order; `fid` is a fact's index in `facts`."""

    facts: tuple[Fact, ...]
    by_kind: Mapping[str, tuple[Fact, ...]]

    def of(self, kind: str) -> tuple[Fact, ...]:
        return self.by_kind.get(kind, ())


@dataclass(slots=True)
class FactList:
    """Facts in the making: `add` them in document order, then take the `base`; of kinds not `wanted` none is kept."""

    kinds: Kinds
    wanted: frozenset[str] | None = None
    _facts: list[Fact] = field(default_factory=list)

    def add(
        self,
        kind: str,
        /,
        display: Mapping[str, Display] | None = None,
        quote: str = "",
        location: Location | None = None,
        path: str = "",
        **values: Value | bool | dt.date | None,
    ) -> None:
        """Adds a fact, where its kind is wanted. Dates, flags and None are stored as their field says.

        Raises ValueError where a declared field or text is missing, unknown, or of another type: facts come
        from code, so this is a fault of the code.
        """
        if self.wanted is not None and kind not in self.wanted:
            return
        declared, shown = self.kinds[kind], display or {}
        if values.keys() != declared.names:
            odd = sorted(values.keys() ^ declared.names)
            raise ValueError(f"a fact {kind} with missing or unknown fields: {', '.join(odd)}")
        if shown.keys() != declared.texts:
            odd = sorted(shown.keys() ^ declared.texts)
            raise ValueError(f"a fact {kind} with missing or unknown texts: {', '.join(odd)}")
        stored: dict[str, Value] = {}
        for key, one, known in declared.storing:
            value = values[key]
            as_known = known.get(value)
            stored[key] = one.stored(value) if as_known is None else as_known
        self._facts.append(Fact(len(self._facts), declared, stored, shown, quote, location, path))

    def wants(self, *kinds: str) -> bool:
        """Whether any of these kinds is kept."""
        return self.wanted is None or not self.wanted.isdisjoint(kinds)

    def base(self) -> FactBase:
        by_kind: dict[str, list[Fact]] = {}
        for fact in self._facts:
            by_kind.setdefault(fact.kind.name, []).append(fact)
        return FactBase(tuple(self._facts), {kind: tuple(facts) for kind, facts in by_kind.items()})


@dataclass(frozen=True, slots=True)
class Givens:
    """What facts depend on beside the plan: the ruleset's parameters and calendar, and check-time givens.

    `parameters` holds the ruleset's resolved parameters (lists as tuples of codes, flags as 0 or 1),
    `calendar` the calendar of procedures or its path, if the ruleset has one. `listed` are the values of the lists
    whose every value a rule asks about, `kinds` the kinds of facts that any rule asks about (None: all of them).
    """

    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)
    calendar: Path | Calendar | None = None
    risk_schools: tuple[str, ...] = ()
    superior: Superior | None = None
    listed: tuple[str, ...] = ()
    kinds: frozenset[str] | None = None
