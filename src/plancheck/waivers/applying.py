"""Applies waivers and a baseline to what was checked: findings become waived, and faulty waivers become findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plancheck.plan import Plan
from plancheck.report.model import Checked, OutcomeEntry, PlanReport, Unread, WaiverEntry
from plancheck.report.tally import add_up, score, summarise
from plancheck.report.wording import Wording, wording
from plancheck.rules.outcome import Outcome
from plancheck.waivers.about_waivers import expired, over_broad, unused
from plancheck.waivers.baseline import Baseline
from plancheck.waivers.faults import WaiverFileError
from plancheck.waivers.finding import content_with_waivers, waiver_file_of
from plancheck.waivers.reading import read_waivers, waivers_inside
from plancheck.waivers.waiver import Waiver

__all__ = ["waived"]

Codes = Callable[[], Set[str]]
"""The codes of all rules there are, to tell a mistyped one; asked for only where there are waivers."""


def waived(
    checked: Checked,
    *,
    today: dt.date,
    file: Path | None = None,
    baseline: Baseline | None = None,
    lang: str = "ru",
    codes: Codes = frozenset,
) -> Checked:
    """What was checked, with the findings waived that waivers are meant for, and those that the baseline knows.

    Waivers are those of `file`, else of the nearest `plancheck-waivers.yaml` from each plan upward, and those inside
    plan files. Expired, unused and over-broad ones are findings WVR001–003 of the plan concerned; they leave its
    score alone. A plan file whose waivers are wrong is unread. Raises WaiverFileError for a wrong waiver file.
    """
    words = wording(lang)
    kept, unread, sets = _gathered(checked, file, lang, codes)
    if not baseline and not any(sets):
        return checked if not unread else _made(checked, kept, [checked.report.plans[at] for at in kept], unread)
    given = [_Given(checked.report.plans[at], checked.plans[at], own) for at, own in zip(kept, sets, strict=True)]
    use = _Use(today, words)
    judged = [use.entries(one) for one in given]
    plans = []
    for one, entries in zip(given, judged, strict=True):
        told = _faults_last([*entries, *use.idle(one)])
        plans.append(_counted(one.report, baseline.released(one.report, told, words) if baseline else told))
    return _made(checked, kept, plans, unread)


def _faults_last(entries: Sequence[OutcomeEntry]) -> list[OutcomeEntry]:
    """What the rules said, then what is wrong with waivers, by code: writers group what stands together."""
    return sorted(entries, key=lambda entry: entry.rule if _is_about_waivers(entry) else "")


def _is_about_waivers(entry: OutcomeEntry) -> bool:
    return entry.rule.startswith("WVR")


@dataclass(frozen=True, slots=True)
class _Given:
    """A plan with what the rules said of it, and the waivers that cover it."""

    report: PlanReport
    plan: Plan
    waivers: tuple[Waiver, ...]


def _gathered(
    checked: Checked, file: Path | None, lang: str, codes: Codes
) -> tuple[list[int], list[Unread], list[tuple[Waiver, ...]]]:
    """The places of the plans that stay, those that do not, and the waivers that cover each that stays."""

    asked = frozenset(entry.rule for plan in checked.report.plans for entry in plan.outcomes)

    @cache
    def of_file(path: Path) -> tuple[Waiver, ...]:
        try:
            return read_waivers(path, codes=asked)
        except WaiverFileError:  # it may be but a rule that these plans were not asked
            return read_waivers(path, codes=codes())

    if file is not None:
        of_file(file)  # wrong is wrong, even where nothing was read
    kept: list[int] = []
    unread: list[Unread] = []
    found: list[tuple[Waiver, ...]] = []
    for index, report in enumerate(checked.report.plans):
        path = Path(report.source.path)
        beside = file or waiver_file_of(path)
        covering = tuple(one for one in (of_file(beside) if beside else ()) if one.covers(path))
        try:
            inside = _inside(checked, index, asked, codes)
        except WaiverFileError as error:
            unread.append(Unread(path=report.source.path, error=error.text(lang)))
            continue
        kept.append(index)
        found.append((*inside, *covering))
    return kept, unread, found


def _inside(checked: Checked, index: int, asked: Set[str], codes: Codes) -> tuple[Waiver, ...]:
    content = content_with_waivers(checked, index)
    path = checked.report.plans[index].source.path
    if content is None:
        return ()
    try:
        return waivers_inside(content, path, codes=asked)
    except WaiverFileError:  # as with a file
        return waivers_inside(content, path, codes=codes())


class _Use:
    """What becomes of the waivers, plan by plan; lives for one check."""

    def __init__(self, today: dt.date, words: Wording) -> None:
        self.today, self.words = today, words
        self.met: set[Waiver] = set()
        self.told: set[Waiver] = set()  # unused or over-broad, and said so: once in a check

    def entries(self, one: _Given) -> list[OutcomeEntry]:
        """The plan's entries with the waived ones so; then what is wrong with the waivers they met."""
        entries: list[OutcomeEntry] = []
        met: dict[Waiver, list[OutcomeEntry]] = {}
        late: dict[Waiver, None] = {}
        for entry in one.report.outcomes:
            failed = entry.outcome is Outcome.FAILED
            fitting = [waiver for waiver in one.waivers if waiver.fits(entry, one.plan)] if failed else []
            for waiver in fitting:
                met.setdefault(waiver, []).append(entry)
            serving = next((waiver for waiver in fitting if not waiver.expired(self.today)), None)
            entries.append(_released(entry, serving, self.words) if serving else entry)
            late |= dict.fromkeys(() if serving else fitting)
        self.met |= met.keys()
        entries += [expired(waiver, self.words) for waiver in late]
        for waiver, findings in met.items():
            if not waiver.expired(self.today):
                entries += self._broad(waiver, findings)
        return entries

    def idle(self, one: _Given) -> Iterator[OutcomeEntry]:
        """What is wrong with the waivers that cover the plan and met no finding anywhere."""
        for waiver in one.waivers:
            if waiver not in self.met and waiver not in self.told:
                yield unused(waiver, self.words)
                yield from self._broad(waiver, ())
                self.told.add(waiver)

    def _broad(self, waiver: Waiver, findings: Sequence[OutcomeEntry]) -> Iterator[OutcomeEntry]:
        said = over_broad(waiver, findings, self.today, self.words)
        if said and waiver not in self.told:
            self.told.add(waiver)
            yield said


def _released(entry: OutcomeEntry, waiver: Waiver, words: Wording) -> OutcomeEntry:
    """The finding as waived, with who answers for that."""
    reason = words.say(
        "waivers.reason", reason=waiver.reason.rstrip(" ."), author=waiver.author, until=words.day(waiver.expires)
    )
    why = WaiverEntry(
        reason=waiver.reason, author=waiver.author, expires=waiver.expires, path=waiver.path, line=waiver.line
    )
    return entry.model_copy(update={"outcome": Outcome.WAIVED, "reason": reason, "waiver": why})


def _counted(report: PlanReport, entries: Sequence[OutcomeEntry]) -> PlanReport:
    """The report with other entries: summary and score are told anew.

    A rule of which a finding is left has failed, however grave its waived ones were.
    """
    failing = {entry.rule for entry in entries if entry.outcome is Outcome.FAILED}
    counting = [entry for entry in entries if not (entry.outcome is Outcome.WAIVED and entry.rule in failing)]
    own = [entry for entry in counting if not _is_about_waivers(entry)]
    update = {"outcomes": tuple(entries), "summary": summarise(counting), "score": score(own)}
    return report.model_copy(update=update)


def _made(checked: Checked, kept: Sequence[int], plans: Sequence[PlanReport], unread: Sequence[Unread]) -> Checked:
    report = checked.report.model_copy(
        update={
            "plans": tuple(plans),
            "summary": add_up(plan.summary for plan in plans),
            "unread": (*checked.report.unread, *unread),
        }
    )
    contents = tuple(checked.contents[at] for at in kept) if checked.contents else ()
    return Checked(report, tuple(checked.plans[at] for at in kept), contents)
