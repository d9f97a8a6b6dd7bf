"""Where each key and value stands in a TOML text that `tomllib` has accepted.

tomllib gives no places, and no kept library does (tomlkit's issue on it is open since 2019). Since the text is known
to be right, this only walks over it: it tells keys, values and brackets apart and judges nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Spot", "TomlPath", "places_in"]

TomlPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]+")
_ENDS = {
    '"""': re.compile(r'(?:\\.|[^\\])*?"{3,5}(?!")', re.DOTALL),
    "'''": re.compile(r".*?'{3,5}(?!')", re.DOTALL),
    '"': re.compile(r'(?:\\.|[^"\\])*"'),
    "'": re.compile(r"[^']*'"),
}


class Spot(NamedTuple):
    """Offsets of a key, and of its value from first to last sign; a table's value begins at its name."""

    key: int
    value: int
    end: int


def places_in(text: str) -> dict[TomlPath, Spot]:
    """The spot of every key by its path, list items by their index; line ends must be `\\n`."""
    walk = _Walk(text)
    walk.document()
    return walk.spots


class _Walk:
    """Goes over one text; lives for that."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.spots: dict[TomlPath, Spot] = {}
        self.tables: dict[TomlPath, int] = {}  # arrays of tables, with how many there are so far

    def document(self) -> None:
        table: TomlPath = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def skip(self, what: re.Pattern[str]) -> int:
        found = what.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def header(self) -> TomlPath:
        """`[a.b]` or `[[a.b]]`: the path of the table that begins here."""
        several = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if several else 1
        path: TomlPath = ()
        keys = list(self.keys())
        for number, (name, _) in enumerate(keys, 1):
            path = (*path, name)
            if number == len(keys) and several:
                self.tables[path] = self.tables.get(path, 0) + 1
            self.note(path, start)
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
                self.note(path, start)
        self.at = self.text.index("]", self.at) + (2 if several else 1)
        return path

    def note(self, path: TomlPath, start: int) -> None:
        self.spots.setdefault(path, Spot(start, start, start))

    def keys(self) -> Iterator[tuple[str, int]]:
        """The parts of a dotted key, each with where it stands."""
        while True:
            self.skip(_SPACE)
            start = self.at
            sign = self.text[start]
            if sign in "\"'":
                self.string(sign)
                yield str(tomllib.loads(f"key = {self.text[start : self.at]}")["key"]), start
            else:
                self.skip(_BARE_KEY)
                yield self.text[start : self.at], start
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return
            self.at += 1

    def pair(self, table: TomlPath) -> None:
        path = table
        start = self.at
        for name, key in self.keys():
            path, start = (*path, name), key
            self.note(path, start)
        self.at += 1  # the sign of equality
        self.skip(_SPACE)
        self.value(path, start)

    def value(self, path: TomlPath, key: int) -> None:
        start = self.at
        sign = self.text[start]
        if sign == "[":
            self.array(path)
        elif sign == "{":
            self.inline(path)
        elif sign in "\"'":
            self.string(next(quote for quote in _ENDS if self.text.startswith(quote, start)))
        else:
            self.skip(_BARE_VALUE)
        end = start + len(self.text[start : self.at].rstrip())
        self.spots[path] = Spot(key, start, end)

    def string(self, quote: str) -> None:
        self.at += len(quote)
        self.skip(_ENDS[quote])

    def array(self, path: TomlPath) -> None:
        self.at += 1
        index = 0
        while self.text[self.skip(_BLANK)] != "]":
            self.value((*path, index), self.at)
            index += 1
            if self.text[self.skip(_BLANK)] == ",":
                self.at += 1
        self.at += 1

    def inline(self, path: TomlPath) -> None:
        self.at += 1
        while self.text[self.skip(_BLANK)] != "}":
            self.pair(path)
            if self.text[self.skip(_BLANK)] == ",":
                self.at += 1
        self.at += 1
