"""`plancheck rules`: lists the rules; its subcommands test, lint, begin rules, and show what a phrase is read as."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli import rules_lint, rules_match, rules_new, rules_test
from plancheck.cli.help_text import CommandHelp, GroupHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the group to the application: without a subcommand it lists."""
    group = typer.Typer(
        cls=GroupHelp.in_words(words),
        help=words.say("help.rules"),
        invoke_without_command=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @group.callback()
    def listing(
        context: typer.Context,
        ruleset: Annotated[str | None, typer.Option(metavar="RULESET", help=words.say("help.rules.ruleset"))] = None,
        form: Annotated[Format, typer.Option("--format", help=words.say("help.format"))] = Format.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.say("help.output"))
        ] = None,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        if context.invoked_subcommand is not None:
            if ruleset or output or form != Format.TEXT:
                raise CallError(words.say("usage.rules_options", command=context.invoked_subcommand))
            return
        from plancheck.checking import load_named
        from plancheck.report.rule_list import rules_json, write_rule_list
        from plancheck.rules import ruleset_names

        rulesets = [load_named(name) for name in ([ruleset] if ruleset else ruleset_names())]
        if form == Format.JSON:
            put_json(rules_json(rulesets, words.lang), output)
        else:
            put_text(lambda page: write_rule_list(rulesets, page, words), output)

    for command in (rules_test, rules_lint, rules_new, rules_match):
        command.register(group, words, cls)
    app.add_typer(group, name="rules")
