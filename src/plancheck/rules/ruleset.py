"""A ruleset that was loaded and checked: frozen rules, ready for both evaluators and for messages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.plan import Level
from plancheck.rules.calendar import Calendar
from plancheck.rules.conditions import Absent, Part, Pattern, Term, positive, values_listed
from plancheck.rules.fields import Givens, Kinds, ParameterValue
from plancheck.rules.force import Force
from plancheck.rules.messages import Text, day_text
from plancheck.rules.origins import Origin, Place, Told
from plancheck.rules.outcome import Severity

__all__ = [
    "PLAN",
    "DatedValue",
    "Doubt",
    "Era",
    "Escalation",
    "Example",
    "Force",
    "Origin",
    "Parameter",
    "Place",
    "Profile",
    "Rule",
    "Ruleset",
    "SubjectOf",
    "Suggestion",
    "Told",
    "Withdrawal",
]


ALWAYS_IN_FORCE = Force()
PLAN = "plan"  # the kind of which every plan has exactly one fact, bound to this name in every rule
LISTED = "listed"  # the kind of which there is a fact for each value of the lists that rules give


class Withdrawal(NamedTuple):
    """A code that is given no more: since when, what stands instead, and why.

    `since` is the first day without the rule.
    """

    code: str
    since: dt.date
    replaced_by: tuple[str, ...]
    why: Text | None
    place: Place


class Doubt(NamedTuple):
    """What turns an undecided selection into cant_tell: any of `alternatives`, and the reason given."""

    alternatives: tuple[tuple[Term, ...], ...]
    because: Text


@dataclass(frozen=True, slots=True)
class Escalation:
    """Raises the severity of findings on a selection that any of `alternatives` describes."""

    alternatives: tuple[tuple[Term, ...], ...]
    to: Severity


class SubjectOf(NamedTuple):
    """How a finding's subject is made: of the fact bound to `var`, its measure or the value of `field`.

    `kind_field` is the field of that fact that says which kind it is, where that differs (territory or site).
    """

    kind: str = "plan"
    var: str | None = None
    field: str | None = None
    kind_field: str | None = None


class Suggestion(NamedTuple):
    """A row to paste into the plan, in Russian; placeholders are filled like a message's."""

    measure: str
    deadline: str = ""
    responsible: str = ""
    result: str = ""

    def cells(self) -> dict[str, str]:
        cells = {
            "measure": self.measure,
            "deadline": self.deadline,
            "responsible": self.responsible,
            "result": self.result,
        }
        return {name: text for name, text in cells.items() if text}


class Example(NamedTuple):
    """A partial plan with the outcome it must come to; read when it is run."""

    outcome: str
    plan: Mapping[str, Any]
    origin: Origin


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule in its normal form. Exactly one of `require` and `forbid` is not empty.

    `set_by` says where a part was set that another file, a profile or the call has overridden.
    """

    code: str
    name: str
    severity: Severity
    title: Text
    why: Text
    source: tuple[Text, ...]
    origin: Origin
    selection: tuple[Pattern, ...]
    subject: SubjectOf
    message: Text
    remedy: Text
    applies: Pattern | None = None
    exceptions: tuple[Term, ...] = ()
    require: tuple[tuple[Term, ...], ...] = ()
    forbid: tuple[tuple[Term, ...], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    escalation: Escalation | None = None
    nothing: Text | None = None
    excepted: Text | None = None
    merge: bool = False
    suggestion: Suggestion | None = None
    suggestion_by: Mapping[str, Suggestion] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    always: bool = False
    parts: tuple[Part, ...] = ()
    force: Force = ALWAYS_IN_FORCE
    replaced_by: tuple[str, ...] = ()
    set_by: Mapping[str, Place] = field(default_factory=dict)


class DatedValue(NamedTuple):
    """A value that a parameter has for a time."""

    value: ParameterValue
    force: Force
    place: Place


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its resolved value: an int, 0 or 1, a code or text, a day's ordinal, or a tuple of codes.

    `dated` are the values that hold for a time instead of `value`; `declared` is where it was made, `place` where
    its value was set.
    """

    name: str
    type: str
    of: str | None
    value: ParameterValue
    title: Text
    dated: tuple[DatedValue, ...] = ()
    declared: Place = field(default=Told(""), compare=False)
    place: Place = field(default=Told(""), compare=False)

    @property
    def shown(self) -> Text | None:
        """The value as a message shows it; None for flags and codes, which are no words."""
        value = self.value
        match self.type:
            case "date" if isinstance(value, int):
                return day_text(dt.date.fromordinal(value))
            case "int" | "text":
                return Text(str(value), str(value))
            case "list" if self.of == "name" and isinstance(value, tuple):
                return Text(", ".join(value), ", ".join(value))
        return None

    def on(self, day: dt.date | None) -> Parameter:
        """The parameter with the value of a day; its standing value where none is dated so, or the day is None."""
        for one in self.dated:
            if day is not None and one.force.holds(day):
                return replace(self, value=one.value, place=one.place, dated=())
        return replace(self, dated=()) if self.dated else self


class Profile(NamedTuple):
    """A named bundle of values and overrides; `places` are the files' parts that make it, in order."""

    name: str
    title: Text
    places: tuple[Place, ...]


class Era(NamedTuple):
    """The ruleset as it is from a day (None: from ever) until the next era begins."""

    first: dt.date | None
    ruleset: Ruleset


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Ruleset:
    """All rules that a check holds a plan against, parents' first.

    `rules` and `parameters` are as written, whatever the day; `on` gives them as they are on a day. `files` are the
    paths and SHA-256 sums of every file read, `sha256` the sum over them, the calendar, the profile and the values
    given with the call. `switched_off` are the codes turned off with the reason given, `withdrawn` those given no
    more. `levels` are the plan levels it is made for. `calendar` is a file, or what several files say together;
    `lexicons` what the files add to the shipped lexicons and take out. `set_by` says where `calendar`, its windows
    («calendar.ВПР.2026»), `levels` and what was switched off (by its code) were set.
    """

    name: str
    version: str
    title: Text
    rules: tuple[Rule, ...]
    kinds: Kinds
    levels: tuple[Level, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    calendar: Path | Calendar | None = None
    lexicons: Amendments = NO_AMENDMENTS
    files: tuple[tuple[str, str], ...] = ()
    sha256: str = ""
    switched_off: Mapping[str, Text] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    profile: str | None = None
    set_by: Mapping[str, Place] = field(default_factory=dict)
    eras: tuple[Era, ...] = ()

    def rule(self, code: str) -> Rule:
        """The rule of a code; KeyError where there is none."""
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise KeyError(code)

    def only(self, *codes: str) -> Ruleset:
        """The same ruleset with these rules alone, as written; KeyError where one is not there."""
        return replace(self, rules=tuple(self.rule(code) for code in codes), eras=())

    def on(self, day: dt.date | None) -> Ruleset:
        """The ruleset as it is on a day: rules not yet in force only warn, those no longer in force are withdrawn.

        Itself where nothing in it depends on the day, or the day is None.
        """
        if day is None or not self.eras:
            return self
        return [era.ruleset for era in self.eras if era.first is None or era.first <= day][-1]

    def givens(self, risk_schools: tuple[str, ...] = ()) -> Givens:
        """What facts depend on beside the plan."""
        values = {name: one.value for name, one in self.parameters.items()}
        asked = _ASKED.get(self)
        if asked is None:
            parts = [part for rule in self.rules for part in rule.parts]
            kinds = {
                term.pattern.kind if isinstance(term, Absent) else term.kind for part in parts for term in part.terms
            }
            asked = _ASKED[self] = frozenset({*kinds, PLAN}), values_listed(parts, LISTED)
        kinds_asked, listed = asked
        return Givens(values, self.calendar, risk_schools, listed=listed, kinds=kinds_asked)


_ASKED: WeakKeyDictionary[Ruleset, tuple[frozenset[str], tuple[str, ...]]] = WeakKeyDictionary()
"""The kinds of facts and the values of lists that the rules ask about: told once of each ruleset."""


def variables(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The variable of each fact of a match, in the match's order."""
    return tuple(pattern.var for pattern in positive(terms))
