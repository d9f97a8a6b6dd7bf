"""What a case expects of a rule, and how what the rule came to differs from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from plancheck.rules.outcome import Outcome, RuleOutcome, Severity
from plancheck.rules.schema import NonEmpty, Strict, SubjectKind

__all__ = ["Difference", "ExpectModel", "ExpectedSubject", "Given", "differences", "expected_by", "gravest"]

_GRAVITY = (Outcome.ERROR, Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)
Verdict = Literal["passed", "failed", "inapplicable", "cant_tell", "error"]


class Given(Strict):
    """What is given with a plan when it is judged."""

    risk_schools: list[NonEmpty] = []


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


def expected_by(raw: Any) -> tuple[ExpectModel, ...]:
    """`passed`, `{outcome: …, …}`, or a list of findings: all there are."""
    if isinstance(raw, str):
        return (ExpectModel.model_validate({"outcome": raw}),)
    return tuple(ExpectModel.model_validate(one) for one in (raw if isinstance(raw, list) else [raw]))


def differences(
    expected: Sequence[ExpectModel], entries: Sequence[RuleOutcome], *, exactly: bool = False
) -> tuple[Difference, ...]:
    """How the entries of one rule differ from what was expected; empty where they do not.

    Each expectation wants an entry of its own; `exactly` wants no entry beyond them. Of an expectation that
    no entry meets, the differences to the nearest one are told.
    """
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
