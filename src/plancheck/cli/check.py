"""`plancheck check FILE…`: judges plans and says so by its exit status."""

# Annotations are read by typer when the command is made, with help in the asked language: no
# `from __future__ import annotations` in the command files.

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.acceptance import accepted
from plancheck.cli.deliveries import ORDER, deliver, deliveries, in_order
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import (
    STDIN,
    TIMEOUT,
    TIMEOUT_VARIABLE,
    EngineName,
    check_lang,
    limits_in,
    reading_apart,
    seconds_in,
    submissions,
)
from plancheck.cli.output import complain
from plancheck.cli.settling import called, settled, variable
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording
from plancheck.report.writers.registry import FORMS, Manner

if TYPE_CHECKING:
    from plancheck.readers.limits import Limits
    from plancheck.report.model import Report
    from plancheck.terms import Terms

FINDINGS = 1
UNREAD = 3


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

    from plancheck.checking import submitted
    from plancheck.errors import UnreadableError
    from plancheck.report.page import Page
    from plancheck.report.timings_text import write_timings
    from plancheck.timings import timings_of

    named = [one for file in files if file != STDIN for one in submitted(file, words.lang) if isinstance(one, Path)]
    for path in named:
        drawn = io.StringIO()
        try:
            write_timings(timings_of(path, str(path), terms, limits), Page(drawn), words)
        except UnreadableError:
            continue
        complain(drawn.getvalue().rstrip())


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


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""

    @app.command("check", cls=in_order(cls), help=words.say("help.check"))
    def command(
        context: typer.Context,
        files: Annotated[list[str], typer.Argument(metavar="FILE...", help=words.say("help.check.files"))],
        form: Annotated[
            list[str] | None,
            typer.Option(
                "--format",
                "-f",
                metavar="FORM",
                help=words.say("help.check.format", forms=", ".join(FORMS)),
                show_default=False,
            ),
        ] = None,
        ruleset: Annotated[
            str | None, typer.Option(metavar="RULESET", help=words.say("help.ruleset"), **variable("ruleset"))
        ] = None,
        profile: Annotated[
            str | None, typer.Option(metavar="NAME", help=words.say("help.profile"), **variable("profile"))
        ] = None,
        setting: Annotated[
            list[str] | None,
            typer.Option("--set", metavar="NAME=VALUE", help=words.say("help.set"), show_default=False),
        ] = None,
        as_of: Annotated[
            str | None, typer.Option(metavar="DATE", help=words.say("help.as_of"), **variable("as_of"))
        ] = None,
        engine: Annotated[
            EngineName, typer.Option(help=words.say("help.engine"), **variable("engine"))
        ] = EngineName.DURABLE,
        fail_on: Annotated[FailOn, typer.Option(help=words.say("help.fail_on"), **variable("fail_on"))] = FailOn.ERROR,
        risk_schools: Annotated[
            str,
            typer.Option(
                metavar="SCHOOLS",
                help=words.say("help.risk_schools"),
                show_default=False,
                **variable("risk_schools"),
            ),
        ] = "",
        against: Annotated[
            str | None,
            typer.Option(metavar="FILE", help=words.say("help.against"), show_default=False, **variable("against")),
        ] = None,
        timeout: Annotated[
            str,
            typer.Option(metavar="SECONDS", envvar=TIMEOUT_VARIABLE, show_envvar=False, help=words.say("help.timeout")),
        ] = TIMEOUT,
        limit: Annotated[
            list[str] | None, typer.Option(metavar="NAME=NUMBER", help=words.say("help.limit"), show_default=False)
        ] = None,
        waivers: Annotated[
            Path | None, typer.Option(metavar="FILE", help=words.say("help.waivers"), **variable("waivers"))
        ] = None,
        baseline: Annotated[
            Path | None, typer.Option(metavar="FILE", help=words.say("help.check.baseline"), **variable("baseline"))
        ] = None,
        template: Annotated[
            Path | None, typer.Option(metavar="FILE", help=words.say("help.check.template"), show_default=False)
        ] = None,
        days: Annotated[
            int | None, typer.Option(min=1, max=365, help=words.say("help.check.days"), show_default=False)
        ] = None,
        verbose: Annotated[bool, typer.Option("--verbose", "-v", help=words.say("help.verbose"))] = False,
        timings: Annotated[bool, typer.Option("--timings", help=words.say("help.timings"))] = False,
        output: Annotated[
            list[Path] | None,
            typer.Option("--output", "-o", metavar="FILE", help=words.say("help.check.output"), show_default=False),
        ] = None,
        config: Annotated[
            Path | None, typer.Option("--config", metavar="FILE", help=words.say("help.config_file"))
        ] = None,
        no_config: Annotated[bool, typer.Option("--no-config", help=words.say("help.no_config"))] = False,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        asked = settled(context, files, words, config=config, without=no_config)
        outputs = [Path(one) for one in asked["output"]]
        written = deliveries(asked["format"], outputs, words, context.meta.get(ORDER, ()))
        limits = limits_in(asked.limits, words)
        with reading_apart(seconds_in(str(asked["timeout"]), words), limits, context.obj) as begin:
            from plancheck.checking import check_all, make_ready

            if begin:
                make_ready(asked["ruleset"], asked.chosen())
            own = {} if asked.alike else asked.loaded_terms(words)
            checked = check_all(
                submissions(files, words, limits),
                terms=asked.terms(words),
                terms_of=(lambda file: own[called(file)]) if own else None,
                limits=limits,
                begin=begin,
                keep=any(one.form.rewrites for one in written),
            )
        checked = accepted(checked, asked.path("waivers"), asked.path("baseline"), asked["ruleset"], words)
        threshold = FailOn(asked["fail_on"])
        manner = Manner(
            verbose=asked["verbose"],
            fails_from=None if threshold == FailOn.NEVER else threshold.value,
            when=dt.datetime.now(dt.UTC),
            template=_template(asked.path("template"), words),
            days=asked["days"],
        )
        deliver(written, checked, words, manner)
        if timings:
            _tell_timings(files, asked.terms(words), limits, words)
        raise typer.Exit(exit_status(checked.report, threshold))
