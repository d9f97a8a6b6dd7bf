"""The options that several commands ask for, each said once, with its help in the asked language."""

from __future__ import annotations

from typing import Any

import typer

from plancheck.cli.early import TIMEOUT_VARIABLE
from plancheck.report.wording import Wording

__all__ = ["Asking", "variable"]


def variable(key: str) -> dict[str, Any]:
    """How typer is told of an option's environment variable (configuration/options.py has them all)."""
    return {"envvar": f"PLANCHECK_{key.upper()}", "show_envvar": False}


class Asking:
    """Makers of options, each new where it is asked for: `Annotated[str | None, ask.ruleset]` in a signature."""

    def __init__(self, words: Wording) -> None:
        self.words = words

    def _option(self, *names: str, help: str, **more: Any) -> Any:
        return typer.Option(*names, help=self.words.say(help), **more)

    # ------------------------------------------------------------------ how plans are judged

    @property
    def ruleset(self) -> Any:
        return self._option(metavar="RULESET", help="help.ruleset", **variable("ruleset"))

    def ruleset_of(self, help: str, default: str | bool = False) -> Any:
        """The ruleset, where it is asked for otherwise than to judge a plan; `default` is what stands for none."""
        return self._option(metavar="RULESET", help=help, show_default=default, **variable("ruleset"))

    @property
    def profile(self) -> Any:
        return self._option(metavar="NAME", help="help.profile", **variable("profile"))

    @property
    def set(self) -> Any:
        return self._option("--set", metavar="NAME=VALUE", help="help.set", show_default=False)

    @property
    def as_of(self) -> Any:
        return self._option(metavar="DATE", help="help.as_of", **variable("as_of"))

    @property
    def engine(self) -> Any:
        return self._option(help="help.engine", **variable("engine"))

    @property
    def fail_on(self) -> Any:
        return self._option(help="help.fail_on", **variable("fail_on"))

    @property
    def risk_schools(self) -> Any:
        return self._option(metavar="SCHOOLS", help="help.risk_schools", show_default=False, **variable("risk_schools"))

    @property
    def against(self) -> Any:
        return self._option(metavar="FILE", help="help.against", show_default=False, **variable("against"))

    @property
    def waivers(self) -> Any:
        return self._option(metavar="FILE", help="help.waivers", **variable("waivers"))

    def baseline(self, name: str) -> Any:
        """The baseline's file, where a name stands for none given."""
        names = ("--baseline", "-b")
        return self._option(
            *names, metavar="FILE", help="help.baseline.file", show_default=name, **variable("baseline")
        )

    @property
    def known(self) -> Any:
        """The baseline's file, where none stands for none."""
        return self._option(metavar="FILE", help="help.check.baseline", **variable("baseline"))

    @property
    def schools(self) -> Any:
        return self._option(metavar="SCHOOLS", help="help.schools", show_default=False)

    # ------------------------------------------------------------------ how files are read

    @property
    def jobs(self) -> Any:
        return self._option("--jobs", "-j", metavar="N", help="help.jobs", **variable("jobs"))

    @property
    def scheduler(self) -> Any:
        address = {"envvar": "PLANCHECK_SCHEDULER", "show_envvar": False}
        return self._option(metavar="ADDRESS", help="help.scheduler", **address)

    @property
    def timeout(self) -> Any:
        return self._option(metavar="SECONDS", help="help.timeout", envvar=TIMEOUT_VARIABLE, show_envvar=False)

    @property
    def limit(self) -> Any:
        return self._option(metavar="NAME=NUMBER", help="help.limit", show_default=False)

    # ------------------------------------------------------------------ where settings come from, what is written

    @property
    def config(self) -> Any:
        return self._option("--config", metavar="FILE", help="help.config_file")

    @property
    def no_config(self) -> Any:
        return self._option("--no-config", help="help.no_config")

    @property
    def format(self) -> Any:
        return self._option("--format", "-f", help="help.format")

    def output(self, help: str = "help.output", metavar: str = "FILE") -> Any:
        """`-o`, with what this command writes there."""
        return self._option("--output", "-o", metavar=metavar, help=help)

    def forms(self, known: str) -> Any:
        """`-f`, several times; `known` are the forms there are."""
        told = self.words.say("help.check.format", forms=known)
        return typer.Option("--format", "-f", metavar="FORM", help=told, show_default=False)

    @property
    def outputs(self) -> Any:
        """`-o`, several times."""
        return self._option("--output", "-o", metavar="FILE", help="help.check.output", show_default=False)

    @property
    def template(self) -> Any:
        return self._option(metavar="FILE", help="help.check.template", show_default=False)

    @property
    def days(self) -> Any:
        return self._option(min=1, max=365, metavar="DAYS", help="help.check.days", show_default=False)

    def flag(self, name: str, help: str) -> Any:
        """What is on where it is named."""
        return self._option(name, help=help)

    @property
    def verbose(self) -> Any:
        return self._option("--verbose", "-v", help="help.verbose")

    @property
    def lang(self) -> Any:
        return self._option(metavar="ru|en", help="help.lang")
