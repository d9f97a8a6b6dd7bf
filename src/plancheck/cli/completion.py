"""`plancheck completion SHELL`: prints the script by which a shell completes commands and options."""

# No `from __future__ import annotations`: see cli/check.py.

from enum import StrEnum
from typing import Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import check_lang
from plancheck.cli.output import put_json
from plancheck.report.wording import Wording


class Shell(StrEnum):
    """The shells that typer knows."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"
    PWSH = "pwsh"


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("completion", cls=cls, help=words.say("help.completion"))
    def command(
        shell: Annotated[Shell, typer.Argument(metavar="SHELL", help=words.say("help.completion.shell"))],
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        from typer._completion_shared import get_completion_script

        script = get_completion_script(prog_name="plancheck", complete_var="_PLANCHECK_COMPLETE", shell=shell.value)
        put_json(f"{script}\n")
