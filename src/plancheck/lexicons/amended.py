"""One lexicon's file with the amendments of a ruleset: its value, and the place that each entry has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from plancheck.errors import Problem
from plancheck.lexicons.amendments import Amendment, text_of
from plancheck.said import Said
from plancheck.yaml_source import KeyPath, YamlFile

__all__ = ["AmendedFile", "entries_at", "followed", "step_into"]

_COMMA = ", "


class AmendedFile:
    """A lexicon as a ruleset has it: `value` is as its file's would be. Unamended it is the file's own.

    An amended list knows for each of its entries where it came from: the file, or an amendment.
    """

    def __init__(self, file: YamlFile, amendments: Iterable[Amendment] = ()) -> None:
        self.file = file
        self.value: Any = file.value
        self._from: dict[tuple[str, ...], list[int | Amendment]] = {}
        for one in amendments:
            self.amend(one)

    @property
    def path(self) -> str:
        """The path of the shipped file."""
        return self.file.path

    def amend(self, one: Amendment) -> None:
        """Makes one amendment; what is to be taken out and is not there changes nothing."""
        if self.value is self.file.value:
            self.value = deepcopy(self.file.value)
        entries = entries_at(self.value, one.path)
        origins = self._from.setdefault(one.path, list(range(len(entries))))
        if one.adds:
            entries.append(one.entry)
            origins.append(one)
        else:
            kept = [index for index, entry in enumerate(entries) if text_of(entry) != one.text]
            entries[:] = [entries[index] for index in kept]
            origins[:] = [origins[index] for index in kept]
        _put(self.value, one.path, entries)

    def added(self, path: KeyPath) -> Amendment | None:
        """The amendment that the entry at a path of the value comes from; None where it was shipped."""
        for length, step in enumerate(path):
            origins = self._from.get(tuple(map(str, path[:length])))
            if origins and isinstance(step, int) and step < len(origins):
                origin = origins[step]
                if isinstance(origin, Amendment):
                    return origin
        return None

    def place(self, path: KeyPath) -> tuple[str, int, int]:
        """File, line and column (1-based) of the entry at a path of the value."""
        added = self.added(path)
        if added is not None:
            return added.file, added.line, added.column
        return self.file.path, *self.file.position([self._shipped(path, at) for at in range(len(path))])

    def _shipped(self, path: KeyPath, at: int) -> str | int:
        """The step of a path as the file itself has it."""
        step, origins = path[at], self._from.get(tuple(map(str, path[:at])))
        origin = origins[step] if origins and isinstance(step, int) and step < len(origins) else step
        return step if isinstance(origin, Amendment) else origin

    def problem(self, path: KeyPath, message: Said) -> Problem:
        """A fault of the entry at a path of the value."""
        return Problem(*self.place(path), message)


def step_into(value: Any, step: str) -> Any:
    """The part of a value by a key as text, or an index as text; None where there is none."""
    if isinstance(value, dict):
        return next((one for key, one in value.items() if str(key) == step), None)
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    return None


def followed(value: Any, path: Sequence[str]) -> Any:
    """What stands at a path; None where nothing does."""
    for step in path:
        value = step_into(value, step)
    return value


def entries_at(value: Any, path: Sequence[str]) -> list[Any]:
    """The entries of the list at a path, none where there is no list yet; a text with commas is parted."""
    value = followed(value, path)
    if isinstance(value, str):
        return value.split(_COMMA) if path[0] == "regions" else [value]
    return value if isinstance(value, list) else []


def _put(value: Any, path: Sequence[str], entries: list[Any]) -> None:
    """Puts the entries at a path, in the form that stands there; makes what leads to them."""
    for step in path[:-1]:
        inner = step_into(value, step)
        if inner is None:
            inner = value[step] = {}
        value = inner
    if isinstance(value, list):
        value[int(path[-1])] = entries
        return
    key = next((one for one in value if str(one) == path[-1]), path[-1])
    value[key] = _COMMA.join(map(str, entries)) if path[0] == "regions" and isinstance(value.get(key), str) else entries
