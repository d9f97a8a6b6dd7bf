"""Builds the command line in the asked language, runs it, and turns trouble into a line and a status."""

# No `from __future__ import annotations`: see cli/check.py.

import contextlib
import errno
import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer.exceptions import TyperException

from plancheck import __version__
from plancheck.cli.early import Early
from plancheck.cli.help_text import CommandHelp, GroupHelp
from plancheck.cli.output import CannotWriteError, PipeClosedError, complain, prepare_streams
from plancheck.cli.settling import language_of
from plancheck.cli.usage import CallError, usage_text
from plancheck.errors import ConfigurationError, EngineError, PlancheckError, RulesetError, UnreadableError
from plancheck.report.wording import LANGUAGES, Wording, wording

COMMANDS = (
    "check",
    "parse",
    "fix",
    "new",
    "rules",
    "explain",
    "config",
    "schema",
    "calendar",
    "baseline",
    "diff",
    "cache",
    "completion",
)  # each has a module here
WRONG_CALL = 2
UNREAD = 3
COMPLETING = "_PLANCHECK_COMPLETE"  # set by the script of `plancheck completion`
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


def named_in(arguments: Sequence[str]) -> Sequence[str]:
    """The command that a call names, alone: the others need not be made. All, where it names another way; else none."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("--lang"):
        at += 1 if "=" in arguments[at] else 2
    if at < len(arguments) and arguments[at] in COMMANDS:
        return [arguments[at]]
    return COMMANDS if COMPLETING in os.environ or any(one in COMMANDS for one in arguments) else ()


def build(words: Wording, commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """The application with its commands, its help in the catalogue's language.

    Without any it has but the names of all, for its help: making them takes longer than all else.
    """
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

    for command in commands:
        import_module(f"plancheck.cli.{command}").register(app, words, CommandHelp.in_words(words))
    for command in () if commands else COMMANDS:
        app.command(command, help=words.say(f"help.{command}"))(_unmade)
    return app


def _unmade() -> None:
    """Stands for a command that is only listed."""


def run(arguments: Sequence[str] | None = None, early: Early | None = None) -> int:
    """Runs the command line and returns its exit status (docs/tool-builders.md); faults of ours alone are raised.

    `early` is what was begun already.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == ["help"]:  # as other programs have it
        given = arguments = [*given[1:], "--help"]
    if COMPLETING in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
    prepare_streams()
    words = wording("ru")
    try:
        words = wording(language(given, os.environ))
        # None lets typer expand wildcards on Windows, where the shell does not.
        passed = None if arguments is None else given
        with _seldom_collecting():
            command = build(words, named_in(given))
            status = command(args=passed, prog_name="plancheck", standalone_mode=False, obj=early or Early())
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
            text = words.say("error.cannot_write", path=error.path, why=_why(error.why, words))
        case ConfigurationError():
            text = f"{words.say('error.configuration')}\n{error.text(words.lang)}"
        case RulesetError():
            text = f"{words.say('error.ruleset')}\n{error.text(words.lang)}"
        case UnreadableError():
            status, text = UNREAD, words.say("usage.error", text=error.text(words.lang))
        case EngineError():
            status, text = UNREAD, words.say("error.engine", why=error)
        case PlancheckError():
            text = words.say("usage.error", text=error.text(words.lang))
        case TyperException():
            text = usage_text(error, words)
    return status, text


def _why(said: str, words: Wording) -> str:
    """Why a file cannot be written, in the words of the call where the system's are foreseen."""
    known = {errno.ENOENT: "error.no_folder", errno.EISDIR: "error.a_folder", errno.EACCES: "error.no_right"}
    keys = {os.strerror(number): key for number, key in known.items()}
    return words.say(keys[said]) if said in keys else said


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
