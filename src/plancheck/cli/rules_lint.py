"""`plancheck rules lint`: what in a ruleset loads and still cannot be meant."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.report.wording import Wording

FINDINGS = 1


def register(group: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the subcommand to the group of rules."""

    @group.command("lint", cls=cls, help=words.say("help.rules_lint"))
    def command(
        ruleset: Annotated[
            str | None,
            typer.Argument(metavar="[RULESET]", help=words.say("help.rules_lint.ruleset"), show_default=False),
        ] = None,
        form: Annotated[Format, typer.Option("--format", help=words.say("help.format"))] = Format.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.say("help.output"))
        ] = None,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        from plancheck.report.rule_lint import rule_lint_json, write_rule_lint
        from plancheck.rule_testing import lint_run

        found = lint_run(ruleset, words.lang)
        if form == Format.JSON:
            put_json(rule_lint_json(found, words), output)
        else:
            put_text(lambda page: write_rule_lint(found, page, words), output)
        if found.findings:
            raise typer.Exit(FINDINGS)
