"""`plancheck rules match PHRASE`: what the words of a plan are read as, and by which entry of a lexicon."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.report.wording import Wording


def register(group: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the subcommand to the group of rules."""

    @group.command("match", cls=cls, help=words.say("help.rules_match"))
    def command(
        phrase: Annotated[list[str], typer.Argument(metavar="PHRASE", help=words.say("help.rules_match.phrase"))],
        period: Annotated[
            str, typer.Option(metavar="FIRST/LAST", help=words.say("help.rules_match.period"), show_default=False)
        ] = "",
        form: Annotated[Format, typer.Option("--format", help=words.say("help.format"))] = Format.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.say("help.output"))
        ] = None,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        from plancheck.cli.options import period_in
        from plancheck.parsing.matching import matched
        from plancheck.report.phrase_match import phrase_match_json, write_phrase_match

        found = matched(" ".join(phrase), period_in(period, words))
        if form == Format.JSON:
            put_json(phrase_match_json(found), output)
        else:
            put_text(lambda page: write_phrase_match(found, page, words), output)
