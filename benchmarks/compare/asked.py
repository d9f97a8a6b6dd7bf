"""The table of checks (checks.yaml) as each contender wants it: a ruleset, JSON Schemas."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


def checks() -> dict[str, dict[str, Any]]:
    """Code -> `asks`, `plancheck`, `schema` (None where no schema can say it)."""
    table: Mapping[str, Any] = yaml.safe_load((HERE / "checks.yaml").read_text("utf-8"))["checks"]
    return {code: {"asks": one["asks"], **_parts(one)} for code, one in table.items()}


def _parts(one: Mapping[str, Any]) -> dict[str, Any]:
    if topic := one.get("topic"):
        there = {"contains": {"properties": {"topics": {"contains": {"const": topic}}}}}
        return {
            "plancheck": {"require": {"topic": {"topic": topic}}},
            "schema": {"of": "plan", "must": {"properties": {"measures": there}}},
        }
    return {"plancheck": one["plancheck"], "schema": one.get("schema")}


def ruleset() -> str:
    """The checks as a ruleset of plancheck, in YAML."""

    def both(text: str) -> dict[str, str]:
        return {"ru": text, "en": text}

    rules = [
        {
            "code": code,
            "name": code.lower(),
            "severity": "error",
            "title": both(one["asks"]),
            "why": both("A benchmark."),
            "source": ["benchmarks/compare/checks.yaml"],
            **one["plancheck"],
            "message": both(f"Not so: {one['asks']}."),
            "remedy": both("Mend it."),
        }
        for code, one in checks().items()
    ]
    whole = {"schema": "plancheck.ruleset/1", "name": "compared", "version": "1", "title": both("Compared")}
    return yaml.safe_dump({**whole, "rules": rules}, allow_unicode=True, sort_keys=False)


def schema_of(check: Mapping[str, Any]) -> dict[str, Any]:
    """The check as a JSON Schema (draft 7) of a whole plan."""
    said = check["schema"]
    must = {"properties": {"measures": {"items": said["must"]}}} if said["of"] == "rows" else said["must"]
    return {"$schema": "http://json-schema.org/draft-07/schema#", **must}
