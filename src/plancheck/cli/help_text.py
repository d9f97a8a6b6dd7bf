"""The help pages of typer in the asked language: their fixed words are replaced in the rendered text."""

from __future__ import annotations

import re
from shutil import get_terminal_size
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from plancheck.report.wording import Wording

_HEADINGS = ("Usage:", "Options:", "Arguments:", "Commands:")
_SENTENCE = "Show this message and exit."


def translated(page: str, words: Wording) -> str:
    """A rendered help page with typer's own words in the language of the catalogue."""
    page = re.sub(r"\{([A-Z]+\.{0,3})\}", r"\1", page)  # typer's braces read like a choice
    for part in ("[OPTIONS]", "COMMAND [ARGS]..."):
        page = page.replace(part, words.say(f"help.{part}"), 1)
    for heading in _HEADINGS:
        page = re.sub(rf"(?m)^{heading}", words.say(f"help.{heading}"), page)
    page = page.replace(_SENTENCE, words.say(f"help.{_SENTENCE}"))
    page = page.replace("[required]", f"[{words.say('help.required')}]")
    page = re.sub(r"\[default:\s", f"[{words.say('help.default')}: ", page)
    return "\n".join(_wrapped(line) for line in page.split("\n"))


def _wrapped(line: str) -> str:
    """The line; where its default, in words longer than typer's, makes it too wide, that stands below."""
    told, sign, default = line.rpartition("  [")
    if len(line) <= get_terminal_size().columns or not sign:
        return line
    indent = re.match(r" +(?:-.*? {2,})?", line)
    return f"{told}\n{' ' * len(indent[0] if indent else '')}[{default}"


class CommandHelp(TyperCommand):
    """A command whose help speaks the language of `words`."""

    words: Wording

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            parsed: list[str] = super().parse_args(ctx, args)
        except TyperException as error:
            if getattr(error, "ctx", ctx) is None:  # an option without its value: whose help to name is not told
                setattr(error, "ctx", ctx)  # noqa: B010 - usage errors alone have it
            raise
        return parsed

    @classmethod
    def in_words(cls, words: Wording) -> type[CommandHelp]:
        return type("CommandHelp", (cls,), {"words": words})

    def get_help(self, ctx: Any) -> str:
        return translated(super().get_help(ctx), self.words)


class GroupHelp(TyperGroup):
    """The application, likewise."""

    words: Wording

    @classmethod
    def in_words(cls, words: Wording) -> type[GroupHelp]:
        return type("GroupHelp", (cls,), {"words": words})

    def get_help(self, ctx: Any) -> str:
        return translated(super().get_help(ctx), self.words)
