"""`plancheck check FILE…`: judges plans and says so by its exit status."""

# Annotations are read by typer when the command is made, with help in the asked language: no
# `from __future__ import annotations` in the command files.

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plancheck.cli.acceptance import accepted
from plancheck.cli.asking import Asking
from plancheck.cli.begun import begun
from plancheck.cli.deliveries import ORDER, Delivery, deliver, deliveries, in_order, make_ready, refuse_submitted
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.many import are_many, cached, jobs_in, judged, with_accepted
from plancheck.cli.options import STDIN, TIMEOUT, EngineName, check_lang, schools_in, submissions
from plancheck.cli.output import complain, refuse_unwritable
from plancheck.cli.settling import settled
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording
from plancheck.report.writers.registry import FORMS, Manner

if TYPE_CHECKING:
    from plancheck.cli.settled import Settled
    from plancheck.isolation.process import Process
    from plancheck.readers.limits import Limits
    from plancheck.report.model import Checked, Report
    from plancheck.terms import Terms

FINDINGS = 1
UNREAD = 3
INTERRUPTED = 130  # 128 + SIGINT, as a shell would say


class FailOn(StrEnum):
    """From which severity a finding makes the check fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def exit_status(report: "Report", fail_on: FailOn) -> int:
    """3 where a file was not judged, else 1 where a finding is grave enough or a rule broke, else 0."""
    if report.unread:
        return UNREAD
    if fail_on == FailOn.NEVER:
        return 0
    counts = report.summary.by_severity.model_dump()
    grave = ["error", "warning", "note"][: ["error", "warning", "note"].index(fail_on.value) + 1]
    return FINDINGS if report.summary.error or any(counts[severity] for severity in grave) else 0


def _tell_timings(files: list[str], terms: "Terms", limits: "Limits", words: Wording) -> None:
    """Where the time went, to standard error; what cannot be read is passed over, for the report has said so."""
    import io

    from plancheck.corpus.finding import Found, Sources
    from plancheck.errors import UnreadableError
    from plancheck.report.page import Page
    from plancheck.report.timings_text import write_timings
    from plancheck.timings import timings_of

    sources = Sources(limits, words.lang)
    for item in sources.found(file for file in files if file != STDIN):
        drawn = io.StringIO()
        try:
            if isinstance(item, Found):
                source = Path(item.place) if isinstance(item.place, str) else sources.content(item)
                write_timings(timings_of(source, item.name, terms, limits), Page(drawn), words)
        except UnreadableError:
            continue
        if told := drawn.getvalue().rstrip():
            complain(told)
    sources.close()


def _template(path: Path | None, words: Wording) -> bytes | None:
    """The bytes of a letter's own template; CallError where it cannot be opened."""
    if path is None:
        return None
    from plancheck.errors import UnreadableError
    from plancheck.opening import content_of

    try:
        return content_of(path)
    except UnreadableError as error:
        raise CallError(f"--template {path}: {error.text(words.lang)}") from error


class _Means(NamedTuple):
    """By how many processes many files are judged (None: as many as pays), or by which scheduler's cluster.

    `no_cache`: the cache is left alone. `schools` are those that should have sent a plan; None where nobody asked.
    `own_process`: nothing else runs in this one.
    """

    jobs: int | None
    scheduler: str | None
    no_cache: bool
    schools: tuple[str, ...] | None = None
    own_process: bool = False


def _checked(
    files: list[str],
    asked: "Settled",
    written: Sequence[Delivery],
    words: Wording,
    early: "Process | None",
    means: _Means,
    lying_in: contextlib.ExitStack,
) -> tuple["Checked", bool]:
    """What was checked, and whether that was broken off; what it lies in on disk is gone with `lying_in`."""
    if means.scheduler or are_many(files):
        return _many(files, asked, words, means, lying_in)
    with asked.reading(early) as reading:
        shipped_words = asked["ruleset"] is None and asked["against"] is None
        begin = begun(files[0], reading) if reading and shipped_words else reading
        from plancheck.checking import check_all

        checked = check_all(
            submissions(files, words, asked.bounds),
            terms=asked.terms(),
            limits=asked.bounds,
            begin=begin,
            meanwhile=partial(make_ready, written),
            keep=any(one.form.rewrites for one in written),
        )
    if means.schools is not None:
        from plancheck.crossing import crossed

        checked = crossed(checked, schools=means.schools)
    return accepted(checked, asked.path("waivers"), asked.path("baseline"), asked["ruleset"], words), False


def _many(
    files: list[str], asked: "Settled", words: Wording, means: _Means, lying_in: contextlib.ExitStack
) -> tuple["Checked", bool]:
    cache = lying_in.enter_context(cached(words, without=means.no_cache))
    run = lying_in.enter_context(
        judged(
            files,
            asked,
            words,
            jobs=means.jobs,
            scheduler=means.scheduler,
            cache=cache,
            schools=means.schools,
            own_process=means.own_process,
        )
    )
    return with_accepted(run, asked, words), run.interrupted


@contextlib.contextmanager
def _judged_now(files: list[str], asked: "Settled", words: Wording, means: _Means) -> Iterator[tuple["Checked", bool]]:
    with contextlib.ExitStack() as lying_in:
        yield _many(files, asked, words, means, lying_in)


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("check", cls=in_order(cls), help=words.say("help.check"))
    def command(
        context: typer.Context,
        files: Annotated[list[str], typer.Argument(metavar="FILE...", help=words.say("help.check.files"))],
        form: Annotated[list[str] | None, ask.forms(", ".join(FORMS))] = None,
        ruleset: Annotated[str | None, ask.ruleset] = None,
        profile: Annotated[str | None, ask.profile] = None,
        setting: Annotated[list[str] | None, ask.set] = None,
        as_of: Annotated[str | None, ask.as_of] = None,
        engine: Annotated[EngineName, ask.engine] = EngineName.DURABLE,
        fail_on: Annotated[FailOn, ask.fail_on] = FailOn.ERROR,
        risk_schools: Annotated[str, ask.risk_schools] = "",
        against: Annotated[str | None, ask.against] = None,
        schools: Annotated[str, ask.schools] = "",
        timeout: Annotated[str, ask.timeout] = TIMEOUT,
        limit: Annotated[list[str] | None, ask.limit] = None,
        waivers: Annotated[Path | None, ask.waivers] = None,
        baseline: Annotated[Path | None, ask.known] = None,
        template: Annotated[Path | None, ask.template] = None,
        days: Annotated[int | None, ask.days] = None,
        jobs: Annotated[str, ask.jobs] = "auto",
        scheduler: Annotated[str | None, ask.scheduler] = None,
        watch: Annotated[bool, ask.flag("--watch", "help.watch")] = False,
        no_cache: Annotated[bool, ask.flag("--no-cache", "help.no_cache")] = False,
        verbose: Annotated[bool, ask.verbose] = False,
        timings: Annotated[bool, ask.flag("--timings", "help.timings")] = False,
        output: Annotated[list[str] | None, ask.outputs] = None,  # no paths: a folder's last slash would be lost
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        asked = settled(context, files, words, config=config, without=no_config, command="check")
        written = deliveries(asked["format"], asked["output"], words, context.meta.get(ORDER, ()))
        expected = schools_in(asked["schools"]) if asked["schools"] else None
        refuse_unwritable(*(one.file for one in written))
        refuse_submitted(written, asked.read, words)
        jobs_wanted = jobs_in(str(asked["jobs"]), words)
        means = _Means(jobs_wanted, scheduler, not asked["cache"], expected, context.obj.own_process)
        threshold = FailOn(asked["fail_on"])
        manner = Manner(
            verbose=asked["verbose"],
            fails_from=None if threshold == FailOn.NEVER else threshold.value,
            when=dt.datetime.now(dt.UTC),
            template=_template(asked.path("template"), words),
            days=asked["days"],
            calendar_of=asked.calendars(),
        )
        if watch:
            from plancheck.cli.watching import watched

            watched(files, lambda: _judged_now(files, asked, words, means), written, words, manner)
            return
        with contextlib.ExitStack() as lying_in:
            checked, interrupted = _checked(files, asked, written, words, context.obj.process, means, lying_in)
            deliver(written, checked, words, manner)
        if timings:
            _tell_timings(files, asked.terms(), asked.bounds, words)
        if interrupted:
            complain(words.say("check.interrupted", plans=words.count("plans", len(checked.report.plans))))
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(exit_status(checked.report, threshold))
