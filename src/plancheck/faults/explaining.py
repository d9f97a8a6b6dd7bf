"""Explains to a person, at its line and column, each way in which a value does not have the shape it must have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, Protocol, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plancheck.errors import Problem
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.said import Said, SaidError, said

__all__ = ["PlacedFile", "day_of_year", "explained", "read_model"]

Model = TypeVar("Model", bound=BaseModel)

_MOST = 1_000  # faults that are explained; a file with more is none that a person mistyped
_CHOICES = 12
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RUSSIAN_DAY = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")

_WANTED: Final = {
    "bool_type": "wanted.flag",
    "int_type": "wanted.whole",
    "float_type": "wanted.number",
    "list_type": "wanted.list",
    "tuple_type": "wanted.list",
    "dict_type": "wanted.table",
    "model_type": "wanted.table",
    "model_attributes_type": "wanted.table",
    "flag": "wanted.flag",
    "whole": "wanted.whole_from_0",
    "window": "wanted.window",
    "section": "wanted.section",
    "union_tag_not_found": "wanted.list_or_outside",
}
"""What is wanted where a value has another type, by pydantic's kinds of errors and those of our validators."""


class PlacedFile(Protocol):
    """A file whose values have places: YAML or TOML."""

    def problem(self, path: Sequence[str | int], message: Said, *, at_key: bool = False) -> Problem: ...

    def written(self, path: Sequence[str | int]) -> str | None: ...


def read_model(
    model: type[Model],
    value: Any,
    file: PlacedFile,
    under: tuple[str | int, ...],
    problems: list[Problem],
    *,
    named: bool = False,
) -> Model | None:
    """The value as the model; None where it does not fit, its faults added with their places.

    `under` is the path of the value within its file; `named` as in `explained`.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems.extend(explained(error, model, file, under, named=named))
        return None


def explained(
    error: ValidationError,
    model: type[BaseModel],
    file: PlacedFile,
    under: tuple[str | int, ...] = (),
    *,
    named: bool = False,
) -> Iterator[Problem]:
    """The faults of a value that is not of the model. Where `named`, a wrong value is told with its field's name."""
    for fault in islice(error.errors(include_url=False), _MOST):
        path = (*under, *(step for step in fault["loc"] if not str(step).startswith("(")))
        if path and path[-1] == "[key]":  # the key itself is at fault, not what stands under it
            form = said("not_of_form", value=path[-2], form=fault.get("ctx", {}).get("pattern"))
            yield file.problem(path[:-1], form, at_key=True)
        elif fault["type"] == "missing":
            yield file.problem(path[:-1], said("missing", name=path[-1]))
        elif fault["type"] == "extra_forbidden":
            known = _keys(model, fault["loc"][:-1])
            hint = did_you_mean(str(path[-1]), known) or said("hint.keys", known=listed(known))
            yield file.problem(path, said("unknown_key", name=path[-1], hint=hint), at_key=True)
        else:
            yield file.problem(path, _wrong_value(fault, file.written(path), named=named))


def _wrong_value(fault: ErrorDetails, written: str | None, *, named: bool) -> Said:
    name = str(fault["loc"][-1]) if fault["loc"] else ""
    context: Mapping[str, Any] = fault.get("ctx", {})
    told: Said
    match fault["type"]:
        case "enum" | "literal_error":
            allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
            guess = did_you_mean(str(fault["input"]), allowed)
            told = said("none_of", value=fault["input"], allowed=_listed(allowed), hint=guess)
        case "string_type" if not named:
            told = said("must_be_text", written=written) if written else said("must_be_text.it")
        case "string_type":
            told = said("named", name=name, what=said("wanted", what=said("wanted.text"), found=None))
        case "string_pattern_mismatch":
            told = said("not_of_form", value=fault["input"], form=context["pattern"])
        case "string_too_short":
            told = said("empty", name=name)
        case "too_short":
            told = said("list_short", name=name, least=context["min_length"])
        case "value_error":
            cause = context["error"]
            told = cause.said if isinstance(cause, SaidError) else said("as_told", why=cause)
        case kind if kind in _WANTED:
            shown = f"«{written}»" if named else written
            found = said("wanted.found", found=shown) if written else None
            told = said("wanted", what=said(_WANTED[kind]), found=found)
            told = said("named", name=name, what=told) if named and not name.isdigit() else told
        case "greater_than_equal" | "less_than_equal":
            bound = said("at_least", bound=context["ge"]) if "ge" in context else said("at_most", bound=context["le"])
            told = said("out_of_bounds", name=name, bound=bound, written=written)
        case _:
            told = said("named", name=name, what=said("as_told", why=fault["msg"]))
    return told


def _listed(allowed: Sequence[str]) -> str:
    """What is possible, in its own order; the beginning where it is too much to read."""
    return ", ".join(allowed[:_CHOICES]) + (" …" if len(allowed) > _CHOICES else "")


def day_of_year(written: Any) -> dt.date:
    """The day of a text «2023-09-01». Raises SaidError for all else; a Russian day is told as it must be written."""
    if isinstance(written, dt.date) and not isinstance(written, dt.datetime):
        return written
    text = written if isinstance(written, str) else ""
    try:
        return dt.date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        russian = _RUSSIAN_DAY.fullmatch(text)
        hint = said("day.none") if _DAY.fullmatch(text) else None
        if russian:
            hint = said("did_you_mean", word=f"{russian[3]}-{russian[2]:>02}-{russian[1]:>02}")
        raise SaidError(said("day", value="" if isinstance(written, dict | list) else written, hint=hint)) from None


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys known at a place inside a model; follows lists, tables and unions told apart by a tag."""
    current: list[type[BaseModel]] = [model]
    for step in loc:
        if str(step).startswith("("):
            current = [one for one in current if getattr(one, "TAG", "(list)") == step]
            continue
        fields = [field for one in current for name, field in one.model_fields.items() if step in (name, field.alias)]
        current = [found for field in fields for found in _models_in(field.annotation)] if fields else current
    return [field.alias or name for one in current for name, field in one.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models_in(part)]
