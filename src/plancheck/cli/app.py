"""Builds the command line in the asked language, runs it, and turns trouble into a line and a status."""

# No `from __future__ import annotations`: see cli/check.py.

import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from plancheck import __version__
from plancheck.cli import baseline, calendar, check, config, diff, explain, fix, new, parse, rules, schema
from plancheck.cli.help_text import CommandHelp, GroupHelp
from plancheck.cli.output import CannotWriteError, PipeClosedError, complain, prepare_streams
from plancheck.cli.settling import language_of
from plancheck.cli.usage import CallError, usage_text
from plancheck.errors import ConfigurationError, EngineError, ListError, PlancheckError, RulesetError, UnreadableError
from plancheck.report.wording import LANGUAGES, Wording, wording

if TYPE_CHECKING:
    from plancheck.isolation.process import Process

WRONG_CALL = 2
UNREAD = 3
INTERRUPTED = 130  # 128 + SIGINT, as a shell would say
PIPE_CLOSED = 141  # 128 + SIGPIPE


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """`--lang`, else PLANCHECK_LANG, else the configuration's, else Russian: told first, for help and errors need it.

    A wrong `--lang` is left to the parser to refuse; a wrong PLANCHECK_LANG raises CallError.
    """
    chosen = ""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            chosen = arguments[at + 1]
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    if chosen in LANGUAGES:
        return chosen
    wanted = environment.get("PLANCHECK_LANG", "") or language_of(arguments) or "ru"
    if wanted not in LANGUAGES:
        choices = ", ".join(LANGUAGES)
        raise CallError(wording("ru").say("usage.choice", name="PLANCHECK_LANG", value=wanted, choices=choices))
    return wanted


def build(words: Wording) -> typer.Typer:
    """The application with its commands, its help in the catalogue's language."""
    app = typer.Typer(
        cls=GroupHelp.in_words(words),
        help=words.say("help.app"),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def show_version(asked: bool) -> None:
        if asked:
            typer.echo(f"plancheck {__version__}")
            raise typer.Exit

    @app.callback()
    def common(
        version: Annotated[
            bool,
            typer.Option("--version", callback=show_version, is_eager=True, help=words.say("help.version")),
        ] = False,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        if lang is not None and lang not in LANGUAGES:
            raise CallError(words.say("usage.choice", name="--lang", value=lang, choices=", ".join(LANGUAGES)))

    for command in (check, parse, fix, new, rules, explain, config, schema, calendar, baseline, diff):
        command.register(app, words, CommandHelp.in_words(words))
    return app


def run(arguments: Sequence[str] | None = None, early: "Process | None" = None) -> int:
    """Runs the command line and returns its exit status (docs/tool-builders.md); faults of ours alone are raised.

    `early` is a reading process that was started already.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    prepare_streams()
    words = wording("ru")
    try:
        words = wording(language(given, os.environ))
        # None lets typer expand wildcards on Windows, where the shell does not.
        passed = None if arguments is None else given
        with _seldom_collecting():
            status = build(words)(args=passed, prog_name="plancheck", standalone_mode=False, obj=early)
        sys.stdout.flush()
    except (PipeClosedError, BrokenPipeError):
        _drop_stdout()
        return PIPE_CLOSED
    except (KeyboardInterrupt, CallError, CannotWriteError, PlancheckError, TyperException) as error:
        status, text = trouble(error, words)
        if isinstance(error, CannotWriteError):
            _drop_stdout()
        complain(text)
    return status if isinstance(status, int) else 0


def trouble(error: BaseException, words: Wording) -> tuple[int, str]:
    """The exit status and the words for whatever stopped a command."""
    status, text = WRONG_CALL, words.say("usage.error", text=error)
    match error:
        case KeyboardInterrupt():
            status, text = INTERRUPTED, words.say("error.interrupted")
        case CannotWriteError():
            text = words.say("error.cannot_write", path=error.path, why=error.why)
        case ListError():
            text = words.say("usage.error", text=error.text(words.lang))
        case ConfigurationError():
            text = f"{words.say('error.configuration')}\n{error}"
        case RulesetError():
            text = f"{words.say('error.ruleset')}\n{error}"
        case UnreadableError():
            status, text = UNREAD, words.say("usage.error", text=error.text(words.lang))
        case EngineError():
            status, text = UNREAD, words.say("error.engine", why=error)
        case TyperException():
            text = usage_text(error, words)
    return status, text


@contextlib.contextmanager
def _seldom_collecting() -> Iterator[None]:
    """What a command loads lives to its end: seeking garbage in it at every turn takes a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _drop_stdout() -> None:
    """What is still buffered has no reader: without this the interpreter complains while it closes."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
