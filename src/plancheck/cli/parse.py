"""`plancheck parse FILE`: shows how a plan was read."""

# No `from __future__ import annotations`: see cli/check.py.

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import TIMEOUT, check_lang
from plancheck.cli.output import put_json, put_text, refuse_read
from plancheck.cli.settling import settled
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.lexicons import Amendments
    from plancheck.plan import Plan


class Shown(StrEnum):
    """What `parse` writes."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"


_BY_SUFFIX = {".yaml": Shown.YAML, ".yml": Shown.YAML, ".json": Shown.JSON}


def plan_file(plan: "Plan", form: Shown, words: Wording, lexicons: "Amendments") -> str:
    """The plan as a file to edit: its words, and what they do not tell."""
    from plancheck.parsing import lexicons_with
    from plancheck.plan_file import plan_file_fields, plan_file_json, plan_file_yaml
    from plancheck.report.safe_text import one_line

    fields = plan_file_fields(plan, lexicons_with(lexicons))
    if form == Shown.JSON:
        return plan_file_json(fields)
    return plan_file_yaml(fields, words.say("plan_file.comment", file=one_line(Path(plan.source.path).name)))


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("parse", cls=cls, help=words.say("help.parse"))
    def command(
        context: typer.Context,
        file: Annotated[str, typer.Argument(metavar="FILE", help=words.say("help.parse.file"))],
        form: Annotated[
            Shown | None, typer.Option("--format", "-f", help=words.say("help.parse.format"), show_default=False)
        ] = None,
        ruleset: Annotated[str | None, ask.ruleset] = None,
        timeout: Annotated[str, ask.timeout] = TIMEOUT,
        limit: Annotated[list[str] | None, ask.limit] = None,
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        output: Annotated[Path | None, ask.output("help.parse.output")] = None,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        asked = settled(context, [file], words, config=config, without=no_config, command="parse")
        refuse_read([output], asked.read, words)
        plan = asked.plan_of(file, context.obj.process)
        shown = form or (_BY_SUFFIX.get(output.suffix.lower()) if output else None) or Shown.TEXT
        if form == Shown.JSON:
            from plancheck.report.json_writer import plan_json

            put_json(plan_json(plan), output)
        elif shown != Shown.TEXT:
            put_json(plan_file(plan, shown, words, asked.lexicons()), output)
        else:
            from plancheck.report.plan_text import write_plan_text

            put_text(lambda page: write_plan_text(plan, page, words), output)
