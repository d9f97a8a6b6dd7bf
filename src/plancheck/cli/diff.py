"""`plancheck diff OLD NEW`: what a new version of a plan, or a new report, has mended and what it has not."""

# No `from __future__ import annotations`: see cli/check.py.

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.acceptance import accepted
from plancheck.cli.check import FINDINGS, UNREAD, FailOn
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import (
    TIMEOUT,
    TIMEOUT_VARIABLE,
    Format,
    check_lang,
    limits_in,
    reading_apart,
    schools_in,
    seconds_in,
    submissions,
)
from plancheck.cli.output import put_json, put_text
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.checking import Submission
    from plancheck.readers import Limits
    from plancheck.report.diff import Diff
    from plancheck.report.model import Report


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""

    @app.command("diff", cls=cls, help=words.say("help.diff"))
    def command(
        old: Annotated[str, typer.Argument(metavar="OLD", help=words.say("help.diff.old"))],
        new: Annotated[str, typer.Argument(metavar="NEW", help=words.say("help.diff.new"))],
        form: Annotated[Format, typer.Option("--format", "-f", help=words.say("help.format"))] = Format.TEXT,
        ruleset: Annotated[str | None, typer.Option(metavar="RULESET", help=words.say("help.ruleset"))] = None,
        fail_on: Annotated[FailOn, typer.Option(help=words.say("help.fail_on"))] = FailOn.ERROR,
        risk_schools: Annotated[
            str, typer.Option(metavar="SCHOOLS", help=words.say("help.risk_schools"), show_default=False)
        ] = "",
        waivers: Annotated[Path | None, typer.Option(metavar="FILE", help=words.say("help.waivers"))] = None,
        timeout: Annotated[
            str,
            typer.Option(metavar="SECONDS", envvar=TIMEOUT_VARIABLE, show_envvar=False, help=words.say("help.timeout")),
        ] = TIMEOUT,
        limit: Annotated[
            list[str] | None, typer.Option(metavar="NAME=NUMBER", help=words.say("help.limit"), show_default=False)
        ] = None,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.say("help.output"))
        ] = None,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        limits = limits_in(limit or (), words)
        sides = submissions([old, new], words, limits)
        with reading_apart(seconds_in(timeout, words), limits, None) as begin:
            from plancheck.checking import check_all
            from plancheck.report.diff import compared, diff_json
            from plancheck.report.diff_text import write_diff

            def side(one: "str | Submission") -> "Report":
                written = report_in(one, limits)
                if written is not None:
                    return written
                checked = check_all(
                    [one],
                    ruleset=ruleset,
                    lang=words.lang,
                    risk_schools=schools_in(risk_schools),
                    limits=limits,
                    begin=begin,
                )
                return accepted(checked, waivers, None, ruleset, words).report

            diff = compared(side(sides[0]), side(sides[1]), lang=words.lang)
        if form == Format.JSON:
            put_json(diff_json(diff), output)
        else:
            put_text(lambda page: write_diff(diff, page, words), output)
        raise typer.Exit(exit_status(diff, fail_on))


def exit_status(diff: "Diff", fail_on: FailOn) -> int:
    """3 where a file was not judged, else 1 where a new finding is grave enough, else 0."""
    if diff.unread:
        return UNREAD
    if fail_on == FailOn.NEVER:
        return 0
    counts = diff.summary.new_by_severity.model_dump()
    grave = ["error", "warning", "note"][: ["error", "warning", "note"].index(fail_on.value) + 1]
    return FINDINGS if any(counts[severity] for severity in grave) else 0


def report_in(one: "str | Submission", limits: "Limits") -> "Report | None":
    """The report that a file holds; None where it holds something else, a plan perhaps.

    Raises UnreadableError where it says it is a report and is not of that shape.
    """
    from pydantic import ValidationError

    from plancheck.checking import Submission
    from plancheck.errors import UnreadableError
    from plancheck.opening import content_of
    from plancheck.report.model import REPORT_SCHEMA, Report
    from plancheck.report.wording import wording

    if not isinstance(one, Submission) and Path(one).is_dir():
        return None
    try:
        content = one.content if isinstance(one, Submission) else content_of(Path(one), limits)
        named = json.loads(content.decode("utf-8-sig")) if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{") else {}
    except (UnreadableError, ValueError, RecursionError):
        return None  # the check will say what is wrong with it
    if named.get("schema") != REPORT_SCHEMA:
        return None
    try:
        return Report.model_validate(named)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        russian, english = (wording(lang).say("error.bad_report", why=why) for lang in ("ru", "en"))
        raise UnreadableError(russian, reason_en=english) from error
