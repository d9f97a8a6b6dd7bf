"""`plancheck schema WHAT`: prints the JSON Schema of a plan, a ruleset, a report, a configuration or a waiver file."""

# No `from __future__ import annotations`: see cli/check.py.

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import check_lang
from plancheck.cli.output import put_json
from plancheck.report.wording import Wording


class What(StrEnum):
    """Whose schema."""

    PLAN = "plan"
    RULESET = "ruleset"
    REPORT = "report"
    CONFIG = "config"
    WAIVERS = "waivers"


def schema_of(what: What, words: Wording) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12), its descriptions in the language of the words where it has both."""
    match what:
        case What.PLAN:
            from plancheck.plan_file.json_schema import plan_schema

            return plan_schema(words.lang, words.name)
        case What.RULESET:
            from plancheck.rules.json_schema import ruleset_schema

            return ruleset_schema()
        case What.CONFIG:
            from plancheck.configuration.model import configuration_schema

            return configuration_schema()
        case What.WAIVERS:
            from plancheck.waivers.json_schema import waivers_schema

            return waivers_schema(words.lang)
        case What.REPORT:
            from plancheck.report.model import REPORT_SCHEMA, Report

            schema = Report.model_json_schema(by_alias=True, mode="serialization")
            return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": REPORT_SCHEMA}


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("schema", cls=cls, help=words.say("help.schema"))
    def command(
        what: Annotated[What, typer.Argument(metavar="WHAT", help=words.say("help.schema.what"))],
        output: Annotated[Path | None, ask.output()] = None,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        import json

        put_json(json.dumps(schema_of(what, words), ensure_ascii=False, indent=2) + "\n", output)
