"""`plancheck calendar FILE`: the plan's deadlines as a calendar."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import TIMEOUT, check_lang
from plancheck.cli.output import complain, put_bytes, refuse_read
from plancheck.cli.settling import settled
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.plan import Plan

_MOST_DAYS = 365


def days_in(given: str, words: Wording) -> int:
    """The days of `--remind`; CallError for what is no number of them."""
    if not (given.isascii() and given.isdigit() and len(given) < 5 and int(given) <= _MOST_DAYS):
        raise CallError(words.say("usage.days", name="--remind", value=given, most=_MOST_DAYS))
    return int(given)


def undated_line(plan: "Plan", undated: tuple[int, ...], words: Wording) -> str:
    """Which rows are not in the calendar: by number, those that have none by their words."""
    from plancheck.report.place import row_label
    from plancheck.report.safe_text import one_line

    rows = [plan.measures[index] for index in undated]
    named = (one_line(row_label(row.number, words)) or words.quote(one_line(row.text, 40)) for row in rows)
    return words.say("calendar.undated", n=len(undated), rows=", ".join(named))


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("calendar", cls=cls, help=words.say("help.calendar"))
    def command(
        context: typer.Context,
        file: Annotated[str, typer.Argument(metavar="FILE", help=words.say("help.calendar.file"))],
        remind: Annotated[str | None, typer.Option(metavar="DAYS", help=words.say("help.calendar.remind"))] = None,
        ruleset: Annotated[str | None, ask.ruleset] = None,
        timeout: Annotated[str, ask.timeout] = TIMEOUT,
        limit: Annotated[list[str] | None, ask.limit] = None,
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        output: Annotated[Path | None, ask.output("help.calendar.output")] = None,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        days = None if remind is None else days_in(remind, words)
        asked = settled(context, [file], words, config=config, without=no_config, command="calendar")
        refuse_read([output], asked.read, words)
        plan = asked.plan_of(file, context.obj.process)

        import datetime as dt

        from plancheck.report.calendar_writer import plan_calendar
        from plancheck.rules.calendar import NO_CALENDAR, load_calendar

        path = asked.terms().serving(plan).calendar
        held = load_calendar(path) if path else NO_CALENDAR
        made = plan_calendar(plan, words, now=dt.datetime.now(dt.UTC), held=held, remind=days)
        put_bytes(made.content, output)
        # To standard error, so that standard output holds the calendar alone.
        if not made.events:
            complain(words.say("calendar.no_events"))
        elif output:
            complain(words.say("calendar.written", events=words.count("events", made.events), path=output))
        if made.events and made.undated:
            complain(undated_line(plan, made.undated, words))
