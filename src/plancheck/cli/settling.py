"""What the options of a call come to: the command line, the environment, the configuration of each file, defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plancheck.cli.choosing import day_in, settings_in
from plancheck.cli.options import STDIN, limits_in, reading_apart, schools_in, seconds_in, standard_input
from plancheck.cli.output import complain
from plancheck.cli.usage import CallError
from plancheck.report.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    import typer

    from plancheck.checking import Begin, Submission
    from plancheck.configuration.options import Value
    from plancheck.configuration.reading import Configured
    from plancheck.isolation.process import Process
    from plancheck.lexicons import Amendments
    from plancheck.plan import Plan
    from plancheck.readers import Limits
    from plancheck.report.model import PlanReport
    from plancheck.rules import Chosen, Ruleset
    from plancheck.rules.calendar import Calendar
    from plancheck.terms import Terms

__all__ = [
    "Settled",
    "against_read",
    "by_ruleset",
    "called",
    "configured_for",
    "given_by",
    "language_given",
    "language_of",
    "settled",
    "settled_for",
    "variable",
]

_PARAMETERS: Final = {"format": "form", "limits": "limit", "set": "setting", "cache": "no_cache"}
"""What commands call the values of those options that have another name in a configuration."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The options of a call: `common` for the whole, `own` for each of its files by the name it was called with."""

    common: Mapping[str, Value]
    own: Mapping[str, Mapping[str, Value]]
    words: Wording
    command: str

    def __getitem__(self, key: str) -> Any:
        """An option of the whole call."""
        return self.common[key].value

    @property
    def bounds(self) -> Limits:
        """The limits of reading. Raises CallError."""
        return limits_in([f"{name}={figure}" for name, figure in self["limits"].items()], self.words)

    def reading(self, early: Process | None = None) -> AbstractContextManager[Begin | None]:
        """Reading in a process apart, as the options say; `early` is one that was started already."""
        return reading_apart(seconds_in(str(self["timeout"]), self.words), self.bounds, early)

    def lexicons(self) -> Amendments:
        """What the ruleset that is named adds to the lexicons. Raises RulesetError."""
        from plancheck.lexicons import NO_AMENDMENTS

        return self.terms().loaded().lexicons if self["ruleset"] else NO_AMENDMENTS

    def plan_of(self, file: str, early: Process | None = None) -> Plan:
        """The plan in a file or on standard input, read by the words of the ruleset. Raises UnreadableError."""
        with self.reading(early) as begin:
            lexicons = self.lexicons()
            source = standard_input(self.bounds) if file == STDIN else Path(file)
            if begin:
                return begin(source, file, lexicons)()
            from plancheck.intake import read_plan

            return read_plan(source, name=file, limits=self.bounds, lexicons=lexicons)

    @property
    def alike(self) -> bool:
        """Whether all files are judged on the same terms."""
        from plancheck.configuration.options import differing

        return differing("file", list(self.own.values()), self.command) is None

    def path(self, key: str) -> Path | None:
        return Path(self[key]) if self[key] is not None else None

    def chosen(self) -> Chosen:
        """What is chosen of the rules on the common terms."""
        return _chosen(self.common)

    def terms(self) -> Terms:
        """The common terms."""
        return _terms(self.common, self.words)

    def ruleset_of(self, file: str | Path | Submission) -> str | None:
        """The ruleset that is named for one of the files."""
        named: str | None = self.own[called(file)]["ruleset"].value
        return named

    def terms_of(self, file: str | Path | Submission) -> Terms:
        """The terms of one of the files."""
        return _terms(self.own[called(file)], self.words)

    def calendars(self) -> Callable[[PlanReport], Calendar]:
        """What gives the calendar of the ruleset that judged a plan; rulesets are read when it is first asked."""
        loaded: list[Terms] = []
        known: dict[str, Calendar] = {}

        def calendar_of(judged: PlanReport) -> Calendar:
            from plancheck.plan import Plan
            from plancheck.rules.calendar import NO_CALENDAR, load_calendar

            digest = judged.ruleset.sha256
            if digest not in known:
                loaded[:] = loaded or {id(one): one for one in self.loaded_terms().values()}.values()
                serving = (terms.serving(Plan(level=judged.level)) for terms in loaded)
                ruleset = next((one for one in serving if one.sha256 == digest), None)
                known[digest] = load_calendar(ruleset.calendar) if ruleset and ruleset.calendar else NO_CALENDAR
            return known[digest]

        return calendar_of

    def loaded_terms(self) -> Mapping[str, Terms]:
        """The terms of each file, rulesets loaded: those of the same rules once. Raises RulesetError."""
        from plancheck.checking import load_named
        from plancheck.rules import AS_WRITTEN

        made: dict[int, Terms] = {}
        loaded: dict[tuple[str, Chosen], Ruleset] = {}
        for values in self.own.values():
            if id(values) in made:  # files of one configuration share their options
                continue
            terms = _terms(values, self.words)
            if isinstance(terms.ruleset, str):
                asked = (terms.ruleset, terms.chosen)
                if asked not in loaded:
                    loaded[asked] = load_named(*asked)
                terms = replace(terms, ruleset=loaded[asked], chosen=AS_WRITTEN)
            made[id(values)] = terms
        return {file: made[id(values)] for file, values in self.own.items()}


def by_ruleset(terms: Terms, ruleset: Ruleset) -> Terms:
    """The terms with the ruleset that serves, loaded once for many judgements."""
    from plancheck.rules import AS_WRITTEN

    return replace(terms, ruleset=ruleset, chosen=AS_WRITTEN)


def against_read(terms: Terms, asked: Settled) -> Terms:
    """The terms with the superior plan itself where they name its file. Raises UnreadableError."""
    if not isinstance(terms.against, str | Path):
        return terms
    from plancheck.rules import Superior

    return replace(terms, against=Superior.of(asked.plan_of(str(terms.against))))


def variable(key: str) -> dict[str, Any]:
    """How typer is told of an option's environment variable (configuration/options.py has them all)."""
    return {"envvar": f"PLANCHECK_{key.upper()}", "show_envvar": False}


def called(file: str | Path | Submission) -> str:
    """The name by which a call named a file; standard input is its sign."""
    return os.fspath(file) if isinstance(file, str | Path) else file.name


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


def _chosen(values: Mapping[str, Value]) -> Chosen:
    from plancheck.rules import AS_WRITTEN, Chosen, Setting

    profile, settings = values["profile"], values["set"].value
    if profile.value is None and not settings:
        return AS_WRITTEN
    places = ((name, values[f"set.{name}"].place) for name in settings)
    told = tuple(Setting(name, settings[name], place) for name, place in places if place is not None)
    return Chosen(profile.value, told, *(() if profile.place is None else (profile.place,)))


def _terms(values: Mapping[str, Value], words: Wording) -> Terms:
    from plancheck.terms import Terms

    return Terms(
        ruleset=values["ruleset"].value,
        chosen=_chosen(values),
        as_of=values["as_of"].value,
        engine=values["engine"].value,
        lang=words.lang,
        risk_schools=schools_in(values["risk_schools"].value),
        against=values["against"].value,
    )
