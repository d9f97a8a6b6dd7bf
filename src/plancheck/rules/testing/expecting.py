"""What a case expects of a rule, and how what the rule came to differs from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from plancheck.plan import Plan
from plancheck.rules.outcome import Outcome, RuleOutcome, Severity
from plancheck.rules.schema import Day, NonEmpty, Strict, SubjectKind
from plancheck.rules.superior import Superior

__all__ = ["ABSENT", "Difference", "ExpectModel", "ExpectedSubject", "Given", "differences", "gravest"]

_GRAVITY = (Outcome.ERROR, Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)
ABSENT = "absent"  # the rule is not in force on the day: it is not judged at all
Verdict = Literal["passed", "failed", "inapplicable", "cant_tell", "error", "absent"]


class Given(Strict):
    """What is given with a plan when it is judged; `against` is a superior plan, partial like the plan itself.

    `as_of` is the day by whose rules cases of test files are judged; examples inside rules hold whatever the day.
    """

    risk_schools: tuple[NonEmpty, ...] = ()
    as_of: Day | None = None
    against: Plan | None = None

    @property
    def superior(self) -> Superior | None:
        """The superior plan, if one is given."""
        return None if self.against is None else Superior.of(self.against)


class ExpectedSubject(Strict):
    """What a finding is about; without `ref` any of its kind."""

    kind: SubjectKind
    ref: str | None = None


class ExpectModel(Strict):
    """What one outcome must be like; what is left out may be anything. `message` are words that stand in it."""

    outcome: Verdict = "failed"
    severity: Severity | None = None
    subject: ExpectedSubject | SubjectKind | None = None
    measures: list[Annotated[int, Field(ge=0)]] | None = None
    message: NonEmpty | None = None


class Difference(NamedTuple):
    """One thing in which an outcome is not as expected; `what` is a field, or «findings», their number."""

    what: str
    expected: str
    got: str


def gravest(entries: Iterable[RuleOutcome]) -> RuleOutcome:
    """The outcome that a rule as a whole came to: its first finding, if it has any."""
    return min(entries, key=lambda one: _GRAVITY.index(one.outcome))


def differences(
    expected: Sequence[ExpectModel], entries: Sequence[RuleOutcome], *, exactly: bool = False
) -> tuple[Difference, ...]:
    """How the entries of one rule differ from what was expected; empty where they do not.

    Each expectation wants an entry of its own; `exactly` wants no entry beyond them. Of an expectation that
    no entry meets, the differences to the nearest one are told.
    """
    if not entries:
        return tuple(Difference("outcome", one.outcome, ABSENT) for one in expected if one.outcome != ABSENT)
    found: list[Difference] = []
    left = list(entries)
    for one in expected:
        nearest = min(left or entries, key=lambda entry: (len(_unlike(one, entry)), _GRAVITY.index(entry.outcome)))
        found += _unlike(one, nearest)
        if nearest in left:
            left.remove(nearest)
        elif not _unlike(one, nearest):
            found.append(Difference("findings", str(len(expected)), str(len(entries))))
    if exactly and left and not found:
        found.append(Difference("findings", str(len(expected)), str(len(entries))))
        found += [Difference("message", "", one.message) for one in left]
    return tuple(dict.fromkeys(found))


def _unlike(expected: ExpectModel, entry: RuleOutcome) -> tuple[Difference, ...]:
    found = [
        Difference(what, wanted, got)
        for what, (wanted, got) in _compared(expected, entry).items()
        if wanted is not None and wanted != got
    ]
    if expected.message is not None and expected.message not in entry.message:
        found.append(Difference("message", f"… {expected.message} …", entry.message))
    return tuple(found)


def _compared(expected: ExpectModel, entry: RuleOutcome) -> Mapping[str, tuple[str | None, str]]:
    subject = expected.subject
    kind = subject.kind if isinstance(subject, ExpectedSubject) else subject
    ref = subject.ref if isinstance(subject, ExpectedSubject) else None
    got = entry.subject.kind if ref is None else f"{entry.subject.kind} {entry.subject.ref or ''}".rstrip()
    return {
        "outcome": (expected.outcome, str(entry.outcome)),
        "severity": (None if expected.severity is None else str(expected.severity), str(entry.severity)),
        "subject": (None if kind is None else f"{kind} {ref or ''}".rstrip(), got),
        "measures": (None if expected.measures is None else str(expected.measures), str(list(entry.measures))),
    }
