"""Texts of rules in two languages, and their placeholders `{var.field}`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.rules.fields import Fact, FieldType

__all__ = [
    "PLACEHOLDER",
    "Text",
    "day_text",
    "parameters_named",
    "placeholders",
    "render",
    "stray_brace",
    "with_parameters",
]

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\}")
_PARAMETER = late_pattern(r"\{\$([a-z][a-z0-9_]*)\}")


class Text(NamedTuple):
    """One text in Russian and in English."""

    ru: str
    en: str

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.ru

    def text(self, lang: str = "en") -> str:
        """As `of`: a part of what is said (`plancheck.said.Sayable`)."""
        return self.of(lang)


def placeholders(template: str) -> Iterator[tuple[str, str]]:
    """The (variable, field) pairs that a template names."""
    for found in PLACEHOLDER.finditer(template):
        yield found[1], found[2]


def stray_brace(template: str) -> bool:
    """True where a brace is left that belongs to no placeholder: a mistyped placeholder."""
    return bool(re.search(r"[{}]", _PARAMETER.sub("", PLACEHOLDER.sub("", template))))


def parameters_named(template: str) -> Iterator[str]:
    """The parameters that a template shows, as `{$name}`."""
    for found in _PARAMETER.finditer(template):
        yield found[1]


def with_parameters(text: Text, shown: Mapping[str, Text]) -> Text:
    """The text with each `{$name}` replaced by that parameter's own; unknown names stay for the reader to refuse."""

    def filled(lang: str) -> str:
        return _PARAMETER.sub(lambda found: shown[found[1]].of(lang) if found[1] in shown else found[0], text.of(lang))

    return Text(filled("ru"), filled("en")) if "{$" in text.ru + text.en else text


def day_text(day: dt.date) -> Text:
    """A day as people write it."""
    return Text(f"{day:%d.%m.%Y}", day.isoformat())


def render(template: str, bound: Mapping[str, Fact], lang: str) -> str:
    """The template with each `{var.field}` replaced by the fact's text or value.

    Raises KeyError where the variable or field is not there; loading has made sure that they are.
    """

    if "{" not in template:
        return template
    plain, *rest = PLACEHOLDER.split(template)  # a text, then by threes: variable, field, the text after them
    shown = (_text_of(bound[var], field, lang) + text for var, field, text in zip(*[iter(rest)] * 3, strict=True))
    return plain + "".join(shown)


def _text_of(fact: Fact, field: str, lang: str) -> str:
    """A text made for display goes before the bare value; days are written as people write them."""
    if field in fact.display:
        text = fact.display[field]
        return text if isinstance(text, str) else text.get(lang) or text["ru"]
    value = fact.values[field]
    if fact.kind.fields[field].type is FieldType.DAY and isinstance(value, int):
        if not 0 < value <= dt.date.max.toordinal():
            return "–"
        return day_text(dt.date.fromordinal(value)).of(lang)
    return str(value)
