"""The shape of a plan file, by pydantic: what a person writes, and what `parse` writes, in one.

Only words are needed. Every other field may be left out, and is then understood from the words; `model_fields_set`
says which fields were given. `source`, `location` and `places` are taken as written and not looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from plancheck.faults.explaining import day_of_year
from plancheck.language import clean
from plancheck.plan import Anchor, Belonging, Column, Level, Mark, Recurrence, Role, SkipReason, Topic
from plancheck.said import SaidError, said

__all__ = [
    "LONGEST",
    "ApprovalShape",
    "DeadlineShape",
    "FlawShape",
    "FlawsOutside",
    "MeasureShape",
    "MentionShape",
    "MentionsOutside",
    "PeriodShape",
    "PlanShape",
    "RemarkShape",
    "ResponsibleShape",
    "SectionShape",
    "Shape",
    "SkippedShape",
]

LONGEST: Final = 100_000  # characters of one text, as of a cell in a document
_WHOLE = re.compile(r"\d{1,9}")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def _tidy(text: str) -> str:
    """The text as a reader of documents would have it."""
    if len(text) > LONGEST:
        raise SaidError(said("long_text", most=LONGEST))
    return clean(_CONTROLS.sub("", text))


def _flag(value: Any) -> Any:
    found = {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
    if isinstance(found, bool):
        return found
    raise PydanticCustomError("flag", "", {})


def _whole(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise PydanticCustomError("whole", "", {})


def _window(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) == 2:
        return value
    raise PydanticCustomError("window", "", {})


def _section(value: Any) -> Any:
    if value is None or isinstance(value, int | str):
        return value
    raise PydanticCustomError("section", "", {})


def _worded(value: Any) -> Any:
    """A cell given as bare text; an empty one is an empty cell."""
    if isinstance(value, str):
        return {"text": value} if value.strip() else None
    return value


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _or_text(schema: dict[str, Any]) -> None:
    """Tells editors that bare text will do."""
    kinds = schema.pop("anyOf", None) or [{key: schema.pop(key) for key in ("type", "items") if key in schema}]
    schema["anyOf"] = [{"type": "string"}, *kinds]


def _or_number(schema: dict[str, Any]) -> None:
    """Tells editors that a bare number is text all the same («1.10» is a row's number)."""
    schema.pop("anyOf", None)
    schema["type"] = ["string", "number", "null"]


Text = Annotated[str, AfterValidator(_tidy)]
Day = Annotated[dt.date, BeforeValidator(day_of_year)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
Window = Annotated[tuple[Day | None, Day | None], BeforeValidator(_window)]
Number = Annotated[Text | None, Field(json_schema_extra=_or_number)]
Ignored = Annotated[Any, Field(default=None, exclude=True)]


class Shape(BaseModel):
    """Base of all parts: closed to unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def given(self, name: str, otherwise: Callable[[], Any]) -> Any:
        """A field as given; where it was left out, what the words tell."""
        return getattr(self, name) if name in self.model_fields_set else otherwise()


class PeriodShape(Shape):
    start: Day
    end: Day


class ApprovalShape(Shape):
    by: Text | None = None
    position: Text | None = None
    number: Number = None
    date: Day | None = None


class DeadlineShape(Shape):
    text: Text = ""
    windows: tuple[Window, ...] = ()
    recurrence: Recurrence | None = None
    anchor: Anchor | None = None
    ongoing: Flag = False
    inferred: Flag = False


class ResponsibleShape(Shape):
    text: Text = ""
    roles: tuple[Role, ...] = ()
    persons: tuple[str, ...] = ()
    persons_without_post: tuple[str, ...] = ()


class MeasureShape(Shape):
    number: Number = None
    section: Annotated[int | str | None, BeforeValidator(_section)] = None
    text: Text
    deadline: Annotated[DeadlineShape | None, BeforeValidator(_worded), Field(json_schema_extra=_or_text)] = None
    responsible: Annotated[ResponsibleShape | None, BeforeValidator(_worded), Field(json_schema_extra=_or_text)] = None
    result: Text | None = None
    procedures: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    marks: tuple[Mark, ...] = ()
    schools: tuple[str, ...] = ()
    years: tuple[Whole, ...] = ()
    columns: tuple[Column, ...] = ()
    spanned: tuple[Column, ...] = ()
    doubtful: tuple[Column, ...] = ()
    other: dict[str, Text] = {}
    location: Ignored
    places: Ignored


class SectionShape(Shape):
    number: Number = None
    title: Text = ""
    tasks: Annotated[tuple[Text, ...], BeforeValidator(_one_or_many), Field(json_schema_extra=_or_text)] = ()
    level: Level | None = None
    procedures: tuple[str, ...] = ()
    measures: tuple[MeasureShape, ...] = ()
    location: Ignored


class MentionShape(Shape):
    name: str
    kind: Literal["territory", "site"] = "territory"
    belonging: Belonging = Belonging.UNKNOWN
    quote: str = ""
    measure: Whole | None = None
    location: Ignored


class FlawShape(Shape):
    quote: str
    measure: Whole | None = None
    location: Ignored


class MentionsOutside(Shape):
    """The mentions outside the rows; those of the rows are found in their words."""

    TAG: ClassVar = "(outside)"

    above: tuple[MentionShape, ...] = ()
    below: tuple[MentionShape, ...] = ()


class FlawsOutside(Shape):
    """The flaws outside the rows, likewise."""

    TAG: ClassVar = "(outside)"

    above: tuple[FlawShape, ...] = ()
    below: tuple[FlawShape, ...] = ()


class SkippedShape(Shape):
    what: str
    why: SkipReason
    location: Ignored


class RemarkShape(Shape):
    ru: str
    en: str


def _form(value: Any) -> str | None:
    """Which form a list of findings has; the names stand in places of faults (faults/explaining.py takes them out)."""
    if isinstance(value, list | tuple):
        return "(list)"
    return "(outside)" if isinstance(value, dict | Shape) else None


Mentions = Annotated[
    Annotated[tuple[MentionShape, ...], Tag("(list)")] | Annotated[MentionsOutside, Tag("(outside)")],
    Discriminator(_form),
]
Flaws = Annotated[
    Annotated[tuple[FlawShape, ...], Tag("(list)")] | Annotated[FlawsOutside, Tag("(outside)")],
    Discriminator(_form),
]


class PlanShape(Shape):
    schema_: Literal["plancheck.plan/1"] = Field(default="plancheck.plan/1", alias="schema")
    source: Ignored
    title: Text | None = None
    level: Level | None = None
    level_inferred: Flag = False
    organisation: Text | None = None
    territory: str | None = None
    region: str | None = None
    period: PeriodShape | None = None
    approval: ApprovalShape | None = None
    columns: tuple[Column, ...] = ()
    other_columns: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    held_procedures: tuple[str, ...] = ()
    sections: tuple[SectionShape, ...] = ()
    measures: tuple[MeasureShape, ...] = ()
    mentions: Mentions = ()
    leftovers: Flaws = ()
    mixed_words: Flaws = ()
    skipped: tuple[SkippedShape, ...] = ()
    remarks: tuple[RemarkShape, ...] = ()
    recognised: Flag = False
    waivers: Ignored  # read by the waivers room, with its own faults
