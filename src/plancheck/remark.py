"""Something to say about how a file was read, in both languages a person may ask for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence, in Russian and in English."""

    ru: str
    en: str

    def text(self, lang: str) -> str:
        """The sentence in the asked language."""
        return self.en if lang == "en" else self.ru
