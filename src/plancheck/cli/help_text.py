"""The help pages of typer in the asked language: their fixed words are replaced in the rendered text."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from plancheck.report.wording import Wording

_HEADINGS = ("Usage:", "Options:", "Arguments:", "Commands:")
_SENTENCE = "Show this message and exit."


def translated(page: str, words: Wording) -> str:
    """A rendered help page with typer's own words in the language of the catalogue."""
    page = re.sub(r"\{(FILE[^}]*|CODE)\}", r"\1", page)  # typer's braces read like a choice
    for part in ("[OPTIONS]", "COMMAND [ARGS]..."):
        page = page.replace(part, words.say(f"help.{part}"), 1)
    for heading in _HEADINGS:
        page = re.sub(rf"(?m)^{heading}", words.say(f"help.{heading}"), page)
    page = page.replace(_SENTENCE, words.say(f"help.{_SENTENCE}"))
    page = page.replace("[required]", f"[{words.say('help.required')}]")
    return re.sub(r"\[default:\s", f"[{words.say('help.default')}: ", page)


class CommandHelp(TyperCommand):
    """A command whose help speaks the language of `words`."""

    words: Wording

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
