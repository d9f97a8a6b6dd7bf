"""What the options of a call come to: the command line, the environment, the configuration of each file, defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plancheck.cli.choosing import day_in, settings_in
from plancheck.cli.options import STDIN, limits_in
from plancheck.cli.output import complain
from plancheck.cli.settled import Settled
from plancheck.cli.usage import CallError
from plancheck.report.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    import typer

    from plancheck.configuration.options import Value
    from plancheck.configuration.reading import Configured

__all__ = ["configured_for", "given_by", "language_given", "language_of", "settled", "settled_for"]

_PARAMETERS: Final = {"format": "form", "limits": "limit", "set": "setting", "cache": "no_cache"}
"""What commands call the values of those options that have another name in a configuration."""


def language_of(arguments: Sequence[str]) -> str | None:
    """The language that the configuration of the first file named gives; None where none does, or a wrong one.

    Told before the call is understood, for help and complaints: the first argument that names a file stands for all.
    """
    from plancheck.configuration.finding import configuration_file, language_in

    if "--no-config" in arguments:
        return None
    named = [one for one in arguments[1:] if not one.startswith("-") and os.path.lexists(one)]
    path = _named_in(arguments) or configuration_file(Path(named[0] if named else "."))
    lang = language_in(path) if path else None
    return lang if lang in LANGUAGES else None


def _named_in(arguments: Sequence[str]) -> Path | None:
    """The file of `--config`."""
    for at, one in enumerate(arguments):
        if one == "--config" and at + 1 < len(arguments):
            return Path(arguments[at + 1])
        if one.startswith("--config="):
            return Path(one.removeprefix("--config="))
    return None


def given_by(context: typer.Context, words: Wording, command: str = "check") -> dict[str, Value]:
    """The options that the command reads and that the command line or the environment gives."""
    from plancheck.configuration.options import OPTIONS, Value, keys_of
    from plancheck.faults.told import Told

    found: dict[str, Value] = {}
    for key in keys_of(command):
        option, name = OPTIONS[key], _PARAMETERS.get(key, key)
        source = context.get_parameter_source(name)
        given = source.name if source else ""
        if given not in ("COMMANDLINE", "ENVIRONMENT"):
            if option.variable and os.environ.get(option.variable):  # no option of this command: `rules test PATH`
                found[key] = Value(os.environ[option.variable], Told(option.variable))
            continue
        place = Told(option.variable if given == "ENVIRONMENT" and option.variable else f"--{key.replace('_', '-')}")
        found[key] = Value(_understood(key, context.params[name], place, words), place)
    return {**found, **language_given(context, words)}


def language_given(context: typer.Context, words: Wording) -> dict[str, Value]:
    """The language, where the command line (before the command or after it) or the environment gives it."""
    from plancheck.configuration.options import Value
    from plancheck.faults.told import Told

    if any(one.params.get("lang") for one in (context, context.parent) if one is not None):
        return {"lang": Value(words.lang, Told("--lang"))}
    return {"lang": Value(words.lang, Told("PLANCHECK_LANG"))} if os.environ.get("PLANCHECK_LANG") else {}


def _understood(key: str, value: Any, place: Any, words: Wording) -> Any:
    match key:
        case "set":
            return {one.name: one.value for one in settings_in(value, words)}
        case "cache":
            return not value
        case "limits":
            limits_in(value, words)
            return {name.strip(): figure.strip() for name, _, figure in (one.partition("=") for one in value)}
        case "as_of":
            return day_in(value, words, place.name)
    return getattr(value, "value", value)


def settled(
    context: typer.Context,
    files: Sequence[str],
    words: Wording,
    *,
    config: Path | None,
    without: bool,
    command: str,
) -> Settled:
    """The options that a command reads, for a call on these files.

    `config` is the one configuration to take, `without` takes none; else each file has its nearest, standard input
    that of the working directory. Raises ConfigurationError; CallError where configurations contradict each other on
    what holds for the whole call.
    """
    if config is not None and without:
        raise CallError(words.say("usage.config_or_none"))
    given = given_by(context, words, command)
    read = _Reading(words)
    made: dict[Path | None, Mapping[str, Value]] = {}
    own: dict[str, Mapping[str, Value]] = {}
    for file in files:
        configured = None if without else read.named(config) if config else read.nearest(file)
        path = configured.path if configured else None
        own[file] = made[path] = made.get(path) or settled_for(given, configured)
    from plancheck.configuration.options import differing

    unlike = differing("call", list(own.values()), command)
    if unlike is not None:
        key, one, other = unlike
        default = words.say("config.default")
        raise CallError(
            words.say("usage.configurations_differ", option=key, one=one.place or default, other=other.place or default)
        )
    return Settled(next(iter(own.values())), own, words, command)


def settled_for(given: Mapping[str, Value], configured: Configured | None) -> Mapping[str, Value]:
    """The options as they come to be under a configuration."""
    from plancheck.configuration.options import effective

    return effective(given, configured.options, configured.places) if configured else effective(given, {}, {})


def configured_for(file: str, config: Path | None = None) -> Configured | None:
    """The configuration of one file: the one named, else the nearest. Raises ConfigurationError."""
    from plancheck.configuration.finding import configuration_file
    from plancheck.configuration.reading import read_configuration

    path = config or configuration_file(Path("." if file == STDIN else file))
    return read_configuration(path) if path else None


class _Reading:
    """Reads the configurations of a call, each file once, and says so where one lies with the plans alone."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.read: dict[Path, Configured] = {}

    def named(self, path: Path) -> Configured:
        from plancheck.configuration.reading import read_configuration

        if path not in self.read:
            self.read[path] = read_configuration(path)
        return self.read[path]

    def nearest(self, file: str) -> Configured | None:
        from plancheck.configuration.finding import configuration_file

        path = configuration_file(Path("." if file == STDIN else file))
        if path is None:
            return None
        known = path in self.read
        found = self.named(path)
        here = Path.cwd()
        if not known and path.parent.absolute() not in (here, *here.parents):
            complain(self.words.say("config.taken", path=path))
        return found
