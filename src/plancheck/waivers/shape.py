"""The shape of a waiver file and of a baseline, by pydantic; every fault is said in both languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from rapidfuzz import fuzz, process

from plancheck.plan import Level
from plancheck.rules.schema import SubjectKind
from plancheck.waivers.faults import Fault
from plancheck.yaml_source import YamlFile

__all__ = ["BaselineShape", "PlanShape", "WaiverShape", "WaiversShape", "at", "guess", "shaped"]

_LIKE = 60.0  # per cent of likeness below which a guess would mislead
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RUSSIAN_DAY = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")
_CHOICES = 12

Said = tuple[str, str]  # Russian, English
Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_WANTED: dict[str, Said] = {
    "list_type": ("нужен список", "a list is wanted"),
    "tuple_type": ("нужен список", "a list is wanted"),
    "model_type": ("нужны поля (ключ: значение)", "fields are wanted (key: value)"),
    "dict_type": ("нужны поля (ключ: значение)", "fields are wanted (key: value)"),
    "string_type": ("нужен текст", "a text is wanted"),
    "string_too_short": ("не заполнено", "is empty"),
    "string_pattern_mismatch": ("код правила пишется как OBS002", "a rule's code is written as OBS002"),
}


def _day(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value
    text = value if isinstance(value, str) else ""
    try:
        return dt.date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        written = _RUSSIAN_DAY.fullmatch(text)
        told = f"{written[3]}-{written[2]:>02}-{written[1]:>02}" if written else ""
        raise PydanticCustomError("day", "{value}{told}", {"value": text, "told": told}) from None


Day = Annotated[dt.date, BeforeValidator(_day)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}[0-9]{3}$", strip_whitespace=True)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AboutShape(Shape):
    kind: SubjectKind | None = None
    ref: Text | None = None
    number: Text | None = None
    section: Text | None = None
    text: Text | None = None


class WaiverShape(Shape):
    rule: Code
    subject: AboutShape | None = None
    file: Text | None = None
    reason: Text
    author: Text
    expires: Day


class WaiversShape(Shape):
    schema_: Literal["plancheck.waivers/1"] = Field(alias="schema")
    waivers: list[WaiverShape]


class FindingShape(Shape):
    """A finding as it was known; `says` is for people alone."""

    rule: str
    fingerprint: str
    grounds: list[str] = []
    says: str = ""


class PeriodShape(Shape):
    start: Day
    end: Day


class PlanShape(Shape):
    file: str
    organisation: str | None = None
    level: Level | None = None
    period: PeriodShape | None = None
    findings: list[FindingShape] = []


class BaselineShape(Shape):
    schema_: Literal["plancheck.baseline/1"] = Field(alias="schema")
    plans: list[PlanShape]


def shaped(model: type[Model], value: Any, file: YamlFile, under: Path = ()) -> Model | list[Fault]:
    """The value as the model; else every fault. `under` is the value's path in its file."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return list(_explained(error.errors(include_url=False), model, file, under))


def at(file: YamlFile, path: Path, said: Said, *, key: bool = False) -> Fault:
    """A fault at the value (or key) of a path."""
    line, column = file.key_position(path) if key else file.position(path)
    return Fault(line, column, *said)


def guess(word: str, known: Iterable[str]) -> Said:
    """«; did you mean …?» to end a message with; the known words where nothing is like the word."""
    words = sorted(known)
    found = process.extractOne(word.lower(), words, scorer=fuzz.ratio, processor=str.lower, score_cutoff=_LIKE)
    if found:
        return f"; может быть, «{found[0]}»?", f"; did you mean «{found[0]}»?"
    shown = ", ".join(words[:_CHOICES]) + (" …" if len(words) > _CHOICES else "")
    return f"; есть: {shown}", f"; there are: {shown}"


def _explained(errors: Iterable[ErrorDetails], model: type[BaseModel], file: YamlFile, under: Path) -> Iterator[Fault]:
    for one in errors:
        path, last = (*under, *one["loc"]), str(one["loc"][-1]) if one["loc"] else ""
        context: Mapping[str, Any] = one.get("ctx", {})
        value = one["input"] if isinstance(one["input"], str | int) else ""
        match one["type"]:
            case "missing":
                yield at(file, path[:-1], (f"нет «{last}»", f"«{last}» is missing"))
            case "extra_forbidden":
                ru, en = guess(last, _keys(model, one["loc"][:-1]))
                yield at(file, path, (f"неизвестный ключ «{last}»{ru}", f"unknown key «{last}»{en}"), key=True)
            case "literal_error" | "enum":
                known = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
                ru, en = guess(str(value), known)
                yield at(file, path, (f"«{value}» здесь не подходит{ru}", f"«{value}» does not fit here{en}"))
            case "day":
                yield at(file, path, _no_day(context))
            case kind:
                ru, en = _WANTED.get(kind, (one["msg"], one["msg"]))
                shown = f", а не «{value}»" if value else "", f", not «{value}»" if value else ""
                yield at(file, path, (f"{last}: {ru}{shown[0]}", f"{last}: {en}{shown[1]}"))


def _no_day(context: Mapping[str, Any]) -> Said:
    value, told = context["value"], context["told"]
    if told:
        return f"«{value}»: день пишется {told}", f"«{value}»: a day is written {told}"
    return (
        f"«{value}»: нет такого дня; пишется ГОД-МЕСЯЦ-ДЕНЬ, например 2026-05-31",
        f"«{value}»: no such day; it is written YEAR-MONTH-DAY, as 2026-05-31",
    )


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys known at a place of the shape."""
    current = model
    for step in loc:
        fields = (field for name, field in current.model_fields.items() if step in (name, field.alias))
        current = next((found for field in fields for found in _models_in(field.annotation)), current)
    return [field.alias or name for name, field in current.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models_in(part)]
