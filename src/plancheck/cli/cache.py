"""`plancheck cache`: where answers are remembered and how much they take; `plancheck cache clear` forgets them."""

# No `from __future__ import annotations`: see cli/check.py.

from typing import Annotated, Any

import typer

from plancheck.cli.help_text import CommandHelp, GroupHelp
from plancheck.cli.options import Format, check_lang
from plancheck.cli.output import complain, put_json, put_text
from plancheck.report.wording import Wording


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command with its subcommand to the application."""
    group = typer.Typer(
        cls=GroupHelp.in_words(words),
        help=words.say("help.cache"),
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    language: Any = Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))]

    @group.callback(invoke_without_command=True)
    def show(
        context: typer.Context,
        form: Annotated[Format, typer.Option("--format", "-f", help=words.say("help.format"))] = Format.TEXT,
        lang: language = None,
    ) -> None:
        check_lang(lang, words)
        if context.invoked_subcommand is not None:
            return
        import json

        from plancheck.cli.many import cached

        with cached(words, without=False) as cache:
            assert cache is not None
            path, size = cache.path, cache.size()
        if form == Format.JSON:
            put_json(json.dumps({"path": str(path), "entries": size.entries, "bytes": size.bytes}) + "\n")
            return
        entries = words.count("answers", size.entries)
        put_text(
            lambda page: page.text(
                words.say("cache.size", path=path, entries=entries, megabytes=f"{size.bytes / 1e6:.1f}")
            )
        )

    @group.command("clear", cls=cls, help=words.say("help.cache.clear"))
    def clear(lang: language = None) -> None:
        check_lang(lang, words)
        from plancheck.cli.many import cached

        with cached(words, without=False) as cache:
            assert cache is not None
            before = cache.size().entries
            cache.clear()
        complain(words.say("cache.cleared", entries=words.count("answers", before)))

    app.add_typer(group, name="cache")
