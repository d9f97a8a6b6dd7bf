"""`plancheck diff OLD NEW`: what a new version of a plan, or a new report, has mended and what it has not."""

# No `from __future__ import annotations`: see cli/check.py.

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.acceptance import accepted
from plancheck.cli.asking import Asking
from plancheck.cli.check import FINDINGS, UNREAD, FailOn
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.many import are_many, checked_whole
from plancheck.cli.options import TIMEOUT, EngineName, Format, check_lang, submissions
from plancheck.cli.output import put_json, put_text, refuse_read
from plancheck.cli.settling import settled
from plancheck.errors import UnreadableError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.checking import Submission
    from plancheck.readers import Limits
    from plancheck.report.diff import Diff
    from plancheck.report.model import Report


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("diff", cls=cls, help=words.say("help.diff"))
    def command(
        context: typer.Context,
        old: Annotated[str, typer.Argument(metavar="OLD", help=words.say("help.diff.old"))],
        new: Annotated[str, typer.Argument(metavar="NEW", help=words.say("help.diff.new"))],
        form: Annotated[Format, ask.format] = Format.TEXT,
        ruleset: Annotated[str | None, ask.ruleset] = None,
        profile: Annotated[str | None, ask.profile] = None,
        setting: Annotated[list[str] | None, ask.set] = None,
        as_of: Annotated[str | None, ask.as_of] = None,
        engine: Annotated[EngineName, ask.engine] = EngineName.DURABLE,
        fail_on: Annotated[FailOn, ask.fail_on] = FailOn.ERROR,
        risk_schools: Annotated[str, ask.risk_schools] = "",
        against: Annotated[str | None, ask.against] = None,
        waivers: Annotated[Path | None, ask.waivers] = None,
        timeout: Annotated[str, ask.timeout] = TIMEOUT,
        limit: Annotated[list[str] | None, ask.limit] = None,
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        output: Annotated[Path | None, ask.output()] = None,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        asked = settled(context, [old, new], words, config=config, without=no_config, command="diff")
        refuse_read([output], asked.read, words)
        limits = asked.bounds
        sides = submissions([old, new], words, limits)
        with asked.reading() as begin:
            from plancheck.checking import check_all
            from plancheck.report.diff import compared, diff_json
            from plancheck.report.diff_text import write_diff

            def side(one: "str | Submission") -> "Report":
                written = report_in(one, limits)
                if written is not None:
                    return written
                if isinstance(one, str) and are_many([one]):
                    checked = checked_whole([one], asked, words)
                else:
                    checked = check_all([one], terms=asked.terms_of(one), limits=limits, begin=begin)
                if checked.report.unread and not checked.report.plans:
                    raise UnreadableError("\n".join(f"{each.path}: {each.error}" for each in checked.report.unread))
                return accepted(checked, asked.path("waivers"), None, asked.ruleset_of(one), words).report

            diff = compared(side(sides[0]), side(sides[1]), lang=words.lang)
        if form == Format.JSON:
            put_json(diff_json(diff), output)
        else:
            put_text(lambda page: write_diff(diff, page, words), output)
        raise typer.Exit(exit_status(diff, FailOn(asked["fail_on"])))


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
