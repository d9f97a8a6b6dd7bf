"""`plancheck config [FILE]`: the options as they come to be for a file, where each comes from, and who reads it."""

# No `from __future__ import annotations`: see cli/check.py.

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import put_json, put_text
from plancheck.cli.settling import configured_for, language_given, settled_for
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.configuration.options import Value
    from plancheck.report.page import Page


def from_environment(environment: Mapping[str, str], words: Wording) -> "dict[str, Value]":
    """The options that variables give; CallError where one has no such value."""
    from plancheck.cli.check import FailOn
    from plancheck.cli.choosing import day_in
    from plancheck.cli.many import jobs_in
    from plancheck.cli.options import EngineName, seconds_in
    from plancheck.configuration.options import OPTIONS, Value
    from plancheck.faults.told import Told

    choices: dict[str, list[str]] = {"engine": list(EngineName), "fail_on": list(FailOn)}
    found: dict[str, Value] = {}
    for key, option in OPTIONS.items():
        given = environment.get(option.variable, "") if option.variable else ""
        if not given:
            continue
        name = str(option.variable)
        if given not in choices.get(key, [given]):
            raise CallError(words.say("usage.choice", name=name, value=given, choices=", ".join(choices[key])))
        if key == "timeout":
            seconds_in(given, words)
        if key == "jobs":
            jobs_in(given, words)
        found[key] = Value(day_in(given, words, name) if key == "as_of" else given, Told(name))
    return found


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("config", cls=cls, help=words.say("help.config"))
    def command(
        context: typer.Context,
        file: Annotated[str | None, typer.Argument(metavar="[FILE]", help=words.say("help.config.file"))] = None,
        config: Annotated[Path | None, ask.config] = None,
        form: Annotated[Format, ask.format] = Format.TEXT,
        output: Annotated[Path | None, ask.output()] = None,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        configured = configured_for(file or ".", config)
        given = {**from_environment(os.environ, words), **language_given(context, words)}
        values = settled_for(given, configured)
        path = configured.path if configured else None
        if form == Format.JSON:
            import json

            from plancheck.report.safe_text import json_safe

            put_json(json_safe(json.dumps(as_json(path, values), ensure_ascii=False, indent=2)) + "\n", output)
        else:
            put_text(lambda page: draw(path, values, page, words), output)


def as_json(path: Path | None, values: "Mapping[str, Value]") -> dict[str, Any]:
    """`plancheck.config/1`: every option with its value, its place (file and line, variable, default), its readers."""
    from plancheck.configuration.options import OPTIONS

    options = {
        key: {
            "value": plain(one.value),
            "from": {"name": one.place.name, "line": one.place.line or None} if one.place else None,
            "read_by": list(OPTIONS[key.partition(".")[0]].read_by),
        }
        for key, one in values.items()
    }
    return {"schema": "plancheck.config/1", "file": str(path) if path else None, "options": options}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def draw(path: Path | None, values: "Mapping[str, Value]", page: "Page", words: Wording) -> None:
    """One line an option, the names of a table each on its own; then the keys that each command reads."""
    from plancheck.configuration.options import COMMANDS, OPTIONS, keys_of
    from plancheck.report.safe_text import one_line, safe_path

    head = words.say("config.file", path=safe_path(str(path))) if path else words.say("config.no_file")
    page.text(head, style="bold")
    page.blank()
    for key, one in values.items():
        if isinstance(one.value, Mapping) and one.value:
            continue
        place = words.say("config.default")
        if one.place:
            place = safe_path(str(one.place))
            if not one.place.line and not place.startswith("--"):
                place = words.say("config.variable", name=place)
        page.labelled(key, f"{one_line(shown(key, one.value, words))} – {place}")
    page.blank()
    page.text(words.say("config.read_by"), style="bold")
    for command in COMMANDS:
        keys = keys_of(command)
        page.labelled(command, words.say("config.all_keys") if len(keys) == len(OPTIONS) else ", ".join(keys), indent=1)


def shown(key: str, value: Any, words: Wording) -> str:
    """A value in words; what stands for «none» is said as what then happens."""
    instead = {"ruleset": words.say("config.chosen_by_level"), "as_of": words.say("config.todays"), "format": "text"}
    if isinstance(value, bool):
        return words.say("yes" if value else "no")
    if isinstance(value, float):
        return f"{value:g}"
    told = ", ".join(map(str, value)) if isinstance(value, list | tuple | Mapping) else str(value or "")
    return told or instead.get(key, words.say("none"))
