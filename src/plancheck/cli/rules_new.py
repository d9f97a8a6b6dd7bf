"""`plancheck rules new CODE`: a rule to begin with, and its test."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import check_lang
from plancheck.cli.output import put_json, put_text, write_whole
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording


def register(group: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the subcommand to the group of rules."""
    ask = Asking(words)

    @group.command("new", cls=cls, help=words.say("help.rules_new"))
    def command(
        code: Annotated[str, typer.Argument(metavar="CODE", help=words.say("help.rules_new.code"))],
        output: Annotated[Path | None, ask.output("help.rules_new.output")] = None,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        from plancheck.rule_testing import taken_code
        from plancheck.rules.testing.skeleton import is_code, skeleton, test_file_of

        if not is_code(code):
            raise CallError(words.say("usage.rule_code", code=code))
        if holder := taken_code(code):
            raise CallError(words.say("usage.taken_code", code=code, ruleset=holder))
        name = output.stem if output else "our-rules"
        made = skeleton(code, name, words.lang)
        if output is None:
            put_json(made.ruleset)
            return
        files = {output: made.ruleset, test_file_of(output): made.test}
        for file in files:
            if file.exists():
                raise CallError(words.say("usage.exists", path=file))
        for file, text in files.items():
            write_whole(file, text.encode())
        put_text(lambda page: page.text(words.say("rules_new.written", rule=output, test=test_file_of(output))))
