"""Applies waivers and a baseline to what was checked: findings become waived, and faulty waivers become findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

from plancheck.plan import Plan
from plancheck.report.model import Checked, OutcomeEntry, PlanReport, Summary, Unread, WaiverEntry
from plancheck.report.tally import Sums, score, summarise
from plancheck.report.wording import Wording, wording
from plancheck.rules.outcome import Outcome
from plancheck.waivers.about_waivers import expired, over_broad, unused
from plancheck.waivers.baseline import Baseline
from plancheck.waivers.faults import WaiverFileError
from plancheck.waivers.finding import PLAN_FILES, content_with_waivers, waiver_file_of
from plancheck.waivers.reading import read_waivers, waivers_inside
from plancheck.waivers.waiver import Waiver

__all__ = ["Judged", "Released", "released", "waived"]

Codes = Callable[[], Set[str]]
"""The codes of all rules there are, to tell a mistyped one; asked for only where there are waivers."""


class Judged(Protocol):
    """Reports with their plans and the bytes of their files, by place; a report may be replaced."""

    def __len__(self) -> int: ...
    def named_at(self, at: int) -> tuple[str, str]: ...  # path and format
    def report_at(self, at: int) -> PlanReport: ...
    def plan_at(self, at: int) -> Plan: ...
    def content_at(self, at: int) -> bytes | None: ...
    def amend(self, at: int, report: PlanReport) -> None: ...


class Released(NamedTuple):
    """What the reports add up to, the places of those that are left out, and why."""

    summary: Summary
    left_out: frozenset[int]
    unread: tuple[Unread, ...]


def waived(
    checked: Checked,
    *,
    today: dt.date,
    file: Path | None = None,
    baseline: Baseline | None = None,
    lang: str = "ru",
    codes: Codes = frozenset,
) -> Checked:
    """What was checked, with the findings waived as by `released`."""
    held = _Held(checked)
    made = released(held, today=today, file=file, baseline=baseline, lang=lang, codes=codes)
    if made is None:
        return checked
    kept = [at for at in range(len(held)) if at not in made.left_out]
    unread = (*checked.report.unread, *made.unread)
    plans = tuple(held.reports[at] for at in kept)
    report = checked.report.model_copy(update={"plans": plans, "summary": made.summary, "unread": unread})
    contents = tuple(checked.contents[at] for at in kept) if checked.contents else ()
    return Checked(report, tuple(checked.plans[at] for at in kept), contents)


def released(
    judged: Judged,
    *,
    today: dt.date,
    file: Path | None = None,
    baseline: Baseline | None = None,
    lang: str = "ru",
    codes: Codes = frozenset,
) -> Released | None:
    """Waives the findings that waivers are meant for, and those that the baseline knows; None where there are neither.

    Waivers are those of `file`, else of the nearest `plancheck-waivers.yaml` from each plan upward, and those inside
    plan files. Expired, unused and over-broad ones are findings WVR001–003 of the plan concerned; they leave its
    score alone. A plan file whose waivers are wrong is left out. Raises WaiverFileError for a wrong waiver file.
    Of the reports one at a time is held.
    """
    words = wording(lang)
    waivers, unread = _gathered(judged, file, lang, codes)
    if not (baseline or unread or any(waivers.values())):
        return None
    use = _Use(today, words)
    for at, own in waivers.items():  # what is not used by one plan may be by a later one
        if own:
            report = judged.report_at(at)
            entries = tuple(use.entries(report, judged.plan_at(at), own))
            if entries != report.outcomes:
                judged.amend(at, report.model_copy(update={"outcomes": entries}))
    sums = Sums()
    for at, own in waivers.items():
        report = judged.report_at(at)
        if own or baseline:
            told = _faults_last([*report.outcomes, *use.idle(own)])
            after = _counted(report, baseline.released(report, told, words) if baseline else told)
            if after != report:
                judged.amend(at, after)
            report = after
        sums.add(report.summary)
    return Released(sums.summary, frozenset(unread), tuple(unread.values()))


class _Held:
    """What was checked, as its reports become."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self.reports = list(checked.report.plans)

    def __len__(self) -> int:
        return len(self.reports)

    def named_at(self, at: int) -> tuple[str, str]:
        source = self.reports[at].source
        return source.path, source.format

    def report_at(self, at: int) -> PlanReport:
        return self.reports[at]

    def plan_at(self, at: int) -> Plan:
        return self._checked.plans[at]

    def content_at(self, at: int) -> bytes | None:
        return self._checked.contents[at] if self._checked.contents else None

    def amend(self, at: int, report: PlanReport) -> None:
        self.reports[at] = report


def _faults_last(entries: Sequence[OutcomeEntry]) -> list[OutcomeEntry]:
    """What the rules said, then what is wrong with waivers, by code: writers group what stands together."""
    return sorted(entries, key=lambda entry: entry.rule if _is_about_waivers(entry) else "")


def _is_about_waivers(entry: OutcomeEntry) -> bool:
    return entry.rule.startswith("WVR")


def _gathered(
    judged: Judged, file: Path | None, lang: str, codes: Codes
) -> tuple[dict[int, tuple[Waiver, ...]], dict[int, Unread]]:
    """The waivers that cover each plan that stays, by its place, and why others do not."""

    @cache
    def asked() -> Set[str]:
        return frozenset(entry.rule for at in range(len(judged)) for entry in judged.report_at(at).outcomes)

    @cache
    def of_file(path: Path) -> tuple[Waiver, ...]:
        try:
            return read_waivers(path, codes=asked())
        except WaiverFileError:  # it may be but a rule that these plans were not asked
            return read_waivers(path, codes=codes())

    def inside(content: bytes | None, path: str) -> tuple[Waiver, ...]:
        if content is None:
            return ()
        try:
            return waivers_inside(content, path, codes=asked())
        except WaiverFileError:  # as with a file
            return waivers_inside(content, path, codes=codes())

    if file is not None:
        of_file(file)  # wrong is wrong, even where nothing was read
    found: dict[int, tuple[Waiver, ...]] = {}
    unread: dict[int, Unread] = {}
    same: dict[tuple[Waiver, ...], tuple[Waiver, ...]] = {}  # thousands of plans have the same waivers
    for at in range(len(judged)):
        path, form = judged.named_at(at)
        beside = file or waiver_file_of(Path(path))
        covering = tuple(one for one in (of_file(beside) if beside else ()) if one.covers(Path(path)))
        try:
            own = inside(content_with_waivers(path, form, judged.content_at(at) if form in PLAN_FILES else None), path)
        except WaiverFileError as error:
            unread[at] = Unread(path=path, error=error.text(lang))
            continue
        found[at] = same.setdefault((*own, *covering), (*own, *covering))
    return found, unread


class _Use:
    """What becomes of the waivers, plan by plan; lives for one check."""

    def __init__(self, today: dt.date, words: Wording) -> None:
        self.today, self.words = today, words
        self.met: set[Waiver] = set()
        self.told: set[Waiver] = set()  # unused or over-broad, and said so: once in a check

    def entries(self, report: PlanReport, plan: Plan, waivers: Sequence[Waiver]) -> list[OutcomeEntry]:
        """The plan's entries with the waived ones so; then what is wrong with the waivers they met."""
        entries: list[OutcomeEntry] = []
        met: dict[Waiver, list[OutcomeEntry]] = {}
        late: dict[Waiver, None] = {}
        for entry in report.outcomes:
            failed = entry.outcome is Outcome.FAILED
            fitting = [waiver for waiver in waivers if waiver.fits(entry, plan)] if failed else []
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

    def idle(self, waivers: Sequence[Waiver]) -> Iterator[OutcomeEntry]:
        """What is wrong with those waivers of a plan that met no finding anywhere."""
        for waiver in waivers:
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
