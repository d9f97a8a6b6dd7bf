"""A ruleset that was loaded and checked: frozen rules, ready for both evaluators and for messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.errors import Problem
from plancheck.plan import Level
from plancheck.rules.conditions import Absent, Part, Pattern, Term, positive
from plancheck.rules.fields import Givens, Kinds, ParameterValue
from plancheck.rules.messages import Text
from plancheck.rules.outcome import Severity
from plancheck.yaml_source import YamlFile

__all__ = [
    "Doubt",
    "Escalation",
    "Example",
    "Origin",
    "Parameter",
    "Rule",
    "Ruleset",
    "SubjectOf",
    "Suggestion",
]


class Origin(NamedTuple):
    """Where a part of a rule stands: its file, and the path of keys inside it."""

    file: YamlFile
    path: tuple[str | int, ...]

    def __truediv__(self, step: str | int) -> Origin:
        return Origin(self.file, (*self.path, step))

    def problem(self, message: str, *, at_key: bool = False) -> Problem:
        return self.file.problem(self.path, message, at_key=at_key)

    def __str__(self) -> str:
        return f"{self.file.path}:{self.file.position(self.path)[0]}"


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
    """A rule in its normal form. Exactly one of `require` and `forbid` is not empty."""

    code: str
    name: str
    severity: Severity
    title: Text
    why: Text
    source: tuple[str, ...]
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


def parts_of(rule: Rule) -> tuple[Part, ...]:
    """The conjunctions that the engine looks for on behalf of a rule."""
    selection, key = rule.selection, len(rule.selection)
    parts = [Part(rule.code, "applies", (rule.applies,), 0)] if rule.applies else []
    if rule.exceptions:
        parts.append(Part(rule.code, "selected", selection, key))
    parts.append(Part(rule.code, "held", (*selection, *map(_denied, rule.exceptions)), key))
    role = "pass" if rule.require else "fail"
    for number, terms in enumerate(rule.require or rule.forbid):
        parts.append(Part(rule.code, f"{role}:{number}", (*selection, *terms), key))
    doubtful = [(of, terms) for of, doubt in enumerate(rule.doubts) for terms in doubt.alternatives]
    for number, (of, terms) in enumerate(doubtful):
        parts.append(Part(rule.code, f"doubt:{number}", (*selection, *terms), key, of))
    for number, terms in enumerate(rule.escalation.alternatives if rule.escalation else ()):
        parts.append(Part(rule.code, f"escalate:{number}", (*selection, *terms), key))
    return tuple(parts)


def _denied(term: Term) -> Term:
    return term.pattern if isinstance(term, Absent) else Absent(term)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its resolved value: an int, 0 or 1, a code, or a tuple of codes."""

    name: str
    type: str
    of: str | None
    value: ParameterValue
    title: Text


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Ruleset:
    """All rules that a check holds a plan against, parents' first.

    `files` are the paths and SHA-256 sums of every file read, `sha256` the sum over them;
    `switched_off` the codes turned off with the reason given. `levels` are the plan levels it is made for.
    """

    name: str
    version: str
    title: Text
    rules: tuple[Rule, ...]
    kinds: Kinds
    levels: tuple[Level, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    calendar: Path | None = None
    files: tuple[tuple[str, str], ...] = ()
    sha256: str = ""
    switched_off: Mapping[str, str] = field(default_factory=dict)

    def rule(self, code: str) -> Rule:
        """The rule of a code; KeyError where there is none."""
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise KeyError(code)

    def only(self, *codes: str) -> Ruleset:
        """The same ruleset with these rules alone; KeyError where one is not there."""
        return replace(self, rules=tuple(self.rule(code) for code in codes))

    def givens(self, risk_schools: tuple[str, ...] = ()) -> Givens:
        """What facts depend on beside the plan."""
        values = {name: one.value for name, one in self.parameters.items()}
        return Givens(values, self.calendar, risk_schools)


def variables(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The variable of each fact of a match, in the match's order."""
    return tuple(pattern.var for pattern in positive(terms))
