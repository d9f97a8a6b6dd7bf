"""Texts of rules in two languages, and their placeholders `{var.field}`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from plancheck.rules.fields import Fact, FieldType

__all__ = ["PLACEHOLDER", "Text", "placeholders", "render", "stray_brace"]

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\}")


class Text(NamedTuple):
    """One text in Russian and in English."""

    ru: str
    en: str

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.ru


def placeholders(template: str) -> Iterator[tuple[str, str]]:
    """The (variable, field) pairs that a template names."""
    for found in PLACEHOLDER.finditer(template):
        yield found[1], found[2]


def stray_brace(template: str) -> bool:
    """True where a brace is left that belongs to no placeholder: a mistyped placeholder."""
    return bool(re.search(r"[{}]", PLACEHOLDER.sub("", template)))


def render(template: str, bound: Mapping[str, Fact], lang: str) -> str:
    """The template with each `{var.field}` replaced by the fact's text or value.

    Raises KeyError where the variable or field is not there; loading has made sure that they are.
    """

    def shown(found: re.Match[str]) -> str:
        return _text_of(bound[found[1]], found[2], lang)

    replace: Callable[[re.Match[str]], str] = shown
    return PLACEHOLDER.sub(replace, template)


def _text_of(fact: Fact, field: str, lang: str) -> str:
    """A text made for display goes before the bare value; days are written as people write them."""
    if field in fact.display:
        text = fact.display[field]
        return text if isinstance(text, str) else text.get(lang) or text["ru"]
    value = fact.values[field]
    if fact.kind.fields[field].type is FieldType.DAY and isinstance(value, int):
        if not 0 < value <= dt.date.max.toordinal():
            return "–"
        date = dt.date.fromordinal(value)
        return date.isoformat() if lang == "en" else f"{date:%d.%m.%Y}"
    return str(value)
