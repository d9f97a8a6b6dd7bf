"""`plancheck new -o PLAN.docx`: a plan to fill in, with the rows that a ruleset suggests."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import EngineName, check_lang
from plancheck.cli.output import put_text, refuse_unwritable, write_whole
from plancheck.cli.settled import by_ruleset
from plancheck.cli.settling import settled
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.plan import Period
    from plancheck.report.page import Page

_SUFFIX = ".docx"
_RULESET = "objectivity-school"
_DATE = "[дата]"  # Russian, as the plan
_YEARS = range(2000, 2100)


def period_of(year: str | None, words: Wording) -> "Period":
    """The school year that begins in that year, or the coming one; CallError for what is no year."""
    import datetime as dt

    from plancheck.drafting import school_year

    if year is None:
        return school_year(dt.datetime.now(dt.UTC).date())
    if not (year.isascii() and year.isdigit() and int(year) in _YEARS):
        raise CallError(words.say("usage.year", name="--year", value=year))
    return school_year(dt.date(int(year), 9, 1))


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("new", cls=cls, help=words.say("help.new"))
    def command(
        context: typer.Context,
        output: Annotated[Path, ask.output("help.new.output")],
        ruleset: Annotated[str | None, ask.ruleset_of("help.new.ruleset", _RULESET)] = None,
        profile: Annotated[str | None, ask.profile] = None,
        setting: Annotated[list[str] | None, ask.set] = None,
        as_of: Annotated[str | None, ask.as_of] = None,
        engine: Annotated[EngineName, ask.engine] = EngineName.DURABLE,
        year: Annotated[
            str | None, typer.Option(metavar="YEAR", help=words.say("help.new.year"), show_default=False)
        ] = None,
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        if output.suffix.lower() != _SUFFIX:
            raise CallError(words.say("usage.suffix", value=output, choices=_SUFFIX))
        refuse_unwritable(output)
        if output.exists():  # it may have been filled in
            raise CallError(words.say("usage.exists", path=output))
        period = period_of(year, words)
        asked = settled(context, [str(output)], words, config=config, without=no_config, command="new")

        from plancheck.checking import check, load_named
        from plancheck.drafting import blank_plan
        from plancheck.parsing import lexicons_with
        from plancheck.report.findings import write_findings
        from plancheck.rules.calendar import NO_CALENDAR, load_calendar
        from plancheck.rules.outcome import Severity
        from plancheck.word import laid_out

        terms = asked.terms()
        chosen = load_named(asked["ruleset"] or _RULESET, terms.chosen)
        calendar = load_calendar(chosen.calendar) if chosen.calendar else NO_CALENDAR
        level = next(iter(chosen.levels), None)
        terms = by_ruleset(terms, chosen)
        known = lexicons_with(chosen.lexicons)
        made = blank_plan(level, period, lambda plan: check(plan, terms=terms), calendar, known)
        write_whole(output, laid_out(made.plan, undated=_DATE).content)

        def said(page: "Page") -> None:
            rows = words.count("rows", len(made.plan.measures))
            page.text(words.say("new.written", path=output, rows=rows), style="bold")
            page.text(words.say("new.fill"))
            for severity in Severity:
                write_findings([one for one in made.report.findings if one.severity == severity], page, words)

        put_text(said)
