"""`plancheck baseline write|prune FILE…`: keeps the findings of today as known, and forgets the resolved."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plancheck.cli.acceptance import accepted
from plancheck.cli.help_text import CommandHelp, GroupHelp
from plancheck.cli.options import (
    TIMEOUT,
    TIMEOUT_VARIABLE,
    check_lang,
    limits_in,
    reading_apart,
    schools_in,
    seconds_in,
    submissions,
)
from plancheck.cli.output import complain, write_whole
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.report.model import Report
    from plancheck.waivers.baseline import Baseline

BASELINE = Path("plancheck-baseline.json")
_UNREAD = 3


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command with its two subcommands to the application."""
    group = typer.Typer(
        cls=GroupHelp.in_words(words),
        help=words.say("help.baseline"),
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @group.callback()
    def common(
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)

    files: Any = Annotated[list[str], typer.Argument(metavar="FILE...", help=words.say("help.check.files"))]
    kept: Any = Annotated[Path, typer.Option("--baseline", "-b", metavar="FILE", help=words.say("help.baseline.file"))]
    rules: Any = Annotated[str | None, typer.Option(metavar="RULESET", help=words.say("help.ruleset"))]
    schools: Any = Annotated[
        str, typer.Option(metavar="SCHOOLS", help=words.say("help.risk_schools"), show_default=False)
    ]
    accepting: Any = Annotated[Path | None, typer.Option(metavar="FILE", help=words.say("help.waivers"))]
    seconds: Any = Annotated[
        str,
        typer.Option(metavar="SECONDS", envvar=TIMEOUT_VARIABLE, show_envvar=False, help=words.say("help.timeout")),
    ]
    limits: Any = Annotated[
        list[str] | None, typer.Option(metavar="NAME=NUMBER", help=words.say("help.limit"), show_default=False)
    ]
    language: Any = Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))]

    @group.command("write", cls=cls, help=words.say("help.baseline.write"))
    def write(
        files: files,
        baseline: kept = BASELINE,
        ruleset: rules = None,
        risk_schools: schools = "",
        waivers: accepting = None,
        timeout: seconds = TIMEOUT,
        limit: limits = None,
        lang: language = None,
    ) -> None:
        check_lang(lang, words)
        before = _before(baseline, words, must_be_there=False)
        report = _checked(files, ruleset, risk_schools, waivers, timeout, limit or [], words)
        from plancheck.waivers.baseline import baseline_of

        after = baseline_of(report, before)
        _put(after, report, words)
        kept_now = sum(len(one.findings) for one in after.plans)
        complain(
            words.say(
                "baseline.written",
                path=baseline,
                findings=words.count("findings", kept_now),
                plans=words.count("plans", len(after.plans)),
            )
        )
        raise typer.Exit(_UNREAD if report.unread else 0)

    @group.command("prune", cls=cls, help=words.say("help.baseline.prune"))
    def prune(
        files: files,
        baseline: kept = BASELINE,
        ruleset: rules = None,
        risk_schools: schools = "",
        waivers: accepting = None,
        timeout: seconds = TIMEOUT,
        limit: limits = None,
        lang: language = None,
    ) -> None:
        check_lang(lang, words)
        before = _before(baseline, words, must_be_there=True)
        report = _checked(files, ruleset, risk_schools, waivers, timeout, limit or [], words)
        from plancheck.waivers.baseline import pruned

        after = pruned(report, before)
        _put(after, report, words)
        left, was = (sum(len(one.findings) for one in each.plans) for each in (after, before))
        complain(
            words.say(
                "baseline.pruned",
                path=baseline,
                gone=words.count("findings", was - left),
                findings=words.count("findings", left),
            )
        )
        raise typer.Exit(_UNREAD if report.unread else 0)

    app.add_typer(group, name="baseline")


def _before(path: Path, words: Wording, *, must_be_there: bool) -> "Baseline":
    """The baseline as it is; an empty one where there is none yet and none is needed."""
    from plancheck.waivers.baseline import Baseline, read_baseline

    return read_baseline(path, lang=words.lang) if must_be_there or path.exists() else Baseline(path)


def _checked(
    files: list[str],
    ruleset: str | None,
    risk_schools: str,
    waivers: Path | None,
    timeout: str,
    limit: list[str],
    words: Wording,
) -> "Report":
    """The report on the files: what waivers accept is not to be kept as known."""
    limits = limits_in(limit, words)
    with reading_apart(seconds_in(timeout, words), limits, None) as begin:
        from plancheck.checking import check_all, make_ready

        if begin:
            make_ready(ruleset)
        checked = check_all(
            submissions(files, words, limits),
            ruleset=ruleset,
            lang=words.lang,
            risk_schools=schools_in(risk_schools),
            limits=limits,
            begin=begin,
        )
    return accepted(checked, waivers, None, ruleset, words).report


def _put(baseline: "Baseline", report: "Report", words: Wording) -> None:
    """Writes the file; what was not judged is said, and its findings stay as they were."""
    from plancheck.waivers.baseline import baseline_json

    write_whole(baseline.path, baseline_json(baseline).encode())
    for one in report.unread:
        complain(f"{one.path}: {one.error}")
