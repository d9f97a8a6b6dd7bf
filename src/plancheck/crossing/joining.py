"""Puts what was found between plans into their reports: PRV003 into each, the rest into the report on all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plancheck.crossing.comparing import Crossing, crossing
from plancheck.crossing.explaining import CODES, PlanAt, entries
from plancheck.crossing.filing import Filing, Schools
from plancheck.crossing.sketches import Sketch, sketch_of, sketch_of_texts
from plancheck.plan import Plan
from plancheck.report.folder import FiledPlan
from plancheck.report.model import Checked, PlanReport
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.tally import add_up, summarise
from plancheck.report.wording import Wording, wording
from plancheck.rules.messages import PLACEHOLDER
from plancheck.rules.ruleset import Ruleset

__all__ = ["crossed", "filing_of", "own_texts", "with_crossing"]

_QUOTES = 3  # measures of a common pattern that are quoted


def own_texts(rulesets: Iterable[Ruleset]) -> Sketch:
    """The measures that rulesets suggest: whoever took them from the program copied nobody."""
    rules = (rule for ruleset in rulesets for rule in ruleset.rules)
    offered = (row for rule in rules for row in (rule.suggestion, *rule.suggestion_by.values()) if row)
    return sketch_of_texts(dict.fromkeys(PLACEHOLDER.sub("", row.measure) for row in offered))


def crossed(checked: Checked, *, given: Iterable[Plan | Sketch] = (), schools: Sequence[str] | None = None) -> Checked:
    """What was checked, with what its plans are to each other; the same where there is nothing to say.

    `given` are superior plans and sketches of texts that all may have (`own_texts`); `schools` is the list of those
    that should have sent a plan.
    """
    words = wording(checked.report.lang)
    sketches = [sketch_of(plan) for plan in checked.plans]
    found = crossing(sketches, given=[_sketched(one) for one in given], schools=schools)
    plan_at = checked.plans.__getitem__
    plans = tuple(with_crossing(report, at, found, plan_at, words) for at, report in enumerate(checked.report.plans))
    report = checked.report.model_copy(
        update={
            "plans": plans,
            "summary": add_up(plan.summary for plan in plans),
            "folder": filing_of(found, plan_at).folder(lambda at: _filed(found.sketches[at])),
        }
    )
    return Checked(report, checked.plans, checked.contents)


def _sketched(given: Plan | Sketch) -> Sketch:
    return given if isinstance(given, Sketch) else sketch_of(given)


def with_crossing(report: PlanReport, at: int, found: Crossing, plan_at: PlanAt, words: Wording) -> PlanReport:
    """The report on the plan at this place of the run, with PRV003; the score is as it was (report/tally.py).

    What was said of it among other plans before is replaced.
    """
    rest = tuple(entry for entry in report.outcomes if entry.rule not in CODES)
    outcomes = (*rest, *entries(at, found, plan_at, words))
    if outcomes == report.outcomes:
        return report
    return report.model_copy(update={"outcomes": outcomes, "summary": summarise(outcomes)})


def filing_of(found: Crossing, plan_at: PlanAt) -> Filing:
    """What is said of all plans together."""
    return Filing(
        copied=tuple(_copied(found)),
        patterns=tuple(
            (
                pattern.plans,
                pattern.measures,
                tuple(one_line(plan_at(pattern.plans[0]).measures[at].text) for at in pattern.first[:_QUOTES]),
            )
            for pattern in found.patterns
        ),
        several=tuple(_several(found, group) for group in found.versions),
        schools=_listed(found),
    )


def _filed(sketch: Sketch) -> FiledPlan:
    return FiledPlan(path=safe_path(sketch.path), organisation=sketch.organisation, approved=sketch.approved)


def _copied(found: Crossing) -> Iterator[tuple[int, int, int, int, bool]]:
    for at, copy in found.copies.once():
        yield at, copy.other, len(copy.same), found.standing[at].own, copy.sure


def _several(found: Crossing, group: Sequence[int]) -> tuple[str, Sequence[int], int | None]:
    """The group, with the place of the plan approved last, if it is sure which one that is."""
    days = [found.sketches[at].approved for at in group]
    known = [day for day in days if day is not None]
    sure = len(known) == len(days) and known.count(max(known)) == 1
    organisations = (found.sketches[at].organisation for at in group)
    called = next((one for one in organisations if one), None)
    school = one_line(called or found.sketches[group[0]].territory or "")
    return school, group, group[days.index(max(known))] if sure else None


def _listed(found: Crossing) -> Schools | None:
    sent, schools = found.sent, found.schools
    if sent is None:
        return None
    return Schools(
        listed=len(schools),
        sent=len(sent.sure),
        missing=tuple(schools[number] for number in sent.missing),
        unsure=tuple((schools[number], plans) for number, plans in sorted(sent.unsure.items())),
        unlisted=sent.unlisted,
        unnamed=sent.unnamed,
    )
