"""`plancheck baseline write|prune FILE…`: keeps the findings of today as known, and forgets the resolved."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.acceptance import accepted
from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp, GroupHelp
from plancheck.cli.many import are_many, checked_whole
from plancheck.cli.options import TIMEOUT, EngineName, check_lang, submissions
from plancheck.cli.output import complain, refuse_unwritable, write_whole
from plancheck.cli.settled import Settled
from plancheck.cli.settling import settled
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.report.model import Report
    from plancheck.waivers.baseline import Baseline

BASELINE = Path("plancheck-baseline.json")
_UNREAD = 3


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command with its two subcommands to the application."""
    ask = Asking(words)
    group = typer.Typer(
        cls=GroupHelp.in_words(words),
        help=words.say("help.baseline"),
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @group.callback()
    def common(lang: Annotated[str | None, ask.lang] = None) -> None:
        check_lang(lang, words)

    def subcommand(name: str) -> None:
        @group.command(name, cls=cls, help=words.say(f"help.baseline.{name}"))
        def command(
            context: typer.Context,
            files: Annotated[list[str], typer.Argument(metavar="FILE...", help=words.say("help.check.files"))],
            baseline: Annotated[Path | None, ask.baseline(str(BASELINE))] = None,
            ruleset: Annotated[str | None, ask.ruleset] = None,
            profile: Annotated[str | None, ask.profile] = None,
            setting: Annotated[list[str] | None, ask.set] = None,
            as_of: Annotated[str | None, ask.as_of] = None,
            engine: Annotated[EngineName, ask.engine] = EngineName.DURABLE,
            risk_schools: Annotated[str, ask.risk_schools] = "",
            against: Annotated[str | None, ask.against] = None,
            waivers: Annotated[Path | None, ask.waivers] = None,
            timeout: Annotated[str, ask.timeout] = TIMEOUT,
            limit: Annotated[list[str] | None, ask.limit] = None,
            config: Annotated[Path | None, ask.config] = None,
            no_config: Annotated[bool, ask.no_config] = False,
            lang: Annotated[str | None, ask.lang] = None,
        ) -> None:
            check_lang(lang, words)
            asked = settled(context, files, words, config=config, without=no_config, command="baseline")
            raise typer.Exit(_renewed(name, files, asked, words))

    for name in ("write", "prune"):
        subcommand(name)
    app.add_typer(group, name="baseline")


def _renewed(command: str, files: list[str], asked: Settled, words: Wording) -> int:
    """Writes the file anew and says what it holds; the exit status."""
    path = asked.path("baseline") or BASELINE
    refuse_unwritable(path)
    before = _before(path, must_be_there=command == "prune")
    report = _checked(files, asked, words)
    from plancheck.waivers.baseline import baseline_json, baseline_of, pruned

    after = pruned(report, before) if command == "prune" else baseline_of(report, before)
    write_whole(after.path, baseline_json(after).encode())
    for one in report.unread:  # what was not judged: its findings stay as they were
        complain(f"{one.path}: {one.error}")
    left, was = (sum(len(one.findings) for one in each.plans) for each in (after, before))
    if command == "prune":
        gone, kept = words.count("findings", was - left), words.count("findings", left)
        complain(words.say("baseline.pruned", path=path, gone=gone, findings=kept))
    else:
        plans, kept = words.count("plans", len(after.plans)), words.count("findings", left)
        complain(words.say("baseline.written", path=path, findings=kept, plans=plans))
    return _UNREAD if report.unread else 0


def _before(path: Path, *, must_be_there: bool) -> "Baseline":
    """The baseline as it is; an empty one where there is none yet and none is needed."""
    from plancheck.waivers.baseline import Baseline, read_baseline

    return read_baseline(path) if must_be_there or path.exists() else Baseline(path)


def _checked(files: list[str], asked: Settled, words: Wording) -> "Report":
    """The report on the files: what waivers accept is not to be kept as known."""
    if are_many(files):
        checked = checked_whole(files, asked, words)
    else:
        with asked.reading() as begin:
            from plancheck.checking import check_all

            checked = check_all(
                submissions(files, words, asked.bounds), terms=asked.terms(), limits=asked.bounds, begin=begin
            )
    return accepted(checked, asked.path("waivers"), None, asked["ruleset"], words).report
