"""What a configuration file may hold: the options of `check`, each with its type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any
from typing import Literal as OneOf

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema, create_model

from plancheck.configuration.options import MOST_JOBS
from plancheck.faults.editors import editors_schema
from plancheck.faults.nearest import did_you_mean
from plancheck.readers.limits import Limits
from plancheck.report.writers.registry import FORMS
from plancheck.rules.schema import Day, NonEmpty, Strict, Word
from plancheck.said import SaidError, said

__all__ = ["CONFIGURATION_SCHEMA", "Configuration", "configuration_schema"]

CONFIGURATION_SCHEMA = "plancheck.configuration/1"


def _several(given: Any) -> Any:
    """One text stands for a list of one."""
    return [given] if isinstance(given, str) else given


def _form(given: Any) -> Any:
    if isinstance(given, str) and given not in FORMS:
        raise SaidError(said("none_of", value=given, allowed=", ".join(FORMS), hint=did_you_mean(given, FORMS)))
    return given


def _setting(given: Any) -> Any:
    """A parameter's value; its type is the ruleset's to know."""
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        return tuple(given)
    if isinstance(given, str | int) or (isinstance(given, dt.date) and not isinstance(given, dt.datetime)):
        return given
    raise SaidError(said("config.setting"))


def _jobs(given: Any) -> Any:
    if given != "auto" and (not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= MOST_JOBS):
        raise SaidError(said("config.jobs", value=given, most=MOST_JOBS))
    return given


def _below(given: Any) -> Any:
    """A path that stays in the folder it is relative to, as any system reads it.

    A configuration may come along with plans that others have sent: it must not choose what is written over.
    """
    read = (PurePosixPath(str(given)), PureWindowsPath(str(given)))
    if any(one.is_absolute() or one.drive or one.root or ".." in one.parts for one in read):
        raise SaidError(said("config.outside", path=given))
    return given


def _texts(**items: Any) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [items, {"type": "array", "items": items}]})


Several = Annotated[list[NonEmpty], BeforeValidator(_several), _texts(type="string", minLength=1)]
Outputs = Annotated[
    list[Annotated[NonEmpty, BeforeValidator(_below)]], BeforeValidator(_several), _texts(type="string", minLength=1)
]
Form = Annotated[NonEmpty, BeforeValidator(_form)]
Forms = Annotated[list[Form], BeforeValidator(_several), _texts(enum=list(FORMS))]
Setting = Annotated[
    Any,
    BeforeValidator(_setting),
    WithJsonSchema({"type": ["string", "integer", "boolean", "array"], "items": {"type": "string"}}),
]
Jobs = Annotated[
    Any,
    BeforeValidator(_jobs),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": MOST_JOBS}, {"const": "auto"}]}),
]
Whole = Annotated[int, Field(strict=True, ge=0, lt=10**15)]


def _limits(names: Iterable[str]) -> type[BaseModel]:
    """A table of the readers' limits, by their names."""
    optional: Any = Whole | None
    given: dict[str, Any] = dict.fromkeys(names, (optional, None))
    return create_model("LimitsTable", __base__=Strict, **given)


LimitsTable = _limits(bound.name for bound in fields(Limits))


class Configuration(Strict):
    """The keys of `plancheck.toml`, and of `[tool.plancheck]`. Paths are relative to the file's folder.

    Whose machines do the work (`--scheduler`) is no key: a configuration may come along with plans.
    """

    ruleset: NonEmpty | None = Field(None, description="A shipped ruleset's name, or a file.")
    profile: NonEmpty | None = Field(None, description="A profile of the ruleset.")
    set_: dict[Word, Setting] = Field({}, alias="set", description="Values for parameters of the ruleset.")
    as_of: Day | None = Field(None, description="The day by whose rules plans are judged.")
    engine: OneOf["durable", "reference", "both"] | None = Field(None, description="What evaluates the rules.")
    fail_on: OneOf["error", "warning", "note", "never"] | None = Field(
        None, description="From which severity a finding gives exit status 1."
    )
    risk_schools: Several | None = Field(None, description="Schools on the risk list, or a file that lists them.")
    against: NonEmpty | None = Field(None, description="The superior plan that schools' plans are held against.")
    schools: Several | None = Field(None, description="Schools that should have sent a plan, or a file with them.")
    waivers: NonEmpty | None = Field(None, description="The file of waivers.")
    baseline: NonEmpty | None = Field(None, description="The file of findings already known.")
    lang: OneOf["ru", "en"] | None = Field(None, description="The language of messages.")
    format: Forms | None = Field(None, description="The report's form, or several.")
    output: Outputs | None = Field(None, description="A file for each form, under this file's folder.")
    template: NonEmpty | None = Field(None, description="Your own template of the letter, a Word file.")
    days: Annotated[int, Field(strict=True, ge=1, le=365)] | None = Field(
        None, description="Working days that the letter gives for the correction."
    )
    verbose: Annotated[bool, Field(strict=True)] | None = Field(None, description="All quotes and reasons.")
    timeout: Annotated[float, Field(strict=True, ge=0, le=86_400)] | None = Field(
        None, description="Seconds to read one file in a process of its own; 0 is without one and without bound."
    )
    jobs: Jobs | None = Field(None, description="How many processes judge many files: a number, or auto.")
    cache: Annotated[bool, Field(strict=True)] | None = Field(None, description="Whether answers are remembered.")
    limits: LimitsTable | None = Field(None, description="Limits of reading.")  # type: ignore[valid-type]


def configuration_schema() -> dict[str, Any]:
    """Draft 2020-12, of `plancheck.toml` as a whole."""
    return editors_schema(Configuration, CONFIGURATION_SCHEMA)
