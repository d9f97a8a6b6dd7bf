"""The JSON Schema of a plan file, for editors: what may be written, with a word on each field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plancheck.plan import PLAN_SCHEMA
from plancheck.plan_file.describing import ABOUT
from plancheck.plan_file.shape import PlanShape

__all__ = ["plan_schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_CODES = {"Level": "level", "Column": "column", "Recurrence": "recurrence", "Anchor": "anchor", "Role": "role",
          "Topic": "topic", "SkipReason": "skipped"}  # fmt: skip
_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def plan_schema(lang: str = "ru", called: Callable[[str, str], str] | None = None) -> dict[str, Any]:
    """Draft 2020-12, of the form people write: deadlines and those responsible may be bare texts.

    `lang` is the language of the descriptions; `called` tells what a code of a kind («topic», «order») is called.
    """
    schema = PlanShape.model_json_schema(by_alias=True)
    parts: dict[str, dict[str, Any]] = schema.pop("$defs")
    _describe(schema, "PlanShape", lang)
    for name, part in parts.items():
        _describe(part, name, lang)
        if name in _CODES and called:
            part["enumDescriptions"] = [called(_CODES[name], code) for code in part["enum"]]
    schema["title"] = PLAN_SCHEMA
    schema["anyOf"] = [{"required": ["measures"]}, {"required": ["sections"]}]
    named = {"$schema": _DRAFT, **schema, "$defs": {_short(name): part for name, part in parts.items()}}
    return dict(_settled(named))


def _describe(part: dict[str, Any], name: str, lang: str) -> None:
    """Gives a part and its fields their descriptions; the titles that pydantic makes of names say nothing."""
    part.pop("description", None)
    part.pop("title", None)
    for field, about in part.get("properties", {}).items():
        about.pop("title", None)
        about.pop("default", None)  # left out is not the default: it is understood from the words
        told = ABOUT.get(f"{_short(name)}.{field}") or ABOUT.get(field)
        if told:
            about["description"] = told[lang == "en"]


def _short(name: str) -> str:
    return name.removesuffix("Shape")


def _settled(part: Any) -> Any:
    """References by the short names; days as editors check them."""
    if isinstance(part, list):
        return [_settled(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("format") == "date":
        return _DAY | {key: value for key, value in part.items() if key == "description"}
    return {
        key: f"#/$defs/{_short(value.rpartition('/')[2])}" if key == "$ref" else _settled(value)
        for key, value in part.items()
        if key != "discriminator"
    }
