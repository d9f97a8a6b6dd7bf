"""The JSON Schema of a shape, as editors take it to offer keys and mark mistakes."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

__all__ = ["DRAFT", "editors_schema"]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def editors_schema(shape: type[BaseModel], title: str) -> dict[str, Any]:
    """Draft 2020-12, without the titles that pydantic makes of names: they say nothing."""
    schema = shape.model_json_schema(by_alias=True)
    return dict(_without_titles({"$schema": DRAFT, **schema, "title": title}))


def _without_titles(part: Any, *, inside: bool = False) -> Any:
    if isinstance(part, list):
        return [_without_titles(one, inside=True) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if not (inside and key == "title" and isinstance(value, str))}
    return {
        key: {name: _without_titles(one, inside=True) for name, one in value.items()}
        if key in ("properties", "$defs")
        else _without_titles(value, inside=True)
        for key, value in kept.items()
    }
