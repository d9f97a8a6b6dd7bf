"""What a school is told of a plan that repeats another's: that it does, and which of its rows, but not whose it is.

Who copied whom is between the municipality and the two schools: the report on all plans names both, a file that is made
for one school alone (a letter, a page, remarks in its document) may be sent on, and names nobody else.
"""

from __future__ import annotations

from dataclasses import replace

from plancheck.crossing.explaining import CODES
from plancheck.report.model import Checked, OutcomeEntry, PlanReport
from plancheck.report.wording import Wording
from plancheck.rules.meaning import mark
from plancheck.rules.outcome import Outcome

__all__ = ["discreet"]


def discreet(checked: Checked, words: Wording) -> Checked:
    """What was checked, as its own school may read it: of other schools' plans no name, file or sentence."""
    plans = tuple(_of_one(plan, words) for plan in checked.report.plans)
    if plans == tuple(checked.report.plans):
        return checked
    return replace(checked, report=checked.report.model_copy(update={"plans": plans, "folder": None}))


def _of_one(report: PlanReport, words: Wording) -> PlanReport:
    outcomes = tuple(_unnamed(entry, words) if entry.rule in CODES else entry for entry in report.outcomes)
    return report.model_copy(update={"outcomes": outcomes})


def _unnamed(entry: OutcomeEntry, words: Wording) -> OutcomeEntry:
    """The entry by the plan's own rows alone; one that names nobody stays as it is."""
    if not entry.measures:
        return entry
    unsure = entry.outcome is Outcome.CANT_TELL
    key = "crossing.PRV003.discreet_unsure" if unsure else "crossing.PRV003.discreet"
    said = words.say(key, n=len(entry.measures))
    update = {
        "subject": entry.subject.model_copy(update={"ref": entry.subject.ref and words.say("crossing.other_school")}),
        "message": said,
        "remedy": words.say("crossing.PRV003.discreet_remedy") if entry.remedy else "",
        "reason": said if entry.reason else "",
        "evidence": tuple(quoted for quoted in entry.evidence if not quoted.path),
        "fingerprint": mark(entry.rule, entry.subject.kind, *entry.grounds),  # one by the name could be guessed from it
    }
    return entry.model_copy(update=update)
