"""`plancheck rules`: lists the rules."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.report.wording import Wording


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""

    @app.command("rules", cls=cls, help=words.say("help.rules"))
    def command(
        ruleset: Annotated[str | None, typer.Option(metavar="RULESET", help=words.say("help.rules.ruleset"))] = None,
        form: Annotated[Format, typer.Option("--format", help=words.say("help.format"))] = Format.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.say("help.output"))
        ] = None,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        from plancheck.checking import load_named
        from plancheck.report.rule_list import rules_json, write_rule_list
        from plancheck.rules import ruleset_names

        rulesets = [load_named(name) for name in ([ruleset] if ruleset else ruleset_names())]
        if form == Format.JSON:
            put_json(rules_json(rulesets, words.lang), output)
        else:
            put_text(lambda page: write_rule_list(rulesets, page, words), output)
