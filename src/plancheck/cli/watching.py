"""`plancheck check --watch`: judges what changes anew, and says what is new and what was mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from plancheck.cli.deliveries import Delivery, deliver
from plancheck.cli.output import complain, put_text
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording
from plancheck.report.writers.registry import Manner

if TYPE_CHECKING:
    from plancheck.report.model import Checked, Report

__all__ = ["watched"]

Judge = Callable[[], AbstractContextManager[tuple["Checked", bool]]]
"""Judges everything as it is now: what was checked, and whether that was broken off."""


def watched(files: Sequence[str], judge: Judge, written: Sequence[Delivery], words: Wording, manner: Manner) -> None:
    """Reports once, then on every change, until Ctrl-C; files asked for are written anew each time."""
    from plancheck.corpus.watching import Watch

    if any(one.target is None and one.form.name != "text" for one in written):
        raise CallError(words.say("usage.watch_text"))
    to_files = [one for one in written if one.target]
    watch = Watch(files)
    told, changed = written, frozenset[str]()
    before: Report | None = None
    try:
        while True:
            with judge() as (checked, interrupted):
                if interrupted:
                    return
                deliver(told, checked, words, manner)
                now = _kept(checked)
                if before is not None:
                    _tell(before, now, changed, words)
            before, told = now, to_files
            complain(words.say("watch.waiting"))
            changed = watch.changed()
            complain(words.say("watch.changed", files=words.count("files", len(changed))))
    except KeyboardInterrupt:
        return


def _kept(checked: Checked) -> Report:
    """The report, in memory: what it lies in on disk is gone when the next begins."""
    return checked.report.model_copy(update={"plans": tuple(checked.report.plans), "folder": None})


def _tell(before: Report, now: Report, changed: Iterable[str], words: Wording) -> None:
    from plancheck.corpus.watching import concerns
    from plancheck.report.diff import compared
    from plancheck.report.diff_text import write_diff

    names = frozenset(changed)
    diff = compared(_about(before, names, unread=False), _about(now, names, unread=True), lang=words.lang)
    if diff.plans or diff.unread:
        put_text(lambda page: write_diff(diff, page, words))
    for one in now.skipped:
        if one.why == "not_a_plan" and concerns(names, one.path):
            complain(f"{one.path}: {one.reason}")


def _about(report: Report, changed: frozenset[str], *, unread: bool) -> Report:
    """What a report says of the files that have changed."""
    from plancheck.corpus.watching import concerns

    plans = tuple(plan for plan in report.plans if concerns(changed, plan.source.path))
    left = tuple(one for one in report.unread if unread and concerns(changed, one.path))
    return report.model_copy(update={"plans": plans, "unread": left})
