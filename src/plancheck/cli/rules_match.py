"""`plancheck rules match PHRASE`: what the words of a plan are read as, and by which entry of a lexicon."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.cli.settling import settled
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.plan import Period


def period_in(given: str, words: Wording) -> "Period | None":
    """The period of «2025-09-01/2026-08-31»; None where nothing is given, CallError for what is no period."""
    from datetime import date

    from plancheck.plan import Period

    if not given:
        return None
    first, _, last = given.partition("/")
    try:
        period = Period(start=date.fromisoformat(first), end=date.fromisoformat(last))
    except ValueError:
        raise CallError(words.say("usage.period", value=given)) from None
    return period


def register(group: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the subcommand to the group of rules."""
    ask = Asking(words)

    @group.command("match", cls=cls, help=words.say("help.rules_match"))
    def command(
        context: typer.Context,
        phrase: Annotated[list[str], typer.Argument(metavar="PHRASE", help=words.say("help.rules_match.phrase"))],
        period: Annotated[
            str, typer.Option(metavar="FIRST/LAST", help=words.say("help.rules_match.period"), show_default=False)
        ] = "",
        ruleset: Annotated[str | None, ask.ruleset_of("help.rules_match.ruleset")] = None,
        form: Annotated[Format, ask.format] = Format.TEXT,
        output: Annotated[Path | None, ask.output()] = None,
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        asked = settled(context, ["."], words, config=config, without=no_config, command="rules match")
        from plancheck.parsing.matching import matched
        from plancheck.report.phrase_match import phrase_match_json, write_phrase_match

        found = matched(" ".join(phrase), period_in(period, words), amendments=asked.lexicons())
        if form == Format.JSON:
            put_json(phrase_match_json(found), output)
        else:
            put_text(lambda page: write_phrase_match(found, page, words), output)
