"""Says in one clear line what is wrong with a call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from plancheck.report.wording import Wording

_BAD_VALUES: Final = {
    r".*'(?P<value>[^']*)' is not readable\.": "usage.not_readable",
    r"'?(?P<value>[^']*?)'? is not a valid (?:int|integer|float)\b.*": "usage.number",
    r"(?P<value>\S+) is not in the range (?P<range>\S+?)\.": "usage.range",
}
"""What typer says of a value of an option, and what we say."""


class CallError(Exception):
    """The call is wrong; the text says how, in the language of the call."""


def _called(parameter: Any) -> str:
    """How the person names a parameter: «--format», «FILE»."""
    if getattr(parameter, "param_type_name", "") == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.human_readable_name).strip(".[]").upper()


def choice_text(name: str, value: str, choices: Sequence[str], words: Wording) -> str:
    """That a value is none of those possible, and which one was perhaps meant."""
    said = words.say("usage.choice", name=name, value=value, choices=", ".join(choices))
    return said + _perhaps(value, choices, words)


def _perhaps(word: str, known: Iterable[str], words: Wording) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), list(known), n=2, cutoff=0.7)
    return " " + words.say("usage.maybe", options=", ".join(near)) if near else ""


def _bad_value(error: Any, words: Wording) -> str | None:
    for said, key in _BAD_VALUES.items():
        if found := re.fullmatch(said, error.message):
            return words.say(key, name=_called(error.param), **found.groupdict())
    choices = getattr(getattr(error.param, "type", None), "choices", None)
    value = re.match(r"'(.*?)' is not one of", error.message)
    if not choices or not value:
        return None
    return choice_text(_called(error.param), value[1], [str(one) for one in choices], words)


def _no_command(error: Any, words: Wording) -> str | None:
    group = error.ctx.command if error.ctx else None
    commands = ", ".join(getattr(group, "commands", {}))
    if not commands:
        return None
    if error.message.startswith("Missing command"):
        return words.say("usage.missing_command", commands=commands)
    name = re.match(r"No such command '(.*?)'", error.message)
    if not name:
        return None
    said = words.say("usage.no_command", name=name[1], commands=commands)
    return f"{said}{_perhaps(name[1], group.commands, words)}" if group else said


def _explained(error: Any, words: Wording) -> str:
    """By the kind of typer's error; its own English text where the kind is not foreseen."""
    said: str | None = None
    match type(error).__name__:  # the classes are private to typer: their names are not
        case "NoSuchOption":
            said = words.say("usage.no_option", option=error.option_name)
            if error.possibilities:
                said += " " + words.say("usage.maybe", options=", ".join(sorted(error.possibilities)))
        case "MissingParameter":
            said = words.say("usage.missing", name=_called(error.param))
        case "BadParameter":
            said = _bad_value(error, words)
        case "BadOptionUsage" if "requires an argument" in error.message:
            said = words.say("usage.no_value", name=error.option_name)
        case "UsageError" if error.message.startswith("Got unexpected extra argument"):
            said = words.say("usage.extra", text=error.message.rpartition("(")[2].rstrip(")"))
        case "UsageError":
            said = _no_command(error, words)
    return said or str(error.format_message())


def usage_text(error: Any, words: Wording) -> str:
    """What is wrong, and where help is; the help itself where nothing was asked."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message())
    text = words.say("usage.error", text=_explained(error, words))
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "plancheck"
    return f"{text}\n{words.say('usage.hint', command=command)}"
