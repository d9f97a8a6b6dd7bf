"""The words plancheck says to a person, in Russian or English, with their plurals."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

Lang = Literal["ru", "en"]
LANGUAGES: Final[tuple[str, ...]] = get_args(Lang)

_FOLDER = Path(__file__).parent / "locale"
_DAY = {"ru": "%d.%m.%Y", "en": "%Y-%m-%d"}


def plural_form(lang: str, number: int) -> int:
    """Which form a count takes: ru 0 «1 ошибка», 1 «2 ошибки», 2 «5 ошибок»; en 0 «1 error», 1 «2 errors»."""
    number = abs(number)
    if lang == "en":
        return 0 if number == 1 else 1
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


class Wording:
    """One language's catalogue: `say` sentences, `count` things, `name` codes.

    A key that the catalogue lacks raises KeyError: tests hold both catalogues to the same keys.
    A code without a name is shown as it is, since rulesets may bring codes of their own.
    """

    def __init__(self, lang: str, catalogue: dict[str, Any]) -> None:
        self.lang = lang
        self._say: dict[str, str] = catalogue["say"]
        self._count: dict[str, list[str]] = catalogue["count"]
        self._names: dict[str, dict[str, str]] = catalogue["names"]

    def say(self, key: str, **values: object) -> str:
        """The sentence `key`; `values` fill its braces and are never read as templates themselves."""
        return self._say[key].format_map(values)

    def count(self, key: str, number: int) -> str:
        """«3 ошибки»: the number with the thing in its plural form."""
        return self._count[key][plural_form(self.lang, number)].format(n=number)

    def name(self, kind: str, code: str) -> str:
        """What a code of the kind (level, column, topic, role, …) is called."""
        return self._names[kind].get(code, code)

    def names(self, kind: str, codes: tuple[str, ...]) -> str:
        return ", ".join(self.name(kind, code) for code in codes)

    def day(self, day: dt.date) -> str:
        return day.strftime(_DAY[self.lang])

    def quote(self, text: str) -> str:
        return self.say("quote", text=text)


@cache
def wording(lang: str = "ru") -> Wording:
    """The catalogue of a language; ValueError names the languages there are."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang: {lang!r} — ru | en")
    return Wording(lang, json.loads((_FOLDER / f"{lang}.json").read_text(encoding="utf-8")))
