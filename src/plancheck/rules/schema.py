"""The shape of a ruleset file, by pydantic; every fault it finds gets its line and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Protocol, TypeVar, get_args
from typing import Literal as OneOf

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from plancheck.errors import Problem
from plancheck.plan import Level
from plancheck.rules.nearest import did_you_mean, listed
from plancheck.rules.outcome import Severity
from plancheck.yaml_source import KeyPath

__all__ = [
    "RULESET_SCHEMA",
    "SUBJECT_KINDS",
    "DatedValueModel",
    "ForceModel",
    "OverrideModel",
    "ParameterModel",
    "PlacedFile",
    "ProfileModel",
    "RuleModel",
    "RulesetModel",
    "TextModel",
    "read_model",
]

RULESET_SCHEMA = "plancheck.ruleset/1"

NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}[0-9]{3}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


def day_in(written: Any) -> dt.date:
    """The day of a text «2023-09-01»; ValueError for all else."""
    if isinstance(written, dt.date) and not isinstance(written, dt.datetime):
        return written
    if isinstance(written, str) and len(written) == len("2023-09-01"):
        try:
            return dt.date.fromisoformat(written)
        except ValueError:
            pass
    raise ValueError(f"a date is written as 2023-09-01, not «{written}»")


Day = Annotated[dt.date, BeforeValidator(day_in)]

Model = TypeVar("Model", bound=BaseModel)

SubjectKind = OneOf["plan", "measure", "direction", "column", "procedure", "school", "territory", "site", "requirement"]
SUBJECT_KINDS = frozenset(get_args(SubjectKind))


class Strict(BaseModel):
    # A model that is only a part of others is never built alone.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class TextModel(Strict):
    ru: NonEmpty
    en: NonEmpty


class DoubtModel(Strict):
    when: Any
    because: TextModel


class EscalateModel(Strict):
    to: Severity
    when: Any


class SubjectModel(Strict):
    kind: SubjectKind
    kind_from: str | None = None
    ref: str | None = None
    of: str | None = None


class SuggestModel(Strict):
    measure: NonEmpty
    deadline: str = ""
    responsible: str = ""
    result: str = ""


class ExamplesModel(Strict):
    passed: list[dict[str, Any]] = Field(default=[], alias="pass")
    fail: list[dict[str, Any]] = []
    inapplicable: list[dict[str, Any]] = []
    cant_tell: list[dict[str, Any]] = []
    always: bool = False


class ForceModel(Strict):
    """From which day and until which, both included."""

    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="until")

    @model_validator(mode="after")
    def _spans(self) -> ForceModel:
        if self.first is None and self.last is None:
            raise ValueError("«from», «until» or both are wanted")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError("«until» is before «from»")
        return self


class RuleModel(Strict):
    code: Code
    name: Slug
    severity: Severity
    title: TextModel
    why: TextModel
    source: Annotated[list[NonEmpty], Field(min_length=1)]
    applies: dict[str, Any] = {}
    for_each: Any = None
    nothing: TextModel | None = None
    excepted: TextModel | None = None
    exceptions: Any = Field(default=None, alias="except")
    require: Any = None
    forbid: Any = None
    doubt: list[DoubtModel] = []
    escalate: EscalateModel | None = None
    subject: SubjectModel | None = None
    merge: bool = False
    message: TextModel
    remedy: TextModel
    suggest: SuggestModel | None = None
    suggest_by: dict[str, SuggestModel] = {}
    effective: ForceModel | None = None
    replaced_by: list[Code] = []
    examples: ExamplesModel = ExamplesModel()


class DatedValueModel(ForceModel):
    value: Any


class ParameterModel(Strict):
    type: OneOf["int", "flag", "code", "list", "date", "text"]
    of: Word | None = None
    default: Any
    values: list[DatedValueModel] = []
    title: TextModel


class OverrideModel(Strict):
    """What may be said anew of an inherited rule; a part that is not given stays as it was."""

    severity: Severity | None = None
    off: NonEmpty | None = None
    title: TextModel | None = None
    message: TextModel | None = None
    remedy: TextModel | None = None
    source: Annotated[list[NonEmpty], Field(min_length=1)] | None = None
    suggest: SuggestModel | None = None
    effective: ForceModel | None = None
    replaced_by: list[Code] | None = None
    parameters: dict[Word, Any] = {}


class ProfileModel(Strict):
    title: TextModel
    parameters: dict[Word, Any] = {}
    override: dict[str, OverrideModel] = {}


class WithdrawnModel(Strict):
    since: Day
    replaced_by: list[Code] = []
    why: TextModel


class RulesetModel(Strict):
    schema_: OneOf["plancheck.ruleset/1"] = Field(alias="schema")
    name: Slug
    version: NonEmpty
    title: TextModel
    extends: list[NonEmpty] = []
    levels: list[Level] = []
    calendar: NonEmpty | None = None
    parameters: dict[Word, Any] = {}
    override: dict[str, OverrideModel] = {}
    profiles: dict[Slug, ProfileModel] = {}
    withdrawn: dict[Code, WithdrawnModel] = {}
    rules: list[Any] = []  # each is read by itself, so that one rule's faults do not hide another's


class PlacedFile(Protocol):
    """A file whose values have places: YAML or TOML."""

    def problem(self, path: KeyPath, message: str, *, at_key: bool = False) -> Problem: ...

    def written(self, path: KeyPath) -> str | None: ...


def read_model(
    model: type[Model], value: Any, file: PlacedFile, under: tuple[str | int, ...], problems: list[Problem]
) -> Model | None:
    """The value as the model; None where it does not fit, its faults added with their places.

    `under` is the path of the value within its file.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems.extend(_explained(error, model, file, under))
        return None


_WANTED = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "list_type": "a list",
    "dict_type": "a table of names and values",
    "model_type": "a table of names and values",
}


def _explained(
    error: ValidationError, model: type[BaseModel], file: PlacedFile, under: tuple[str | int, ...]
) -> Iterator[Problem]:
    for fault in error.errors(include_url=False):
        path = (*under, *fault["loc"])
        last = str(fault["loc"][-1]) if fault["loc"] else ""
        context: Mapping[str, Any] = fault.get("ctx", {})
        if last == "[key]":  # the key itself is at fault, not what stands under it
            last = str(path[-2])
            yield file.problem(path[:-1], f"«{last}» is not of the form {context.get('pattern')}", at_key=True)
            continue
        match fault["type"]:
            case "missing":
                yield file.problem(path[:-1], f"«{last}» is missing")
            case "extra_forbidden":
                known = _keys(model, fault["loc"][:-1])
                message = f"unknown key «{last}»" + (did_you_mean(last, known) or f"; known: {listed(known)}")
                yield file.problem(path, message, at_key=True)
            case "enum" | "literal_error":
                allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
                guess = did_you_mean(str(fault["input"]), allowed)
                yield file.problem(path, f"«{fault['input']}» is none of {', '.join(allowed)}{guess}")
            case "string_type":
                yield file.problem(path, f"must be a text; put {file.written(path) or 'it'} in quotes or words")
            case "string_pattern_mismatch":
                yield file.problem(path, f"«{fault['input']}» is not of the form {context['pattern']}")
            case "string_too_short":
                yield file.problem(path, f"«{last}» is empty")
            case "value_error":
                yield file.problem(path, str(context["error"]))
            case kind if kind in _WANTED:
                given = file.written(path)
                yield file.problem(path, f"{_WANTED[kind]} is wanted" + (f", not {given}" if given else ""))
            case "greater_than_equal" | "less_than_equal":
                bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
                yield file.problem(path, f"{last}: {bound}, not {file.written(path)}")
            case _:
                yield file.problem(path, f"{last}: {fault['msg']}" if last else str(fault["msg"]))


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys known at a place inside a model; follows lists and optional models."""
    current: type[BaseModel] | None = model
    for step in loc:
        if current is None or not isinstance(step, str):
            continue
        field = next((one for name, one in current.model_fields.items() if step in (name, one.alias)), None)
        current = _model_in(field.annotation) if field else current
    return [one.alias or name for name, one in current.model_fields.items()] if current else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
