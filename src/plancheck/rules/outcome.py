"""What a rule came to on a plan: the outcome, what it is about, and what shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from plancheck.location import Location
from plancheck.plan import Column

__all__ = ["Evidence", "Outcome", "RuleOutcome", "Severity", "Subject"]


class Outcome(StrEnum):
    """W3C EARL's words, and the last two. `waived` is given by whoever applies waivers, not here."""

    PASSED = "passed"
    FAILED = "failed"
    INAPPLICABLE = "inapplicable"
    CANT_TELL = "cant_tell"
    WAIVED = "waived"
    ERROR = "error"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Higher is graver."""
        return {"note": 0, "warning": 1, "error": 2}[self.value]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an outcome is about. `kind`: plan, measure, direction, column, procedure, school, territory, site.

    `ref` is the code or name of what is no measure; None for the plan and for measures.
    """

    kind: str = "plan"
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the plan that show the outcome: the measure's index (0-based) if any, words, place.

    `path` is the file they stand in, where it is not the plan's own: that of the superior plan. `column` is the
    cell of the measure's row that the rule judges, None where it is the measure or where the words tell.
    """

    measure: int | None
    quote: str
    location: Location | None = None
    path: str = ""
    column: Column | None = None

    @property
    def own_place(self) -> Location | None:
        """Where in the plan's own file it stands."""
        return None if self.path else self.location


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """One entry of a report: a finding of a failed rule, or the one outcome of any other rule.

    `measures` are indices into `plan.measures`: the subject's own first, then the related ones.
    `message` is empty for a passed rule, else says what is wrong or why nothing could be said;
    `reason` repeats it for inapplicable, cant_tell and error. `suggestion` is a row to paste (Russian) with
    the keys measure, deadline, responsible, result. `fingerprint` stays the same while the subject means
    the same, wherever it stands and however severe it is; `grounds` are marks of what a finding rests on
    (rules/meaning.py): with more of them it is another.
    """

    rule: str
    name: str
    outcome: Outcome
    severity: Severity
    subject: Subject = Subject()
    measures: tuple[int, ...] = ()
    message: str = ""
    remedy: str = ""
    suggestion: Mapping[str, str] | None = None
    source: tuple[str, ...] = ()
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    location: Location | None = None
    fingerprint: str = ""
    grounds: tuple[str, ...] = ()
