"""`plancheck rules`: lists the rules; its subcommands test, lint, begin rules, and show what a phrase is read as."""

# No `from __future__ import annotations`: see cli/check.py.

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli import rules_lint, rules_match, rules_new, rules_test
from plancheck.cli.asking import Asking
from plancheck.cli.choosing import chosen_in, day_in
from plancheck.cli.help_text import CommandHelp, GroupHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the group to the application: without a subcommand it lists."""
    ask = Asking(words)
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
        profile: Annotated[str | None, typer.Option(metavar="NAME", help=words.say("help.rules.profile"))] = None,
        setting: Annotated[list[str] | None, ask.set] = None,
        as_of: Annotated[str | None, typer.Option(metavar="DATE", help=words.say("help.rules.as_of"))] = None,
        form: Annotated[Format, ask.format] = Format.TEXT,
        output: Annotated[Path | None, ask.output()] = None,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        day = day_in(as_of, words) if as_of else dt.date.today()
        chosen = chosen_in(profile, setting or (), words)
        if context.invoked_subcommand is not None:
            if ruleset or output or profile or setting or as_of or form != Format.TEXT:
                raise CallError(words.say("usage.rules_options", command=context.invoked_subcommand))
            return
        if (profile or setting) and not ruleset:
            raise CallError(words.say("usage.need_ruleset", name="--profile" if profile else "--set"))
        from plancheck.checking import load_named
        from plancheck.report.rule_list import rules_json, write_rule_list
        from plancheck.report.ruleset_page import write_ruleset
        from plancheck.rules import ruleset_names

        rulesets = [load_named(name, chosen) for name in ([ruleset] if ruleset else ruleset_names())]
        if form == Format.JSON:
            put_json(rules_json(rulesets, words.lang, day=day), output)
        elif ruleset:
            put_text(lambda page: write_ruleset(rulesets[0], page, words, day=day), output)
        else:
            put_text(lambda page: write_rule_list(rulesets, page, words), output)

    for command in (rules_test, rules_lint, rules_new, rules_match):
        command.register(group, words, cls)
    app.add_typer(group, name="rules")
