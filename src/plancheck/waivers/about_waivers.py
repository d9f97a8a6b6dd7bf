"""What is wrong with waivers themselves, as findings: WVR001 expired, WVR002 unused, WVR003 over-broad."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from plancheck.report.model import EvidenceEntry, OutcomeEntry, SubjectEntry
from plancheck.report.wording import Wording
from plancheck.rules.meaning import mark
from plancheck.rules.outcome import Outcome, Severity
from plancheck.waivers.waiver import Waiver

__all__ = ["KNOWN_AS", "expired", "over_broad", "unused"]

# Code: name, severity, title, what to do, why.
KNOWN_AS: Final = {
    "WVR001": (
        "waiver-expired",
        Severity.WARNING,
        "waivers.WVR001.title",
        "waivers.WVR001.remedy",
        "waivers.WVR001.why",
    ),
    "WVR002": ("waiver-unused", Severity.NOTE, "waivers.WVR002.title", "waivers.WVR002.remedy", "waivers.WVR002.why"),
    "WVR003": (
        "waiver-over-broad",
        Severity.WARNING,
        "waivers.WVR003.title",
        "waivers.WVR003.remedy",
        "waivers.WVR003.why",
    ),
}


def expired(waiver: Waiver, words: Wording) -> OutcomeEntry:
    """The finding stands again: nobody has prolonged the waiver."""
    said = words.say("waivers.WVR001.message", waiver=_called(waiver), day=words.day(waiver.expires))
    return _entry("WVR001", waiver, said, words)


def unused(waiver: Waiver, words: Wording) -> OutcomeEntry:
    """Nothing in the plans checked is what the waiver is about."""
    said = words.say("waivers.WVR002.message", waiver=_called(waiver))
    return _entry("WVR002", waiver, said, words)


def over_broad(waiver: Waiver, fitted: Sequence[OutcomeEntry], today: dt.date, words: Wording) -> OutcomeEntry | None:
    """The waiver may hide what its author never saw; `fitted` are the findings of one plan that it fits."""
    why = list(_breadth(waiver, fitted, today, words))
    if not why:
        return None
    said = words.say("waivers.WVR003.message", waiver=_called(waiver), why="; ".join(why))
    return _entry("WVR003", waiver, said, words)


def _breadth(waiver: Waiver, fitted: Sequence[OutcomeEntry], today: dt.date, words: Wording) -> Iterator[str]:
    if waiver.about is None and any(entry.subject.kind != "plan" for entry in fitted):
        yield words.say("waivers.broad.subject")
    if waiver.about is not None and len(fitted) > 1:
        yield words.say("waivers.broad.several", findings=words.count("findings", len(fitted)))
    if waiver.for_any_file:
        yield words.say("waivers.broad.file", pattern=waiver.file)
    if waiver.lasts_long(today):
        yield words.say("waivers.broad.expiry", day=words.day(waiver.expires))


def _called(waiver: Waiver) -> str:
    return f"{waiver} ({waiver.path}:{waiver.line})"


def _entry(code: str, waiver: Waiver, message: str, words: Wording) -> OutcomeEntry:
    name, severity, title, remedy, _ = KNOWN_AS[code]
    return OutcomeEntry(
        rule=code,
        name=name,
        title=words.say(title),
        outcome=Outcome.FAILED,
        severity=severity,
        subject=SubjectEntry(kind="plan"),
        message=message,
        remedy=words.say(remedy),
        source=(words.say("waivers.source"),),
        evidence=(EvidenceEntry(quote=waiver.reason),),
        fingerprint=mark(code, waiver.rule, str(waiver.about or ""), waiver.file or ""),
    )
