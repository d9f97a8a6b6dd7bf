"""`plancheck rules lint`: what in a ruleset loads and still cannot be meant."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.cli.settling import settled
from plancheck.report.wording import Wording

FINDINGS = 1


def register(group: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the subcommand to the group of rules."""
    ask = Asking(words)

    @group.command("lint", cls=cls, help=words.say("help.rules_lint"))
    def command(
        context: typer.Context,
        ruleset: Annotated[
            str | None,
            typer.Argument(metavar="[RULESET]", help=words.say("help.rules_lint.ruleset"), show_default=False),
        ] = None,
        form: Annotated[Format, ask.format] = Format.TEXT,
        output: Annotated[Path | None, ask.output()] = None,
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        asked = settled(context, ["."], words, config=config, without=no_config, command="rules lint")
        from plancheck.report.rule_lint import rule_lint_json, write_rule_lint
        from plancheck.rule_testing import lint_run

        found = lint_run(ruleset or asked["ruleset"])
        if form == Format.JSON:
            put_json(rule_lint_json(found, words), output)
        else:
            put_text(lambda page: write_rule_lint(found, page, words), output)
        if found.findings:
            raise typer.Exit(FINDINGS)
