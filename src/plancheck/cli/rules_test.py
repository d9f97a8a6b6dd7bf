"""`plancheck rules test`: runs the examples of rules and the test files beside them."""

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

FAILURES = 1


def register(group: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the subcommand to the group of rules."""
    ask = Asking(words)

    @group.command("test", cls=cls, help=words.say("help.rules_test"))
    def command(
        context: typer.Context,
        path: Annotated[
            str | None, typer.Argument(metavar="[PATH]", help=words.say("help.rules_test.path"), show_default=False)
        ] = None,
        form: Annotated[Format, ask.format] = Format.TEXT,
        output: Annotated[Path | None, ask.output()] = None,
        verbose: Annotated[bool, typer.Option("--verbose", "-v", help=words.say("help.rules_test.verbose"))] = False,
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        asked = settled(context, ["."], words, config=config, without=no_config, command="rules test")
        from plancheck.report.rule_tests import rule_tests_json, write_rule_tests
        from plancheck.rule_testing import case_run

        run = case_run(path or asked["ruleset"])
        if form == Format.JSON:
            put_json(rule_tests_json(run), output)
        else:
            put_text(lambda page: write_rule_tests(run, page, words, verbose=verbose), output)
        if run.failures:
            raise typer.Exit(FAILURES)
