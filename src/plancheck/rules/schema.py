"""The shape of a ruleset file, by pydantic; every fault it finds gets its line and column."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, get_args
from typing import Literal as OneOf

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticKnownError

from plancheck.faults.explaining import day_of_year
from plancheck.plan import Level
from plancheck.rules.outcome import Severity
from plancheck.said import SaidError, said

__all__ = [
    "RULESET_SCHEMA",
    "SUBJECT_KINDS",
    "DatedValueModel",
    "ForceModel",
    "OverrideModel",
    "ParameterModel",
    "ProfileModel",
    "RuleModel",
    "RulesetModel",
    "TextModel",
]

RULESET_SCHEMA = "plancheck.ruleset/1"

NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}[0-9]{3}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


Day = Annotated[dt.date, BeforeValidator(day_of_year)]

SubjectKind = OneOf["plan", "measure", "direction", "column", "procedure", "school", "territory", "site", "requirement"]
SUBJECT_KINDS = frozenset(get_args(SubjectKind))


class Strict(BaseModel):
    # A model that is only a part of others is never built alone.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class TextModel(Strict):
    ru: NonEmpty
    en: NonEmpty


def _in_both(given: Any) -> Any:
    """A text that is the same in both languages may be written once."""
    if not isinstance(given, str):
        return given
    if not given.strip():
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return {"ru": given, "en": given}


EitherText = Annotated[TextModel, BeforeValidator(_in_both, json_schema_input_type=NonEmpty | TextModel)]


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
            raise SaidError(said("effective.none"))
        if self.first is not None and self.last is not None and self.last < self.first:
            raise SaidError(said("effective.order"))
        return self


class RuleModel(Strict):
    code: Code
    name: Slug
    severity: Severity
    title: TextModel
    why: TextModel
    source: Annotated[list[EitherText], Field(min_length=1)]
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
    off: EitherText | None = None
    title: TextModel | None = None
    message: TextModel | None = None
    remedy: TextModel | None = None
    source: Annotated[list[EitherText], Field(min_length=1)] | None = None
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
    calendars: list[Any] = []
    lexicons: dict[str, Any] = {}
    parameters: dict[Word, Any] = {}
    override: dict[str, OverrideModel] = {}
    profiles: dict[Slug, ProfileModel] = {}
    withdrawn: dict[Code, WithdrawnModel] = {}
    rules: list[Any] = []  # each is read by itself, so that one rule's faults do not hide another's
