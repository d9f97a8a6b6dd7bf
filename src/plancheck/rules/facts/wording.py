"""Words that facts are shown and compared with, read once from `rulesets/wording/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from plancheck.errors import Problem, RulesetError
from plancheck.resources import shipped_rulesets
from plancheck.rules.fields import Display
from plancheck.said import said
from plancheck.yaml_source import read_yaml_file

__all__ = ["WORDING_SCHEMA", "fill", "shown", "shown_day", "wording"]

WORDING_SCHEMA = "plancheck.wording/1"
LANGUAGES = ("ru", "en")


@cache
def wording(name: str) -> Mapping[str, Any]:
    """The contents of `rulesets/wording/NAME.yaml`. Raises RulesetError where it is not such a file."""
    source = read_yaml_file(shipped_rulesets() / "wording" / f"{name}.yaml", keep=True)
    contents: Any = source.value
    if not isinstance(contents, dict) or contents.get("schema") != WORDING_SCHEMA:
        raise RulesetError([Problem(source.path, 1, 1, said("begins_with", schema=WORDING_SCHEMA))])
    return contents


@cache
def shown(group: str, key: str) -> Mapping[str, str]:
    """The words for one thing by language, of `shown.yaml`."""
    words: Mapping[str, str] = wording("shown")[group][key]
    return words


def fill(group: str, key: str, **parts: Display) -> Display:
    """The words for one thing with its placeholders filled, by language."""
    templates = shown(group, key)
    if all(isinstance(part, str) for part in parts.values()):
        return {lang: templates[lang].format_map(parts) for lang in LANGUAGES}
    by_lang = {
        lang: {name: part if isinstance(part, str) else part[lang] for name, part in parts.items()}
        for lang in LANGUAGES
    }
    return {lang: templates[lang].format_map(by_lang[lang]) for lang in LANGUAGES}


@lru_cache(maxsize=4096)
def shown_day(day: dt.date | None) -> Display:
    """A day as people of each language write it."""
    if day is None:
        return shown("dates", "unknown")
    return {lang: day.strftime(pattern) for lang, pattern in shown("dates", "day").items()}
