"""`plancheck rules test`: runs the examples of rules and the test files beside them."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.report.wording import Wording

FAILURES = 1


def register(group: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the subcommand to the group of rules."""

    @group.command("test", cls=cls, help=words.say("help.rules_test"))
    def command(
        path: Annotated[
            str | None, typer.Argument(metavar="[PATH]", help=words.say("help.rules_test.path"), show_default=False)
        ] = None,
        form: Annotated[Format, typer.Option("--format", help=words.say("help.format"))] = Format.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.say("help.output"))
        ] = None,
        verbose: Annotated[bool, typer.Option("--verbose", "-v", help=words.say("help.rules_test.verbose"))] = False,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        from plancheck.report.rule_tests import rule_tests_json, write_rule_tests
        from plancheck.rule_testing import case_run

        run = case_run(path, words.lang)
        if form == Format.JSON:
            put_json(rule_tests_json(run), output)
        else:
            put_text(lambda page: write_rule_tests(run, page, words, verbose=verbose), output)
        if run.failures:
            raise typer.Exit(FAILURES)
