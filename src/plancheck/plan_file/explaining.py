"""Explains to a person, at its line and column, each way in which a plan file does not have its shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from plancheck.plan_file.faults import Fault
from plancheck.plan_file.shape import LONGEST, PlanShape
from plancheck.yaml_source import YamlFile

__all__ = ["explained", "fault_at"]

_LIKE = 60.0  # per cent of likeness below which a guess would mislead
_MOST = 1_000  # faults that are explained; a file with more is no plan a person mistyped
_CHOICES = 12

Said = tuple[str, str]  # Russian, English
Path = tuple[str | int, ...]

_WANTED: dict[str, Said] = {
    "tuple_type": ("нужен список", "a list is wanted"),
    "model_type": ("нужны поля (ключ: значение)", "fields are wanted (key: value)"),
    "model_attributes_type": ("нужны поля (ключ: значение)", "fields are wanted (key: value)"),
    "dict_type": ("нужны поля (ключ: значение)", "fields are wanted (key: value)"),
    "string_type": ("нужен текст", "a text is wanted"),
    "flag": ("нужно true или false", "true or false is wanted"),
    "whole": ("нужно целое число от нуля", "a whole number, 0 or more, is wanted"),
    "window": (
        "нужна пара [первый день, последний день]; неизвестный день – null",
        "a pair [first day, last day] is wanted; a day that is not known is null",
    ),
    "section": ("нужен номер раздела или его место в списке", "a section's number or its place in the list is wanted"),
    "union_tag_not_found": ("нужен список или поля above, below", "a list, or fields above and below, is wanted"),
}


def fault_at(file: YamlFile, path: Path, said: Said, *, at_key: bool = False) -> Fault:
    """A fault at the value (or key) of a path."""
    line, column = file.key_position(path) if at_key else file.position(path)
    return Fault(line, column, *said)


def explained(error: ValidationError, file: YamlFile) -> Iterator[Fault]:
    """The faults of a file that is not of the shape."""
    for one in islice(error.errors(include_url=False), _MOST):
        yield _explained(one, file)


def _explained(error: ErrorDetails, file: YamlFile) -> Fault:
    path: Path = tuple(step for step in error["loc"] if not str(step).startswith("("))
    last = str(path[-1]) if path else ""
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return fault_at(file, path[:-1], (f"нет «{last}»", f"«{last}» is missing"))
        case "extra_forbidden":
            known = _keys(error["loc"][:-1])
            ru, en = _guess(last, known) or _listed(known, ("есть", "known"))
            return fault_at(file, path, (f"неизвестный ключ «{last}»{ru}", f"unknown key «{last}»{en}"), at_key=True)
        case "enum" | "literal_error":
            return fault_at(file, path, _no_choice(error, context))
        case "day":
            return fault_at(file, path, _no_day(context))
        case "long":
            said = (f"текст длиннее {LONGEST} знаков", f"the text is longer than {LONGEST} characters")
            return fault_at(file, path, said)
    what = error["input"] if isinstance(error["input"], str | int) else ""
    return fault_at(file, path, _not(what, _WANTED.get(error["type"], (error["msg"], error["msg"])), last))


def _not(what: object, wanted: Said, name: str) -> Said:
    found = f", а не «{what}»" if what else ""
    found_en = f", not «{what}»" if what else ""
    named = f"{name}: " if name and not name.isdigit() else ""
    return f"{named}{wanted[0]}{found}", f"{named}{wanted[1]}{found_en}"


def _no_choice(error: ErrorDetails, context: dict[str, Any]) -> Said:
    allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
    value = error["input"] if isinstance(error["input"], str) else ""
    ru, en = _guess(value, allowed) or _listed(allowed, ("можно", "possible"))
    return f"«{value}» здесь не подходит{ru}", f"«{value}» does not fit here{en}"


def _no_day(context: dict[str, Any]) -> Said:
    value, guess = context["value"], context["guess"]
    if guess:
        return f"«{value}»: день пишется {guess}", f"«{value}»: a day is written {guess}"
    return (
        f"«{value}»: нет такого дня; пишется ГОД-МЕСЯЦ-ДЕНЬ, например 2025-09-01",
        f"«{value}»: no such day; it is written YEAR-MONTH-DAY, as 2025-09-01",
    )


def _guess(word: str, known: Iterable[str]) -> Said | None:
    """«; did you mean …?»; None where nothing is like the word."""
    found = process.extractOne(word.lower(), sorted(known), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return (f"; может быть, «{found[0]}»?", f"; did you mean «{found[0]}»?") if found else None


def _listed(known: Iterable[str], lead: Said) -> Said:
    words = list(known)
    text = ", ".join(words[:_CHOICES]) + (" …" if len(words) > _CHOICES else "")
    return f"; {lead[0]}: {text}", f"; {lead[1]}: {text}"


def _keys(loc: tuple[str | int, ...]) -> list[str]:
    """The keys known at a place of the shape."""
    current: list[type[BaseModel]] = [PlanShape]
    for step in loc:
        if isinstance(step, int):
            continue
        if step.startswith("("):
            current = [one for one in current if ("above" in one.model_fields) == (step == "(outside)")]
            continue
        fields = [field for one in current for name, field in one.model_fields.items() if step in (name, field.alias)]
        current = [found for field in fields for found in _models_in(field.annotation)]
    return [field.alias or name for one in current for name, field in one.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models_in(part)]
