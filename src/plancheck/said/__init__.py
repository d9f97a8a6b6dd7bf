"""What is wrong with something a person wrote, by key and parts: said in Russian or English when it is asked for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, runtime_checkable

__all__ = ["Said", "SaidError", "Sayable", "catalogue", "said"]

_FOLDER: Final = Path(__file__).parent


@runtime_checkable
class Sayable(Protocol):
    """Whatever has its text in both languages."""

    def text(self, lang: str = ..., /) -> str: ...


class Said(NamedTuple):
    """A sentence, or a part of one: its key in the catalogues here, and what fills its braces.

    A part is a text that is the same in both languages, or has its own in each.
    """

    key: str
    parts: tuple[tuple[str, str | Sayable], ...] = ()

    def text(self, lang: str = "en") -> str:
        """The sentence in a language, «ru» or «en»; parts are never read as templates."""
        filled = {name: part if isinstance(part, str) else part.text(lang) for name, part in self.parts}
        return catalogue(lang)[self.key].format_map(filled)

    def __str__(self) -> str:
        return self.text()


class SaidError(ValueError):
    """A value is not as it must be; `said` tells a person how it must be."""

    def __init__(self, told: Said) -> None:
        super().__init__(told)
        self.said = told


def said(key: str, /, **parts: Any) -> Said:
    """What the catalogues hold under the key, filled with parts; None fills with nothing, other values as text."""
    texts = {name: "" if part is None else part for name, part in parts.items()}
    return Said(key, tuple((name, part if isinstance(part, Sayable) else str(part)) for name, part in texts.items()))


@cache
def catalogue(lang: str) -> dict[str, str]:
    """The sentences of a language by key; that of English for any other language than Russian."""
    texts: dict[str, str] = json.loads((_FOLDER / f"{'ru' if lang == 'ru' else 'en'}.json").read_text(encoding="utf-8"))
    return texts
