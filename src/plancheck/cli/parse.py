"""`plancheck parse FILE`: shows how a plan was read."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import Format, check_lang, plan_of
from plancheck.cli.output import put_json, put_text
from plancheck.report.wording import Wording


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""

    @app.command("parse", cls=cls, help=words.say("help.parse"))
    def command(
        file: Annotated[str, typer.Argument(metavar="FILE", help=words.say("help.parse.file"))],
        form: Annotated[Format, typer.Option("--format", help=words.say("help.format"))] = Format.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.say("help.output"))
        ] = None,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        plan = plan_of(file)
        if form == Format.JSON:
            from plancheck.report.json_writer import plan_json

            put_json(plan_json(plan), output)
        else:
            from plancheck.report.plan_text import write_plan_text

            put_text(lambda page: write_plan_text(plan, page, words), output)
